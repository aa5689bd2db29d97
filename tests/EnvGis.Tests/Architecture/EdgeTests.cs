using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>What holds at every address.</summary>
public sealed class EdgeTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/nowhere", 404)]
    [InlineData("/ogc/collections/nowhere", 404)]
    [InlineData("/tiles/nowhere/1/0/0.mvt", 404)]
    [InlineData("/api/features/999999999", 404)]
    [InlineData("/api/features/abc", 404)]
    [InlineData("/api/tasks/nowhere/1", 404)]
    [InlineData("/exports/nowhere.geojson", 404)]
    [InlineData("/api/places?q=%00", 400)]
    [InlineData("/..%2f..%2fetc/passwd", 404)]
    [InlineData("/app/../../README.md", 404)]
    public async Task A_wrong_address_is_a_problem_in_both_languages_and_never_a_fault(string address, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await service.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString().ShouldBe(problem.GetProperty("en").GetString());
        problem.GetProperty("vi").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.ToString().ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_words_that_find_nothing()
    {
        var found = await service.Http.GetFromJsonAsync<JsonElement>("/api/places?q=%FF%FE");
        foreach (var group in new[] { "places", "features", "tasks", "coordinates" })
        {
            found.GetProperty(group).GetArrayLength().ShouldBe(0, group);
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task What_is_only_read_takes_no_writing_method(string method)
    {
        foreach (var address in new[] { "/ogc/collections/landfills/items", "/api/features/1/geometry", "/api/layers", "/tiles/landfills/0/0/0.mvt" })
        {
            using var answer = await service.Http.SendAsync(new(new(method), address) { Content = new StringContent("{}") });
            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, address);
            answer.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_safety_headers()
    {
        foreach (var address in new[] { "/", "/api/layers", "/ogc", "/nowhere", "/tiles/landfills.json" })
        {
            using var answer = await service.Http.GetAsync(address);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Pages_of_other_origins_may_read_without_credentials()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections");
        request.Headers.Add("Origin", "https://ioc.example");
        using var answer = await service.Http.SendAsync(request);

        answer.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("*");
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Fact]
    public async Task Health_answers_whoever_watches()
    {
        (await service.Http.GetStringAsync("/health/live")).ShouldBe("alive");
        (await service.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }
}
