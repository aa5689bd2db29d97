using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class PhoneTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

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
        await page.Card.Locator(".card-head .icon-button").TapAsync();
        await tools.Nth(1).TapAsync();
        await Assertions.Expect(page.Card.Locator(".unlocated-list button").First).ToBeVisibleAsync();
        await Fits(page);
        await page.Card.Locator(".unlocated-list button").First.TapAsync();
        await Assertions.Expect(page.Drawer.Locator(".task-list button")).ToBeVisibleAsync();
        await Fits(page);
        await page.Drawer.Locator(".task-list button").TapAsync();
        await Assertions.Expect(page.Drawer.Locator(".place-list button").First).ToBeVisibleAsync();
        await Fits(page);
        await page.Drawer.Locator(".close").TapAsync();
        await tools.Nth(2).TapAsync();
        await Assertions.Expect(page.Page.Locator("list-twin .row-name").First).ToBeVisibleAsync();
        await Fits(page);
        await page.Type("phuc");
        await Assertions.Expect(page.Answers.First).ToBeVisibleAsync();
        await Fits(page);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    public async Task The_search_field_shows_a_long_name_whole(int width)
    {
        await using var page = await chromium.Open(service, "/", Size.Phone);
        await page.Page.SetViewportSizeAsync(width, 780);
        await page.Type("Phường Phan Đình Phùng");

        (await page.Search.EvaluateAsync<bool>("input => input.scrollWidth <= input.clientWidth")).ShouldBeTrue();
        (await page.Search.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        foreach (var button in await page.Page.Locator("top-bar .bar-button:visible").AllAsync())
        {
            var box = (await button.BoundingBoxAsync())!;
            Math.Min(box.Width, box.Height).ShouldBeGreaterThanOrEqualTo(44);
        }
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

        await page.Drawer.Locator(".close").TapAsync();
        await page.Page.Locator("map-tools button").Nth(1).TapAsync();
        await page.Card.Locator(".unlocated-list button").First.TapAsync();
        await Assertions.Expect(directions).ToHaveTextAsync("Chỉ đường đến tâm khu vực");
    }

    [Fact]
    public async Task One_thumb_goes_from_the_map_to_the_nearest_severe_hotspot_to_its_tasks_and_to_directions()
    {
        await using var page = await chromium.Open(service, "/", Size.Phone);
        await page.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Page.Context.SetGeolocationAsync(new() { Longitude = (float)Longitude, Latitude = (float)Latitude + 0.01f, Accuracy = 60 });
        await TapWithThumb(page, page.Page.Locator("nearest-button button"));
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        await page.Told("cách vị trí của bạn 1,1 km");
        await page.Until(async () => (await page.At(Longitude, Latitude)).Y < (await page.Drawer.BoundingBoxAsync())!.Y, "the place above the sheet");
        await Assertions.Expect(page.Page.Locator("path.here-dot")).ToHaveCountAsync(1);

        await Assertions.Expect(page.Drawer.Locator(".directions")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^geo:21.54"));
        await TapWithThumb(page, page.Drawer.Locator(".task-list button").First);
        await Assertions.Expect(page.Drawer.Locator(".over")).ToHaveTextAsync("Nhiệm vụ");
        await page.Page.GoBackAsync();
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        var directions = page.Drawer.Locator(".directions");
        // The test's browser has no map program to hand over to; what counts is that the tap arrives at the link.
        await page.Page.EvaluateAsync("addEventListener('click', event => { window.gone = event.target.closest('a')?.href; event.preventDefault(); }, true)");
        await TapWithThumb(page, directions);
        (await page.Page.EvaluateAsync<string>("window.gone")).ShouldStartWith("geo:21.54");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_position_the_nearest_hotspot_is_counted_from_the_middle_of_the_map_and_the_page_says_so()
    {
        await using var page = await chromium.Open(service, "/#14/21.54048/105.8575", Size.Phone);
        await page.Page.Locator("nearest-button button").TapAsync();
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        await page.Told("tính từ giữa bản đồ");
        await page.Drawer.Locator(".close").TapAsync();
        await page.Page.Locator(".locate").TapAsync();
        await page.Told("Chưa được phép dùng vị trí của bạn");
        await Assertions.Expect(page.Page.Locator(".locate")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task The_position_is_a_dot_in_the_ring_of_its_accuracy_until_it_is_switched_off()
    {
        await using var page = await chromium.Open(service, "/", Size.Phone);
        await page.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Page.Context.SetGeolocationAsync(new() { Longitude = 105.8f, Latitude = 21.6f, Accuracy = 300 });
        var button = page.Page.Locator(".locate");
        await TapWithThumb(page, button);
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        var (ring, dot) = (page.Page.Locator("path.here-ring"), page.Page.Locator("path.here-dot"));
        await Assertions.Expect(ring).ToHaveCountAsync(1);
        var (around, inside) = ((await ring.BoundingBoxAsync())!, (await dot.BoundingBoxAsync())!);
        around.Width.ShouldBeGreaterThan(inside.Width * 3);
        (inside.X + inside.Width / 2).ShouldBe(around.X + around.Width / 2, 2);
        await button.TapAsync();
        await Assertions.Expect(ring).ToHaveCountAsync(0);
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Page.Context.SetGeolocationAsync(new() { Longitude = 105.9f, Latitude = 21.6f, Accuracy = 300 });
        await Assertions.Expect(dot).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_sheet_is_drawn_up_and_down_by_finger_and_by_key_and_what_it_holds_scrolls_for_itself()
    {
        await using var page = await chromium.Open(service, "/?sel=task:thai-nguyen/II.3.2-b1", Size.Phone);
        await Assertions.Expect(page.Drawer.Locator(".place-list button").First).ToBeVisibleAsync();
        var grip = page.Drawer.Locator(".grip");
        async Task<float> Top() => (await page.Drawer.BoundingBoxAsync())!.Y;
        async Task Says(string height) => await Assertions.Expect(grip).ToHaveAttributeAsync("aria-valuetext", height);

        await Says("Nửa màn hình");
        var half = await Top();
        await Drag(page, half + 12, half - 200);
        await Says("Toàn màn hình");
        var full = await Top();
        full.ShouldBeLessThan(100);
        // A finger in the text moves the text.
        await Drag(page, 600, 300);
        await page.Until(async () => await page.Drawer.Locator(".drawer-body").EvaluateAsync<double>("body => body.scrollTop") > 100, "the text scrolled");
        (await Top()).ShouldBe(full, 1);
        await Drag(page, full + 40, full + 660);
        await Says("Hé mở");
        (await Top()).ShouldBeGreaterThan(half + 100);
        (await page.Page.EvaluateAsync<bool>("document.elementFromPoint(195, 500).closest('#map') !== null")).ShouldBeTrue("the map is there above the sheet");

        await grip.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await Says("Nửa màn hình");
        await page.Page.Keyboard.PressAsync("End");
        await Says("Toàn màn hình");
        await page.Page.Keyboard.PressAsync("Home");
        await Says("Hé mở");
        await Drag(page, await Top() + 12, 835);
        await page.Closed();
    }

    /// <summary>In the lower half of the screen, where the thumb of the hand that holds it is.</summary>
    static async Task TapWithThumb(OpenPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeInViewportAsync();
        var box = (await target.BoundingBoxAsync())!;
        (box.Y + box.Height / 2).ShouldBeGreaterThan(844 / 2);
        await target.TapAsync();
    }

    /// <summary>A finger that goes slowly and rests before it lets go, so that it does not flick.</summary>
    static async Task Drag(OpenPage page, float from, float to)
    {
        var touch = await page.Page.Context.NewCDPSessionAsync(page.Page);
        async Task Send(string type, float y) => await touch.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new { x = 120, y = (int)y } },
        });
        // A page that is too busy to answer a finger is not asked again by the browser.
        await page.Page.Locator("#loading[hidden]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Frames(10);
        await Send("touchStart", from);
        for (var step = 1; step <= 10; step++)
        {
            await Send("touchMove", from + (to - from) * step / 10);
        }
        await page.Frames(15);
        await Send("touchEnd", to);
        await touch.DetachAsync();
    }

    /// <summary>Every button is at least 44 px both ways; a checkbox counts by its label, a link in text is exempt (WCAG 2.5.8).</summary>
    static async Task Fits(OpenPage page)
    {
        var small = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, summary, [role=option], [role=slider], input, label, select, nav a, a.button")]
              .filter(element => element.type !== "checkbox" && element.checkVisibility() && element.getBoundingClientRect().width > 0)
              .map(element => ({ box: element.getBoundingClientRect(), name: element.getAttribute("aria-label") ?? element.textContent.trim() }))
              .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
              .map(({ box, name }) => `${name}: ${box.width} × ${box.height}`)
            """);
        small.ShouldBeEmpty();
        (await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth")).ShouldBeTrue();
    }
}
