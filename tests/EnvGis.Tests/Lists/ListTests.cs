using System.Net;
using System.Text;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Lists;
using EnvGis.Tests.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Lists;

public sealed class ListTests(RunningService service) : IClassFixture<RunningService>
{
    // On attribute "level" stands the severity of all layers.
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"code","filter":true,"tiles":true,
          "codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"}},{"code":"high","title":{"vi":"Cao","en":"High"}}]}]
        """;

    [Fact]
    public async Task Pages_follow_one_another_over_ties_without_gap_or_repeat_in_every_order()
    {
        var layer = await this.GradedLayer();
        for (var i = 0; i < 11; i++)
        {
            var level = i % 3 == 0 ? """{"level":"high"}""" : i % 3 == 1 ? """{"level":"low"}""" : "{}";
            await service.NewFeature(layer, $"POINT({105 + i % 4 * 0.01} 21)", i % 2 == 0 ? "Ấp Đông: một" : "An Hải", level);
        }
        var ids = await service.Rows<long>($"select id from published.feature where layer = '{layer}' order by id");
        foreach (var sort in new[] { "severity", "overdue", "name", "distance&at=105.003,21" })
        {
            var whole = await this.All($"/api/list?layers={layer}&sort={sort}&limit=1000");
            var paged = await this.All($"/api/list?layers={layer}&sort={sort}&limit=2");
            whole.Select(Id).Order().ShouldBe(ids);
            paged.Select(Id).ShouldBe(whole.Select(Id), sort);
        }
    }

    [Fact]
    public async Task Worst_come_first_then_nearest_and_names_by_the_Vietnamese_alphabet()
    {
        var layer = await this.GradedLayer();
        var low = await service.NewFeature(layer, "POINT(105 21)", "Đống Đa", """{"level":"low"}""");
        var high = await service.NewFeature(layer, "POINT(105.2 21)", "Dốc Lã", """{"level":"high"}""");
        var none = await service.NewFeature(layer, "POLYGON((105.1 20.9,105.15 20.9,105.15 21.1,105.1 21.1,105.1 20.9))", "Ao Cá");

        (await this.Ids($"layers={layer}")).ShouldBe([high, low, none]);
        (await this.Ids($"layers={layer}&sort=distance&at=105.12,21")).ShouldBe([none, high, low]);
        // Đ is a letter of its own, after D.
        (await this.Ids($"layers={layer}&sort=name")).ShouldBe([none, high, low]);
        (await this.Ids($"layers={layer}&grade=3,4")).ShouldBe([high]);
        (await this.Ids($"layers={layer}&level=low")).ShouldBe([low]);
        (await this.Ids($"layers={layer},landfills&{layer}.level=low&code=none")).ShouldBeEmpty();

        var first = (await this.All($"/api/list?layers={layer}&sort=distance&at=105.12,21"))[0];
        first.GetProperty("distanceM").GetDouble().ShouldBe(0);
        var geodesic = await service.Value<double>("select st_distance('point(105.12 21)'::geography, 'point(105.2 21)'::geography)");
        (await this.All($"/api/list?layers={layer}&at=105.12,21"))[0].GetProperty("distanceM").GetDouble().ShouldBe(geodesic, 0.001);
    }

    [Fact]
    public async Task Longest_overdue_come_first_with_the_days_that_the_task_itself_is_late()
    {
        var listed = (await this.All("/api/list?sort=overdue&limit=1000")).Select(row => (
            Id: Id(row), Days: row.GetProperty("overdueDays").ValueKind == JsonValueKind.Null ? (int?)null : row.GetProperty("overdueDays").GetInt32(),
            Open: row.GetProperty("openTasks").GetInt32())).ToList();

        var expected = (await service.Rows<(long Id, int Open, int? Days)>("""
            select l.feature_id, count(distinct t.id) filter (where t.state <> 'not-begun')::integer, max(-t.days_left) filter (where t.state = 'overdue')
            from published.feature_task l join published.task t on t.id = l.task_id group by 1
            """)).ToDictionary(one => one.Id);
        listed.ShouldAllBe(one => one.Open == (expected.ContainsKey(one.Id) ? expected[one.Id].Open : 0) && one.Days == (expected.ContainsKey(one.Id) ? expected[one.Id].Days : null));
        listed.ShouldContain(one => one.Open > 0);
        listed.Select(one => one.Days ?? -1).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_box_holds_what_meets_it_and_the_unlocated_whose_area_is_centred_in_it()
    {
        var layer = await service.NewLayer();
        var inside = await service.NewFeature(layer, "POINT(105.05 21.05)");
        var meeting = await service.NewFeature(layer, "POLYGON((105.09 21.09,105.2 21.09,105.2 21.2,105.09 21.2,105.09 21.09))");
        // Its own box meets the box asked for, its area does not.
        await service.NewFeature(layer, "POLYGON((105.08 21.2,105.19 21.19,105.2 21.02,105.2 21.2,105.08 21.2))");
        var unlocated = await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, near, accuracy_m, commune_id, valid)
            select @layer, 'Chưa rõ', 'srid=4326;point(105.02 21.02)', 2000, id, daterange('2026-01-01', null) from env.commune where valid_to is null order by id limit 1
            returning id
            """, new { layer });

        (await this.Ids($"layers={layer}&bbox=105,21,105.1,21.1")).Order().ShouldBe([inside, meeting, unlocated]);
        (await this.Ids($"layers={layer}&bbox=105.03,21,105.1,21.1")).Order().ShouldBe([inside, meeting]);
        (await this.Ids($"layers={layer}&bbox=105,21,105.1,21.1&unlocated=true")).ShouldBe([unlocated]);
        (await this.Ids($"layers={layer}&bbox=190,21,200,22")).ShouldBeEmpty();
        var row = (await this.All($"/api/list?layers={layer}&unlocated=true&at=105.02,21.02")).Single();
        (row.GetProperty("lon").GetDouble(), row.GetProperty("lat").GetDouble(), row.GetProperty("distanceM").GetDouble()).ShouldBe((105.02, 21.02, 0));
        row.GetProperty("commune").GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Of_another_time_the_list_shows_the_record_as_it_stood()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)", "Tên đầu");
        var between = await service.Value<string>("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        await service.Sql("update env.current_feature set name_vi = 'Tên sau', geom = st_geomfromtext('POINT(106 22)', 4326) where id = @id", new { id });

        (await Names($"layers={layer}&asOf={between}&bbox=104.9,20.9,105.1,21.1")).ShouldBe(["Tên đầu"]);
        (await Names($"layers={layer}&bbox=104.9,20.9,105.1,21.1")).ShouldBeEmpty();
        (await Names($"layers={layer}&datetime=2025-06-01")).ShouldBeEmpty();
        (await Names($"layers={layer}&datetime=2026-06-01")).ShouldBe(["Tên sau"]);

        async Task<IEnumerable<string?>> Names(string query) => (await this.All($"/api/list?{query}")).Select(row => row.GetProperty("name").GetProperty("vi").GetString());
    }

    [Fact]
    public async Task The_table_for_spreadsheets_has_a_mark_a_header_in_the_callers_language_and_no_formulas()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POINT(105.5 21)", "=HYPERLINK(\"http://x\";\"đây\")");
        await service.NewFeature(layer, "POINT(105.5 21)", "Hồ, ao");

        using var answer = await service.Http.GetAsync($"/api/list.csv?layers={layer}&sort=name&at=105.5,21");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith("Mã số;Mã;Lớp;Tên;");
        lines.ShouldContain(line => line.Contains(";\"'=HYPERLINK(\"\"http://x\"\";\"\"đây\"\")\";", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains(";Hồ, ao;", StringComparison.Ordinal) && line.EndsWith(";105,5;21;không;không;0;;0", StringComparison.Ordinal));
        var english = await service.Http.GetStringAsync($"/api/list.csv?layers={layer}&lang=en&at=105.5,21");
        english.TrimStart('\uFEFF').ShouldStartWith("Id,Code,Layer,Name,");
        english.ShouldContain(",105.5,21,no,no,0,,0\r\n");
        // Whoever reads it by a program says so.
        (await service.Http.GetStringAsync($"/api/list.csv?layers={layer}&separator=comma&at=105.5,21")).ShouldContain(",105.5,21,không,không,0,,0\r\n");
        (await service.Http.GetStringAsync($"/api/list.csv?layers={layer}&separator=semicolon&lang=en&at=105.5,21")).ShouldContain(";105,5;21;no;no;0;;0\r\n");
        (await service.Http.GetAsync($"/api/list.csv?layers={layer}&separator=tab")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await service.Http.GetAsync($"/api/list?layers={layer}&separator=comma")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("+84", "'+84")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\u00a0=1+1", "'\u00a0=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void What_a_spreadsheet_would_reckon_with_is_shown_as_text(string? text, string? safe) => EnvGis.Http.Csv.Safe(text).ShouldBe(safe);

    [Theory]
    [InlineData("list?sort=distance", "bad-parameter")]
    [InlineData("list?sort=size", "bad-parameter")]
    [InlineData("list?at=21.03", "bad-parameter")]
    [InlineData("list?at=105,121", "bad-parameter")]
    [InlineData("list?at=NaN,21", "bad-parameter")]
    [InlineData("list?layers=", "bad-parameter")]
    [InlineData("list?layers=landfills,nothing", "bad-parameter")]
    [InlineData("list?bbox=1,2,3", "bad-parameter")]
    [InlineData("list?after=x", "bad-parameter")]
    [InlineData("list?after=4oyA", "bad-parameter")]
    [InlineData("list?limit=0", "bad-parameter")]
    [InlineData("list?grade=5", "bad-parameter")]
    [InlineData("list?colour=red", "unknown-parameter")]
    [InlineData("list.csv?sort=distance", "bad-parameter")]
    [InlineData("facets?limit=1", "unknown-parameter")]
    [InlineData("facets?layers=nothing", "bad-parameter")]
    [InlineData("facets?of=grade", "bad-parameter")]
    [InlineData("unlocated?grade=x", "bad-parameter")]
    [InlineData("unlocated?bbox=1,2,3,4", "unknown-parameter")]
    public async Task What_makes_no_sense_is_refused(string address, string slug)
    {
        using var answer = await service.Http.GetAsync("/api/" + address);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString().ShouldBe($"/problems/{slug}");
    }

    [Fact]
    public async Task Of_another_day_only_the_rows_of_the_page_are_looked_up_however_many_others_the_record_has()
    {
        var crowd = await service.NewLayer();
        await service.NewFeatures(crowd, 3000);
        var list = KeptCountsTests.Asked(service, "?layers=pollution-hotspots&datetime=2026-06-01");
        await using var connection = await service.Services.GetRequiredService<PublicSight>().Database.Source.OpenConnectionAsync();
        // Without statistics, as just after an import.
        await using var command = await ListQuery.CommandAsync(connection, list!, 100, whole: false, total: null, reach: null, TestContext.Current.CancellationToken);
        command.CommandTimeout = 60;
        command.CommandText = "explain (analyze, timing off, format json) " + command.CommandText;

        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var passed = 0.0;
        Walk(JsonDocument.Parse(reader.GetString(0)).RootElement[0].GetProperty("Plan"));
        passed.ShouldBeInRange(1, 2000);

        void Walk(JsonElement node)
        {
            // A bitmap of an index counts what the index has, before a row is looked up.
            if (node.GetProperty("Node Type").GetString() != "Bitmap Index Scan")
            {
                passed = Math.Max(passed, node.GetProperty("Actual Rows").GetDouble() * node.GetProperty("Actual Loops").GetDouble());
            }
            if (node.TryGetProperty("Plans", out var inner))
            {
                inner.EnumerateArray().ToList().ForEach(Walk);
            }
        }
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var next = JsonDocument.Parse(await service.Http.GetStringAsync("/api/list?limit=1")).RootElement.GetProperty("next").GetString()!;
        (await service.Http.GetAsync(next)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetAsync(next + "&sort=name")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("grade=3,4")]
    [InlineData("grade=3,4&province_code=19")]
    [InlineData("plan=thai-nguyen&from=2026&to=2027")]
    [InlineData("pollution-hotspots.severity=serious&demonstration=true")]
    [InlineData("datetime=2026-06-01")]
    public async Task Every_choice_says_how_many_features_the_list_has_after_choosing_it(string filter)
    {
        const string Layers = "layers=pollution-hotspots,contaminated-sites";
        var facets = JsonDocument.Parse(await service.Http.GetStringAsync($"/api/facets?{Layers}&{filter}")).RootElement;
        facets.GetProperty("total").GetInt32().ShouldBe(await this.Total($"{Layers}&{filter}"));
        var alone = JsonDocument.Parse(await service.Http.GetStringAsync($"/api/facets?{Layers}&{filter}&of=layer")).RootElement;
        alone.GetProperty("total").GetInt32().ShouldBe(facets.GetProperty("total").GetInt32());
        alone.GetProperty("parameters").EnumerateObject().Select(one => one.Value.GetRawText()).ShouldBe([facets.GetProperty("parameters").GetProperty("layer").GetRawText()]);
        var chosen = 0;
        foreach (var parameter in facets.GetProperty("parameters").EnumerateObject())
        {
            foreach (var choice in parameter.Value.EnumerateArray().Take(4))
            {
                var value = choice.GetProperty("value").GetString()!;
                var others = filter.Split('&').Where(part => part.Length > 0 && !part.StartsWith(parameter.Name + "=", StringComparison.Ordinal));
                // An attribute narrows its own layer and leaves the others as they are.
                var within = parameter.Name.Split('.') is [var layer, _] ? $"layers={layer}" : Layers;
                var query = parameter.Name == "layer" ? $"layers={value}&{filter}" : $"{within}&{string.Join('&', others.Append($"{parameter.Name}={Uri.EscapeDataString(value)}"))}";
                (await this.Total(query)).ShouldBe(choice.GetProperty("features").GetInt32(), $"{parameter.Name}={value} with {filter}");
                chosen++;
            }
        }
        chosen.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task The_unlocated_follow_the_filter()
    {
        var province = await service.Value<string>("select province_code from published.feature where unlocated and layer = 'landfills' order by id limit 1");
        var expected = await service.Rows<long>($"select id from published.feature where unlocated and province_code = '{province}' order by id");
        expected.ShouldNotBeEmpty();
        var layer = await service.NewLayer();
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, commune_id, accuracy_m, valid)
            select @layer, 'Nơi chưa rõ', (select id from env.commune where province_code <> @province order by id limit 1), 1000, daterange('2026-01-01', null)
            """, new { layer, province });
        (await Unlocated($"province_code={province}")).ShouldBe(expected);
        (await Unlocated($"province_code={province}&asOf=2020-01-01")).ShouldBeEmpty();
        (await Unlocated("")).Count().ShouldBeGreaterThan(expected.Count);

        async Task<IEnumerable<long>> Unlocated(string query) => JsonDocument.Parse(await service.Http.GetStringAsync($"/api/unlocated?{query}"))
            .RootElement.GetProperty("features").EnumerateArray().Select(Id).Order();
    }

    async Task<string> GradedLayer()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        await service.Sql("""
            update env.layer set definition = definition || '{"severity": {"attribute": "level", "grades": [{"code": "low", "grade": 1}, {"code": "high", "grade": 4}]}}'
            where id = @layer
            """, new { layer });
        return layer;
    }

    async Task<List<JsonElement>> All(string? address)
    {
        var rows = new List<JsonElement>();
        while (address is not null)
        {
            var page = JsonDocument.Parse(await service.Http.GetStringAsync(address)).RootElement;
            rows.AddRange(page.GetProperty("features").EnumerateArray());
            address = page.GetProperty("next").GetString();
            if (address is null)
            {
                page.GetProperty("total").GetInt32().ShouldBe(rows.Count);
            }
        }
        return rows;
    }

    async Task<IEnumerable<long>> Ids(string query) => (await this.All($"/api/list?{query}")).Select(Id);

    async Task<int> Total(string query) => JsonDocument.Parse(await service.Http.GetStringAsync($"/api/list?limit=1&{query}")).RootElement.GetProperty("total").GetInt32();

    static long Id(JsonElement row) => row.GetProperty("id").GetInt64();
}
