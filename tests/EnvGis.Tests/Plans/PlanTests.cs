using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>The plans as people walk through them: from plan, layer, place or agency to the task, and from the task to its places.</summary>
public sealed class PlanTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("select count(*)::int from env.plan", 5)]
    [InlineData("select count(*)::int from env.task", 256)]
    [InlineData("select count(*)::int from env.task where kind = 'task'", 97)]
    [InlineData("select count(*)::int from env.task where kind = 'measure'", 140)]
    [InlineData("select count(*)::int from env.task where kind = 'organisation'", 19)]
    [InlineData("select count(*)::int from env.target", 11)]
    [InlineData("select count(*)::int from env.milestone", 5)]
    [InlineData("select count(*)::int from env.plan_place", 14)]
    [InlineData("select count(*)::int from env.plan_system", 37)]
    [InlineData("select count(*)::int from env.legal_reference", 24)]
    [InlineData("select count(*)::int from env.report_deadline", 8)]
    [InlineData("select count(*)::int from env.topic", 29)]
    public async Task All_that_the_five_plans_say_is_there(string sql, int count) => (await service.Value<int>(sql)).ShouldBe(count);

    [Fact]
    public async Task The_plans_are_listed_with_what_they_promise()
    {
        var plans = (await this.Get("/api/plans")).GetProperty("plans").EnumerateArray().ToList();

        plans.Select(plan => plan.GetProperty("id").GetString()).ShouldBe(["an-hung", "lai-chau", "quang-tri", "son-la", "thai-nguyen"]);
        plans.Sum(plan => plan.GetProperty("taskCount").GetInt32()).ShouldBe(256);
        plans.Sum(plan => plan.GetProperty("targets").GetArrayLength()).ShouldBe(11);
        plans.Sum(plan => plan.GetProperty("milestones").GetArrayLength()).ShouldBe(5);
        var thaiNguyen = await this.Get("/api/plans/thai-nguyen");
        thaiNguyen.GetProperty("places").GetArrayLength().ShouldBe(9);
        thaiNguyen.GetProperty("systems").GetArrayLength().ShouldBe(10);
        thaiNguyen.GetProperty("references").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Walking_page_by_page_meets_every_task_once()
    {
        var ids = new List<string>();
        for (var next = "/api/tasks?limit=40"; next is not null;)
        {
            var page = await this.Get(next);
            ids.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        ids.Count(id => !id.StartsWith("test-", StringComparison.Ordinal)).ShouldBe(256);
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task Every_task_has_its_own_address_with_everything_it_is_tied_to()
    {
        foreach (var task in await this.All("/api/tasks?limit=200"))
        {
            var id = task.GetProperty("id").GetString()!;
            var details = await this.Get("/api/tasks/" + id);

            details.GetProperty("id").GetString().ShouldBe(id);
            details.GetProperty("sourceDocument").GetProperty("line").GetInt32().ShouldBeGreaterThan(0);
            details.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()).Distinct().Count()
                .ShouldBe(task.GetProperty("features").GetInt32(), id);
        }
    }

    [Fact]
    public async Task From_each_layer_one_reaches_exactly_the_tasks_of_its_topics()
    {
        var byLayer = new Dictionary<string, HashSet<string>>();
        foreach (var task in await this.All("/api/tasks?limit=200"))
        {
            foreach (var layer in task.GetProperty("layers").EnumerateArray())
            {
                (byLayer.TryGetValue(layer.GetString()!, out var tasks) ? tasks : byLayer[layer.GetString()!] = []).Add(task.GetProperty("id").GetString()!);
            }
        }

        byLayer.Count.ShouldBe(12);
        foreach (var (layer, tasks) in byLayer)
        {
            (await this.Ids($"/api/tasks?limit=200&layer={layer}")).ShouldBe(tasks, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task From_each_named_place_one_reaches_its_tasks_and_from_them_the_place()
    {
        foreach (var plan in new[] { "an-hung", "lai-chau", "quang-tri", "son-la", "thai-nguyen" })
        {
            foreach (var place in (await this.Get($"/api/plans/{plan}")).GetProperty("places").EnumerateArray())
            {
                var id = place.GetProperty("id").GetString()!;
                foreach (var task in await this.Ids($"/api/tasks?limit=200&place={Uri.EscapeDataString(id)}"))
                {
                    (await this.Get($"/api/tasks/{task}")).GetProperty("places").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldContain(id);
                }
            }
        }
        (await this.Ids("/api/tasks?place=thai-nguyen/PL-phuc-triu")).ShouldBe(["thai-nguyen/II.3.2-b1"]);
    }

    [Fact]
    public async Task A_commune_leads_to_the_tasks_that_name_it_and_to_those_of_its_features()
    {
        (await this.Ids("/api/tasks?place=05488&limit=200")).ShouldContain("thai-nguyen/II.3.2-b1");
        var linked = await service.Rows<string>("""
            select distinct l.task_id from published.feature f join published.feature_task l on l.feature_id = f.id where f.commune_code = '05443'
            """);

        var tasks = await this.Ids("/api/tasks?place=05443&limit=200");

        linked.ShouldNotBeEmpty();
        linked.ShouldAllBe(task => tasks.Contains(task));
        (await this.Ids("/api/tasks?commune_code=05443&limit=200")).ShouldBe(tasks, ignoreOrder: true);
        (await this.Ids("/api/tasks?commune_code=05443,05488&limit=200")).ShouldContain("thai-nguyen/II.3.2-b1");
    }

    [Fact]
    public async Task The_site_of_Phuc_Triu_hangs_on_its_task_with_role_and_source_line()
    {
        var task = await this.Get("/api/tasks/thai-nguyen/II.3.2-b1");

        var site = task.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("code").GetString() == "ODN-PHUC-TRIU");
        site.GetProperty("unlocated").GetBoolean().ShouldBeTrue();
        site.GetProperty("role").GetProperty("code").GetString().ShouldBe("treats");
        site.GetProperty("source").GetProperty("line").GetInt32().ShouldBe(113);
        site.GetProperty("lon").GetDouble().ShouldBe(105.74, 0.01);
        var extent = task.GetProperty("extent").EnumerateArray().Select(side => side.GetDouble()).ToList();
        extent[0].ShouldBeLessThan(105.74);
        extent[2].ShouldBeGreaterThan(106.17);
    }

    [Fact]
    public async Task What_a_plan_says_of_a_task_is_told_apart_from_what_is_inferred()
    {
        var task = await this.Get("/api/tasks/an-hung/IV.1-b3");
        task.GetProperty("leads").GetArrayLength().ShouldBe(0);
        task.GetProperty("coordinating").EnumerateArray().Select(body => body.GetString()).ShouldBe(["Phòng Kinh tế", "Các cơ quan, đơn vị có liên quan"]);
        task.GetProperty("wording").EnumerateArray().Select(quote => (quote.GetProperty("line").GetInt32(), quote.GetProperty("text").GetString()))
            .ShouldBe([(51, "Phòng Kinh tế"), (57, "Phối hợp với các cơ quan, đơn vị liên quan")]);

        task = await this.Get("/api/tasks/son-la/II.3.2-b3");
        task.GetProperty("timeline").GetProperty("inferred").EnumerateArray().Select(year => year.GetString()).ShouldBe(["from"]);
        task.GetProperty("timeline").GetProperty("line").GetInt32().ShouldBe(286);
        task.GetProperty("topics").EnumerateArray().Single(topic => topic.GetProperty("id").GetString() == "strict_zone").GetProperty("wording").GetString().ShouldBe("phân vùng môi trường");
        task.GetProperty("targets").EnumerateArray().Single().GetProperty("inferred").EnumerateArray().Select(what => what.GetString()).ShouldBe(["year", "scope"]);
        (await this.Get("/api/tasks/thai-nguyen/II.2-b5")).GetProperty("topics").EnumerateArray()
            .ShouldAllBe(topic => topic.GetProperty("wording").ValueKind == JsonValueKind.Null);

        var duty = (await this.Get("/api/plans/an-hung")).GetProperty("reporting").EnumerateArray().Single();
        duty.GetProperty("to").ValueKind.ShouldBe(JsonValueKind.Null);
        duty.GetProperty("task").GetString().ShouldBe("an-hung/IV");
        (await this.Get("/api/plans/son-la")).GetProperty("reporting")[0].GetProperty("wording").GetString().ShouldBe("trước ngày 15/12 hàng năm, hoặc đột xuất theo yêu cầu");
    }

    [Fact]
    public async Task A_feature_of_anyone_is_found_from_its_task_as_soon_as_it_is_tied()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi được gắn");
        await service.Sql("insert into env.feature_task values (@id, 'lai-chau/II.B.5', 'monitors', 'lai-chau', 'II.B.5', 124)", new { id });

        var feature = (await this.Get("/api/tasks/lai-chau/II.B.5")).GetProperty("features").EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == id);

        feature.GetProperty("role").GetProperty("title").GetProperty("en").GetString().ShouldBe("Monitors");
        await service.Sql("delete from env.feature_task where feature_id = @id", new { id });
    }

    [Theory]
    [InlineData("plan=son-la", "plan", "son-la")]
    [InlineData("kind=organisation", "kind", "organisation")]
    [InlineData("gis=core", "gisRelevance", "core")]
    public async Task A_filter_leaves_only_what_it_names(string query, string member, string value)
    {
        var tasks = await this.All($"/api/tasks?limit=200&{query}");

        tasks.ShouldNotBeEmpty();
        tasks.ShouldAllBe(task => task.GetProperty(member).GetString() == value);
    }

    [Fact]
    public async Task A_period_takes_years_or_days_and_keeps_what_runs_in_it()
    {
        var tasks = await this.All("/api/tasks?limit=200&from=2028-01-01&to=2028");

        tasks.ShouldNotBeEmpty();
        foreach (var timeline in tasks.Select(task => task.GetProperty("timeline")))
        {
            timeline.GetProperty("from").GetInt32().ShouldBeLessThanOrEqualTo(2028);
            (timeline.GetProperty("openEnded").GetBoolean() || timeline.GetProperty("to").GetInt32() >= 2028).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_agency_is_found_whether_it_leads_or_helps_and_without_accents()
    {
        var tasks = await this.All("/api/tasks?limit=200&agency=phong%20quan%20ly%20moi%20truong");

        tasks.ShouldNotBeEmpty();
        tasks.ShouldAllBe(task => task.GetRawText().Contains("Phòng Quản lý môi trường", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("bai rac")]
    [InlineData("BÃI RÁC")]
    [InlineData("bãi rác ")]
    public async Task Text_is_found_without_accents_and_case(string text) =>
        (await this.Ids($"/api/tasks?limit=200&q={Uri.EscapeDataString(text)}")).ShouldContain("thai-nguyen/II.3.2-b1");

    [Theory]
    [InlineData("/api/tasks?colour=red", "unknown-parameter")]
    [InlineData("/api/tasks?plan=nowhere", "bad-parameter")]
    [InlineData("/api/tasks?layer=nothing", "bad-parameter")]
    [InlineData("/api/tasks?from=yesterday", "bad-parameter")]
    [InlineData("/api/tasks?from=2030&to=2026", "bad-parameter")]
    [InlineData("/api/tasks?limit=0", "bad-parameter")]
    [InlineData("/api/tasks?after=nothing", "bad-parameter")]
    [InlineData("/api/tasks?kind=wish", "bad-parameter")]
    [InlineData("/api/tasks?q=", "bad-parameter")]
    [InlineData("/api/tasks?q=a%00b", "bad-parameter")]
    public async Task A_wrong_question_is_refused_with_a_sentence(string address, string slug)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/" + slug);
    }

    [Theory]
    [InlineData("/api/tasks/thai-nguyen/XX")]
    [InlineData("/api/tasks/%00/%25")]
    [InlineData("/api/plans/nowhere")]
    [InlineData("/api/plans/a'b%5C")]
    public async Task What_does_not_exist_is_not_found(string address)
    {
        using var answer = await service.Http.GetAsync(address);

        ((int)answer.StatusCode).ShouldBeInRange(400, 404);
    }

    async Task<JsonElement> Get(string address) => await service.Http.GetFromJsonAsync<JsonElement>(address);

    async Task<IReadOnlyList<JsonElement>> All(string address)
    {
        var tasks = new List<JsonElement>();
        for (var next = address; next is not null;)
        {
            var page = await this.Get(next);
            tasks.AddRange(page.GetProperty("tasks").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        return tasks;
    }

    async Task<IReadOnlyList<string>> Ids(string address) => [.. (await this.All(address)).Select(task => task.GetProperty("id").GetString()!)];
}
