using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class SearchTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

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
        await page.Opened("Phục hồi đất ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
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
    public async Task Namesakes_are_asked_about_more_is_shown_on_demand_and_what_is_only_similar_says_so()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(service.Root, "data", "places", "former-units.tsv")), "former-units.tsv is not built");
        await using var page = await chromium.Open(service);
        await page.Type("tân thạnh");
        await Assertions.Expect(page.Answers.Filter(new() { HasText = "từ địa bàn huyện An Minh, Kiên Giang cũ" })).ToContainTextAsync("An Giang");
        // Four communes have the name: Enter alone leads to none of them.
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Answers.First).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(page.Search).ToBeFocusedAsync();

        var before = await page.Answers.CountAsync();
        await page.Answers.Filter(new() { HasText = "Xem thêm" }).First.ClickAsync();
        await Assertions.Expect(page.Answers.Nth(before + 2)).ToBeVisibleAsync();

        await page.Page.Keyboard.PressAsync("Control+A");
        await page.Page.Keyboard.TypeAsync("Điện Bàn Đônng");
        await Assertions.Expect(page.Answers.Filter(new() { HasText = "Phường Điện Bàn Đông" })).ToContainTextAsync("gần giống");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_that_match_nothing_are_answered_with_what_else_to_try()
    {
        await using var page = await chromium.Open(service);
        await page.Type("qqqq zzzz");
        await Assertions.Expect(page.Page.Locator("search-box .answers .empty")).ToContainTextAsync("Không tìm thấy “qqqq zzzz”");
    }

    [Theory]
    [InlineData(Size.Desktop)]
    [InlineData(Size.Phone)]
    public async Task Coordinates_lead_to_their_place_with_a_readout_in_both_systems(Size size)
    {
        await using var page = await chromium.Open(service, "/", size);
        await page.Type("21,5942 105,8482");
        await Assertions.Expect(page.Answers).ToHaveCountAsync(1);
        await Assertions.Expect(page.Answers.First).ToContainTextAsync("Thái Nguyên (gần đúng)");
        await page.Page.Keyboard.PressAsync("Enter");

        var card = page.Page.Locator("position-card");
        await Assertions.Expect(card).ToContainTextAsync("21,594200° B; 105,848200° Đ");
        await Assertions.Expect(card).ToContainTextAsync("kinh tuyến trục 106°30', múi 3° (EPSG:9213)");
        await Assertions.Expect(card.Locator("h2")).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.Locator(".leaflet-marks-pane path").First).ToBeVisibleAsync();
        await page.Until(async () => (await page.Hash()).StartsWith("#1", StringComparison.Ordinal) && !(await page.Hash()).StartsWith("#11/", StringComparison.Ordinal),
            "the place in view");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator(".leaflet-marks-pane path")).ToHaveCountAsync(0);
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Vn2000_without_its_meridian_asks_which_and_enter_alone_takes_none()
    {
        await using var page = await chromium.Open(service);
        await page.Type("2388123 423456");
        await Assertions.Expect(page.Page.Locator("search-box .group-title")).ToHaveTextAsync("Tọa độ VN-2000: chọn kinh tuyến trục");
        var card = page.Page.Locator("position-card");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Answers.First).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(card).ToBeHiddenAsync();

        var wanted = page.Answers.Filter(new() { HasText = "106°30'" });
        await Assertions.Expect(wanted).ToContainTextAsync("kinh tuyến bản đồ hành chính của Thái Nguyên");
        while (await wanted.GetAttributeAsync("aria-selected") != "true")
        {
            await page.Page.Keyboard.PressAsync("ArrowDown");
        }
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(card).ToContainTextAsync("X = 2.388.123,00; Y = 423.456,00");
        await Assertions.Expect(card).ToContainTextAsync("Thái Nguyên");
    }

    [Fact]
    public async Task A_withdrawn_zone_and_a_place_abroad_are_told_in_words()
    {
        await using var page = await chromium.Open(service);
        var sentence = page.Page.Locator("search-box .answers .empty");
        await page.Type("6956: 2388123 423456");
        await Assertions.Expect(sentence).ToContainTextAsync("EPSG:5896");
        await page.Page.Keyboard.PressAsync("Control+A");
        await page.Page.Keyboard.TypeAsync("48.8566, 2.3522");
        await Assertions.Expect(sentence).ToContainTextAsync("nằm ngoài Việt Nam");
    }

    [Fact]
    public async Task An_old_name_says_what_it_became_and_each_successor_can_be_chosen()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(service.Root, "data", "places", "former-units.tsv")), "former-units.tsv is not built");
        // The former district town's ward is now divided between two wards, one of the same name.
        await using var page = await chromium.Open(service);
        await page.Type("phường gia sàng");
        await Assertions.Expect(page.Answers.Filter(new() { HasText = "nay được chia vào" })).ToContainTextAsync("các phường Phan Đình Phùng và Gia Sàng");
        await page.Answers.Filter(new() { HasText = "Phường Phan Đình Phùng" }).First.ClickAsync();
        await page.Told("nay được chia vào các phường Phan Đình Phùng và Gia Sàng");
    }
}
