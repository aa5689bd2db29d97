using System.Text.RegularExpressions;
using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>The way of a draft on the pages, from its beginning to the decision that everybody reads.</summary>
public sealed class ReviewTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_draft_is_reviewed_returned_submitted_again_approved_by_another_rehearsed_decided_and_read_by_everybody()
    {
        var (drafter, reviewer) = (await service.NewPerson("planner", [Drafting.Province]), await service.NewPerson("approver", [Drafting.Province]));
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng bảo vệ hồ thử trên trang");
        await Drafting.AddAsync(planner, draft, Drafting.Square(430_000, 2_388_000, 2_000), "Hồ thử trên trang");

        await using var drafts = await this.SignedIn(drafter, $"/drafts/{draft}");
        await Assertions.Expect(drafts.Page.Locator("draft-page h2")).ToHaveTextAsync("Vùng bảo vệ hồ thử trên trang");
        await Press(drafts, "Trình thẩm định");
        await drafts.Page.GetByLabel("Lời nhắn kèm theo").FillAsync("Theo biên bản đo đạc");
        await Press(drafts, "Trình thẩm định", last: true);
        await Said(drafts, "Đã trình dự thảo.");

        // The reviewer finds it first in the list, and returns it; a reason is asked for.
        await using var reviews = await this.SignedIn(reviewer, "/drafts");
        await Axe.Passes(reviews, "drafts", everyRule: true);
        await reviews.Page.Locator(".waiting").First.GetByRole(AriaRole.Link, new() { Name = "Vùng bảo vệ hồ thử trên trang" }).PressAsync("Enter");
        await Press(reviews, "Nhận thẩm định");
        await Said(reviews, "Đã nhận thẩm định.");
        await Press(reviews, "Trả lại để sửa");
        await Press(reviews, "Trả lại để sửa", last: true);
        await Assertions.Expect(reviews.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Mục “Lý do” chưa đúng: hãy ghi lý do, tối đa 4000 ký tự.");
        await reviews.Page.GetByLabel("Lý do").FillAsync("Thiếu căn cứ <img src=x onerror=alert(1)>");
        await Press(reviews, "Trả lại để sửa", last: true);
        await Said(reviews, "Đã trả lại dự thảo để sửa.");

        // Who drafted reads why, and submits it again.
        await drafts.Go("/drafts");
        await drafts.Page.Locator(".waiting").GetByRole(AriaRole.Link, new() { Name = "Vùng bảo vệ hồ thử trên trang" }).ClickAsync();
        await Assertions.Expect(drafts.Page.Locator(".draft-acts")).ToContainTextAsync("Thiếu căn cứ <img src=x onerror=alert(1)>");
        await Press(drafts, "Trình thẩm định");
        await Press(drafts, "Trình thẩm định", last: true);
        await Said(drafts, "Đã trình dự thảo.");
        await Assertions.Expect(drafts.Page.GetByRole(AriaRole.Button, new() { Name = "Duyệt" })).ToHaveCountAsync(0);

        await reviews.Page.ReloadAsync();
        await Press(reviews, "Nhận thẩm định");
        await Said(reviews, "Đã nhận thẩm định.");
        await Press(reviews, "Duyệt");
        await Assertions.Expect(reviews.Page.Locator(".draft-step")).ToContainTextAsync((await Drafting.ReadAsync(planner, draft)).GetProperty("hash").GetString()![..12]);
        await Press(reviews, "Duyệt", last: true);
        await Said(reviews, "Đã duyệt, chờ ghi quyết định.");

        // What is wrong is told in the form's own words, and what was typed stays, also when the page is loaded anew.
        await reviews.Page.GetByLabel("Số, ký hiệu").FillAsync("525/QĐ-UBND");
        await reviews.Page.GetByLabel("Cơ quan ban hành").FillAsync("UBND tỉnh Thái Nguyên");
        await reviews.Page.GetByLabel("Ngày ký").FillAsync("2026-11-20");
        await reviews.Page.GetByLabel("Có hiệu lực từ ngày").FillAsync("2026-11-19");
        await Press(reviews, "Chạy thử");
        await Assertions.Expect(reviews.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Mục “Có hiệu lực từ ngày” chưa đúng: ngày có hiệu lực không thể trước ngày ký.");
        // A year that was mistyped is asked about, and one that is meant is taken.
        await reviews.Page.GetByLabel("Có hiệu lực từ ngày").FillAsync("2126-11-21");
        await Press(reviews, "Chạy thử");
        await Assertions.Expect(reviews.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cách ngày ký hơn 10 năm");
        await reviews.Page.GetByLabel("Ngày này là đúng, không gõ nhầm").PressAsync("Space");
        await Press(reviews, "Chạy thử");
        await Assertions.Expect(reviews.Page.Locator(".draft-seen h4")).ToContainTextAsync("21/11/2126");
        await reviews.Page.GetByLabel("Có hiệu lực từ ngày").FillAsync("2026-11-21");
        await Assertions.Expect(reviews.Page.GetByLabel("Ngày này là đúng, không gõ nhầm")).ToHaveCountAsync(0);
        await reviews.Page.ReloadAsync();
        await Assertions.Expect(reviews.Page.GetByLabel("Số, ký hiệu")).ToHaveValueAsync("525/QĐ-UBND");
        await Assertions.Expect(reviews.Page.GetByLabel("Có hiệu lực từ ngày")).ToHaveValueAsync("2026-11-21");
        await Press(reviews, "Chạy thử");
        await Assertions.Expect(reviews.Page.Locator(".draft-seen")).ToContainTextAsync("1. Hồ thử trên trang");
        await Assertions.Expect(reviews.Page.Locator(".draft-seen tbody td").Last).ToHaveTextAsync("400 ha");
        await reviews.Page.GetByLabel("Bản chụp đã ký").SetInputFilesAsync(new FilePayload { Name = "525.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 thử"u8.ToArray() });
        // A scan changes nothing of what was tried; recording is asked twice.
        await Press(reviews, "Ghi quyết định");
        await Assertions.Expect(reviews.Page.GetByText("Đã ghi thì không rút lại được")).ToBeVisibleAsync();
        await Axe.Passes(reviews, "decision", everyRule: true);
        await Press(reviews, "Xác nhận ghi");
        await Said(reviews, "Đã ghi quyết định 525/QĐ-UBND.");
        await reviews.Page.GetByRole(AriaRole.Link, new() { Name = "Mở quyết định" }).ClickAsync();
        await Assertions.Expect(reviews.Page.Locator("decision-page h2")).ToHaveTextAsync("Quyết định số 525/QĐ-UBND ngày 20/11/2026");
        var address = new Uri(reviews.Page.Url).AbsolutePath;

        // And everybody: the list, the decision with its scan, the place with a link to it.
        await using var guest = await chromium.Open(service, "/decisions", Size.Phone);
        await Axe.Passes(guest, "decisions", everyRule: true);
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "Quyết định số 525/QĐ-UBND ngày 20/11/2026" }).ClickAsync();
        await guest.UntilAt(new Regex($"{Regex.Escape(address)}$"));
        await Assertions.Expect(guest.Page).ToHaveTitleAsync("Quyết định số 525/QĐ-UBND ngày 20/11/2026 – EnvGis");
        await Assertions.Expect(guest.Page.Locator("outline-map path").First).ToBeVisibleAsync();
        await Axe.Passes(guest, "one decision", everyRule: true);
        var download = await guest.Page.RunAndWaitForDownloadAsync(() => guest.Page.GetByRole(AriaRole.Link, new() { Name = "525.pdf" }).ClickAsync());
        (await File.ReadAllBytesAsync((await download.PathAsync())!)).ShouldBe("%PDF-1.4 thử"u8.ToArray());
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "Hồ thử trên trang" }).ClickAsync();
        await guest.Opened("Hồ thử trên trang");
        await Assertions.Expect(guest.Drawer.GetByRole(AriaRole.Link, new() { Name = "525/QĐ-UBND" })).ToHaveAttributeAsync("href", address);
        // The two refusals of the form: a first day before the signing, and one that is asked about.
        reviews.Faults.Count(fault => fault.Contains("409 (Conflict)", StringComparison.Ordinal) && fault.Contains("/rehearsal", StringComparison.Ordinal)).ShouldBe(1);
        drafts.Faults.Concat(reviews.Faults).Concat(guest.Faults)
            .Where(fault => !fault.Contains("400 (Bad Request)", StringComparison.Ordinal) && !fault.Contains("409 (Conflict)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_begins_with_the_meridian_that_somebody_chose_and_none_is_assumed_of_a_merged_province()
    {
        await using var page = await this.SignedIn(await service.NewPerson("planner", ["19", "44"]), "/drafts");
        await page.Page.Locator("summary", new() { HasText = "Lập dự thảo mới" }).PressAsync("Enter");
        await page.Page.GetByLabel("Tên dự thảo").FillAsync("Vùng bảo vệ sông Hiếu");
        await page.Page.GetByLabel("Tỉnh, thành phố").SelectOptionAsync(new SelectOptionValue { Label = "Quảng Trị" });
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "106°00', múi 3°" })).Not.ToBeCheckedAsync();
        await Press(page, "Lập dự thảo");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hãy chọn kinh tuyến trục");
        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "106°15', múi 3°" }).CheckAsync();
        await page.Page.GetByLabel("milimét").CheckAsync();
        await Axe.Passes(page, "begin", everyRule: true);
        await Press(page, "Lập dự thảo");
        await Assertions.Expect(page.Page.Locator("draft-page h2")).ToHaveTextAsync("Vùng bảo vệ sông Hiếu");
        await page.UntilAt(new Regex(@"/drafts/\d+$"));
        await Assertions.Expect(page.Page.Locator("draft-page .facts")).ToContainTextAsync("VN-2000, kinh tuyến trục 106°15', múi 3°, đến milimét");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_warning_is_accepted_with_a_reason_that_the_reviewer_reads()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng có cảnh báo");
        await Drafting.AddAsync(planner, draft, Drafting.Square(450_000, 2_388_000, 6), "Vùng rất nhỏ");
        await using var page = await this.SignedIn(drafter, $"/drafts/{draft}");
        await Press(page, "Trình thẩm định");
        await Press(page, "Trình thẩm định", last: true);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("xem mục “Kết quả kiểm tra”");
        await Press(page, "Chấp nhận, nêu lý do");
        await page.Page.GetByLabel("Lý do chấp nhận").FillAsync("Giếng nước, ranh giới đúng như vậy");
        await Press(page, "Chấp nhận cảnh báo");
        await using var reviewer = await this.SignedIn(await service.NewPerson("approver", [Drafting.Province]), $"/drafts/{draft}", Size.Phone);
        await Assertions.Expect(reviewer.Page.Locator(".draft-findings")).ToContainTextAsync("Giếng nước, ranh giới đúng như vậy");
        await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Sửa lý do" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_changed_zone_is_seen_beside_what_is_in_force_and_what_is_said_of_it_is_answered_and_done()
    {
        var (drafter, reviewer) = (await service.NewPerson("planner", [Drafting.Province]), await service.NewPerson("approver", [Drafting.Province]));
        using var planner = await service.SignedIn(drafter);
        using var approver = await service.SignedIn(reviewer);
        var (_, zone) = await Drafting.ZoneInForceAsync(planner, approver, Drafting.Square(434_000, 2_388_000, 2_000), "77/QĐ-UBND", "Vùng để đổi");
        var draft = await Drafting.BeginAsync(planner, "Dời một góc");
        await Drafting.DoneAsync(planner, draft, new { kind = "take", feature = zone });
        await Drafting.DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Drafting.Ring((434_000, 2_388_000), (434_000, 2_390_000),
            (436_500, 2_390_000), (436_000, 2_388_000)) }, read: 1);

        await using var page = await this.SignedIn(reviewer, $"/drafts/{draft}");
        var compared = page.Page.Locator(".draft-compared");
        await Assertions.Expect(compared).ToContainTextAsync("400 ha → 450 ha");
        await Assertions.Expect(compared).ToContainTextAsync("+500.000 m²");
        await Assertions.Expect(compared).ToContainTextAsync("dời 1 góc, xa nhất 500,00 m");
        await Assertions.Expect(page.Page.Locator("outline-map path")).ToHaveCountAsync(2);
        await page.Page.Locator("#remark-feature").SelectOptionAsync(new SelectOptionValue { Label = "1. Vùng để đổi" });
        await page.Page.GetByLabel("Nội dung ý kiến").FillAsync("Góc đông bắc theo mốc nào?");
        await page.Page.GetByLabel("Nói về một chỗ trên bản đồ").CheckAsync();
        await Assertions.Expect(page.Page.Locator("outline-map .is-aiming")).ToBeFocusedAsync();
        await Press(page, "Gửi ý kiến");
        await Assertions.Expect(page.Page.Locator(".draft-threads")).ToContainTextAsync("Góc đông bắc theo mốc nào?");
        var place = page.Page.Locator(".draft-threads").GetByRole(AriaRole.Link, new() { Name = "Xem chỗ này" });
        await Assertions.Expect(place).ToHaveAttributeAsync("href", new Regex($@"^/\?draft={draft}#17/21\.\d+/105\.\d+$"));
        await Axe.Passes(page, "remarks", everyRule: true);

        await using var answering = await this.SignedIn(drafter, $"/drafts/{draft}", Size.Phone);
        await Press(answering, "Trả lời");
        await answering.Page.Locator("#answer-text").FillAsync("Mốc M12");
        await Press(answering, "Trả lời");
        await Assertions.Expect(answering.Page.Locator(".draft-threads ul")).ToContainTextAsync("Mốc M12");
        await Axe.Passes(answering, "draft on a phone", everyRule: true);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".draft-threads ul")).ToContainTextAsync("Mốc M12");
        await Press(page, "Đã xử lý");
        await Assertions.Expect(page.Page.Locator("draft-remarks summary")).ToHaveTextAsync("1 ý kiến đã xử lý");
        page.Faults.Concat(answering.Faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_right_reads_a_sentence_and_no_error()
    {
        await using var guest = await chromium.Open(service, "/drafts/1");
        await Assertions.Expect(guest.Page.Locator("draft-page")).ToContainTextAsync("Hãy đăng nhập để xem.");
        await Assertions.Expect(guest.Page.Locator("top-bar nav a[href='/drafts']")).ToHaveCountAsync(0);
        await Axe.Passes(guest, "closed", everyRule: true);
        await using var inspector = await this.SignedIn(await service.NewPerson("inspector", [Drafting.Province]), "/drafts");
        await Assertions.Expect(inspector.Page.Locator("drafts-page")).ToContainTextAsync("Tài khoản này không được giao soạn thảo");
        await using var elsewhere = await this.SignedIn(await service.NewPerson("planner", ["44"]), "/drafts/999999");
        await Assertions.Expect(elsewhere.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Không có dự thảo này, hoặc nó không thuộc địa bàn được giao cho bạn.");
        await guest.Go("/decisions/999999");
        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Không có quyết định này.");
    }

    static async Task Press(OpenPage page, string name, bool last = false)
    {
        var buttons = page.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await (last ? buttons.Last : buttons.First).PressAsync("Enter");
    }

    static Task Said(OpenPage page, string words) => Assertions.Expect(page.Page.Locator(".form-said").First).ToHaveTextAsync(words);

    async Task<OpenPage> SignedIn(TestPerson person, string address, Size size = Size.Desktop)
    {
        var page = await chromium.Open(service, "/decisions", size);
        await page.SignIn(person);
        await page.Go(address);
        return page;
    }
}
