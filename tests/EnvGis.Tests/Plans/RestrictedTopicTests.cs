using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>A topic that a restricted layer answers: tasks name and count the layer for who sees it, and for nobody else.</summary>
public sealed class RestrictedTopicTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task No_answer_about_tasks_names_a_layer_that_its_reader_does_not_see()
    {
        var hidden = await service.NewLayer(visibility: "restricted");
        var (topic, task) = (await service.Rows<(string, string)>("select topic_id, task_id from env.task_topic order by 1, 2 limit 1"))[0];
        await service.Sql("update env.topic set layer = @hidden where id = @topic", new { hidden, topic });
        using var viewer = await service.SignedIn("viewer");
        var plan = task.Split('/')[0];
        string[] doors = [$"/api/tasks?topic={topic}", "/api/tasks?limit=200", $"/api/tasks/{task}", "/api/tasks/summary", $"/api/tasks/summary?topic={topic}", "/api/plans", $"/api/plans/{plan}",
            "/api/deadlines", "/api/places?q=" + Uri.EscapeDataString("Lớp thử"), "/api/overview", "/api/layers"];
        foreach (var door in doors)
        {
            (await service.Http.GetStringAsync(door)).ShouldNotContain($"\"{hidden}\"", Case.Sensitive, door);
        }
        foreach (var door in doors.Take(5))
        {
            (await viewer.GetStringAsync(door)).ShouldContain($"\"{hidden}\"", Case.Sensitive, door);
        }
        (await viewer.GetFromJsonAsync<JsonElement>("/api/tasks/summary")).GetProperty("facets").GetProperty("layer").EnumerateArray()
            .ShouldContain(one => one.GetProperty("value").GetString() == hidden);
        using var asked = await service.Http.GetAsync($"/api/tasks?layer={hidden}");
        asked.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }
}
