using System.Net;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiling;
using EnvGis.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

[Collection("Changes in bulk")]
public class EvictionTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_feature_that_moves_changes_the_tiles_of_both_places_and_no_other()
    {
        var layer = await service.NewLayer();
        var other = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.80 21.59)");
        await service.NewFeature(layer, "POINT(105.90 21.59)", "Láng giềng");
        await service.NewFeature(other, "POINT(105.80 21.59)");
        await CaughtUp(layer);
        var old = TileClient.AddressAt(layer, 105.80, 21.59, 14);
        var fresh = TileClient.AddressAt(layer, 105.85, 21.59, 14);
        var neighbour = TileClient.AddressAt(layer, 105.90, 21.59, 14);
        var together = TileClient.AddressAt($"{other},{layer}", 105.80, 21.59, 14);
        var (oldTag, neighbourTag, togetherTag) = (await Tag(old), await Tag(neighbour), await Tag(together));
        (await Tag(fresh)).ShouldBeNull();
        var before = Cached(layer, neighbour);

        // As an operator would in psql.
        await using (var psql = new NpgsqlConnection(service.Administrator))
        {
            await psql.OpenAsync();
            await using var update = new NpgsqlCommand($"update env.current_feature set geom = st_translate(geom, 0.05, 0) where id = {id}", psql);
            await update.ExecuteNonQueryAsync();
        }

        await Until.So(async () => await Tag(old) is null, "gone from the old place");
        (await Tag(fresh)).ShouldNotBeNull();
        (await Tag(together)).ShouldNotBe(togetherTag);
        using var unchanged = await service.Ask(neighbour, has: neighbourTag);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        // Not even made again.
        Cached(layer, neighbour).ShouldBeSameAs(before);
        oldTag.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_zone_drawn_into_a_tiles_buffer_changes_that_tile()
    {
        var layer = await service.NewLayer();
        // Below that, a point is in one tile only.
        var tile = TileAddress.Of(14, 105.8, 21.6);
        var address = $"/tiles/{layer}/{tile}.mvt";
        (await Tag(address)).ShouldBeNull();

        // 32 units east of the tile's edge, half of its buffer.
        var east = tile.PositionOf(new(4096 + 32, 2000), 4096);
        await service.NewFeature(layer, FormattableString.Invariant($"POINT({east.Longitude} {east.Latitude})"));

        await Until.So(async () => await Tag(address) is not null, "the point in the buffer");
    }

    [Fact]
    public async Task A_new_name_or_a_withdrawal_changes_the_tile()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Cũ");
        (await service.TileAt(layer, 105.8, 21.6, 9))[layer].Features[0]["name"].ShouldBe("Cũ");

        await service.Sql("update env.current_feature set name_vi = 'Mới' where id = @id", new { id });
        await Until.So(async () => "Mới".Equals((await service.TileAt(layer, 105.8, 21.6, 9))[layer].Features[0]["name"]), "the new name");

        await service.Sql("delete from env.current_feature where id = @id", new { id });
        await Until.So(async () => (await service.TileAt(layer, 105.8, 21.6, 9)).Count == 0, "an empty tile");
    }

    [Fact]
    public async Task An_import_of_many_rows_changes_every_tile_it_touches()
    {
        var layer = await service.NewLayer("point");
        await service.NewFeature(layer, "POINT(107 17)");
        await CaughtUp(layer);
        var touched = TileClient.AddressAt(layer, 105.8, 21.6, 11);
        (await Tag(touched)).ShouldBeNull();
        var far = TileClient.AddressAt(layer, 107, 17, 11);
        var farTag = await Tag(far);
        var kept = Cached(layer, far);

        await service.Sql("""
            with made as (insert into env.feature (layer) select @layer from generate_series(1, 12000) returning id)
            insert into env.feature_version (feature_id, layer, valid, name_vi, geom, position_source, accuracy_m)
            select id, @layer, '[2026-01-01,)', 'Điểm ' || id, st_point(105.8 + random() * 0.01, 21.6 + random() * 0.01, 4326), 'digitised', 10 from made
            """, new { layer });

        await Until.So(async () => await Tag(touched) is not null, "the imported points");
        (await Tag(far)).ShouldBe(farTag);
        Cached(layer, far).ShouldBeSameAs(kept);
    }

    [Fact]
    public async Task An_open_transaction_elsewhere_delays_no_tile()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var address = TileClient.AddressAt(layer, 105.8, 21.6, 12);
        await using var busy = await service.Owner.OpenConnectionAsync();
        await using var transaction = await busy.BeginTransactionAsync();
        await using (var writes = new NpgsqlCommand("select pg_current_xact_id()", busy))
        {
            await writes.ExecuteNonQueryAsync();
        }
        (await Tag(address)).ShouldNotBeNull();

        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await Until.So(async () => await Tag(address) is null, "the withdrawal");
    }

    [Fact]
    public async Task A_lost_connection_loses_no_change()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var address = TileClient.AddressAt(layer, 105.8, 21.6, 12);
        (await Tag(address)).ShouldNotBeNull();

        service.Log.ExpectOutage();
        await using (var administrator = new NpgsqlConnection(service.Administrator))
        {
            await administrator.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'EnvGis changes'", administrator);
            (await cut.ExecuteScalarAsync()).ShouldBe(1L);
        }
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await Until.So(async () => (await service.Ask(address)).StatusCode == HttpStatusCode.NoContent, "the withdrawal");
    }

    /// <summary>
    /// Waits until the service has told its cache of all that was written so far: it hears of changes a moment after their commit, and would
    /// rightly drop a tile that a test has just looked at.
    /// </summary>
    async Task CaughtUp(string layer)
    {
        var address = TileClient.AddressAt(layer, 100, 10, 14);
        (await Tag(address)).ShouldBeNull();
        await service.NewFeature(layer, "POINT(100 10)");
        await Until.So(async () => await Tag(address) is not null, "the last of what was written");
    }

    async Task<string?> Tag(string address)
    {
        using var response = await service.Ask(address);
        return response.Headers.ETag?.Tag;
    }

    /// <summary>The ready tile as the service keeps it: the same object as long as it is not made again.</summary>
    Tile Cached(string layer, string address)
    {
        var parts = address[..^4].Split('/');
        var set = service.TilesOf(layer);
        var kept = service.Services.GetRequiredService<TileCache>().GetAsync(
            set, TileGrid.Parse(parts[^3], parts[^2], parts[^1])!.Value, (_, _, _) => throw new InvalidOperationException("The tile is not kept."), default);
        return kept.Result;
    }
}
