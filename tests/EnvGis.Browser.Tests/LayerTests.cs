using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class LayerTests(RunningService service, Chromium chromium)
{
    [Fact]
    public async Task The_legend_switches_a_layer_off_and_on_without_a_request()
    {
        await using var page = await chromium.Open(service, "/#14/21.54048/105.8575");
        (await page.Hovered(105.857498, 21.540482)).ShouldBe("Điểm nóng minh họa 04 – Tích Lương");
        page.Forget();
        var row = page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Điểm nóng ô nhiễm" });
        await row.ClickAsync();
        (await page.Hovered(105.857498, 21.540482)).ShouldBeNull();
        (await page.Page.EvaluateAsync<string>("location.search")).ShouldNotContain("pollution-hotspots");
        (await page.Page.EvaluateAsync<string>("location.search")).ShouldContain("landfills");
        await row.ClickAsync();
        (await page.Hovered(105.857498, 21.540482)).ShouldBe("Điểm nóng minh họa 04 – Tích Lương");
        // The browser itself looks at the icon again when the address changes.
        page.Requests.ShouldAllBe(path => path == "/icons/envgis.svg");
    }

    [Fact]
    public async Task The_legend_names_the_five_layers_of_the_mission_first_with_their_counts()
    {
        await using var page = await chromium.Open(service);
        var names = await page.Card.Locator(".layer-group").First.Locator(".layer-name").AllInnerTextsAsync();
        names.ShouldBe(["Vùng bảo vệ nghiêm ngặt", "Vùng hạn chế phát thải", "Khu vực đất ô nhiễm", "Bãi chôn lấp", "Điểm nóng ô nhiễm"]);
        await Assertions.Expect(page.Card.Locator(".layer-row").First.Locator(".count [aria-hidden]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+/12$"));
    }

    [Fact]
    public async Task What_nobody_has_located_is_listed_and_drawn_as_dashed_circles()
    {
        await using var page = await chromium.Open(service);
        await page.Card.Locator(".unlocated-section summary").ClickAsync();
        var rows = page.Card.Locator(".unlocated-list button");
        // Other tests add unlocated features of their own.
        var unlocated = await service.Value<int>("select count(*) from published.feature where unlocated");
        unlocated.ShouldBeGreaterThanOrEqualTo(7);
        await Assertions.Expect(rows).ToHaveCountAsync(unlocated);
        var circles = page.Page.Locator(".leaflet-unlocated-pane path[stroke-dasharray]");
        await Assertions.Expect(circles).ToHaveCountAsync(2 * unlocated);
        await rows.Filter(new() { HasText = "Bãi rác Yến Lạc" }).ClickAsync();
        await page.Opened("Bãi rác Yến Lạc");
        await page.Until(async () => await page.At(106.17963, 22.2312) is { X: > 300 and < 950, Y: > 100 and < 780 }, "the circle in view");
        await page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" }).ClickAsync();
        var landfills = await service.Value<int>("select count(*) from published.feature where unlocated and layer = 'landfills'");
        await Assertions.Expect(circles).ToHaveCountAsync(2 * (unlocated - landfills));
    }
}
