using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class ClusterTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_crowd_is_counted_exactly_and_opens_by_a_click_and_by_the_list()
    {
        var layer = await Chromium.NewLayer(service);
        await service.Sql("""
            with added as (insert into env.feature (layer) select @layer from generate_series(1, 3000) returning id),
            numbered as (select id, row_number() over (order by id) - 1 as i from added)
            insert into env.feature_version (feature_id, layer, name_vi, geom, position_source, accuracy_m, valid)
            select id, @layer, 'Điểm ' || i, st_point(103.6 + (i % 60) * 0.004, 18.2 + i / 60 * 0.004, 4326), 'digitised', 10, daterange('2026-01-01', null) from numbered
            """, new { layer });
        // What the layers hold may be two seconds old.
        await Until.So(async () => (await service.Http.GetFromJsonAsync<JsonElement>("/api/layers")).GetProperty("layers").EnumerateArray()
            .Any(one => one.GetProperty("id").GetString() == layer && one.GetProperty("features").GetInt32() == 3000), "the layer with all its points");
        await using var page = await chromium.Open(service, $"/?l={layer}&list=severity#9/18.3/103.72");
        var total = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/list?limit=1&layers={layer}")).GetProperty("total").GetInt32();
        total.ShouldBe(3000);
        var count = page.Card.Locator(".layer-row", new() { Has = page.Page.GetByText(layer.Replace("test-layer-", "Lớp thử "), new() { Exact = true }) }).Locator(".count [aria-hidden]");
        // In the window lie all of them: drawn singly or in a circle, each is counted once.
        await Assertions.Expect(count).ToHaveTextAsync("3.000/3.000");
        await Assertions.Expect(page.Page.Locator("list-twin header .count")).ToContainTextAsync("3.000");

        var tiles = page.Tiles.Count;
        var (x, y) = await page.At(103.72, 18.3);
        // The circles stand in the middle of what they count, somewhere among the points.
        var step = 0;
        await page.Until(async () =>
        {
            if (await page.Hash() != "#9/18.3/103.72")
            {
                return true;
            }
            await page.Page.Mouse.ClickAsync(x - 36 + step % 7 * 12, y - 36 + step / 7 % 7 * 12);
            await page.Frames(10);
            step++;
            return false;
        }, "a circle opened by zooming in");
        page.Tiles.Count.ShouldBeGreaterThan(tiles);
        await Assertions.Expect(page.Drawer).ToBeHiddenAsync();

        // Near enough, each point stands for itself.
        await page.Page.EvaluateAsync("location.hash = '#15/18.3/103.72'");
        await page.Until(async () => (await page.Hovered(103.72, 18.3))?.StartsWith("Điểm ", StringComparison.Ordinal) == true, "a point of its own");
    }
}
