using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class LayerTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
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

    [Fact]
    public async Task How_strongly_and_in_which_order_layers_are_drawn_is_set_by_keys_and_remembered()
    {
        // In the middle of the demonstration zone of strict protection.
        const string Place = "/#14/17.67017/105.99454";
        await using var page = await chromium.Open(service, Place);
        await page.Until(async () => await Ink(page) > 0, "the zone drawn");
        var full = await Ink(page);
        var names = page.Card.Locator(".layer-group").First.Locator(".layer-name");
        await More(page).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        var slider = page.Card.GetByRole(AriaRole.Slider, new() { Name = "Độ đậm: Vùng bảo vệ nghiêm ngặt" });
        await slider.FocusAsync();
        for (var i = 0; i < 6; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowLeft");
        }
        await page.Until(async () => await Ink(page) < 0.6 * full, "the zone drawn more faintly");
        await page.Card.GetByRole(AriaRole.Button, new() { Name = "Đưa xuống dưới: Vùng bảo vệ nghiêm ngặt" }).PressAsync("Enter");
        await Assertions.Expect(names.First).ToHaveTextAsync("Vùng hạn chế phát thải");
        await page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" }).UncheckAsync();

        // Whoever comes back finds it as it was left; a link shows the layers that its sender saw.
        await page.Go("/tasks");
        await page.Go("/");
        await Assertions.Expect(page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" })).Not.ToBeCheckedAsync();
        await page.Go("/tasks");
        await page.Go(Place);
        await Assertions.Expect(page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" })).ToBeCheckedAsync();
        await Assertions.Expect(names).ToHaveTextAsync(["Vùng hạn chế phát thải", "Vùng bảo vệ nghiêm ngặt", "Khu vực đất ô nhiễm", "Bãi chôn lấp", "Điểm nóng ô nhiễm"]);
        await More(page).ClickAsync();
        await Assertions.Expect(page.Card.Locator(".opacity output")).ToHaveTextAsync("40 %");
        await page.Until(async () => await Ink(page) is var faint && faint > 0 && faint < 0.6 * full, "still drawn faintly");

        await page.Card.GetByRole(AriaRole.Button, new() { Name = "Đặt lại các lớp như ban đầu" }).ClickAsync();
        await Assertions.Expect(names.First).ToHaveTextAsync("Vùng bảo vệ nghiêm ngặt");
        await page.Until(async () => await Ink(page) == full, "as in the beginning");
    }

    [Fact]
    public async Task One_layer_alone_is_one_press_and_a_layer_that_needs_a_closer_look_says_so()
    {
        var near = await service.NewLayer(minimumZoom: 13);
        await service.NewFeature(near, "POINT(105.8 21.6)");
        // The service counts again at most every two seconds: until then its list has not the new layer.
        await Until.So(async () => (await service.Http.GetStringAsync("/api/layers")).Contains($"\"{near}\"", StringComparison.Ordinal), "the layer in the list");
        var title = $"Lớp thử {near.Split('-')[^1]}";
        await using var page = await chromium.Open(service, "/#9/21.6/105.8");
        var row = page.Card.Locator(".layer-row").Filter(new() { Has = page.Page.GetByText(new System.Text.RegularExpressions.Regex($"^{title}( phóng to để xem)?$")) }).First;
        await Assertions.Expect(row.Locator(".layer-name")).ToHaveTextAsync($"{title} phóng to để xem");
        // Tiles of 512 pixels are those of one zoom less.
        await page.Go("/#14/21.6/105.8");
        await Assertions.Expect(row.Locator(".layer-name")).ToHaveTextAsync(title);

        await More(page).ClickAsync();
        await page.Card.GetByRole(AriaRole.Button, new() { Name = "Chỉ lớp này" }).ClickAsync();
        await Assertions.Expect(page.Card.Locator(".layer-line input:checked")).ToHaveCountAsync(1);
        await page.UntilAt(new System.Text.RegularExpressions.Regex("[?&]l=strict-protection-zones(&|#|$)"));
    }

    static ILocator More(OpenPage page) => page.Card.GetByRole(AriaRole.Button, new() { Name = "Độ đậm, thứ tự: Vùng bảo vệ nghiêm ngặt" });

    /// <summary>How much is drawn in the middle of the window: the mean opacity of the tiles' pixels there, 0 to 255.</summary>
    static async Task<double> Ink(OpenPage page) => await page.Page.EvaluateAsync<double>("""
        () => {
          const map = document.getElementById("map").getBoundingClientRect();
          const [x, y] = [map.left + map.width / 2, map.top + map.height / 2];
          const side = 24;
          return Math.max(0, ...[...document.querySelectorAll(".leaflet-tile-pane canvas")].map(canvas => {
            const { left, top, width, right, bottom } = canvas.getBoundingClientRect();
            if (x < left || x >= right || y < top || y >= bottom) return 0;
            const scale = canvas.width / width;
            const { data } = canvas.getContext("2d").getImageData((x - left) * scale - side / 2, (y - top) * scale - side / 2, side, side);
            let sum = 0;
            for (let i = 3; i < data.length; i += 4) sum += data[i];
            return sum / side / side;
          }));
        }
        """);
}
