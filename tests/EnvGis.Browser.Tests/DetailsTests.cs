using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class DetailsTests(RunningService service, Chromium chromium)
{
    Task<long> Id(string code) => service.Value<long>("select id from env.current_feature where code = @code", new { code });

    ILocator Fact(OpenPage page, string title) =>
        page.Drawer.Locator(".facts > div").Filter(new() { Has = page.Page.Locator("dt", new() { HasText = title }) }).Locator("dd").First;

    [Fact]
    public async Task Details_tell_attributes_with_labels_and_units_and_how_well_the_position_is_known()
    {
        await using var page = await chromium.Open(service, $"/?sel=feature:{await Id("HCPT-MH-04")}");
        await page.Opened("Vùng hạn chế phát thải minh họa 04 – Thần Sa");
        await Assertions.Expect(page.Drawer.Locator(".chips")).ToContainTextAsync("Minh họa");
        await Assertions.Expect(page.Drawer.Locator(".notice")).ToContainTextAsync("không phải khu vực có thật");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToContainTextAsync("1.300 m");
        await Assertions.Expect(Fact(page, "Diện tích")).ToContainTextAsync("km²");
        await Assertions.Expect(Fact(page, "Nguồn vị trí")).ToContainTextAsync("Vị trí minh họa");
        await Assertions.Expect(Fact(page, "Xã, phường")).ToHaveTextAsync("Xã Thần Sa");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Nghị định");

        await page.SwitchLanguage("en");
        await Assertions.Expect(page.Drawer.Locator(".chips")).ToContainTextAsync("Demonstration");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToContainTextAsync("1,300 m");
        await Assertions.Expect(Fact(page, "Accuracy")).ToContainTextAsync("within");
    }

    [Fact]
    public async Task A_name_with_markup_is_text_everywhere_and_runs_nothing()
    {
        const string Name = "<img src=x onerror=\"window.ran=1\"><b>Đậm</b>";
        var layer = await Chromium.NewLayer(service, """[{"name":"remark","title":{"vi":"Ghi chú","en":"Remark"},"type":"text"}]""");
        for (var i = 0; i < 2; i++)
        {
            await service.NewFeature(layer, "POINT(103.3 19.2)", Name, $$"""{"remark":"<script>window.ran=1</script> {{i}}"}""");
        }
        await using var page = await chromium.Open(service, "/#14/19.2/103.3");
        (await page.Hovered(103.3, 19.2)).ShouldBe(Name);
        await page.Click(103.3, 19.2);
        await Assertions.Expect(page.Chooser.Locator("button").First).ToContainTextAsync(Name);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Opened(Name);
        await Assertions.Expect(page.Drawer).ToContainTextAsync("<script>window.ran=1</script>");
        await page.Type("dam");
        await page.Until(async () => await page.Answers.CountAsync() > 0, "answers");
        (await page.Page.Locator("details-drawer img, feature-chooser img, search-box img, .map-tip img, details-drawer script").CountAsync()).ShouldBe(0);
        (await page.Page.EvaluateAsync<bool>("'ran' in window")).ShouldBeFalse();
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feature_that_is_no_more_is_told_in_words()
    {
        await using var page = await chromium.Open(service, "/?sel=feature:999999999");
        await page.Opened("Không mở được");
        await Assertions.Expect(page.Drawer.Locator("button.button")).ToHaveTextAsync("Thử lại");
    }

    [Fact]
    public async Task A_task_opens_its_other_places_on_the_map_and_the_way_back()
    {
        await using var page = await chromium.Open(service, "/?sel=task:thai-nguyen/II.3.2-b1");
        await page.Opened("Phục hồi đất ô nhiễm; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
        await page.Drawer.Locator(".place-list button", new() { HasText = "Suối Cốc" }).ClickAsync();
        await page.Opened("Suối Cốc");
        await page.Drawer.Locator(".back").ClickAsync();
        await page.Opened("Phục hồi đất ô nhiễm; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
    }
}
