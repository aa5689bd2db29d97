using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>A coordinate table becomes zones on a draft's page: read, looked at, asked about, taken; and the paper that a decision's annex is printed on is asked after.</summary>
public sealed class SourceTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    const string Rows = "Điểm\tX (m)\tY (m)\n1\t2389000,00\t430000,00\n2\t2389000,00\t431000,00\n3\t2388000,00\t431000,00\n4\t2388000,00\t430000,00\nDiện tích: 100,00 ha\n";

    [Fact]
    public async Task A_pasted_table_is_read_confirmed_and_taken_with_the_numbers_it_prints()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng từ phụ lục");
        await using var page = await this.SignedIn(drafter, $"/drafts/{draft}");
        var sources = page.Page.Locator("draft-sources");
        await sources.Locator("summary", new() { HasText = "Đưa vùng vào từ bảng tọa độ" }).PressAsync("Enter");
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).PressAsync("Enter");
        await Assertions.Expect(sources.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Hãy dán bảng hoặc chọn tệp.");
        // Without a meridian nothing is taken before somebody says which.
        await sources.GetByLabel("Dán bảng tọa độ").FillAsync("Hệ tọa độ VN-2000\n" + Rows);
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).PressAsync("Enter");
        await Assertions.Expect(sources.Locator(".sources-note.is-asked")).ToContainTextAsync("Bảng không ghi kinh tuyến trục");
        await Assertions.Expect(sources.Locator("outline-map path")).Not.ToHaveCountAsync(0);
        await Axe.Passes(page, "a table that is asked about", everyRule: true);
        await sources.GetByLabel("Tên vùng 1", new() { Exact = true }).FillAsync("Hồ từ phụ lục");
        await sources.GetByLabel("Thuộc trường hợp").SelectOptionAsync("2b");
        await sources.GetByLabel("Tình trạng pháp lý").SelectOptionAsync("in_force");
        var take = sources.GetByRole(AriaRole.Button, new() { Name = "Đưa 1 vùng vào bản dự thảo" });
        await take.PressAsync("Enter");
        await Assertions.Expect(sources.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Hãy đánh dấu xác nhận những điều nêu trên.");
        await sources.GetByLabel("Tôi đã xem và xác nhận những điều nêu trên").CheckAsync();
        await take.PressAsync("Enter");
        await Assertions.Expect(sources.Locator(".form-said")).ToHaveTextAsync("Đã đưa 1 vùng vào bản dự thảo.");
        await Assertions.Expect(page.Page.Locator(".draft-features")).ToContainTextAsync("Hồ từ phụ lục");
        var feature = await planner.GetStringAsync($"/api/drafts/{draft}/features/1");
        feature.ShouldContain("[[43000000,238900000],[43100000,238900000],[43100000,238800000],[43000000,238800000]]");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_row_is_shown_on_a_phone_and_not_taken()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Bảng sai một số");
        await using var page = await this.SignedIn(drafter, $"/drafts/{draft}", Size.Phone);
        var sources = page.Page.Locator("draft-sources");
        await sources.Locator("summary", new() { HasText = "Đưa vùng vào từ bảng tọa độ" }).ClickAsync();
        await sources.GetByLabel("Dán bảng tọa độ").FillAsync("Kinh tuyến trục 106°30', múi chiếu 3°\n" + Rows.Replace("3\t2388000,00", "3\t2688000,00", StringComparison.Ordinal));
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        await Assertions.Expect(sources.Locator(".sources-note.is-wrong").First).ToContainTextAsync("Dòng 5");
        await Assertions.Expect(sources.Locator(".sources-note.is-wrong").First).ToContainTextAsync("X = 2388000");
        await Axe.Passes(page, "a table with a misprint", everyRule: true);
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đưa 1 vùng vào bản dự thảo" }).ClickAsync();
        await Assertions.Expect(sources.GetByRole(AriaRole.Alert)).ToContainTextAsync("Còn chỗ sai");
        (await Drafting.ReadAsync(planner, draft)).GetProperty("features").GetArrayLength().ShouldBe(0);
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_map_file_shows_each_feature_with_its_verdict_and_gives_the_zone_that_is_right()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng từ tệp bản đồ");
        await using var page = await this.SignedIn(drafter, $"/drafts/{draft}");
        var sources = page.Page.Locator("draft-sources");
        await sources.Locator("summary", new() { HasText = "tệp bản đồ" }).ClickAsync();
        const string File = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"ten":"Hồ Núi Cốc"},"geometry":{"type":"Polygon","coordinates":[[[430000,2389000],[431000,2389000],[431000,2388000],[430000,2388000],[430000,2389000]]]}},
            {"type":"Feature","properties":{"ten":"Điểm xả thải"},"geometry":{"type":"Point","coordinates":[430500,2388500]}},
            {"type":"Feature","properties":{"ten":"<img src=x onerror=alert(1)>"},"geometry":{"type":"Polygon","coordinates":[[[430000,2389000],[431000,2388000],[431000,2389000],[430000,2388000],[430000,2389000]]]}}]}
            """;
        await sources.GetByLabel("Hoặc chọn tệp").SetInputFilesAsync(new FilePayload { Name = "khu vực.geojson", MimeType = "application/geo+json", Buffer = System.Text.Encoding.UTF8.GetBytes(File) });
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        await Assertions.Expect(sources).ToContainTextAsync("Tệp không ghi kinh tuyến trục");
        await Assertions.Expect(sources).ToContainTextAsync("Đối tượng 2: Đây là điểm");
        await Assertions.Expect(sources).ToContainTextAsync("Ranh giới tự cắt");
        await Axe.Passes(page, "a map file that is asked about", everyRule: true);
        // What is wrong stays out, what was asked is agreed to.
        await sources.GetByLabel("Lấy vùng 3").UncheckAsync();
        await sources.GetByLabel("Thuộc trường hợp").SelectOptionAsync("2b");
        await sources.GetByLabel("Tình trạng pháp lý").SelectOptionAsync("in_force");
        await sources.GetByLabel("Tôi đã xem và xác nhận những điều nêu trên").CheckAsync();
        await sources.GetByRole(AriaRole.Button, new() { Name = "Đưa 1 vùng vào bản dự thảo" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".draft-features")).ToContainTextAsync("Hồ Núi Cốc");
        (await planner.GetStringAsync($"/api/drafts/{draft}/features/1")).ShouldContain("[[43000000,238900000],[43100000,238900000],[43100000,238800000],[43000000,238800000]]");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_holds_an_annex_reads_what_became_of_it()
    {
        using var planner = await service.SignedIn("planner", [Drafting.Province]);
        using var approver = await service.SignedIn("approver", [Drafting.Province]);
        var (_, zone) = await Drafting.ZoneInForceAsync(planner, approver, Drafting.Square(446_000, 2_388_000, 1_000), "91/QĐ-UBND", "Vùng có phụ lục");
        var hash = await service.Value<string>("select encode(a.content_hash, 'hex') from env.legal_annex a join env.feature_version v on v.id = a.version_id where v.feature_id = @zone", new { zone });
        await using var page = await chromium.Open(service, $"/annexes/{hash}", Size.Phone);
        await Assertions.Expect(page.Page.Locator("annex-page")).ToContainTextAsync("Quyết định số 91/QĐ-UBND");
        await Assertions.Expect(page.Page.Locator("annex-page")).ToContainTextAsync("Vùng có phụ lục");
        await Axe.Passes(page, "an annex in force", everyRule: true);
        await page.Go($"/annexes/{new string('0', 64)}");
        await Assertions.Expect(page.Page.Locator(".annex-page.is-unknown")).ToHaveCountAsync(1);
        page.Faults.ShouldBeEmpty();
    }

    async Task<OpenPage> SignedIn(TestPerson person, string address, Size size = Size.Desktop)
    {
        var page = await chromium.Open(service, "/decisions", size);
        await page.SignIn(person);
        await page.Go(address);
        return page;
    }
}
