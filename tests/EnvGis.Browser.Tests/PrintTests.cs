using System.Globalization;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>The sheet, measured with a ruler on the PDF.</summary>
public sealed class PrintTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    // Of what can be asked of a printed map, by the project's own aim.
    const double Tolerance = 0.005;

    /// <summary>Of layers made by tests; no other thing on a sheet is of it.</summary>
    static readonly (int Red, int Green, int Blue) Mark = (0x0C, 0xA0, 0x7A);

    [Theory]
    [InlineData("A4", "landscape", 25_000, 103.36, 22.41, 2_000, 1_500)]
    [InlineData("A3", "portrait", 5_000, 103.36, 22.41, 500, 550)]
    [InlineData("A4", "landscape", 25_000, 107.09, 16.78, 2_000, 1_500)]
    [InlineData("A3", "portrait", 5_000, 107.09, 16.78, 500, 550)]
    public async Task Distances_on_the_paper_are_those_on_the_ground_by_the_scale_within_half_a_percent(
        string paper, string orientation, int scale, double longitude, double latitude, double eastMetres, double northMetres)
    {
        var layer = await Chromium.NewLayer(service);
        foreach (var (metres, azimuth) in new[] { (eastMetres, 90), (eastMetres, 270), (northMetres, 0), (northMetres, 180) })
        {
            await service.NewFeature(layer, (await service.Value<string>(
                "select st_astext(st_project(st_setsrid(st_makepoint(@longitude, @latitude), 4326)::geography, @metres, radians(@azimuth))::geometry, 12)",
                new { longitude, latitude, metres, azimuth }))!);
        }
        await using var page = await chromium.Open(service, string.Create(CultureInfo.InvariantCulture, $"/?l={layer}#13/{latitude}/{longitude}"));
        await Prepare(page, paper, orientation, scale);
        // A line of the grid may cut a mark in two.
        await page.Page.Locator("#print-grid").UncheckAsync();
        await Ready(page);
        using var printed = await PrintedPage.Of(page);

        var (pages, width, height) = printed.Paper();
        pages.ShouldBe(1);
        var sheet = await SheetSize(page);
        width.ShouldBe(sheet.Width, 0.5);
        height.ShouldBe(sheet.Height, 0.5);

        var marks = printed.Patches(Mark, await Part(page, ".sheet-window"));
        marks.Count.ShouldBe(4);
        var (west, east) = (marks[0], marks[^1]);
        var (north, south) = marks[1].Y < marks[2].Y ? (marks[1], marks[2]) : (marks[2], marks[1]);
        Share(Distance(west, east), 2 * eastMetres * 1000 / scale, "east-west");
        Share(Distance(north, south), 2 * northMetres * 1000 / scale, "north-south");
        Share(Distance(west, north), Math.Sqrt(eastMetres * eastMetres + northMetres * northMetres) * 1000 / scale, "aslant");

        var bar = await Part(page, ".bar .outline");
        var printedBar = printed.DarkWidth((bar.Left - 3, bar.Top + bar.Height * 0.3, bar.Width + 6, bar.Height * 0.4));
        // Its outline, 0.2 mm, stands half outside.
        Share(printedBar - 0.2, await BarMetres(page) * 1000 / scale, "scale bar");
        page.Faults.ShouldBeEmpty();

        void Share(double measured, double right, string what)
        {
            TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(
                $"{paper} {orientation} 1:{scale} at {latitude}: {what} {measured:0.000} mm for {right:0.000} mm ({(measured / right - 1) * 100:+0.000;-0.000} %)"));
            (measured / right - 1).ShouldBe(0, Tolerance, what);
        }
    }

    [Fact]
    public async Task The_legend_names_what_is_on_the_sheet_and_nothing_else()
    {
        await using var page = await chromium.Open(service, "/#13/21.59/105.84");
        await Prepare(page, "A4", "landscape", 50_000);
        var legend = page.Page.Locator(".sheet-legend");
        await Assertions.Expect(legend).ToContainTextAsync("Điểm nóng ô nhiễm");
        await Assertions.Expect(legend).ToContainTextAsync("Viền chấm: minh họa, không có thật");
        // No landfill is within this sheet, and no station anywhere.
        await Assertions.Expect(legend).Not.ToContainTextAsync("Bãi chôn lấp");
        await Assertions.Expect(legend).Not.ToContainTextAsync("Trạm quan trắc");

        await page.Page.Locator("#print-scale").SelectOptionAsync("250000");
        await Assertions.Expect(legend).ToContainTextAsync("Bãi chôn lấp");
        await Ready(page);
        using var printed = await PrintedPage.Of(page);
        var words = printed.Words();
        foreach (var said in (string[])["Thái Nguyên", "Chú giải", "Tỷ lệ 1:250.000", "kinh tuyến trục 106°30′", "EPSG:9213", "Dữ liệu công bố đến thay đổi số", "OpenStreetMap",
            "sơ đồ", "minh họa", page.Page.Url.Split('#')[0]])
        {
            words.ShouldContain(said);
        }
        // What is for choosing is not printed.
        words.ShouldNotContain("Khổ giấy");
    }

    [Fact]
    public async Task A_sheet_with_a_missing_tile_is_not_printed_until_it_is_whole()
    {
        await using var page = await chromium.Open(service, "/#13/21.59/105.84");
        var refused = true;
        await page.Page.RouteAsync("**/tiles/**", async route =>
        {
            if (refused)
            {
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.Page.Keyboard.PressAsync("p");
        var state = page.Page.Locator(".print-state");
        await Assertions.Expect(state).ToContainTextAsync("Không kết nối được với máy chủ");
        await Assertions.Expect(page.Page.Locator("#print-now")).ToBeDisabledAsync();
        await Assertions.Expect(page.Page.Locator(".sheet-window canvas")).ToHaveCountAsync(0);

        refused = false;
        await state.GetByRole(AriaRole.Button, new() { Name = "Thử lại" }).ClickAsync();
        await Ready(page);
        await Assertions.Expect(page.Page.Locator(".sheet-window canvas")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator(".print-dialog")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_grid_follows_the_meridian_that_is_chosen()
    {
        await using var page = await chromium.Open(service, "/#13/16.8/107.1");
        await Prepare(page, "A4", "portrait", 25_000);
        var words = page.Page.Locator(".sheet-scale");
        await Assertions.Expect(words).ToContainTextAsync("kinh tuyến trục 106°00′ (EPSG:9211)");
        var before = await page.Page.Locator(".sheet-grid text").AllTextContentsAsync();
        before.Count.ShouldBeGreaterThan(8);

        await page.Page.Locator("#print-zone").SelectOptionAsync("9212");
        await Assertions.Expect(words).ToContainTextAsync("kinh tuyến trục 106°15′ (EPSG:9212)");
        (await page.Page.Locator(".sheet-grid text").AllTextContentsAsync()).ShouldNotBe(before);
        await page.Page.Locator("#print-grid").UncheckAsync();
        await Assertions.Expect(page.Page.Locator(".sheet-grid text")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_sheet_shows_what_the_filter_and_the_chosen_day_leave_and_says_so()
    {
        await using var page = await chromium.Open(service, "/?grade=3,4&datetime=2026-06-01#13/21.59/105.84");
        page.Forget();
        // What tiles do with a filter is their own matter: here only that they are asked with it.
        await page.Page.RouteAsync("**/tiles/**", route => route.FulfillAsync(new() { Status = 204 }));
        await Prepare(page, "A4", "landscape", 25_000);
        page.Requests.Count(path => path.StartsWith("/tiles/", StringComparison.Ordinal) && path.EndsWith("?grade=3,4&datetime=2026-06-01", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        await Assertions.Expect(page.Page.Locator(".sheet > header p")).ToHaveTextAsync("Hiệu lực ngày 01/06/2026 · mức độ: nghiêm trọng, đặc biệt nghiêm trọng");
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task The_panel_breaks_no_rule_that_axe_knows_and_arrow_keys_move_the_map_under_the_paper(string language)
    {
        await using var page = await chromium.Open(service, "/#13/21.59/105.84", language: language);
        await page.Page.Keyboard.PressAsync("p");
        await Ready(page);
        await Axe.Passes(page, "the panel");

        var north = page.Page.Locator(".sheet-grid text");
        var before = await north.AllTextContentsAsync();
        await page.Page.Locator(".print-preview").FocusAsync();
        for (var i = 0; i < 4; i++)
        {
            await page.Page.Keyboard.PressAsync("ArrowUp");
        }
        await page.Until(async () => !(await north.AllTextContentsAsync()).SequenceEqual(before), "other lines of the grid");
        await Ready(page);
    }

    [Fact]
    public async Task Printed_by_the_browser_alone_the_page_is_map_and_details_without_its_bars()
    {
        var zone = await service.Value<long>("select id from env.current_feature where code = 'HCPT-MH-04'");
        await using var page = await chromium.Open(service, $"/?sel=feature:{zone}");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToBeVisibleAsync();
        using var printed = await PrintedPage.Of(page);
        var words = printed.Words();
        words.ShouldContain(await page.Heading.InnerTextAsync());
        words.ShouldContain("Nhiệm vụ liên quan");
        // The last of the details too, which the drawer shows only after scrolling.
        words.ShouldContain("Các phiên bản");
        words.ShouldNotContain("Lớp bản đồ");
        words.ShouldNotContain("Sao chép liên kết");
        printed.Paper().Pages.ShouldBeLessThanOrEqualTo(3);
    }

    static async Task Prepare(OpenPage page, string paper, string orientation, int scale)
    {
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "In bản đồ" }).ClickAsync();
        await Ready(page);
        await page.Page.Locator("#print-paper").SelectOptionAsync(paper);
        await page.Page.Locator("#print-orientation").SelectOptionAsync(orientation);
        await page.Page.Locator("#print-scale").SelectOptionAsync(scale.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Page.Locator(".print-state")).ToContainTextAsync($"1:{scale.ToString("#,0", CultureInfo.GetCultureInfo("vi"))} đã sẵn sàng");
    }

    static async Task Ready(OpenPage page) => await Assertions.Expect(page.Page.Locator("#print-now")).ToBeEnabledAsync();

    /// <summary>Where something is on the sheet, in millimetres.</summary>
    static async Task<(double Left, double Top, double Width, double Height)> Part(OpenPage page, string selector)
    {
        var box = await page.Page.EvaluateAsync<double[]>("""
            selector => {
              const sheet = document.querySelector(".sheet");
              const [whole, part] = [sheet.getBoundingClientRect(), document.querySelector(selector).getBoundingClientRect()];
              const mm = 25.4 / 96 / (whole.width / sheet.offsetWidth);
              return [part.left - whole.left, part.top - whole.top, part.width, part.height].map(pixels => pixels * mm);
            }
            """, selector);
        return (box[0], box[1], box[2], box[3]);
    }

    static async Task<(double Width, double Height)> SheetSize(OpenPage page)
    {
        var (_, _, width, height) = await Part(page, ".sheet");
        return (width, height);
    }

    static async Task<double> BarMetres(OpenPage page)
    {
        var words = (await page.Page.Locator(".bar").GetAttributeAsync("aria-label"))!.Split(' ');
        return double.Parse(words[^2], CultureInfo.GetCultureInfo("vi")) * (words[^1] == "km" ? 1000 : 1);
    }

    static double Distance((double X, double Y) a, (double X, double Y) b) => double.Hypot(a.X - b.X, a.Y - b.Y);
}
