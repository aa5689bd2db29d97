using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class TimeTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_map_of_another_day_shows_what_was_in_force_then_says_so_and_leads_back()
    {
        var layer = await Chromium.NewLayer(service);
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid)
            values (@layer, 'Nơi từ tháng sáu', 'srid=4326;point(104.6 19.1)', 'digitised', 10, daterange('2026-06-10', null))
            """, new { layer });
        await using var page = await chromium.Open(service, $"/?l={layer}#14/19.1/104.6");
        await page.Until(async () => await page.Hovered(104.6, 19.1) == "Nơi từ tháng sáu", "the place today");
        var control = page.Card.Locator(".time-control");
        await control.Locator("summary").ClickAsync();
        var day = control.Locator("input[name=datetime]");
        await day.FillAsync("2026-05-31");
        await day.DispatchEventAsync("change");

        await page.Until(async () => await page.Hovered(104.6, 19.1) is null, "nothing there on that day");
        var banner = page.Page.Locator("status-line .other-time");
        await Assertions.Expect(banner).ToContainTextAsync("có hiệu lực ngày 31/05/2026");
        new Uri(page.Page.Url).Query.ShouldContain("datetime=2026-05-31");

        // The same link in a fresh browser is the same map.
        await using var other = await chromium.Open(service, new Uri(page.Page.Url).PathAndQuery + new Uri(page.Page.Url).Fragment);
        await Assertions.Expect(other.Page.Locator("status-line .other-time")).ToBeVisibleAsync();
        (await other.Hovered(104.6, 19.1)).ShouldBeNull();

        await banner.GetByRole(AriaRole.Button, new() { Name = "Về hôm nay" }).ClickAsync();
        await page.Until(async () => await page.Hovered(104.6, 19.1) == "Nơi từ tháng sáu", "the place again");
        new Uri(page.Page.Url).Query.ShouldNotContain("datetime");
    }

    [Fact]
    public async Task Months_with_changes_are_reached_by_arrow_keys_and_set_the_day_that_tiles_and_list_ask_for()
    {
        await using var page = await chromium.Open(service, "/?list=severity");
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.Add(request.Url);
        var control = page.Card.Locator(".time-control");
        await control.Locator("summary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        var months = control.Locator(".time-clock").First.Locator(".time-bars button");
        await Assertions.Expect(months.First).ToBeVisibleAsync();
        var april = control.Locator(".time-clock").First.Locator("button[aria-label^='04/2026: Bắt đầu hiệu lực']");
        await months.First.FocusAsync();
        while (!await april.EvaluateAsync<bool>("button => button === document.activeElement"))
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
        }
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(april).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Until(() => Task.FromResult(asked.Any(url => url.Contains("/tiles/", StringComparison.Ordinal) && url.Contains("datetime=2026-04-30", StringComparison.Ordinal))
            && asked.Any(url => url.Contains("/api/list?", StringComparison.Ordinal) && url.Contains("datetime=2026-04-30", StringComparison.Ordinal))), "tiles and list of that day");
        await Assertions.Expect(page.Page.Locator("status-line .other-time")).ToContainTextAsync("30/04/2026");
    }

    [Fact]
    public async Task Details_follow_the_day_of_the_map()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, "POINT(104.7 19.1)", "Tên hôm nay");
        await using var page = await chromium.Open(service, $"/?sel=feature:{id}");
        await page.Opened("Tên hôm nay");
        await page.Page.EvaluateAsync("history.pushState('envgis', '', location.href.replace('?', '?datetime=2025-12-31&')); dispatchEvent(new PopStateEvent('popstate', { state: 'envgis' }))");
        await Assertions.Expect(page.Drawer).ToContainTextAsync(new Regex("hiệu lực vào.*2025"));
        await page.Page.Locator("status-line .other-time button").ClickAsync();
        await page.Opened("Tên hôm nay");
    }
}
