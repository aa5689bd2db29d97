using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>What holds at every address.</summary>
public sealed class EdgeTests(RunningService service)
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/nowhere")]
    [InlineData("/ogc/collections/nowhere")]
    [InlineData("/tiles/nowhere/1/0/0.mvt")]
    [InlineData("/api/features/999999999")]
    [InlineData("/api/features/abc")]
    [InlineData("/api/tasks/nowhere/1")]
    [InlineData("/exports/nowhere.geojson")]
    [InlineData("/api/places?q=%FF")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/app/../../README.md")]
    public async Task A_wrong_address_is_a_problem_in_both_languages_and_never_a_fault(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await service.Http.SendAsync(request);

        if (answer.IsSuccessStatusCode)
        {
            // Some hostile addresses normalise to harmless ones.
            return;
        }
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        answer.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString().ShouldBe(problem.GetProperty("en").GetString());
        problem.GetProperty("vi").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.ToString().ShouldNotContain("   at ");
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
