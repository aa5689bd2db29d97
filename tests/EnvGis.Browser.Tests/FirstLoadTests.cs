using EnvGis.Tests;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class FirstLoadTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    /// <summary>What somebody pays who opens the map for the first time, over a slow line.</summary>
    const int MostBytes = 300_000;

    /// <summary>One answer of the service; lengths in bytes, the first with its head.</summary>
    public sealed record Received
    {
        public string Path { get; init; } = "";

        public int Transferred { get; init; }

        public int Encoded { get; init; }

        public int Decoded { get; init; }
    }

    [Theory]
    [InlineData(Size.Desktop)]
    [InlineData(Size.Phone)]
    public async Task Who_opens_the_map_for_the_first_time_receives_at_most_300_kB(Size size)
    {
        await using var page = await chromium.Open(service, "/", size);
        var received = await page.Page.EvaluateAsync<Received[]>("""
            [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(one => ({
              Path: new URL(one.name).pathname, Transferred: one.transferSize, Encoded: one.encodedBodySize, Decoded: one.decodedBodySize }))
            """);
        var list = string.Join('\n', received.OrderByDescending(one => one.Transferred).Select(one => $"{one.Transferred,8} {one.Path}"));
        // The browser itself asks for its tab's icon, now and then twice.
        received.Select(one => one.Path).Where(path => path != "/icons/envgis.svg").ShouldBeUnique(list);
        foreach (var needed in (string[])["/", "/app/main.js", "/app/basemap.json", "/lib/leaflet/leaflet.js", "/api/layers"])
        {
            var one = received.Single(one => one.Path == needed);
            one.Encoded.ShouldBeInRange(1, one.Decoded - 1, $"{needed} is compressed");
        }
        received.Count(one => one.Path.StartsWith("/tiles/", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        received.Sum(one => one.Transferred).ShouldBeLessThanOrEqualTo(MostBytes, list);
    }
}
