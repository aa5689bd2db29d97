using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>Lengths and areas are measured on the map by mouse, keyboard and finger; what is told is what PostGIS makes of the same corners.</summary>
public sealed class MeasuringTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static ILocator Panel(OpenPage page) => page.Page.Locator("measure-panel");

    static ILocator Button(OpenPage page, string name) => Panel(page).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Longitude and latitude of each corner, as the page's address has them.</summary>
    static string[] Corners(OpenPage page) => [.. Regex.Match(Uri.UnescapeDataString(page.Page.Url), "measure=(?:line|area)([^&#]*)").Groups[1].Value.Split(';', StringSplitOptions.RemoveEmptyEntries)];

    static async Task<string[]> CornersAre(OpenPage page, int count)
    {
        await Until.So(() => Corners(page).Length == count, $"{count} corners", () => page.Page.Url);
        return Corners(page);
    }

    /// <summary>The cell of a row: 0 on the ellipsoid, 1 in the grid. Vietnamese numbers, of which what stands in brackets is another unit.</summary>
    static async Task<double> Told(OpenPage page, string row, int cell)
    {
        var text = await Panel(page).Locator("tr", new() { Has = page.Page.GetByRole(AriaRole.Rowheader, new() { Name = row, Exact = true }) }).Locator("td").Nth(cell).TextContentAsync();
        var (number, unit) = Regex.Match(text!, @"^([\d.]+(?:,\d+)?) (m²|ha|km|m)") is { Success: true } read ? (read.Groups[1].Value, read.Groups[2].Value) : throw new ShouldAssertException($"'{text}' is no measure");
        return double.Parse(number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture) * unit switch { "ha" => 10_000, "km" => 1_000, _ => 1 };
    }

    static string Ring(string[] corners) => $"POLYGON(({string.Join(", ", corners.Append(corners[0]).Select(corner => corner.Replace(',', ' ')))}))";

    [Fact]
    public async Task An_area_is_drawn_by_mouse_told_as_PostGIS_tells_it_and_asked_about()
    {
        await using var page = await chromium.Open(service, "/#12/21.58/105.82");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Đo trên bản đồ" }).ClickAsync();
        await Button(page, "Diện tích").ClickAsync();
        var map = page.Page.Locator("#map");
        foreach (var (x, y, count) in ((float, float, int)[])[(450, 150, 1), (800, 170, 2), (780, 420, 3), (460, 400, 4)])
        {
            await map.ClickAsync(new() { Position = new() { X = x, Y = y } });
            await CornersAre(page, count);
        }
        // What lies there is not opened meanwhile.
        await Assertions.Expect(page.Drawer.Locator("h2")).ToHaveCountAsync(0);
        await page.Page.Locator("#measure-zone").SelectOptionAsync("9213");
        var corners = await CornersAre(page, 4);
        await Same(corners);

        var handle = page.Page.Locator(".measure-handle").Nth(2);
        var box = (await handle.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + 40, box.Y + 30, new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await Until.So(() => Corners(page) is [_, _, var third, _] && third != corners[2], "the third corner having moved", () => page.Page.Url);
        var moved = Corners(page);
        moved.Where((_, at) => at != 2).ShouldBe(corners.Where((_, at) => at != 2));
        await Same(moved);
        await Axe.Passes(page, "an area is measured");

        // A link shows it as it is, and it can be asked about.
        await page.Page.ReloadAsync();
        await page.Ready();
        await Assertions.Expect(page.Page.Locator(".measure-handle")).ToHaveCountAsync(4);
        Corners(page).ShouldBe(moved);
        await Panel(page).GetByRole(AriaRole.Link, new() { Name = "Nằm trong vùng nào?" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".check-asked")).ToContainTextAsync("4 đỉnh");
        await Assertions.Expect(Panel(page)).ToHaveCountAsync(0);
        page.Faults.ShouldBeEmpty();

        async Task Same(string[] of)
        {
            var ring = Ring(of);
            await Assertions.Expect(Panel(page).Locator(".measure-table th[scope=col]")).ToHaveCountAsync(2);
            // The address has the corners to a decimetre, and hectares have two decimals.
            var area = await service.Value<double>("select st_area(@ring::text::geography)", new { ring });
            (await Told(page, "Diện tích", 0)).ShouldBe(area, area * 1e-5);
            var around = await service.Value<double>("select st_perimeter(@ring::text::geography)", new { ring });
            (await Told(page, "Chu vi", 0)).ShouldBe(around, 1);
            var grid = await service.Value<double>("select st_area(st_transform(st_geomfromtext(@ring, 4326), 9213))", new { ring });
            (await Told(page, "Diện tích", 1)).ShouldBe(grid, grid * 1e-5);
        }
    }

    [Fact]
    public async Task A_line_is_measured_by_keyboard_alone()
    {
        await using var page = await chromium.Open(service, "/#13/21.58/105.82");
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("m");
        await Button(page, "Đặt điểm ở giữa").PressAsync("Enter");
        await CornersAre(page, 1);
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Until.So(() => !page.Page.Url.Contains("/105.82", StringComparison.Ordinal), "the map having moved", () => page.Page.Url);
        await Button(page, "Đặt điểm ở giữa").PressAsync("Enter");
        var corners = await CornersAre(page, 2);
        var length = await service.Value<double>("select st_length(@line::text::geography)", new { line = $"LINESTRING({string.Join(", ", corners.Select(corner => corner.Replace(',', ' ')))})" });
        (await Told(page, "Chiều dài", 0)).ShouldBe(length, 0.3);
        await Assertions.Expect(Panel(page).GetByRole(AriaRole.Status)).ToContainTextAsync("Đã đặt điểm 2, cách điểm trước");

        var second = page.Page.Locator(".measure-handle").Nth(1);
        await second.FocusAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await Until.So(() => Corners(page) is [var first, var last] && first == corners[0] && last != corners[1], "the second corner having moved", () => page.Page.Url);
        await Assertions.Expect(second).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Delete");
        await CornersAre(page, 1);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Panel(page)).ToHaveCountAsync(0);
        page.Page.Url.ShouldNotContain("measure");
        await Assertions.Expect(page.Page.Locator(".measure-handle")).ToHaveCountAsync(0);
        page.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vi", "Đo trên bản đồ", "Diện tích", "tự cắt")]
    [InlineData("en", "Measure on the map", "Area", "crosses itself")]
    public async Task On_a_phone_points_are_tapped_and_an_outline_that_crosses_itself_is_told(string language, string title, string kind, string crossed)
    {
        await using var page = await chromium.Open(service, "/#14/21.58/105.82", Size.Phone, language);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = title }).TapAsync();
        await Button(page, kind).TapAsync();
        var map = page.Page.Locator("#map");
        foreach (var (x, y, count) in ((float, float, int)[])[(80, 90, 1), (300, 260, 2), (300, 90, 3), (80, 260, 4)])
        {
            await map.TapAsync(new() { Position = new() { X = x, Y = y } });
            await CornersAre(page, count);
        }
        await Assertions.Expect(Panel(page).GetByRole(AriaRole.Alert)).ToContainTextAsync(crossed);
        await Assertions.Expect(Panel(page).Locator("a[href*='/check']")).ToHaveCountAsync(0);
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await Axe.Passes(page, "measured by finger");
        foreach (var button in await Panel(page).Locator("button, a, select").AllAsync())
        {
            ((await button.BoundingBoxAsync())?.Height ?? 44).ShouldBeGreaterThanOrEqualTo(43.5f, await button.InnerTextAsync());
        }
        page.Faults.ShouldBeEmpty();
    }
}
