using EnvGis.Tests;
using Microsoft.Playwright;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class SearchTests(RunningService service, Chromium chromium)
{
    [Theory]
    [InlineData(Size.Desktop)]
    [InlineData(Size.Phone)]
    public async Task Typing_phuc_triu_leads_to_the_site_its_task_source_line_and_commune(Size size)
    {
        await using var page = await chromium.Open(service, "/", size);
        await page.Type("phuc triu");
        await page.Answers.Filter(new() { HasText = "Các điểm ô nhiễm Phúc Trìu" }).ClickAsync();

        await page.Opened("Các điểm ô nhiễm Phúc Trìu");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Khu vực đất ô nhiễm");
        var task = page.Drawer.Locator(".task-list button");
        await Assertions.Expect(task).ToContainTextAsync("Mục II.3.2, ý 1, dòng 113");
        await Assertions.Expect(task).ToContainTextAsync("Kế hoạch thực hiện NQ 247/2025/QH15 và NQ 67/NQ-CP tại Thái Nguyên");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Xã Đại Phúc");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Xã Phúc Trìu, Thành phố Thái Nguyên (trước 7/2025)");
        await Assertions.Expect(page.Drawer.Locator(".notice")).ToContainTextAsync("nằm trong xã Đại Phúc");

        await task.ClickAsync();
        await page.Opened("Phục hồi đất ô nhiễm; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Mục II.3.2, ý 1, dòng 113");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("đến năm 2030 và các năm tiếp theo");
        await Assertions.Expect(page.Drawer.Locator(".place-list")).ToContainTextAsync("Bãi rác Yến Lạc");
        await Assertions.Expect(page.Drawer.Locator(".place-list")).ToContainTextAsync("vừa xem");
    }

    [Theory]
    [InlineData("phuc triu")]
    [InlineData("Phúc Trìu")]
    [InlineData("PHÚC TRÌU ")]
    [InlineData("Đại Phúc")]
    public async Task However_it_is_written_the_commune_is_found_first(string words)
    {
        await using var page = await chromium.Open(service);
        await page.Type(words);
        await Assertions.Expect(page.Answers.First).ToContainTextAsync("Xã Đại Phúc");
        await page.Answers.First.ClickAsync();
        // The map has gone there: the commune's middle is about the middle of what card and drawer leave free.
        await page.Until(async () => await page.At(105.70945, 21.5765) is { X: > 300 and < 1300, Y: > 150 and < 700 }
            && !(await page.Hash()).StartsWith("#11/", StringComparison.Ordinal), "the commune in view");
    }

    [Fact]
    public async Task Tasks_of_the_same_words_are_told_apart_by_their_plans()
    {
        await using var page = await chromium.Open(service);
        await page.Type("phuc hoi dat");
        var answers = page.Answers.Filter(new() { HasText = "Điều tra, phân loại, phục hồi đất ô nhiễm nghiêm trọng" });
        await Assertions.Expect(answers.Filter(new() { HasText = "Lai Châu" })).ToHaveCountAsync(1);
        await Assertions.Expect(answers.Filter(new() { HasText = "Quảng Trị" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Words_that_match_nothing_are_answered_with_what_else_to_try()
    {
        await using var page = await chromium.Open(service);
        await page.Type("qqqq zzzz");
        await Assertions.Expect(page.Page.Locator("search-box .answers .empty")).ToContainTextAsync("Không tìm thấy “qqqq zzzz”");
    }
}
