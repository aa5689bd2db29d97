using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>A commune is asked on the draft's page, reads its part on a phone and answers; who drafts reads what it said.</summary>
public sealed class ConsultationTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_commune_is_asked_answers_with_remarks_and_a_document_and_the_drafter_reads_both()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng hỏi ý kiến xã");
        await Drafting.AddAsync(planner, draft, Drafting.Square(430_000, 2_388_000, 1_000), "Vùng của xã");
        await Drafting.AddAsync(planner, draft, Drafting.Square(446_000, 2_380_000, 1_000), "Vùng nơi khác");
        var (here, name) = await this.CommuneAsync(draft, 1);
        var (_, elsewhere) = await this.CommuneAsync(draft, 2);
        elsewhere.ShouldNotBe(name);

        // Those where the draft's zones lie are proposed; one is left out, and one is looked for by a name typed without marks.
        await using var drafts = await this.SignedIn(drafter, $"/drafts/{draft}");
        var communes = drafts.Page.Locator("draft-communes");
        await communes.Locator("summary", new() { HasText = "Hỏi ý kiến xã, phường" }).PressAsync("Enter");
        await Assertions.Expect(communes.GetByRole(AriaRole.Checkbox, new() { Name = name })).ToBeCheckedAsync();
        await communes.GetByRole(AriaRole.Checkbox, new() { Name = elsewhere }).UncheckAsync();
        await communes.Locator("summary", new() { HasText = "Xã, phường khác trong tỉnh" }).PressAsync("Enter");
        await communes.GetByLabel("Tìm theo tên").FillAsync("dai tu");
        await communes.GetByRole(AriaRole.Checkbox, new() { Name = "Xã Đại Từ" }).CheckAsync();
        await communes.GetByLabel("Nội dung hỏi ý kiến").FillAsync("Ranh giới có vướng đất của dân không?");
        await Press(drafts, "Gửi lấy ý kiến");
        await Assertions.Expect(communes.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Hãy nhập hạn trả lời.");
        var due = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30));
        await communes.GetByLabel("Hạn trả lời").FillAsync(due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Axe.Passes(drafts, "asking communes", everyRule: true);
        await Press(drafts, "Gửi lấy ý kiến");
        // No part of the draft lies in one of them: asked only when that is meant.
        await Assertions.Expect(communes.GetByRole(AriaRole.Alert)).ToContainTextAsync("không có phần nào nằm trong đó");
        await communes.GetByLabel("Vẫn hỏi cả nơi không có phần nào của dự thảo").CheckAsync();
        await Press(drafts, "Gửi lấy ý kiến");
        await Assertions.Expect(communes.Locator(".form-said")).ToHaveTextAsync("Số xã, phường vừa được gửi lấy ý kiến: 2");
        await Assertions.Expect(communes.Locator(".consulted > li")).ToContainTextAsync([new Regex("Chưa trả lời"), new Regex("Chưa trả lời")]);

        // The commune's official, from the account to the question.
        await using var phone = await this.SignedIn(await service.NewPerson("inspector", [Drafting.Province], communes: [here]), "/account", Size.Phone);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Lấy ý kiến cấp xã" }).PressAsync("Enter");
        await Axe.Passes(phone, "consultations", everyRule: true);
        await phone.Page.Locator(".waiting").GetByRole(AriaRole.Link, new() { Name = "Vùng hỏi ý kiến xã" }).PressAsync("Enter");
        await phone.UntilAt(new Regex(@"/consultations/\d+$"));
        await Assertions.Expect(phone.Page.Locator(".draft-features > li")).ToContainTextAsync(["1. Vùng của xã"]);
        await Assertions.Expect(phone.Page.Locator("outline-map path")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.Page.Locator("consultation-page")).ToContainTextAsync("Ranh giới có vướng đất của dân không?");
        await Assertions.Expect(phone.Page.Locator(".consultation-due")).ToHaveTextAsync($"Hạn trả lời {due:dd'/'MM'/'yyyy}");
        await Press(phone, "Gửi trả lời");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Hãy chọn đồng ý, đồng ý có ý kiến hoặc không đồng ý.");
        await phone.Page.GetByLabel("Đồng ý, có ý kiến").CheckAsync();
        await Press(phone, "Gửi trả lời");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Hãy ghi nội dung trả lời.");
        await phone.Page.GetByLabel("Nội dung trả lời").FillAsync("Xin chừa đường vào nghĩa trang <img src=x onerror=alert(1)>");
        // What was typed outlives the page.
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.Page.GetByLabel("Nội dung trả lời")).ToHaveValueAsync(new Regex("^Xin chừa đường"));
        await Assertions.Expect(phone.Page.GetByLabel("Đồng ý, có ý kiến")).ToBeCheckedAsync();
        var letter = "%PDF-1.4 công văn"u8.ToArray();
        await phone.Page.GetByLabel("Văn bản kèm theo").SetInputFilesAsync(new FilePayload { Name = "Công văn 12.pdf", MimeType = "application/pdf", Buffer = letter });
        await Axe.Passes(phone, "one consultation", everyRule: true);
        // Asked once more, and nothing is sent or lost by looking again.
        await Press(phone, "Gửi trả lời");
        await Assertions.Expect(phone.Page.Locator(".consultation-confirm")).ToContainTextAsync("Xin chừa đường vào nghĩa trang");
        await Axe.Passes(phone, "an answer to be sent", everyRule: true);
        await Press(phone, "Xem lại");
        await Press(phone, "Gửi trả lời");
        (await service.Value<long>("select count(*) from env.draft_consultation_answer a join env.draft_consultation c on c.id = a.consultation_id where c.draft_id = @draft", new { draft })).ShouldBe(0);
        await Press(phone, "Gửi, không sửa nữa");
        await Assertions.Expect(phone.Page.Locator(".form-said")).ToHaveTextAsync("Đã gửi trả lời của xã.");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" })).ToHaveCountAsync(0);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Lấy ý kiến cấp xã" }).PressAsync("Enter");
        await Assertions.Expect(phone.Page.Locator(".draft-all li")).ToContainTextAsync(["Đồng ý, có ý kiến"]);

        // What it sent it can fetch again, byte for byte.
        await phone.Page.Locator(".draft-all a").First.PressAsync("Enter");
        var own = await phone.Page.RunAndWaitForDownloadAsync(() => phone.Page.GetByRole(AriaRole.Link, new() { Name = "Công văn 12.pdf" }).ClickAsync());
        (await File.ReadAllBytesAsync((await own.PathAsync())!)).ShouldBe(letter);

        await drafts.Page.ReloadAsync();
        var answered = communes.Locator(".consulted > li", new() { HasText = name });
        await Assertions.Expect(answered.Locator(".chip")).ToHaveTextAsync("Đồng ý, có ý kiến");
        await Assertions.Expect(answered.Locator("blockquote")).ToHaveTextAsync("Xin chừa đường vào nghĩa trang <img src=x onerror=alert(1)>");
        var download = await drafts.Page.RunAndWaitForDownloadAsync(() => answered.GetByRole(AriaRole.Link, new() { Name = "Công văn 12.pdf" }).ClickAsync());
        (await File.ReadAllBytesAsync((await download.PathAsync())!)).ShouldBe(letter);
        await Axe.Passes(drafts, "answered", everyRule: true);
        // The two refusals: an answer without a verdict, and a commune in which no part lies.
        drafts.Faults.Concat(phone.Faults).Where(fault => !fault.Contains("400 (Bad Request)", StringComparison.Ordinal) && !fault.Contains("409 (Conflict)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_drawn_after_a_commune_was_asked_is_told_and_asked_about_in_a_new_round()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng hỏi lại");
        await Drafting.AddAsync(planner, draft, Drafting.Square(430_000, 2_388_000, 1_000), "Vùng như đã hỏi");
        var (here, name) = await this.CommuneAsync(draft, 1);
        using var asked = await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", new { communes = new[] { here }, dueOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)) });
        asked.EnsureSuccessStatusCode();
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consultations")[0].GetProperty("id").GetInt64();
        await Drafting.DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Vùng như đã sửa" } }, read: 1);

        await using var commune = await this.SignedIn(await service.NewPerson("inspector", [Drafting.Province], communes: [here]), $"/consultations/{id}", Size.Phone);
        var page = commune.Page.Locator("consultation-page");
        await Assertions.Expect(page.Locator(".draft-features > li")).ToContainTextAsync([new Regex("1\\. Vùng như đã hỏi.*đã sửa từ khi hỏi", RegexOptions.Singleline)]);
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("nội dung mới sẽ được hỏi lại");
        await Axe.Passes(commune, "a consultation that is outdated", everyRule: true);

        await using var drafts = await this.SignedIn(drafter, $"/drafts/{draft}");
        var communes = drafts.Page.Locator("draft-communes");
        await communes.Locator("summary", new() { HasText = "Hỏi ý kiến xã, phường" }).PressAsync("Enter");
        await Assertions.Expect(communes.GetByRole(AriaRole.Checkbox, new() { Name = name })).ToBeCheckedAsync();
        await communes.GetByLabel("Hạn trả lời").FillAsync(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Press(drafts, "Gửi lấy ý kiến");
        await Assertions.Expect(communes.Locator(".consulted > li")).ToContainTextAsync([new Regex("Đã hỏi lại"), new Regex("Chưa trả lời")]);

        await commune.Page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mở lần hỏi mới" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".draft-features > li")).ToContainTextAsync(["1. Vùng như đã sửa"]);
        await Assertions.Expect(page.Locator(".notice")).ToHaveCountAsync(0);
        await Assertions.Expect(commune.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Silence_and_a_change_since_are_told_and_a_commune_reads_that_its_day_has_passed()
    {
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(planner, "Vùng không ai trả lời");
        await Drafting.AddAsync(planner, draft, Drafting.Square(430_000, 2_388_000, 1_000), "Vùng của xã");
        var (here, name) = await this.CommuneAsync(draft, 1);
        // As one whose last day was yesterday.
        var id = await service.Value<long>("""
            insert into env.draft_consultation (draft_id, commune_id, due_on, hash, author)
            select @draft, f.commune_id, env.today() - 1, env.draft_hash(@draft), 'thử' from env.draft_feature f where f.draft_id = @draft returning id
            """, new { draft });
        await Drafting.DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Tên mới" } }, read: 1);
        await using var drafts = await this.SignedIn(drafter, $"/drafts/{draft}", Size.Phone);
        var asked = drafts.Page.Locator("draft-communes .consulted > li", new() { HasText = name });
        await Assertions.Expect(asked.Locator(".chip")).ToHaveTextAsync(["Đã hết hạn mà không trả lời", "phần trong xã đã sửa từ khi hỏi"]);

        await using var commune = await this.SignedIn(await service.NewPerson("inspector", [Drafting.Province], communes: [here]), $"/consultations/{id}");
        await Assertions.Expect(commune.Page.Locator("consultation-page")).ToContainTextAsync("Đã hết hạn mà xã không trả lời.");
        await Assertions.Expect(commune.Page.Locator("consultation-page")).ToContainTextAsync("Dưới đây là nội dung đã hỏi; nội dung mới sẽ được hỏi lại.");
        await Assertions.Expect(commune.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" })).ToHaveCountAsync(0);
        await commune.Go("/consultations/999999");
        await Assertions.Expect(commune.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Không có lần lấy ý kiến số “999999” của xã bạn phụ trách.");
        await using var guest = await chromium.Open(service, "/consultations");
        await Assertions.Expect(guest.Page.Locator("consultations-page")).ToContainTextAsync("Hãy đăng nhập để xem.");
    }

    [Fact]
    public async Task Who_approves_is_told_who_disagrees_or_is_silent_and_says_why_all_the_same()
    {
        var (drafter, reviewer) = (await service.NewPerson("planner", [Drafting.Province]), await service.NewPerson("approver", [Drafting.Province]));
        using var planner = await service.SignedIn(drafter);
        using var approver = await service.SignedIn(reviewer);
        var empty = await Drafting.BeginAsync(planner, "Chưa có gì");
        var draft = await Drafting.BeginAsync(planner, "Vùng bị phản đối");
        await Drafting.AddAsync(planner, draft, Drafting.Square(438_000, 2_380_000, 1_000), "Vùng của xã");
        await Drafting.AddAsync(planner, draft, Drafting.Square(446_000, 2_380_000, 1_000), "Vùng nơi khác");
        var (against, silent) = ((await this.CommuneAsync(draft, 1)).Name, (await this.CommuneAsync(draft, 2)).Name);
        await service.Sql("""
            with asked as (
                insert into env.draft_consultation (draft_id, commune_id, due_on, hash, author)
                select @draft, f.commune_id, env.today() - 1, env.draft_hash(@draft), 'thử' from env.draft_feature f where f.draft_id = @draft returning id, commune_id)
            insert into env.draft_consultation_answer (consultation_id, verdict, text, author)
            select a.id, 'disagree', 'Không', 'thử' from asked a join env.draft_feature f on f.commune_id = a.commune_id and f.draft_id = @draft and f.number = 1
            """, new { draft });
        await Drafting.SteppedAsync(planner, draft, "submitted");
        await Drafting.SteppedAsync(approver, draft, "in_review");
        await using var page = await this.SignedIn(reviewer, $"/drafts/{draft}");
        await Press(page, "Duyệt");
        await Assertions.Expect(page.Page.Locator(".draft-step .notice")).ToContainTextAsync([$"Không đồng ý: {against}.", $"Hết hạn mà không trả lời: {silent}."]);
        await page.Page.Locator(".draft-step button.primary").PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Có xã, phường không đồng ý, chưa trả lời hoặc trả lời về bản cũ; hãy ghi lý do duyệt.");
        await Axe.Passes(page, "approving against a commune", everyRule: true);
        await page.Page.Locator("#step-note").FillAsync("Đã làm việc với xã");
        await page.Page.Locator(".draft-step button.primary").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".form-said").First).ToHaveTextAsync("Đã duyệt, chờ ghi quyết định.");

        // Nothing is not offered to be submitted.
        await using var drafts = await this.SignedIn(drafter, $"/drafts/{empty}");
        await Assertions.Expect(drafts.Page.GetByRole(AriaRole.Button, new() { Name = "Rút dự thảo" })).ToBeVisibleAsync();
        await Assertions.Expect(drafts.Page.GetByRole(AriaRole.Button, new() { Name = "Trình thẩm định" })).ToHaveCountAsync(0);
    }

    async Task<(string Code, string Name)> CommuneAsync(long draft, int number)
    {
        var told = await service.Value<string>("select c.code || ' ' || c.name from env.draft_feature f join env.commune c on c.id = f.commune_id where f.draft_id = @draft and f.number = @number",
            new { draft, number });
        return (told![..5], told[6..]);
    }

    static Task Press(OpenPage page, string name) => page.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).PressAsync("Enter");

    async Task<OpenPage> SignedIn(TestPerson person, string address, Size size = Size.Desktop)
    {
        var page = await chromium.Open(service, "/decisions", size);
        await page.SignIn(person);
        await page.Go(address);
        return page;
    }
}
