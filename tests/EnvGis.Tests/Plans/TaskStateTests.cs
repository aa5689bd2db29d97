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

    [Fact]
    public async Task The_list_the_task_and_the_feature_tell_the_same_state()
    {
        var listed = (await this.Get("/api/tasks?task=thai-nguyen/II.2-b5,thai-nguyen/II.3.2-b1,thai-nguyen/III.1")).GetProperty("tasks").EnumerateArray()
            .ToDictionary(task => task.GetProperty("id").GetString()!, Standing);
        listed.Count.ShouldBe(3);
        listed["thai-nguyen/II.2-b5"].ShouldContain("2026-12-31");
        listed["thai-nguyen/III.1"].ShouldContain("-12-14");
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
