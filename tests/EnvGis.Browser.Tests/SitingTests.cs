using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>"Có được đặt ở đây không?": a position is typed, tapped, pointed at by keyboard or brought from the map; the answer is told in sentences, and its sheet can be checked.</summary>
public sealed class SitingTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static ILocator Told(OpenPage page) => page.Page.Locator("#check-told .check-sentence");

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task A_position_is_typed_and_the_answer_can_be_shared_and_checked(string language)
    {
        await using var page = await chromium.Open(service, "/check", Size.Desktop, language);
        var isVi = language == "vi";
        var ask = page.Page.GetByRole(AriaRole.Button, new() { Name = isVi ? "Tra cứu" : "Check", Exact = true });
        await Axe.Passes(page, "nothing asked", everyRule: true);
        await ask.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(isVi ? "Hãy nhập một vị trí" : "Type a position");

        // Metres without a meridian are asked about, and keep their zone.
        var position = page.Page.Locator("#check-q");
        await position.FillAsync("2387400 427600");
        await ask.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".check-choices label").First).ToBeVisibleAsync();
        await Axe.Passes(page, "meridians", everyRule: true);
        await page.Page.Locator(".check-choices label", new() { HasText = "EPSG:9213" }).ClickAsync();
        await page.UntilAt(new Regex("/check\\?q=2387400\\+427600\\+EPSG%3A9213"));
        await Assertions.Expect(Told(page).First).ToContainTextAsync(isVi ? "Chưa thể kết luận đối với Vùng bảo vệ nghiêm ngặt" : "It cannot be told of");

        await position.FillAsync("21,58 105,80");
        await page.Page.Locator("#check-at").FillAsync("31/02/2026");
        await ask.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("31/02/2026");
        await page.Page.Locator("#check-at").FillAsync("31/05/2026");
        await ask.PressAsync("Enter");
        await page.UntilAt(new Regex(@"/check\?lon=105\.8&lat=21\.58&accuracy=10&within=1000&at=2026-05-31$"));
        // The day before the demonstrations begin there is nothing.
        await Assertions.Expect(page.Page.Locator(".check-none")).ToContainTextAsync("31/05/2026");
        await Axe.Passes(page, "answer", everyRule: true);

        var sheet = (await page.Page.Locator(".check-address").GetAttributeAsync("href"))!;
        sheet.ShouldMatch(@"/check/[0-9a-f]{64}\?lon=105\.8&lat=21\.58&accuracy=10&within=1000&at=2026-05-31&known=");
        await page.Go(new Uri(sheet).PathAndQuery);
        await Assertions.Expect(page.Page.Locator("#check-told .form-said")).ToBeVisibleAsync();
        await page.Go(Regex.Replace(new Uri(sheet).PathAndQuery, "[0-9a-f]{64}", new string('0', 64)));
        await Assertions.Expect(page.Page.Locator("#check-told").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.Passes(page, "another code", everyRule: true);
    }

    [Fact]
    public async Task By_keyboard_the_map_is_moved_under_the_cross()
    {
        await using var page = await chromium.Open(service, "/check?lon=105.80&lat=21.58");
        await Assertions.Expect(Told(page).First).ToBeVisibleAsync();
        await page.Page.Locator(".check-map .small-map").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Lấy vị trí ở chữ thập" }).PressAsync("Enter");
        await page.UntilAt(new Regex(@"/check\?lon=105\.(8|79)\d*&lat=21\.(5[89]|6)\d*&accuracy=\d+"));
        await Assertions.Expect(Told(page).First).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await page.UntilAt(new Regex(@"/check\?lon=105\.80&lat=21\.58$"));
    }

    [Fact]
    public async Task A_site_is_drawn_by_tap_and_by_cross_and_its_address_asks_the_same_again()
    {
        await using var page = await chromium.Open(service, "/check?lon=105.80&lat=21.58", Size.Phone);
        await Assertions.Expect(Told(page).First).ToBeVisibleAsync();
        var draw = page.Page.GetByRole(AriaRole.Button, new() { Name = "Vẽ ranh địa điểm" });
        await draw.TapAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Tra cứu địa điểm đã vẽ" }).TapAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ít nhất ba đỉnh");
        var map = page.Page.Locator(".check-map .small-map");
        foreach (var (x, y, corners) in ((float, float, int)[])[(120, 90, 1), (260, 90, 2), (60, 200, 3)])
        {
            await map.TapAsync(new() { Position = new() { X = x, Y = y } });
            await Assertions.Expect(page.Page.Locator(".check-draw")).ToContainTextAsync($"Đã có {corners} đỉnh");
        }
        // Soon after another they do not bring the map nearer, and what was refused is over.
        (await page.Page.Locator(".check-map .leaflet-overlay-pane path[stroke='#1a1612']").CountAsync()).ShouldBeGreaterThanOrEqualTo(4);
        foreach (var corner in await page.Page.Locator(".check-map .leaflet-overlay-pane path[stroke='#1a1612'][fill-opacity='1']").AllAsync())
        {
            var (shape, frame) = ((await corner.BoundingBoxAsync())!, (await map.BoundingBoxAsync())!);
            (shape.X + shape.Width / 2 - frame.X).ShouldBeInRange(0, frame.Width);
        }
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Bỏ đỉnh cuối" }).TapAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Thêm đỉnh ở chữ thập" }).PressAsync("Enter");
        await Axe.Passes(page, "a site half drawn", everyRule: true);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Tra cứu địa điểm đã vẽ" }).TapAsync();
        await page.UntilAt(new Regex(@"/check\?site=10\d\.\d{7}%2C2\d\.\d{7}\+"));
        await Assertions.Expect(page.Page.Locator(".check-asked")).ToContainTextAsync("Địa điểm đã vẽ, 3 đỉnh");
        var code = await page.Page.Locator("#check-sheet ~ .facts .draft-hash").TextContentAsync();
        var sheet = (await page.Page.Locator(".check-address").GetAttributeAsync("href"))!;
        await page.Go(new Uri(sheet).PathAndQuery);
        await Assertions.Expect(page.Page.Locator("#check-told .form-said")).ToBeVisibleAsync();
        (await page.Page.Locator("#check-sheet ~ .facts .draft-hash").TextContentAsync()).ShouldBe(code);
        (await page.Page.EvaluateAsync<int>("document.querySelector('.page').scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await Axe.Passes(page, "a drawn site", everyRule: true);
    }

    [Fact]
    public async Task On_a_phone_a_tap_on_the_map_is_a_position_and_nothing_scrolls_sideways()
    {
        await using var page = await chromium.Open(service, "/check", Size.Phone);
        var map = page.Page.Locator(".check-map .small-map");
        await map.ScrollIntoViewIfNeededAsync();
        await map.TapAsync(new() { Position = new() { X = 120, Y = 90 } });
        await page.UntilAt(new Regex(@"/check\?lon=10\d\.\d+&lat=\d+\.\d+"));
        await page.Go("/check?lon=105.80&lat=21.58&within=5000");
        await Assertions.Expect(Told(page).First).ToContainTextAsync("Chưa thể kết luận");
        (await page.Page.EvaluateAsync<int>("document.querySelector('.page').scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await Axe.Passes(page, "on a phone", everyRule: true);
    }

    [Fact]
    public async Task What_is_pressed_with_the_other_button_on_the_map_and_what_is_open_there_leads_to_the_question()
    {
        await using var page = await chromium.Open(service, "/#14/21.58/105.80");
        var (x, y) = await page.At(105.80, 21.58);
        await page.Page.Mouse.ClickAsync(x, y, new() { Button = MouseButton.Right });
        var card = page.Page.Locator("position-card");
        await card.GetByRole(AriaRole.Link, new() { Name = "Có được đặt ở đây không?" }).ClickAsync();
        await page.UntilAt(new Regex(@"/check\?lon=105\.(79|80)\d*&lat=21\.(57|58)\d*"));
        await Assertions.Expect(Told(page).First).ToBeVisibleAsync();

        await page.Go("/?sel=feature:" + await service.Value<long>("select id from env.current_feature where code = 'HCPT-MH-04'"));
        await page.Drawer.GetByRole(AriaRole.Link, new() { Name = "Có được đặt ở đây không?" }).ClickAsync();
        await Assertions.Expect(Told(page).First).ToContainTextAsync("Vùng hạn chế phát thải minh họa 04");
    }
}
