using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Basemap;

/// <summary>Tiles of what a department has loaded under the layers, and what a page is told of it. Each test leaves the basemap as empty as it found it.</summary>
public sealed class BasemapTests(RunningService service) : IClassFixture<RunningService>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await service.Sql("delete from env.base_feature; delete from env.base_source; delete from env.boundary");
    }

    [Fact]
    public async Task On_a_fresh_machine_nothing_is_loaded_outlines_are_sketches_and_tiles_are_empty()
    {
        var map = await this.Fresh();
        map.GetProperty("tiles").ValueKind.ShouldBe(JsonValueKind.Null);
        map.GetProperty("loaded").GetArrayLength().ShouldBe(0);
        map.GetProperty("schematic").GetBoolean().ShouldBeTrue();
        map.GetProperty("outside").ValueKind.ShouldBe(JsonValueKind.Null);

        using var tile = await service.Ask(TileClient.AddressAt("basemap", 105.8, 21.5, 9));
        tile.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        tile.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task A_loaded_river_lake_road_and_place_are_in_the_tiles_with_names_to_write()
    {
        await this.Load();
        await this.Fresh();

        var layers = await service.TileAt("basemap", 105.85, 21.55, 11);

        layers.Keys.Order(StringComparer.Ordinal).ShouldBe(["lake", "lake:label", "place", "river", "river:label", "road", "road:label"]);
        layers["river"].Features.ShouldHaveSingleItem()["name"].ShouldBe("Sông thử");
        layers["river:label"].Features.ShouldHaveSingleItem()["name"].ShouldBe("Sông thử");
        layers["lake"].Features.ShouldHaveSingleItem().Id.ShouldBe(layers["lake:label"].Features.ShouldHaveSingleItem().Id);
        (await service.TileAt("basemap", 105.85, 21.55, 3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_province_with_a_boundary_is_told_and_only_all_of_them_end_the_sketch()
    {
        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source)
            values ('province', '19', 'Thái Nguyên', st_multi(st_makeenvelope(105.5, 21.3, 106.2, 22.7, 4326)), 'Sở'),
                   ('commune', '05488', 'Đại Phúc', st_multi(st_makeenvelope(105.6, 21.5, 105.8, 21.65, 4326)), 'Sở')
            """);
        var one = await this.Fresh();
        one.GetProperty("provinces").EnumerateArray().Select(code => code.GetString()).ShouldBe(["19"]);
        one.GetProperty("schematic").GetBoolean().ShouldBeTrue();
        (await service.TileAt("basemap", 105.6, 21.5, 9)).Keys.ShouldBe(["commune", "province"]);
        (await service.TileAt("basemap", 105.5, 21.3, 6)).Keys.ShouldBe(["province"]);

        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source)
            select 'province', code, name, st_multi(st_expand(centre, 0.1)), 'Sở' from env.province where valid_to is null and code <> '19'
            """);
        (await this.Fresh()).GetProperty("schematic").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_tile_of_the_asked_revision_may_be_kept_and_a_change_brings_another_address()
    {
        await this.Load();
        var first = (await this.Fresh()).GetProperty("tiles").GetString()!;
        using var kept = await service.Ask(At(first), "gzip");
        kept.StatusCode.ShouldBe(HttpStatusCode.OK);
        kept.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        var tag = kept.Headers.ETag!.ToString();
        tag.ShouldEndWith("-gzip\"");
        using var known = await service.Ask(At(first), "gzip", has: tag);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        await service.Sql("delete from env.base_feature where kind = 'road'");

        var second = (await this.Fresh()).GetProperty("tiles").GetString()!;
        second.ShouldNotBe(first);
        // At once, whatever this process knew a moment ago.
        using var fresh = await service.Ask(At(second));
        fresh.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        TileClient.Decoded(await fresh.Content.ReadAsByteArrayAsync()).ShouldNotContainKey("road");
        using var old = await service.Ask(At(first));
        old.Headers.CacheControl!.NoCache.ShouldBeTrue();
        TileClient.Decoded(await old.Content.ReadAsByteArrayAsync()).ShouldNotContainKey("road");

        static string At(string template)
        {
            var tile = TileAddress.Of(11, 105.85, 21.55);
            return template.Replace("{z}/{x}/{y}", tile.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/tiles/basemap/19/0/0.mvt", "tile-outside")]
    [InlineData("/tiles/basemap/1/2/0.mvt", "tile-outside")]
    [InlineData("/tiles/basemap/a/0/0.mvt", "tile-outside")]
    [InlineData("/tiles/basemap/1/0/0.mvt?layer=river", "unknown-parameter")]
    [InlineData("/tiles/basemap,landfills/1/0/0.mvt", "unknown-layer")]
    [InlineData("/tiles/basemap.json", "unknown-layer")]
    [InlineData("/api/map?x=1", "unknown-parameter")]
    public async Task What_is_not_there_is_refused(string address, string problem)
    {
        using var answer = await service.Ask(address);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
    }

    [Fact]
    public async Task The_reader_sees_what_is_published_of_it_and_not_the_tables()
    {
        var reader = service.Services.GetRequiredService<PublicSight>().Database.Source;
        foreach (var view in new[] { "base_feature", "base_content", "base_revision", "boundary_line" })
        {
            await using var connection = await reader.OpenConnectionAsync();
            await using var published = new Npgsql.NpgsqlCommand($"select count(*) from published.{view}", connection);
            (await published.ExecuteScalarAsync()).ShouldBeOfType<long>();
            await using var working = new Npgsql.NpgsqlCommand($"select count(*) from env.{view}", connection);
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => working.ExecuteScalarAsync())).SqlState.ShouldBe("42501");
        }
    }

    [Fact]
    public async Task No_layer_takes_its_name()
    {
        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => service.Sql("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules) values ('basemap', 'BMAP', 1, 'point', @definition::jsonb, '{}')
            """, new { definition = RunningService.Definition("basemap", "BMAP", "point") }));
        refused.ConstraintName.ShouldBe("layer_is_not_basemap");
    }

    async Task Load() => await service.Sql("""
        insert into env.base_source (kind, source) values ('river', 'Sở'), ('lake', 'Sở'), ('road', 'Sở'), ('place', 'Sở');
        insert into env.base_feature (kind, name, geom, reach_m, from_zoom) values
            ('river', 'Sông thử', st_geomfromtext('LINESTRING(105.7 21.5, 106 21.6)', 4326), 33000, 8),
            ('road', 'QL3', st_geomfromtext('LINESTRING(105.7 21.6, 106 21.5)', 4326), 33000, 8),
            ('lake', 'Hồ thử', st_makeenvelope(105.82, 21.56, 105.86, 21.58, 4326), 3000, 8),
            ('place', 'Thị trấn thử', st_point(105.85, 21.55, 4326), 0, 9)
        """);

    async Task<JsonElement> Map() => await service.Http.GetFromJsonAsync<JsonElement>("/api/map");

    /// <summary>What is told once the process has heard of the last change.</summary>
    async Task<JsonElement> Fresh()
    {
        var revision = await service.Value<long>("select revision from env.base_revision");
        JsonElement map = default;
        await Until.So(async () => (map = await this.Map()).GetProperty("revision").GetInt64() == revision, "the new revision told");
        return map;
    }
}
