using System.Net;
using EnvGis.Spatial.Tiling;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

public class FilteredTileTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"kind","type":"code","title":{"vi":"Loại","en":"Kind"},"codelist":[{"code":"a","title":{"vi":"A","en":"A"}},{"code":"b","title":{"vi":"B","en":"B"}}],"filter":true,"tiles":true}]
        """;

    [Theory, InlineData(9), InlineData(14)]
    public async Task A_filtered_tile_has_what_the_filter_leaves(int zoom)
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var other = await service.NewLayer(attributes: Attributes);
        await service.NewFeature(layer, "POINT(105.8 21.6)", "Một", """{"kind":"a"}""");
        await service.NewFeature(layer, "POINT(105.8001 21.6)", "Hai", """{"kind":"b"}""");
        await service.NewFeature(other, "POINT(105.8 21.6001)", "Ba", """{"kind":"b"}""");

        (await Names($"{layer},{other}", zoom, "")).ShouldBe(["Một", "Hai", "Ba"], ignoreOrder: true);
        (await Names(layer, zoom, "kind=a")).ShouldBe(["Một"]);
        (await Names($"{layer},{other}", zoom, $"{layer}.kind=b")).ShouldBe(["Hai", "Ba"], ignoreOrder: true);
        (await Names($"{layer},{other}", zoom, $"{layer}.kind=b&{other}.kind=a")).ShouldBe(["Hai"]);
        (await Names(layer, zoom, "kind=a&province_code=01")).ShouldBeEmpty();
        var two = await service.Value<long>("select id from published.feature where layer = @layer and name_vi = 'Hai'", new { layer });
        (await Names($"{layer},{other}", zoom, $"ids={two}")).ShouldBe(["Hai"]);
        (await Names(layer, zoom, "task=thai-nguyen/no-such-task")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filtered_tile_follows_the_links_of_tasks_which_change_no_feature()
    {
        var layer = await service.NewLayer();
        var feature = await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi có nhiệm vụ");
        var task = await service.Value<string>("select id from env.task order by id limit 1") ?? throw new InvalidOperationException("There are no tasks.");
        (await Names(layer, 12, $"task={task}")).ShouldBeEmpty();

        await service.Sql("insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line) select @feature, id, 'treats', plan_id, section, 1 from env.task where id = @task", new { feature, task });

        (await Names(layer, 12, $"task={task}")).ShouldBe(["Nơi có nhiệm vụ"]);
        (await Names(layer, 12, $"plan={task.Split('/')[0]}")).ShouldBe(["Nơi có nhiệm vụ"]);
    }

    [Fact]
    public async Task A_caller_who_has_the_filtered_tile_is_told_so_and_an_empty_one_has_no_content()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POINT(105.8 21.6)");
        var address = TileClient.AddressAt(layer, 105.8, 21.6, 12) + "?unlocated=false";
        using var first = await service.Ask(address, "gzip");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        var tag = first.Headers.ETag.ShouldNotBeNull();
        tag.IsWeak.ShouldBeFalse();

        (await service.Ask(address, "gzip", has: tag.ToString())).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await service.Ask(TileClient.AddressAt(layer, 105.8, 21.6, 12) + "?unlocated=true")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory, InlineData("colour=red"), InlineData("grade=5"), InlineData("datetime=2026-01-01/2026-02-01"), InlineData("datetime=../.."), InlineData("datetime=soon")]
    public async Task What_is_no_filter_of_the_layers_or_no_single_day_is_refused(string filter)
    {
        var layer = await service.NewLayer();
        (await service.Ask(TileClient.AddressAt(layer, 105.8, 21.6, 12) + "?" + filter)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, InlineData(7), InlineData(13), InlineData(15)]
    public async Task A_tile_of_another_time_shows_what_was_in_force_and_known_then(int zoom)
    {
        var layer = await service.NewLayer();
        await service.Sql("insert into env.current_feature (layer, name_vi, valid, geom, position_source, accuracy_m) select @layer, n, v::daterange, 'SRID=4326;POINT(105.8 21.6)', 'surveyed', 5 "
            + "from (values ('Từ lâu', '[2020-01-01,)'), ('Đã hết', '[2020-01-01,2024-01-01)'), ('Sẽ có', '[2040-01-01,)'), ('Sẽ có rồi hết', '[2040-01-01,2045-01-01)')) t (n, v)", new { layer });
        var known = await service.Value<DateTime>("select clock_timestamp()");
        await service.Sql("update env.current_feature set name_vi = 'Tên mới' where layer = @layer and name_vi = 'Từ lâu'", new { layer });

        (await Names(layer, zoom, "datetime=2023-06-01")).ShouldBe(["Tên mới", "Đã hết"], ignoreOrder: true);
        (await Names(layer, zoom, "datetime=2041-06-01")).ShouldBe(["Tên mới", "Sẽ có", "Sẽ có rồi hết"], ignoreOrder: true);
        (await Names(layer, zoom, "datetime=2050-06-01")).ShouldBe(["Tên mới", "Sẽ có"], ignoreOrder: true);
        (await Names(layer, zoom, "datetime=2019-06-01")).ShouldBeEmpty();
        (await Names(layer, zoom, $"asOf={known:yyyy-MM-ddTHH:mm:ss.ffffff}Z")).ShouldBe(["Từ lâu"]);
        (await Names(layer, zoom, $"asOf={known:yyyy-MM-ddTHH:mm:ss.ffffff}Z&datetime=2023-06-01")).ShouldBe(["Từ lâu", "Đã hết"], ignoreOrder: true);
        (await Names(layer, zoom, "asOf=2001-01-01")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Features_as_of_a_time_are_those_of_the_plain_definition()
    {
        var layer = await service.NewLayer();
        var moments = new List<DateTime> { await service.Value<DateTime>("select clock_timestamp()") };
        await service.Sql("insert into env.current_feature (layer, name_vi, valid, geom, position_source, accuracy_m) select @layer, 'x', "
            + "daterange('2020-01-01'::date + n * 40, case when n % 3 > 0 then '2020-01-01'::date + n * 40 + (n * 137 % 3000) + 1 end), st_point(105 + n % 20 / 10.0, 21.5, 4326), 'surveyed', 5 "
            + "from generate_series(1, 120) n", new { layer });
        moments.Add(await service.Value<DateTime>("select clock_timestamp()"));
        await service.Sql("update env.current_feature set geom = st_translate(geom, 0.5, 0), valid = daterange(lower(valid) + 30, upper(valid) + 30) where layer = @layer and id % 4 = 0", new { layer });
        moments.Add(await service.Value<DateTime>("select clock_timestamp()"));
        await service.Sql("delete from env.current_feature where layer = @layer and id % 7 = 0", new { layer });
        moments.Add(await service.Value<DateTime>("select clock_timestamp()"));

        foreach (var moment in moments)
        {
            for (var day = new DateOnly(2019, 12, 31); day.Year < 2036; day = day.AddDays(211))
            {
                foreach (var box in new[] { null, "POLYGON((105 21, 105.45 21, 105.45 22, 105 22, 105 21))" })
                {
                    (await service.Rows<long>("select version_id from published.features_as_of(@layer, @day, @moment, st_geomfromtext(@box, 4326)) order by 1", new { layer, day, moment, box }))
                        .ShouldBe(await service.Rows<long>("""
                            select id from env.feature_version where layer = @layer and valid @> @day and recorded @> @moment
                                and (@box::text is null or geom && st_geomfromtext(@box, 4326)) order by 1
                            """, new { layer, day, moment, box }), $"on {day} as known at {moment:O}");
                }
            }
        }
        // What is computed for the past equals what is stored for today.
        (await service.Value<long>("""
            select count(*) from published.features_as_of(@layer, env.today(), null, null) a join published.feature p on p.layer = @layer and p.id = a.id
            where a.place = published.place_of(p.label_3857) and p.place = a.place and p.shape_rank = published.shape_rank(p.id, p.overview_zoom, p.area_m2, p.geom_3857)
            """, new { layer })).ShouldBe(await service.Value<long>("select count(*) from published.feature where layer = @layer", new { layer }));
    }

    async Task<IReadOnlyList<string>> Names(string layers, int zoom, string filter)
    {
        var address = TileAddress.Of(zoom, 105.8, 21.6);
        var tile = TileClient.Decoded(await service.TileBytes($"/tiles/{layers}/{address}.mvt{(filter == "" ? "" : "?" + filter)}"));
        return tile.Where(layer => !layer.Key.Contains(':')).SelectMany(layer => layer.Value.Features).Select(feature => feature["name"]!.ToString()!).ToList();
    }
}
