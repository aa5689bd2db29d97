using System.Text.Json;
using Dapper;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;
using EnvGis.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

/// <summary>A layer with 60,000 points and one with 20,000 zones over a province, made once for these tests.</summary>
public sealed class Crowd(RunningService service) : IAsyncLifetime
{
    public string Points { get; private set; } = "";

    public string Zones { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Points = await service.NewLayer("point");
        Zones = await service.NewLayer("polygon");
        await Fill(Points, 60_000, "st_point(105 + random() * 1.5, 21 + random(), 4326)");
        await Fill(Zones, 20_000, "st_buffer(st_point(105 + random() * 1.5, 21 + random(), 4326), 0.001 + random() * 0.005, 24)");
        await service.Sql("vacuum analyze published.feature");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Straight into what readers read: a record of 80,000 features would take a minute and is not what is tested.
    Task<int> Fill(string layer, int count, string geometry) => service.Sql($"""
        insert into published.feature (layer, id, code, version_id, valid, updated_at, name_vi, attributes, demonstration, unlocated, area_m2,
            overview_zoom, search_key, geom, geom_3857, label_3857)
        select @layer, id, 'CROWD-' || id, -id, '[2026-01-01,)', now(), 'Đối tượng số ' || id, '{"{}"}', false, false,
               case when st_dimension(geom) = 2 then st_area(geom_3857) end, env.overview_zoom(id, geom_3857), '', geom, geom_3857, st_centroid(geom_3857)
        from (select nextval(pg_get_serial_sequence('env.feature', 'id')) as id, {geometry} as geom from generate_series(1, @count)) made
        cross join lateral (select st_transform(geom, 3857) as geom_3857 offset 0) projected
        """, new { layer, count });
}

public class CrowdTests(RunningService service, Crowd crowd) : IClassFixture<Crowd>
{
    const double Longitude = 105.75, Latitude = 21.5;

    [Fact]
    public async Task A_crowded_tile_never_exceeds_its_limits_and_shows_something()
    {
        foreach (var layer in new[] { crowd.Points, crowd.Zones })
        {
            for (var zoom = 0; zoom < 14; zoom++)
            {
                var bytes = await service.TileBytes(TileClient.AddressAt(layer, Longitude, Latitude, zoom));
                bytes.Length.ShouldBeLessThanOrEqualTo(500_000, $"{layer} at zoom {zoom}");
                var features = TileClient.Decoded(bytes)[layer].Features;
                features.Count.ShouldBeInRange(1, 5_000, $"{layer} at zoom {zoom}");
                features.Select(feature => feature.Id!.Value).ShouldBeInOrder();
            }
        }
    }

    [Fact]
    public async Task What_a_crowded_tile_shows_is_shown_by_the_tiles_within_it()
    {
        var whole = TileAddress.Of(8, Longitude, Latitude);
        var above = await service.Tile(crowd.Points, whole);
        above[crowd.Points].Features.Count.ShouldBe(5_000);

        var within = new HashSet<ulong>();
        foreach (var part in whole.Children)
        {
            var tile = await service.Tile(crowd.Points, part);
            within.UnionWith(tile.TryGetValue(crowd.Points, out var layer) ? layer.Features.Select(feature => feature.Id!.Value) : []);
        }

        // Those in the outer part of the buffer of zoom 8 are beyond that of zoom 9.
        above[crowd.Points].Features.Count(feature => IsInside(feature) && !within.Contains(feature.Id!.Value)).ShouldBe(0);

        static bool IsInside(TileFeature feature) => feature.Parts[0][0] is { X: >= 0 and <= 4096, Y: >= 0 and <= 4096 };
    }

    [Fact]
    public async Task From_zoom_14_a_tile_has_every_feature()
    {
        foreach (var (layer, zoom) in new[] { (crowd.Points, 14), (crowd.Zones, 14), (crowd.Zones, 16) })
        {
            var tile = TileAddress.Of(zoom, Longitude, Latitude);
            var expected = await service.Rows<long>("""
                select id from published.feature
                where layer = @layer and st_intersects(geom_3857, st_tileenvelope(@zoom, @column, @row)) order by id
                """, new { layer, tile.Zoom, tile.Column, tile.Row });

            var shown = (await service.Tile(layer, tile)).TryGetValue(layer, out var found)
                ? found.Features.Select(feature => (long)feature.Id!.Value).ToHashSet() : [];

            expected.ShouldAllBe(id => shown.Contains(id));
        }
    }

    [Fact]
    public async Task The_world_in_one_tile_reads_no_more_than_it_shows()
    {
        foreach (var layer in new[] { crowd.Points, crowd.Zones })
        {
            using var plan = await Plan(layer, new(0, 0, 0));

            var scans = Nodes(plan.RootElement[0].GetProperty("Plan")).Where(node => node.TryGetProperty("Relation Name", out _)).ToList();

            scans.ShouldNotBeEmpty();
            scans.ShouldAllBe(scan => scan.GetProperty("Node Type").GetString() == "Index Scan");
            scans.Sum(scan => scan.GetProperty("Actual Rows").GetDouble()).ShouldBeLessThanOrEqualTo(2 * TileQuery.MostFeatures + 1);
        }
    }

    [Fact]
    public async Task A_tile_that_is_not_crowded_reads_by_place()
    {
        using var plan = await Plan(crowd.Zones, TileAddress.Of(12, Longitude, Latitude));

        var read = Nodes(plan.RootElement[0].GetProperty("Plan")).Where(node => node.TryGetProperty("Index Name", out _))
            .Where(node => node.GetProperty("Actual Loops").GetDouble() > 0).ToList();
        read.Count.ShouldBe(2);
        read.ShouldAllBe(node => node.GetProperty("Index Name").GetString()!.Contains("geom_3857", StringComparison.Ordinal)
            && !node.GetProperty("Index Name").GetString()!.Contains("overview", StringComparison.Ordinal));
    }

    async Task<JsonDocument> Plan(string layer, TileAddress tile)
    {
        var sql = TileSql.Overview(service.Services.GetRequiredService<LayerCatalogue>().Find(layer)!);
        await using var connection = await service.Owner.OpenConnectionAsync();
        // As the service runs it: prepared, with one plan for every tile.
        await connection.ExecuteAsync($"set plan_cache_mode = force_generic_plan; prepare tile (int, int, int, int) as {sql}");
        var plan = await connection.ExecuteScalarAsync<string>($"explain (analyze, format json) execute tile ({tile.Zoom}, {tile.Column}, {tile.Row}, {TileQuery.MostFeatures})");
        await connection.ExecuteAsync("deallocate tile; reset plan_cache_mode");
        return JsonDocument.Parse(plan!);
    }

    static IEnumerable<JsonElement> Nodes(JsonElement node) => node.TryGetProperty("Plans", out var children)
        ? children.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];
}
