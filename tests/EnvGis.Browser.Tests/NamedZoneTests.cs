using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>A zone that a plan names in words is entered, drawn of its members and changed, on a phone and by keyboard. The plan is made up.</summary>
public sealed class NamedZoneTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_zone_is_entered_drawn_and_changed_and_nothing_that_was_typed_is_lost()
    {
        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source)
            values ('commune', '05503', '05503', st_multi(st_geomfromtext('POLYGON((105.80 21.55, 105.83 21.55, 105.83 21.58, 105.80 21.58, 105.80 21.55))', 4326)), 'test') on conflict do nothing
            """);
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        await using var page = await chromium.Open(service, "/decisions", Size.Phone);
        await page.SignIn(drafter);
        await page.Go("/drafts");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Vùng nêu trong quy hoạch" }).PressAsync("Enter");
        var list = page.Page.Locator("named-zones-page");
        await list.Locator("summary", new() { HasText = "Ghi một vùng vào sổ" }).PressAsync("Enter");
        var form = list.Locator("named-zone-form");
        await form.GetByLabel("Tên vùng").FillAsync("Nội thị thử");
        await form.GetByLabel("Lời của quy hoạch").FillAsync("toàn bộ địa giới xã thử");
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm xã, phường" }).PressAsync("Enter");
        await Assertions.Expect(form.GetByLabel("Mã xã")).ToBeFocusedAsync();
        await form.GetByLabel("Mã xã").FillAsync("05503");
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm khoảng cách" }).PressAsync("Enter");
        await form.GetByLabel("Tính từ đâu").FillAsync("công trình thu nước thử");
        await form.GetByLabel("Khoảng cách (m)").FillAsync("500");
        await form.GetByRole(AriaRole.Button, new() { Name = "Ghi vào sổ" }).PressAsync("Enter");
        // In the page's words, with all that was typed.
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("“Quy hoạch”");
        await Assertions.Expect(form.GetByLabel("Mã xã")).ToHaveValueAsync("05503");
        await Assertions.Expect(form.GetByLabel("Lời của quy hoạch")).ToHaveValueAsync("toàn bộ địa giới xã thử");
        await Axe.Passes(page, "a named zone that is entered", everyRule: true);
        await form.GetByLabel("Quy hoạch", new() { Exact = true }).FillAsync("Quy hoạch thử nghiệm (ví dụ)");
        await form.GetByRole(AriaRole.Button, new() { Name = "Ghi vào sổ" }).PressAsync("Enter");

        var zone = page.Page.Locator("named-zone-page");
        await Assertions.Expect(zone.GetByRole(AriaRole.Heading, new() { Name = "Nội thị thử" })).ToBeVisibleAsync();
        await Assertions.Expect(zone.Locator(".chip").First).ToHaveTextAsync("Chưa vẽ");
        await Assertions.Expect(zone.Locator("blockquote").First).ToHaveTextAsync("toàn bộ địa giới xã thử");
        await Assertions.Expect(zone.GetByText("Quy hoạch không nêu vị trí nguồn")).ToBeVisibleAsync();
        (await page.Page.EvaluateAsync<bool>("document.querySelector('page-frame').scrollWidth <= innerWidth")).ShouldBeTrue();
        await zone.GetByRole(AriaRole.Button, new() { Name = "Vẽ từ các thành phần" }).PressAsync("Enter");
        await Assertions.Expect(zone.Locator(".form-said")).ToContainTextAsync("1 thành phần chưa vẽ được");
        await Assertions.Expect(zone.Locator(".chip").First).ToHaveTextAsync("Đang trong dự thảo");

        await zone.Locator("summary", new() { HasText = "Sửa vùng này" }).PressAsync("Enter");
        var change = zone.Locator("named-zone-form");
        await change.GetByLabel("Lời của nghị định").FillAsync("nội thành, nội thị của đô thị");
        // Somebody else is faster.
        var address = $"/api/named-zones/{new Uri(page.Page.Url).Segments[^1]}";
        var says = (await planner.GetFromJsonAsync<JsonElement>(address)).GetProperty("versions")[0].GetProperty("says");
        using (var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(says) })
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"n1\"");
            using var faster = await planner.SendAsync(request);
            faster.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await change.GetByRole(AriaRole.Button, new() { Name = "Ghi lần mới" }).PressAsync("Enter");
        await Assertions.Expect(change.GetByRole(AriaRole.Alert)).ToContainTextAsync("vừa thay đổi trước");
        await Assertions.Expect(change.GetByLabel("Lời của nghị định")).ToHaveValueAsync("nội thành, nội thị của đô thị");
        await change.GetByRole(AriaRole.Button, new() { Name = "Ghi lần mới" }).PressAsync("Enter");
        await Assertions.Expect(zone.Locator(".form-said").First).ToContainTextAsync("lần trước được giữ");
        await Assertions.Expect(zone.Locator("#named-versions")).ToContainTextAsync("3");
        await Axe.Passes(page, "a named zone", everyRule: true);

        await page.Go("/overview?province_code=19");
        await Assertions.Expect(page.Page.Locator("[aria-labelledby=overview-named] li")).ToHaveTextAsync(["1Quy hoạch nêu tên", "1Đang trong dự thảo", "0Chưa vẽ", "0Đang có hiệu lực"],
            new() { UseInnerText = false });
        await page.Page.Locator("[aria-labelledby=overview-named] a", new() { HasText = "Đang trong dự thảo" }).PressAsync("Enter");
        await Assertions.Expect(list.Locator(".draft-list li")).ToHaveCountAsync(1);
        await Axe.Passes(page, "the register of named zones", everyRule: true);
        page.Faults.Where(fault => !fault.Contains("412", StringComparison.Ordinal) && !fault.Contains("400", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
