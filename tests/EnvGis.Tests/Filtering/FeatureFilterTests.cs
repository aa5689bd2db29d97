using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Filtering;

public sealed class FeatureFilterTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","filter":true,"tiles":true,
          "codelist":[{"code":"a","title":{"vi":"A","en":"A"}},{"code":"b","title":{"vi":"B","en":"B"}},{"code":"c","title":{"vi":"C","en":"C"}}]},
         {"name":"found_on","title":{"vi":"Ngày","en":"Day"},"type":"date","filter":true}]
        """;

    [Fact]
    public async Task Several_codes_mean_any_of_them_and_an_interval_of_days_means_within()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var a = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"a","found_on":"2026-01-31"}""");
        var b = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"b","found_on":"2026-02-01"}""");
        var c = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"c"}""");

        (await Ids(layer, "kind=a,b")).ShouldBe([a, b]);
        (await Ids(layer, "kind=c")).ShouldBe([c]);
        (await Ids(layer, $"{layer}.kind=b,c")).ShouldBe([b, c]);
        (await Ids(layer, "found_on=2026-02-01/..")).ShouldBe([b]);
        (await Ids(layer, "found_on=../2026-01-31")).ShouldBe([a]);
        (await Ids(layer, "found_on=2026-01-01/2026-12-31&kind=b,c")).ShouldBe([b]);
    }

    [Fact]
    public async Task Features_can_be_meant_by_their_numbers()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var a = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"a"}""");
        var b = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"b"}""");
        await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"b"}""");

        (await Ids(layer, $"ids={a},{b}")).ShouldBe([a, b]);
        (await Ids(layer, $"ids={a},{b}&kind=b")).ShouldBe([b]);
        (await Ids(layer, "ids=999999999999999999")).ShouldBeEmpty();
        foreach (var wrong in new[] { "", "0", "1,", "x", "-1", "1e3", "9999999999999999999", string.Join(',', Enumerable.Range(1, 201)) })
        {
            using var answer = await service.Http.GetAsync($"/ogc/collections/{layer}/items?ids={wrong}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        }
    }

    [Fact]
    public async Task Severity_and_status_read_alike_over_layers_with_words_of_their_own()
    {
        foreach (var (layer, condition) in new[]
        {
            ("pollution-hotspots", "severity in ('serious', 'very_serious')"), ("contaminated-sites", "level in ('serious', 'very_serious')"),
        })
        {
            var expected = await service.Rows<long>($"""
                select id from published.feature f, jsonb_to_record(f.attributes) a (severity text, level text) where layer = '{layer}' and {condition} order by id
                """);
            expected.ShouldNotBeEmpty();
            (await Ids(layer, "grade=3,4&limit=1000")).ShouldBe(expected);
        }
        var closed = await service.Rows<long>("select id from published.feature where layer = 'landfills' and attributes ->> 'status' in ('suspended', 'closed') order by id");
        (await Ids("landfills", "state=stopped&limit=1000")).ShouldBe(closed);
    }

    [Fact]
    public async Task A_layer_file_that_reads_a_value_otherwise_changes_what_is_published()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var id = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"b"}""");
        (await Ids(layer, "grade=2")).ShouldBeEmpty();
        await service.Sql("""
            update env.layer set definition = definition || '{"severity": {"attribute": "kind", "grades": [{"code": "b", "grade": 2}]}}' where id = @layer
            """, new { layer });
        (await Ids(layer, "grade=2")).ShouldBe([id]);
        await service.Sql("update env.current_feature set attributes = '{\"kind\":\"a\"}' where id = @id", new { id });
        (await Ids(layer, "grade=2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Plan_task_agency_and_period_choose_what_such_a_task_concerns()
    {
        var concerned = await service.Rows<long>("""
            select distinct ft.feature_id from env.feature_task ft join env.task t on t.id = ft.task_id join published.feature f on f.id = ft.feature_id
            where t.plan_id = 'thai-nguyen' and f.layer = 'contaminated-sites' order by 1
            """);
        concerned.ShouldNotBeEmpty();
        (await Ids("contaminated-sites", "plan=thai-nguyen&limit=1000")).ShouldBe(concerned);
        (await Ids("contaminated-sites", "plan=an-hung,thai-nguyen&limit=1000")).Count.ShouldBeGreaterThanOrEqualTo(concerned.Count);
        (await Ids("contaminated-sites", "task=thai-nguyen/II.3.2-b1&limit=1000")).ShouldBe(await service.Rows<long>("""
            select distinct f.id from env.feature_task ft join published.feature f on f.id = ft.feature_id
            where ft.task_id = 'thai-nguyen/II.3.2-b1' and f.layer = 'contaminated-sites' order by 1
            """));
        (await Ids("contaminated-sites", "plan=thai-nguyen&to=1999")).ShouldBeEmpty();
        (await Ids("contaminated-sites", "agency=khong%20co%20co%20quan%20nay")).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_of_an_earlier_moment_the_record_stands_as_it_was_in_items_and_exports()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)", "Tên đầu");
        var between = await service.Value<string>("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        await service.Sql("update env.current_feature set name_vi = 'Tên sau' where id = @id", new { id });

        (await Names($"/ogc/collections/{layer}/items?asOf={between}")).ShouldBe(["Tên đầu"]);
        (await Names($"/exports/{layer}.geojson?asOf={between}&datetime=2026-03-01")).ShouldBe(["Tên đầu"]);
        (await Names($"/exports/{layer}.geojson")).ShouldBe(["Tên sau"]);
        (await Names($"/ogc/collections/{layer}/items?asOf=2020-01-01")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("grade=5")]
    [InlineData("grade=3,")]
    [InlineData("state=closed")]
    [InlineData("plan=%27;drop")]
    [InlineData("task_state=late")]
    [InlineData("task=thai-nguyen")]
    [InlineData("from=2030&to=2026")]
    [InlineData("from=26")]
    [InlineData("asOf=yesterday")]
    [InlineData("asOf=9999-12-31")]
    [InlineData("province_code=19,x")]
    [InlineData("landfills.nothing=1")]
    [InlineData("pollution-hotspots.severity=serious")]
    [InlineData("agency=")]
    public async Task What_is_no_filter_of_the_layer_is_refused_in_words(string query)
    {
        foreach (var address in new[] { "/ogc/collections/landfills/items", "/exports/landfills.geojson" })
        {
            using var answer = await service.Http.GetAsync($"{address}?{query}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{address}?{query}");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task A_next_link_keeps_the_filter()
    {
        var all = await Ids("pollution-hotspots", "grade=1,2,3,4&limit=1000");
        all.Count.ShouldBeGreaterThan(4);
        var found = new List<long>();
        for (var address = "/ogc/collections/pollution-hotspots/items?grade=1,2,3,4&limit=3"; address is not null;)
        {
            using var page = JsonDocument.Parse(await service.Http.GetStringAsync(address));
            found.AddRange(page.RootElement.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
            address = page.RootElement.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "next")
                .Select(link => link.GetProperty("href").GetString()).SingleOrDefault();
        }
        found.ShouldBe(all);
    }

    [Theory]
    [InlineData("count=5", true)]
    [InlineData("count=5.0", true)]
    [InlineData("count=5e0", true)]
    [InlineData("count=5.5", null)]
    [InlineData("count=9007199254740991", false)]
    [InlineData("count=9007199254740992", null)]
    [InlineData("count=99999999999999999999", null)]
    [InlineData("amount=7", true)]
    [InlineData("amount=7.000", null)]
    [InlineData("amount=7.0", true)]
    [InlineData("amount=0.007e3", true)]
    [InlineData("amount=7.00000000000000001", true)]
    [InlineData("count=5.000", null)]
    [InlineData("count=5,000", null)]
    [InlineData("count=5.00", true)]
    [InlineData("amount=7,0", true)]
    [InlineData("amount=7,000", null)]
    [InlineData("amount=1e-400", null)]
    public async Task A_number_is_asked_for_as_machines_write_it_or_in_one_way_of_people(string query, bool? finds)
    {
        var layer = await service.NewLayer("point", """
            [{"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number","filter":true},{"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer","filter":true}]
            """);
        await service.NewFeature(layer, "POINT(105.8 21.5)", attributes: """{"amount":7,"count":5}""");

        using var answer = await service.Http.GetAsync($"/ogc/collections/{layer}/items?{query}");

        if (finds is { } found)
        {
            (await Ids(layer, query)).Count.ShouldBe(found ? 1 : 0);
        }
        else
        {
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/bad-parameter");
        }
    }

    async Task<IReadOnlyList<long>> Ids(string layer, string query)
    {
        using var page = JsonDocument.Parse(await service.Http.GetStringAsync($"/ogc/collections/{layer}/items?{query}"));
        return [.. page.RootElement.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("id").GetInt64())];
    }

    async Task<IReadOnlyList<string?>> Names(string address)
    {
        using var page = JsonDocument.Parse(await service.Http.GetStringAsync(address));
        return [.. page.RootElement.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("properties").GetProperty("name_vi").GetString())];
    }
}
