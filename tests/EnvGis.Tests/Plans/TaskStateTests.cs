using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>When tasks are due and how they stand, by their plans' own dates.</summary>
public sealed class TaskStateTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Theory]
    // A year without an end after it: the last day of the year counts as in time.
    [InlineData(2026, 2026, false, null, null, "2026-12-31", "running", "2026-12-31", 0)]
    [InlineData(2026, 2026, false, null, null, "2027-01-01", "overdue", "2026-12-31", -1)]
    [InlineData(2026, 2030, false, null, null, "2025-12-31", "not-begun", "2030-12-31", 1826)]
    [InlineData(2026, 2030, false, null, null, "2026-01-01", "running", "2030-12-31", 1825)]
    // "Until 2030 and the years after" never ends, and so is never late.
    [InlineData(2026, 2030, true, null, null, "2031-06-01", "open-ended", null, null)]
    [InlineData(2026, 2030, true, null, null, "2025-06-01", "not-begun", null, null)]
    [InlineData(2026, null, true, null, null, "2026-06-01", "open-ended", null, null)]
    [InlineData(null, null, true, null, null, "2026-06-01", "open-ended", null, null)]
    [InlineData(null, null, false, null, null, "2026-06-01", "undated", null, null)]
    // A milestone counts more than the end of the year, also where the plan goes on.
    [InlineData(2026, 2026, false, "2026-06-30", null, "2026-07-01", "overdue", "2026-06-30", -1)]
    [InlineData(2026, 2030, true, "2026-06-30", null, "2026-06-29", "running", "2026-06-30", 1)]
    // A report of every year is due again after its day, never late for good.
    [InlineData(null, null, false, null, "11-15", "2026-11-15", "running", "2026-11-15", 0)]
    [InlineData(null, null, false, null, "11-15", "2026-11-16", "running", "2027-11-15", 364)]
    [InlineData(null, null, false, null, "12-31", "2027-12-31", "running", "2027-12-31", 0)]
    public async Task A_task_stands_by_its_plan_as_the_day_has_it(
        int? from, int? to, bool openEnded, string? milestone, string? yearly, string day, string state, string? dueOn, int? daysLeft)
    {
        var stands = await service.Value<string>("""
            select concat_ws(' ', state, coalesce(due_on::text, '-'), coalesce(days_left::text, '-'))
            from published.task_schedule(@from, @to, @openEnded, @milestone::date, @yearly, @day::date)
            """, new { from, to, openEnded, milestone, yearly, day });

        stands.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{state} {dueOn ?? "-"} {(daysLeft is { } left ? left.ToString(CultureInfo.InvariantCulture) : "-")}"));
    }

    [Theory]
    [InlineData("12-15", "2026-12-15", "2025-12-15")]
    [InlineData("12-15", "2026-12-16", "2026-12-15")]
    [InlineData("11-15", "2026-01-01", "2025-11-15")]
    public async Task The_last_date_of_a_report_lies_before_the_day(string due, string day, string last) =>
        (await service.Value<string>("select published.last_yearly(@due, @day::date)::text", new { due, day })).ShouldBe(last);

    [Fact]
    public async Task The_list_the_task_and_the_feature_tell_the_same_state()
    {
        var listed = (await this.Get("/api/tasks?task=thai-nguyen/II.2-b5,thai-nguyen/II.3.2-b1,thai-nguyen/III.1")).GetProperty("tasks").EnumerateArray()
            .ToDictionary(task => task.GetProperty("id").GetString()!, Standing);
        listed.Count.ShouldBe(3);
        listed["thai-nguyen/II.2-b5"].ShouldContain("2026-12-31");
        listed["thai-nguyen/III.1"].ShouldContain("-12-15");
        foreach (var (id, standing) in listed)
        {
            Standing(await this.Get($"/api/tasks/{id}")).ShouldBe(standing);
        }
        var feature = await service.Value<long>("select feature_id from published.feature_task where task_id = 'thai-nguyen/II.3.2-b1' limit 1");
        var concerned = (await this.Get(string.Create(CultureInfo.InvariantCulture, $"/api/features/{feature}"))).GetProperty("tasks").EnumerateArray()
            .First(task => task.GetProperty("id").GetString() == "thai-nguyen/II.3.2-b1");
        Standing(concerned).ShouldBe(listed["thai-nguyen/II.3.2-b1"]);

        static string Standing(JsonElement task) =>
            $"{task.GetProperty("state")} {task.GetProperty("dueOn")} {task.GetProperty("daysLeft")}";
    }

    [Fact]
    public async Task The_tasks_of_all_states_are_all_tasks()
    {
        var summary = await this.Get("/api/tasks/summary");
        var states = summary.GetProperty("facets").GetProperty("state").EnumerateArray().ToDictionary(count => count.GetProperty("value").GetString()!, Tasks);

        summary.GetProperty("total").GetInt32().ShouldBe(summary.GetProperty("all").GetInt32());
        states.Values.Sum().ShouldBe(summary.GetProperty("all").GetInt32());
        foreach (var (state, tasks) in states)
        {
            (await this.Get($"/api/tasks/summary?state={state}")).GetProperty("total").GetInt32().ShouldBe(tasks);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plan=thai-nguyen")]
    [InlineData("state=running,open-ended&kind=task")]
    [InlineData("layer=landfills&places=with")]
    [InlineData("plan=lai-chau,son-la&gis=core&q=nguon")]
    public async Task Each_count_is_what_its_choice_lists(string filter)
    {
        var summary = await this.Get($"/api/tasks/summary?{filter}");
        (await this.Count($"/api/tasks?{filter}")).ShouldBe(summary.GetProperty("total").GetInt32());

        foreach (var facet in summary.GetProperty("facets").EnumerateObject())
        {
            foreach (var count in facet.Value.EnumerateArray().Take(3))
            {
                var others = filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith(facet.Name + "=", StringComparison.Ordinal));
                var chosen = string.Join('&', others.Append($"{facet.Name}={Uri.EscapeDataString(count.GetProperty("value").GetString()!)}"));
                (await this.Count($"/api/tasks?{chosen}")).ShouldBe(Tasks(count), chosen);
            }
        }
    }

    [Fact]
    public async Task The_gap_is_every_task_that_needs_a_map_and_has_no_place_on_it()
    {
        var expected = await service.Rows<string>("""
            select id from env.task t where gis_relevance in ('core', 'supporting')
              and not exists (select from env.feature_task l join published.feature f on f.id = l.feature_id where l.task_id = t.id)
            """);

        var gap = await this.Ids("/api/tasks?places=without");

        gap.ShouldNotBeEmpty();
        gap.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task A_task_leads_to_the_one_before_it_and_the_one_after_it_in_its_plan()
    {
        var ids = await this.Ids("/api/tasks?plan=lai-chau");

        for (var at = 0; at < ids.Count; at += 7)
        {
            var task = await this.Get($"/api/tasks/{ids[at]}");
            task.GetProperty("previous").GetString().ShouldBe(at == 0 ? null : ids[at - 1]);
            task.GetProperty("next").GetString().ShouldBe(at == ids.Count - 1 ? null : ids[at + 1]);
        }
    }

    [Theory]
    [InlineData("/api/tasks?state=late")]
    [InlineData("/api/tasks?state=running,")]
    [InlineData("/api/tasks?places=some")]
    [InlineData("/api/tasks?plan=thai-nguyen,nowhere")]
    [InlineData("/api/tasks/summary?limit=5")]
    [InlineData("/api/tasks/summary?layer=nothing")]
    public async Task A_wrong_choice_is_refused_with_a_sentence(string address)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString().ShouldEndWith(".");
    }

    static int Tasks(JsonElement count) => count.GetProperty("tasks").GetInt32();

    async Task<int> Count(string address) => (await this.Ids(address)).Count;

    async Task<IReadOnlyList<string>> Ids(string address)
    {
        var ids = new List<string>();
        for (var next = address + (address.EndsWith('?') || address.EndsWith('&') ? "" : "&") + "limit=200"; next is not null;)
        {
            var page = await this.Get(next);
            ids.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        return ids;
    }

    async Task<JsonElement> Get(string address) => await service.Http.GetFromJsonAsync<JsonElement>(address);
}
