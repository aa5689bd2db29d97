using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class PhoneTests(RunningService service, Chromium chromium)
{
    const double Longitude = 105.857498, Latitude = 21.540482;

    [Fact]
    public async Task A_tap_opens_a_sheet_that_leaves_the_place_in_sight()
    {
        await using var page = await chromium.Open(service, "/#14/21.54048/105.8575", Size.Phone);
        var (x, y) = await page.At(Longitude, Latitude);
        await page.Page.Touchscreen.TapAsync(x, y);
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        var sheet = (await page.Drawer.BoundingBoxAsync())!;
        sheet.Width.ShouldBe(390);
        sheet.Y.ShouldBeGreaterThan(300);
        await page.Until(async () => (await page.At(Longitude, Latitude)).Y < sheet.Y, "the place above the sheet");
        await page.Drawer.Locator(".grip").TapAsync();
        await page.Until(async () => (await page.Drawer.BoundingBoxAsync())!.Y < 120, "the sheet at full height");
        await page.Drawer.Locator(".close").TapAsync();
        await page.Closed();
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Whatever_is_open_every_target_suits_a_thumb_and_nothing_scrolls_sideways(string language)
    {
        await using var page = await chromium.Open(service, "/", Size.Phone, language);
        await Fits(page);
        var tools = page.Page.Locator("map-tools button");
        await tools.Nth(0).TapAsync();
        await Assertions.Expect(page.Card.Locator(".layer-row").First).ToBeVisibleAsync();
        await Fits(page);
        await tools.Nth(1).TapAsync();
        await Assertions.Expect(page.Card.Locator(".unlocated-list button").First).ToBeVisibleAsync();
        await Fits(page);
        await page.Card.Locator(".unlocated-list button").First.TapAsync();
        await Assertions.Expect(page.Drawer.Locator(".task-list button")).ToBeVisibleAsync();
        await Fits(page);
        await page.Drawer.Locator(".task-list button").TapAsync();
        await Assertions.Expect(page.Drawer.Locator(".place-list button").First).ToBeVisibleAsync();
        await Fits(page);
        await page.Type("phuc");
        await Assertions.Expect(page.Answers.First).ToBeVisibleAsync();
        await Fits(page);
    }

    [Fact]
    public async Task Directions_are_in_reach_of_a_thumb_and_to_an_area_where_only_that_is_known()
    {
        await using var page = await chromium.Open(service, "/#14/21.54048/105.8575", Size.Phone);
        var (x, y) = await page.At(Longitude, Latitude);
        await page.Page.Touchscreen.TapAsync(x, y);
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        var directions = page.Drawer.Locator("a.directions");
        await Assertions.Expect(directions).ToHaveTextAsync("Chỉ đường");
        await Assertions.Expect(directions).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex(@"^geo:21\.54\d+,105\.85\d+\?q=21\.54\d+,105\.85\d+\(.+\)$"));
        // In the lower half of the screen, without scrolling.
        var place = (await directions.BoundingBoxAsync())!;
        place.Y.ShouldBeInRange(422, 844 - 56);
        place.Height.ShouldBeGreaterThanOrEqualTo(44);

        await page.Page.Locator("#bottom button").Nth(2).TapAsync();
        await page.Card.Locator(".unlocated-list button").First.TapAsync();
        await Assertions.Expect(directions).ToHaveTextAsync("Chỉ đường đến tâm khu vực");
    }

    /// <summary>Every button is at least 44 px both ways; a checkbox counts by its label, a link in text is exempt (WCAG 2.5.8).</summary>
    static async Task Fits(OpenPage page)
    {
        var small = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, summary, [role=option], input, label")]
              .filter(element => element.type !== "checkbox" && element.checkVisibility() && element.getBoundingClientRect().width > 0)
              .map(element => ({ box: element.getBoundingClientRect(), name: element.getAttribute("aria-label") ?? element.textContent.trim() }))
              .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
              .map(({ box, name }) => `${name}: ${box.width} × ${box.height}`)
            """);
        small.ShouldBeEmpty();
        (await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth")).ShouldBeTrue();
    }
}
