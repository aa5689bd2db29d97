using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>Every address that is read, as the service itself lists them, asked with a parameter that it does not know.</summary>
public sealed class UnaskedParameterTests(RunningService service) : IClassFixture<RunningService>
{
    // Pages read their addresses in the browser; a sign-in leads elsewhere at once.
    static bool IsAsked(string pattern) =>
        pattern.StartsWith("/api", StringComparison.Ordinal) || pattern.StartsWith("/ogc", StringComparison.Ordinal) || pattern.StartsWith("/tiles", StringComparison.Ordinal)
        || pattern.StartsWith("/exports", StringComparison.Ordinal) || pattern.StartsWith("/health", StringComparison.Ordinal);

    [Fact]
    public async Task No_address_ignores_a_parameter_that_it_does_not_know()
    {
        var layer = await service.NewLayer("point");
        var feature = (await service.NewFeature(layer, "POINT(105.8 21.5)")).ToString(CultureInfo.InvariantCulture);
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @feature::bigint", new { feature });
        using var administrator = await service.SignedIn("administrator");
        var doors = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => IsAsked(door.RoutePattern.RawText!) && (door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true))
            .Select(door => door.RoutePattern.RawText!).ToList();
        doors.Count.ShouldBeGreaterThan(30);
        var silent = new List<string>();

        foreach (var door in doors)
        {
            var address = door.Replace("{id}", door.StartsWith("/ogc", StringComparison.Ordinal) ? layer : feature, StringComparison.Ordinal)
                .Replace("{feature}", feature, StringComparison.Ordinal).Replace("{version}", version.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{file}", $"{layer}.geojson", StringComparison.Ordinal).Replace("{layers}", layer, StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal).Replace("{plan}", "p", StringComparison.Ordinal).Replace("{section}", "s", StringComparison.Ordinal)
                .Replace("{z}", "0", StringComparison.Ordinal).Replace("{x}", "0", StringComparison.Ordinal).Replace("{y}", "0", StringComparison.Ordinal);
            address.ShouldNotContain("{");
            using var answer = await administrator.GetAsync($"{address}?no_such=1", HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode != HttpStatusCode.BadRequest || JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("type").GetString() != "/problems/unknown-parameter")
            {
                silent.Add($"{(int)answer.StatusCode} {address}");
            }
        }

        silent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PATCH", "/api/features/1", """{"attributes":{"status":"open"}}""")]
    [InlineData("PUT", "/api/features/1/position", "{}")]
    [InlineData("POST", "/api/tasks/p/s/progress", "{}")]
    [InlineData("OPTIONS", "/api/features/1", null)]
    [InlineData("OPTIONS", "/api/tasks/p/s", null)]
    public async Task Nor_does_one_that_is_written_to(string method, string address, string? body)
    {
        using var planner = await service.SignedIn("planner");
        using var request = new HttpRequestMessage(new(method), address + "?no_such=1");
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }
        using var answer = await planner.SendAsync(request);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/unknown-parameter");
    }

    [Theory]
    [InlineData("/api/layers")]
    [InlineData("/api/plans")]
    [InlineData("/health/ready")]
    public async Task The_language_may_be_said_everywhere(string address) => (await service.Http.GetAsync(address + "?lang=en")).StatusCode.ShouldBe(HttpStatusCode.OK);
}
