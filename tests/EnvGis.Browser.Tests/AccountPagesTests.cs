using System.Text.RegularExpressions;
using EnvGis.Accounts;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class AccountPagesTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_person_signs_in_and_out_by_keyboard_and_a_wrong_password_is_told_at_the_form()
    {
        var person = await service.NewPerson("inspector", ["19"]);
        await using var page = await chromium.Open(service, "/");
        await page.Page.Locator("top-bar a.person").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.GetByLabel("Tên đăng nhập").FillAsync(person.UserName);
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.TypeAsync("không phải mật khẩu này");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Tên đăng nhập, mật khẩu hoặc mã chưa đúng.");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();

        await page.Page.GetByLabel("Mật khẩu", new() { Exact = true }).FillAsync(person.Password);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAt(new Regex(@"/(\?[^/]*)?(#.*)?$"));
        await Assertions.Expect(page.Page.Locator("top-bar a.person")).ToHaveAccessibleNameAsync($"NI – Tài khoản của {person.Name}");

        await page.Go("/account");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByLabel("Tên đăng nhập")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("top-bar a.person")).ToHaveTextAsync("Đăng nhập");
    }

    [Fact]
    public async Task Who_signs_out_in_one_tab_leaves_nothing_on_the_screen_of_another_or_behind_Back()
    {
        await using var page = await this.SignedIn("administrator");
        await page.Go("/people");
        await Assertions.Expect(page.Page.Locator(".person-row").First).ToBeVisibleAsync();
        var other = await page.Page.Context.NewPageAsync();
        // What Back leads to afterwards.
        await other.GotoAsync(new Uri(service.Address, "/people").AbsoluteUri);
        await Assertions.Expect(other.Locator(".person-row").First).ToBeVisibleAsync();
        await other.GotoAsync(new Uri(service.Address, "/account").AbsoluteUri);

        await other.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("top-bar a.person")).ToHaveTextAsync("Đăng nhập");
        await Assertions.Expect(page.Page.Locator(".person-row")).ToHaveCountAsync(0);
        await Assertions.Expect(other.GetByLabel("Tên đăng nhập")).ToBeVisibleAsync();
        await other.GoBackAsync();
        await Assertions.Expect(other.Locator("top-bar a.person")).ToHaveTextAsync("Đăng nhập");
        await Assertions.Expect(other.Locator(".person-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_person_ties_a_provider_and_then_signs_in_through_it()
    {
        await using var provider = await EnvGis.Tests.Accounts.SignInProvider.StartAsync();
        provider.Subject = Guid.NewGuid().ToString("n");
        await using var federated = await service.StartAnother(provider.Arguments("cong-tinh"));
        var address = federated.Address.AbsoluteUri.TrimEnd('/');
        var person = await service.NewPerson("viewer");
        await using var page = await chromium.Open(service, "/");

        await page.Page.GotoAsync($"{address}/account");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập qua Cổng của tỉnh" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("account-page .form-said")).ToContainTextAsync("chưa liên kết");

        await page.Page.GetByLabel("Tên đăng nhập").FillAsync(person.UserName);
        await page.Page.GetByLabel("Mật khẩu", new() { Exact = true }).FillAsync(person.Password);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAt(new Regex(@"/(\?[^/]*)?(#.*)?$"));
        await page.Page.GotoAsync($"{address}/account");
        var part = page.Page.Locator("section.form-part", new() { Has = page.Page.GetByRole(AriaRole.Heading, new() { Name = "Cổng của tỉnh" }) });
        await part.GetByLabel("Mật khẩu hiện tại").FillAsync(person.Password);
        await part.GetByRole(AriaRole.Button, new() { Name = "Liên kết" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("account-page .form-said")).ToContainTextAsync("Đã liên kết");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập qua Cổng của tỉnh" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("top-bar a.person")).ToHaveAccessibleNameAsync($"NV – Tài khoản của {person.Name}");
    }

    [Fact]
    public async Task A_one_time_link_leaves_the_address_sets_a_password_and_works_once()
    {
        var person = Person.New($"moi.{Guid.NewGuid().ToString("n")[..8]}", "Trần Văn Mới", null, null);
        string link;
        await using (var accounts = AccountsContext.Over(service.Owner))
        {
            accounts.Users.Add(person);
            await accounts.SaveChangesAsync();
            link = (await Invite.NewAsync(accounts, "", Invitation.Join, person, false, EnvGis.Access.Actor.CommandLine, DateTimeOffset.UtcNow, CancellationToken.None)).Link;
        }
        await using var page = await chromium.Open(service, link);
        await Assertions.Expect(page.Page.Locator("welcome-page h2")).ToHaveTextAsync("Chào Trần Văn Mới");
        (await page.Page.EvaluateAsync<string>("location.href")).ShouldNotContain(link.Split('#')[1]);
        page.Requests.ShouldNotContain(path => path.Contains(link.Split('#')[1], StringComparison.Ordinal));
        await page.Page.GetByLabel("Mật khẩu mới").FillAsync("sáu con đò trên sông Cầu");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("top-bar a.person")).ToHaveAccessibleNameAsync("TM – Tài khoản của Trần Văn Mới");

        await using var again = await chromium.Open(service, link);
        await Assertions.Expect(again.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Liên kết này đã dùng hoặc hết hạn; hãy xin người quản trị một liên kết mới.");
    }

    [Fact]
    public async Task An_administrator_adds_a_person_and_gets_the_link_once_and_others_find_no_such_pages()
    {
        await using var page = await this.SignedIn("administrator");
        await page.Go("/people");
        var userName = $"hoa.{Guid.NewGuid().ToString("n")[..8]}";
        await page.Page.Locator("people-page summary").First.ClickAsync();
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Tên đăng nhập" }).FillAsync(userName);
        await page.Page.GetByLabel("Họ và tên").FillAsync("Lê Thị Hoa");
        await page.Page.GetByLabel("Vai trò").First.SelectOptionAsync("inspector");
        await page.Page.GetByLabel("Các tỉnh").First.SelectOptionAsync(new SelectOptionValue { Label = "Thái Nguyên" });
        await page.Page.GetByLabel("Mã xã").First.FillAsync("05503, 99999");
        await Assertions.Expect(page.Page.Locator("people-page output").First).ToHaveTextAsync("Tân Cương, không có xã 99999");
        await page.Page.GetByLabel("Mã xã").First.FillAsync("05503");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Thêm người dùng" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".shown-once .secret")).ToHaveTextAsync(new Regex("/welcome#[A-Za-z0-9_-]{43}$"));
        await Assertions.Expect(page.Page.Locator(".person-row").First).ToContainTextAsync(userName);
        await Assertions.Expect(page.Page.Locator(".person-row").First).ToContainTextAsync("địa bàn Thái Nguyên · cấp xã: Tân Cương");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Xong" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".shown-once")).ToHaveCountAsync(0);

        await using var inspector = await this.SignedIn("inspector");
        await inspector.Go("/account");
        await Assertions.Expect(inspector.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" })).ToBeVisibleAsync();
        await Assertions.Expect(inspector.Page.GetByRole(AriaRole.Link, new() { Name = "Người dùng" })).ToHaveCountAsync(0);
        await inspector.Go("/people");
        await Assertions.Expect(inspector.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("không được phép");
    }

    [Fact]
    public async Task The_record_tells_acts_in_the_reader_s_language_and_finds_them_by_it()
    {
        await using var page = await this.SignedIn("administrator");
        await page.Go("/audit");
        await page.Page.Locator("#field-act").SelectOptionAsync(new SelectOptionValue { Label = "đăng nhập" });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Tìm" }).ClickAsync();
        var acts = page.Page.Locator(".form-table td:nth-child(3)");
        await page.Until(async () => (await acts.AllInnerTextsAsync()) is { Count: > 0 } all && all.All(act => act == "đăng nhập"), "sign-ins only");
        await page.SwitchLanguage("en");
        await Assertions.Expect(acts.First).ToHaveTextAsync("sign in");
    }

    [Theory]
    [InlineData("/account", Size.Desktop, "vi")]
    [InlineData("/account", Size.Phone, "en")]
    [InlineData("/people", Size.Desktop, "en")]
    [InlineData("/people", Size.Phone, "vi")]
    [InlineData("/keys", Size.Phone, "vi")]
    [InlineData("/audit", Size.Desktop, "vi")]
    public async Task The_pages_of_accounts_pass_axe_and_do_not_scroll_sideways(string address, Size size, string language)
    {
        await using var page = await this.SignedIn("administrator", size, language);
        await page.Go(address);
        await Assertions.Expect(page.Page.Locator(".form-page .form-list li, .form-page .form-table td, .form-page .form, .form-page details").First).ToBeAttachedAsync();
        await page.Until(async () => await page.Page.Locator(".form-page [role=status]", new() { HasText = "…" }).CountAsync() == 0, "the page loaded");
        foreach (var summary in await page.Page.Locator(".form-page .form-part > summary").AllAsync())
        {
            await summary.ClickAsync();
        }
        await Axe.Passes(page, address, everyRule: true);
        (await page.Page.EvaluateAsync<bool>("document.querySelector('page-frame').scrollWidth <= innerWidth")).ShouldBeTrue();
        page.Faults.ShouldBeEmpty();
    }

    async Task<OpenPage> SignedIn(string role, Size size = Size.Desktop, string? language = null)
    {
        var page = await chromium.Open(service, "/tasks", size, language);
        await page.SignIn(await service.NewPerson(role));
        return page;
    }
}
