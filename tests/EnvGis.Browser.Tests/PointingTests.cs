using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class PointingTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    public sealed record Spot(double Longitude, double Latitude);

    async Task<Spot> Inside(string code) => (await service.Rows<Spot>("""
        select st_x(p) as longitude, st_y(p) as latitude from (select st_pointonsurface(geom) as p from env.current_feature where code = @code) spot
        """, new { code })).Single();

    [Theory]
    [InlineData(Size.Desktop)]
    [InlineData(Size.Phone)]
    public async Task A_click_in_a_zone_opens_that_zone(Size size)
    {
        var spot = await Inside("HCPT-MH-04");
        await using var page = await chromium.Open(service, Address(spot, 13), size);
        await page.Click(spot.Longitude, spot.Latitude);
        await page.Opened("Vùng hạn chế phát thải minh họa 04 – Thần Sa");
        await Assertions.Expect(page.Drawer.Locator(".over")).ToHaveTextAsync("Vùng hạn chế phát thải");
    }

    [Fact]
    public async Task A_click_in_the_hole_of_a_zone_opens_nothing()
    {
        var hole = (await service.Rows<Spot>("""
            select st_x(p) as longitude, st_y(p) as latitude
              from (select st_pointonsurface(st_makepolygon(st_interiorringn(st_geometryn(geom, 1), 1))) as p
                      from env.current_feature where code = 'BVNN-MH-05') hole
            """)).Single();
        await using var page = await chromium.Open(service, Address(hole, 14));
        var zone = await Inside("BVNN-MH-05");
        await page.Click(zone.Longitude, zone.Latitude);
        await page.Opened("Vùng bảo vệ nghiêm ngặt minh họa 05 – Thần Sa");
        await page.Click(hole.Longitude, hole.Latitude);
        (await page.Hovered(hole.Longitude, hole.Latitude)).ShouldBeNull();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Vùng bảo vệ nghiêm ngặt minh họa 05 – Thần Sa");
        page.Requests.Count(path => path.StartsWith("/api/features/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("DN-MH-04", "Điểm nóng minh họa 04 – Tích Lương")]
    [InlineData("ODN-MH-06", "Khu vực đất ô nhiễm minh họa 06 – Phổ Yên")]
    public async Task A_click_on_a_point_opens_exactly_that_point(string code, string name)
    {
        var spot = await Inside(code);
        await using var page = await chromium.Open(service, Address(spot, 14));
        (await page.Hovered(spot.Longitude, spot.Latitude)).ShouldBe(name);
        await page.Click(spot.Longitude, spot.Latitude);
        await page.Opened(name);
        await Assertions.Expect(page.Drawer.Locator("code").First).ToHaveTextAsync(code);
    }

    [Fact]
    public async Task A_click_on_the_sign_of_a_place_nobody_has_located_opens_it()
    {
        await using var page = await chromium.Open(service, "/#13/21.55968/105.74092");
        await page.Click(105.74092, 21.55968);
        await page.Opened("Các điểm ô nhiễm Phúc Trìu");
    }

    [Fact]
    public async Task Of_several_zones_at_one_place_the_arrow_keys_choose()
    {
        var layer = await Chromium.NewLayer(service);
        var names = new[] { "Khu trên", "Khu giữa", "Khu dưới" };
        foreach (var name in names)
        {
            await service.NewFeature(layer, "POLYGON((104.10 20.10, 104.12 20.10, 104.12 20.12, 104.10 20.12, 104.10 20.10))", name);
        }
        await using var page = await chromium.Open(service, "/#14/20.11/104.11");
        await page.Until(async () => await page.Hovered(104.11, 20.11) is not null, "the zones");
        await page.Click(104.11, 20.11);
        await Assertions.Expect(page.Chooser).ToContainTextAsync("3 đối tượng tại đây");
        var rows = page.Chooser.Locator("button");
        await Assertions.Expect(rows.First).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(rows.Nth(2)).ToBeFocusedAsync();
        var chosen = (await rows.Nth(2).InnerTextAsync()).Split('\n')[0];
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Opened(chosen);
        await Assertions.Expect(page.Chooser).ToBeHiddenAsync();

        await page.Click(104.11, 20.11);
        await Assertions.Expect(rows.First).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Chooser).ToBeHiddenAsync();
        await page.Opened(chosen);
    }

    static string Address(Spot spot, int zoom) => FormattableString.Invariant($"/#{zoom}/{spot.Latitude:0.#####}/{spot.Longitude:0.#####}");
}
