using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Spatial.Tiling;
using EnvGis.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

/// <summary>A layer with 60,000 points and one with 20,000 zones over a province, made once for these tests.</summary>
public sealed class Crowd(TestCluster cluster) : IAsyncLifetime
{
    readonly RunningService service = new(cluster);

    public RunningService Service => service;

    public string Points { get; private set; } = "";

    public string Zones { get; private set; } = "";

    /// <summary>5,000 points and areas of all sizes, graded.</summary>
    public string Mixed { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await service.InitializeAsync();
        Points = await service.NewLayer("point");
        Zones = await service.NewLayer("polygon");
        Mixed = await service.NewLayer("point-or-polygon");
        await Fill(Points, 60_000, "st_point(105 + random() * 1.5, 21 + random(), 4326)");
        await Fill(Zones, 20_000, "st_buffer(st_point(105 + random() * 1.5, 21 + random(), 4326), 0.001 + random() * 0.005, 24)");
        await Fill(Mixed, 5_000, "case when random() < 0.6 then st_point(105 + random() * 1.5, 21 + random() ^ 3, 4326) "
            + "else st_buffer(st_point(105 + random() * 1.5, 21 + random() ^ 3, 4326), 0.0001 * 2 ^ (random() * 9), 8) end");
        await service.Sql("vacuum analyze published.feature");
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    // Straight into what readers read: a record of 80,000 features would take a minute and is not what is tested.
    Task<int> Fill(string layer, int count, string geometry) => service.Sql($"""
        insert into published.feature (layer, id, code, version_id, valid, updated_at, name_vi, attributes, demonstration, unlocated, area_m2,
            overview_zoom, search_key, grade, province_code, geom, geom_3857, label_3857)
        select @layer, id, 'CROWD-' || id, -id, '[2026-01-01,)', now(), 'Đối tượng số ' || id, '{"{}"}', false, false,
               case when st_dimension(geom) = 2 then st_area(geom_3857) end, env.overview_zoom(id, geom_3857), '', nullif(floor(random() * 6), 5), '0' || floor(random() * 3), geom, geom_3857, st_pointonsurface(geom_3857)
        from (select nextval(pg_get_serial_sequence('env.feature', 'id')) as id, {geometry} as geom from generate_series(1, @count)) made
        cross join lateral (select st_transform(geom, 3857) as geom_3857 offset 0) projected
        """, new { layer, count });
}

public class CrowdTests(Crowd crowd) : IClassFixture<Crowd>
{
    readonly RunningService service = crowd.Service;

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
                var tile = TileClient.Decoded(bytes);
                var features = tile.TryGetValue(layer, out var drawn) ? drawn.Features : [];
                features.Count.ShouldBeLessThanOrEqualTo(layer == crowd.Points ? TileQuery.MostSingle : TileQuery.MostFeatures, $"{layer} at zoom {zoom}");
                features.Select(feature => feature.Id!.Value).ShouldBeInOrder();
                (features.Count + (tile.TryGetValue(layer + ":cluster", out var cells) ? cells.Features.Count : 0)).ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public async Task Every_feature_is_drawn_or_counted_exactly_once_and_the_worst_is_known()
    {
        foreach (var (filter, condition) in new[]
        {
            ("", "true"), ("?province_code=01", "province_code = '01'"), ("?grade=0,2&province_code=00,02", "grade in (0, 2) and province_code in ('00', '02')"), ("?demonstration=true", "demonstration"),
        })
        {
            foreach (var (zoom, layer) in new[] { (0, crowd.Mixed), (5, crowd.Mixed), (8, crowd.Mixed), (9, crowd.Mixed), (11, crowd.Mixed), (8, crowd.Zones), (9, crowd.Points) })
            {
                var all = (await service.Rows<(long Id, int? Grade, bool IsPoint)>(
                    $"select id, grade, area_m2 is null from published.feature where layer = @layer and {condition}", new { layer })).ToDictionary(row => (ulong)row.Id);
                var (drawn, dots, counted, worst) = (new HashSet<ulong>(), 0, 0L, (int?)null);
                foreach (var address in Covering(zoom))
                {
                    var tile = TileClient.Decoded(await service.TileBytes($"/tiles/{layer}/{address}.mvt{filter}"));
                    // An area stands where its label does, a point is in one tile only.
                    var single = tile.TryGetValue(layer, out var found) ? found.Features : [];
                    foreach (var id in single.Select(feature => feature.Id!.Value).Where(id => all[id].IsPoint)
                        .Concat(tile.TryGetValue(layer + ":label", out var labels) ? labels.Features.Select(feature => feature.Id!.Value) : []))
                    {
                        drawn.Add(id).ShouldBeTrue($"{id} is drawn twice at zoom {zoom}");
                    }
                    dots = Math.Max(dots, single.Count(feature => all[feature.Id!.Value].IsPoint));
                    foreach (var cell in tile.TryGetValue(layer + ":cluster", out var cells) ? cells.Features : [])
                    {
                        counted += Convert.ToInt64(cell["count"], CultureInfo.InvariantCulture);
                        worst = cell["worst"] is { } grade ? Math.Max(worst ?? 0, Convert.ToInt32(grade, CultureInfo.InvariantCulture)) : worst;
                        var at = cell.Parts[0][0];
                        at.X.ShouldBeInRange(0, 4095);
                        at.Y.ShouldBeInRange(0, 4095);
                    }
                }

                (drawn.Count + counted).ShouldBe(all.Count, $"{layer} at zoom {zoom} {filter}");
                dots.ShouldBeLessThanOrEqualTo(TileQuery.MostSingle);
                if (counted > 0)
                {
                    var others = all.Values.Where(row => !drawn.Contains((ulong)row.Id)).ToList();
                    worst.ShouldBe(others.Max(row => row.Grade), $"{layer} at zoom {zoom} {filter}");
                }
            }
        }

        static IEnumerable<TileAddress> Covering(int zoom)
        {
            var (first, last) = (TileAddress.Of(zoom, 104.9, 22.2), TileAddress.Of(zoom, 106.6, 20.9));
            return from column in Enumerable.Range(first.Column, last.Column - first.Column + 1)
                   from row in Enumerable.Range(first.Row, last.Row - first.Row + 1)
                   select TileAddress.TryCreate(zoom, column, row, out var tile) ? tile : throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task A_cell_s_count_is_of_the_features_in_it()
    {
        var tile = TileAddress.Of(9, Longitude, Latitude);
        var cells = (await service.Tile(crowd.Points, tile))[crowd.Points + ":cluster"].Features;

        var expected = await service.Rows<(int Column, int Row, int Count)>("""
            select column_in, row_in, count(*)::integer from (
                select floor((st_x(label_3857) - st_xmin(b)) / (st_xmax(b) - st_xmin(b)) * 8)::integer as column_in,
                       floor((st_ymax(b) - st_y(label_3857)) / (st_ymax(b) - st_ymin(b)) * 8)::integer as row_in
                from published.feature, st_tileenvelope(@zoom, @column, @row) b
                where layer = @layer and st_intersects(label_3857, b)) placed
            group by 1, 2 order by 2, 1
            """, new { layer = crowd.Points, tile.Zoom, tile.Column, tile.Row });

        cells.Select(cell => (cell.Parts[0][0].X / 512, cell.Parts[0][0].Y / 512, Convert.ToInt32(cell["count"], CultureInfo.InvariantCulture)))
            .OrderBy(cell => cell.Item2).ThenBy(cell => cell.Item1).ShouldBe(expected);
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
    public async Task The_world_in_one_tile_counts_points_from_an_index_and_reads_no_more_shapes_than_it_draws()
    {
        foreach (var layer in new[] { crowd.Points, crowd.Zones })
        {
            using var plan = await Plan(layer, new(0, 0, 0));

            var scans = Nodes(plan.RootElement[0].GetProperty("Plan")).Where(node => node.TryGetProperty("Relation Name", out _) && node.GetProperty("Actual Loops").GetDouble() > 0).ToList();

            scans.ShouldNotBeEmpty();
            var counting = scans.Where(scan => scan.GetProperty("Node Type").GetString() == "Index Only Scan").ShouldHaveSingleItem();
            counting.GetProperty("Actual Rows").GetDouble().ShouldBeGreaterThan(10_000);
            scans.Where(scan => scan.GetProperty("Node Type").GetString() != "Index Only Scan").Sum(scan => scan.GetProperty("Actual Rows").GetDouble())
                .ShouldBeLessThanOrEqualTo(2 * TileQuery.MostFeatures + 1);
        }
    }

    [Fact]
    public async Task A_tile_that_is_not_crowded_reads_by_place()
    {
        using var plan = await Plan(crowd.Zones, TileAddress.Of(12, Longitude, Latitude));

        // By place means by box or key, and not by rank.
        var read = Nodes(plan.RootElement[0].GetProperty("Plan")).Where(node => node.TryGetProperty("Index Name", out _))
            .Where(node => node.GetProperty("Actual Loops").GetDouble() > 0)
            // But points of many parts, all of one rank.
            .Where(node => !node.GetProperty("Index Cond").GetString()!.Contains("shape_rank = '99'", StringComparison.Ordinal)).Select(node => node.GetProperty("Index Name").GetString()!).ToList();
        read.ShouldNotBeEmpty();
        read.ShouldAllBe(name => !name.Contains("shape_rank_geom", StringComparison.Ordinal));
    }

    async Task<JsonDocument> Plan(string layer, TileAddress tile)
    {
        var sql = TileSql.Overview(service.Services.GetRequiredService<PublicSight>().Layers.Find(layer)!);
        await using var connection = await service.Owner.OpenConnectionAsync();
        // As the service runs it: prepared, with one plan for every tile.
        await connection.ExecuteAsync($"set plan_cache_mode = force_generic_plan; prepare tile (int, int, int, int, bigint, bigint) as {sql}");
        var plan = await connection.ExecuteScalarAsync<string>($"explain (analyze, format json) execute tile ({tile.Zoom}, {tile.Column}, {tile.Row}, {TileQuery.MostFeatures}, {PlaceKey.Of(tile).First}, {PlaceKey.Of(tile).End})");
        await connection.ExecuteAsync("deallocate tile; reset plan_cache_mode");
        return JsonDocument.Parse(plan!);
    }

    static IEnumerable<JsonElement> Nodes(JsonElement node) => node.TryGetProperty("Plans", out var children)
        ? children.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];
}
