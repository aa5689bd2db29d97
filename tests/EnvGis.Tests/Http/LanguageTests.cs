using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>An answer that is another in another language says so to whoever keeps it.</summary>
public sealed class LanguageTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_answer_that_follows_the_callers_language_varies_by_it()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POLYGON((105.8 21.6,105.81 21.6,105.81 21.61,105.8 21.6))");
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["layer"] = layer, ["layers"] = layer, ["collectionId"] = layer, ["id"] = $"{id}", ["featureId"] = $"{id}", ["z"] = "12", ["zoom"] = "12", ["x"] = "3251", ["y"] = "1797",
        };
        var addresses = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false && endpoint.RoutePattern.RawText is not null)
            .Select(endpoint => Filled(endpoint.RoutePattern.RawText!, values))
            // The one answer that does not end.
            .Where(address => address != "/api/live")
            .Concat([$"/api/list.csv?layers={layer}", $"/api/features/{id}/coordinates?f=csv", $"/exports/{layer}.geojson", "/api/changes?after=x", "/api/list?at=1"])
            .Distinct().ToList();
        addresses.Count.ShouldBeGreaterThan(40);

        var followed = 0;
        foreach (var address in addresses)
        {
            var (vi, _) = await Ask(address, "vi");
            var (en, vary) = await Ask(address, "en");
            var (again, _) = await Ask(address, "vi");
            // What tells the time is another at every look.
            if (vi != en && vi == again)
            {
                followed++;
                vary.Count(one => one.Equals("Accept-Language", StringComparison.OrdinalIgnoreCase)).ShouldBe(1, address);
            }
        }
        followed.ShouldBeGreaterThan(8);
    }

    async Task<(string Body, IReadOnlyList<string> Vary)> Ask(string address, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Language", language } } };
        using var answer = await service.Http.SendAsync(request);
        return (Convert.ToBase64String(await answer.Content.ReadAsByteArrayAsync()), [.. answer.Headers.Vary]);
    }

    static string Filled(string pattern, Dictionary<string, string> values) => "/" + string.Join('/', pattern.Trim('/').Split('/').Select(part =>
        System.Text.RegularExpressions.Regex.Replace(part, @"\{\*{0,2}(\w+)[^}]*\}", match => values.GetValueOrDefault(match.Groups[1].Value, "x"))));
}
