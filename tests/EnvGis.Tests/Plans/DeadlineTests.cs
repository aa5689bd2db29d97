using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>What is due when, the headings people read a plan by, and the places that nobody is told to look after.</summary>
public sealed class DeadlineTests(RunningService service) : IClassFixture<RunningService>
{
    // Other tests put crowds into layers of their own.
    const string Mission = "strict-protection-zones,emission-restricted-zones,contaminated-sites,landfills,pollution-hotspots";

    [Fact]
    public async Task Every_reporting_duty_with_a_date_tells_by_which_occurrence_it_stands()
    {
        var today = await this.Today();
        var duties = (await this.Get("/api/plans")).GetProperty("plans").EnumerateArray().SelectMany(plan => plan.GetProperty("reporting").EnumerateArray()).ToList();

        duties.Count(duty => duty.GetProperty("before").ValueKind != JsonValueKind.Null).ShouldBe(5);
        foreach (var duty in duties)
        {
            if (duty.GetProperty("before").GetString() is not { } before)
            {
                duty.GetProperty("dueOn").ValueKind.ShouldBe(JsonValueKind.Null);
                duty.GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null);
                continue;
            }
            var last = Day(duty, "dueOn");
            last.AddDays(1).ToString("MM-dd", CultureInfo.InvariantCulture).ShouldBe(before);
            // The five plans are of 2026: in 2025 nobody had to report by them. Nothing was reported yet, so that the first one stays.
            last.Year.ShouldBe(2026);
            duty.GetProperty("daysLeft").GetInt32().ShouldBe(last.DayNumber - today.DayNumber);
            duty.GetProperty("state").GetString().ShouldBe(last < today ? "overdue" : "running");
        }
    }

    [Fact]
    public async Task Deadlines_come_by_date_each_once_and_none_later_than_a_year()
    {
        var today = await this.Today();
        var all = await this.Deadlines("/api/deadlines?");
        var paged = await this.Deadlines("/api/deadlines?limit=4&");

        all.Select(one => Day(one, "dueOn")).ShouldBe(all.Select(one => Day(one, "dueOn")).Order());
        all.Select(one => one.GetProperty("id").GetString()).ShouldBeUnique();
        all.ShouldAllBe(one => Day(one, "dueOn") <= today.AddYears(1)
            && one.GetProperty("daysLeft").GetInt32() == Day(one, "dueOn").DayNumber - today.DayNumber
            && one.GetProperty("state").GetString() == "overdue" == (one.GetProperty("daysLeft").GetInt32() < 0));
        all.Select(one => one.GetProperty("kind").GetString()).Distinct().ShouldBe(["report", "milestone", "task"], ignoreOrder: true);
        paged.Select(one => one.GetProperty("id").GetString()).ShouldBe(all.Select(one => one.GetProperty("id").GetString()));
        // A milestone stands for the end of its task, and a report for that of its own.
        var ends = all.Where(one => one.GetProperty("kind").GetString() == "task").Select(one => one.GetProperty("task").GetString()).ToHashSet();
        all.Where(one => one.GetProperty("kind").GetString() != "task").ShouldAllBe(one => !ends.Contains(one.GetProperty("task").GetString()));
    }

    [Fact]
    public async Task What_is_past_stands_apart_from_what_comes()
    {
        var plan = "test-" + Guid.NewGuid().ToString("n");
        await service.Sql("""
            insert into env.plan (id, title_vi, title_en, doc_type, issuer, level, province_code, has_annex) values (@plan, 'Thử', 'Test', 'Kế hoạch', 'Phép thử', 'province', '19', false);
            insert into env.task (id, plan_id, section, line, kind, title_vi, title_en, year_from, year_to, gis_relevance, position)
            values (@plan || '/late', @plan, '1', 1, 'task', 'Việc đã quá hạn', 'A late task', 2020, 2021, 'core', 0),
                   (@plan || '/soon', @plan, '2', 2, 'task', 'Việc sắp đến hạn', 'A task due soon', 2020, 2099, 'core', 1);
            insert into env.milestone (id, plan_id, title_vi, title_en, due, task_id) values (@plan || '/mark', @plan, 'Mốc', 'Mark', published.today() + 3, @plan || '/soon')
            """, new { plan });
        try
        {
            var past = (await this.Deadlines($"/api/deadlines?plan={plan}&overdue=true&")).ShouldHaveSingleItem();
            past.GetProperty("task").GetString().ShouldBe(plan + "/late");
            past.GetProperty("daysLeft").GetInt32().ShouldBeLessThan(0);
            (await this.Get($"/api/tasks/{plan}/late")).GetProperty("state").GetString().ShouldBe("overdue");
            var next = (await this.Deadlines($"/api/deadlines?plan={plan}&overdue=false&")).ShouldHaveSingleItem();
            next.GetProperty("id").GetString().ShouldBe(plan + "/mark");
            next.GetProperty("daysLeft").GetInt32().ShouldBe(3);
            (await this.Get($"/api/tasks?plan={plan}&state=overdue")).GetProperty("tasks").GetArrayLength().ShouldBe(1);
        }
        finally
        {
            await service.Sql("delete from env.milestone where plan_id = @plan; delete from env.task where plan_id = @plan; delete from env.plan where id = @plan", new { plan });
        }
    }

    [Theory]
    [InlineData("an-hung", 35)]
    [InlineData("lai-chau", 50)]
    [InlineData("quang-tri", 60)]
    [InlineData("son-la", 43)]
    [InlineData("thai-nguyen", 68)]
    public async Task Every_task_stands_below_a_heading_of_its_plan(string plan, int count)
    {
        var sections = (await this.Get($"/api/plans/{plan}")).GetProperty("sections").EnumerateArray().ToDictionary(section => section.GetProperty("id").GetString()!);
        var tasks = (await this.Get($"/api/tasks?plan={plan}&limit=200")).GetProperty("tasks").EnumerateArray().ToList();

        tasks.Count.ShouldBe(count);
        foreach (var task in tasks)
        {
            var heading = task.GetProperty("heading").GetString().ShouldNotBeNull(task.GetProperty("id").GetString());
            sections.ShouldContainKey(heading);
            // The heading stands above the task in the text too.
            sections[heading].GetProperty("line").GetInt32().ShouldBeLessThanOrEqualTo(task.GetProperty("line").GetInt32());
        }
        sections.Values.ShouldAllBe(section => section.GetProperty("parent").ValueKind == JsonValueKind.Null || sections.ContainsKey(section.GetProperty("parent").GetString()!));
    }

    [Fact]
    public async Task A_task_names_the_headings_above_it_from_the_highest()
    {
        var headings = (await this.Get("/api/tasks/lai-chau/II.Db.1")).GetProperty("headings").EnumerateArray().ToList();

        headings.Select(heading => heading.GetProperty("id").GetString()).ShouldBe(["II", "II.Db"]);
        headings[1].GetProperty("number").GetString().ShouldBe("D");
        headings[1].GetProperty("part").GetString().ShouldBe("annex");
    }

    [Fact]
    public async Task The_places_without_a_task_are_exactly_those_that_none_is_tied_to()
    {
        var layer = await service.NewLayer();
        var alone = await service.NewFeature(layer, "POINT(105.9 21.6)", "Nơi chưa có việc");
        var looked = await service.NewFeature(layer, "POINT(105.9 21.7)", "Nơi có việc");
        await service.Sql("insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line) values (@looked, 'lai-chau/II.B.5', 'monitors', 'lai-chau', 'II.B.5', 124)", new { looked });

        var gap = await this.Get($"/api/features/without-tasks?layer={layer}");

        gap.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()).ShouldBe([alone]);
        gap.GetProperty("layers").EnumerateArray().Single(count => count.GetProperty("layer").GetString() == layer).GetProperty("features").GetInt32().ShouldBe(1);
        var ids = new List<long>();
        for (var next = $"/api/features/without-tasks?limit=7&layer={Mission},{layer}"; next is not null;)
        {
            var page = await this.Get(next);
            // All are counted with the first page only.
            page.GetProperty("total").ValueKind.ShouldBe(ids.Count == 0 ? JsonValueKind.Number : JsonValueKind.Null);
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        ids.Count.ShouldBeGreaterThan(7);
        ids.ShouldBe(await service.Rows<long>($"""
            select id from published.feature f where layer = any(string_to_array('{Mission},{layer}', ',')) and not exists (select from env.feature_task t where t.feature_id = f.id and t.untied_at is null)
            """), ignoreOrder: true);
        await service.Sql("delete from env.feature_task where feature_id = @looked", new { looked });
    }

    [Theory]
    [InlineData("/api/deadlines?plan=nowhere")]
    [InlineData("/api/deadlines?kind=party")]
    [InlineData("/api/deadlines?state=late")]
    [InlineData("/api/deadlines?state=open-ended")]
    [InlineData("/api/deadlines?after=yesterday")]
    [InlineData("/api/deadlines?overdue=maybe")]
    [InlineData("/api/deadlines?colour=red")]
    [InlineData("/api/features/without-tasks?layer=nothing")]
    [InlineData("/api/features/without-tasks?after=x")]
    public async Task A_wrong_question_is_refused_with_a_sentence(string address)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString().ShouldEndWith(".");
    }

    static DateOnly Day(JsonElement element, string member) => DateOnly.ParseExact(element.GetProperty(member).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    async Task<DateOnly> Today() => Day(await this.Get("/api/deadlines?limit=1"), "today");

    async Task<IReadOnlyList<JsonElement>> Deadlines(string address)
    {
        var deadlines = new List<JsonElement>();
        for (var next = address.TrimEnd('&', '?'); next is not null;)
        {
            var page = await this.Get(next);
            deadlines.AddRange(page.GetProperty("deadlines").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        return deadlines;
    }

    async Task<JsonElement> Get(string address) => await service.Http.GetFromJsonAsync<JsonElement>(address);
}
