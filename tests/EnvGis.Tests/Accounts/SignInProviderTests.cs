using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>A service with which a department's own provider signs people in.</summary>
public sealed class FederatedService(TestCluster cluster) : IAsyncLifetime
{
    TestService? federated;

    internal SignInProvider Provider { get; private set; } = null!;

    internal RunningService Service { get; } = new(cluster);

    internal HttpClient NewBrowser() => federated!.Client(cookies: true);

    public async ValueTask InitializeAsync()
    {
        await this.Service.InitializeAsync();
        Provider = await SignInProvider.StartAsync();
        federated = await this.Service.StartAnother(Provider.Arguments("cong-tinh"));
    }

    public async ValueTask DisposeAsync()
    {
        await federated!.DisposeAsync();
        await Provider.DisposeAsync();
        await this.Service.DisposeAsync();
    }
}

public sealed class SignInProviderTests(FederatedService federated) : IClassFixture<FederatedService>
{
    readonly RunningService service = federated.Service;
    readonly SignInProvider provider = federated.Provider;

    [Fact]
    public async Task Whoever_tied_it_to_their_account_signs_in_through_it_until_they_untie_it()
    {
        var person = await service.NewPerson("viewer");
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = await this.SignedIn(person);
        (await Me(browser)).GetProperty("providers")[0].GetProperty("title").GetString().ShouldBe("Cổng của tỉnh");

        await Tie(browser, person);
        (await Me(browser)).GetProperty("person").GetProperty("providers")[0].GetString().ShouldBe("cong-tinh");

        using var elsewhere = this.Browser();
        (await Through(elsewhere)).ShouldBe("/");
        (await Me(elsewhere)).GetProperty("person").GetProperty("userName").GetString().ShouldBe(person.UserName);

        (await browser.DeleteAsync("/api/me/providers/cong-tinh")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Me(elsewhere)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        (await Me(browser)).GetProperty("signedIn").GetBoolean().ShouldBeTrue();
        (await Through(elsewhere)).ShouldBe("/account?said=provider-not-tied");
        (await service.Rows<string>("select act || ' ' || outcome from audit.entry where who = @UserName order by number", new { person.UserName }))
            .ShouldBe(["sign-in done", "tie-provider done", "sign-in done", "untie-provider done"]);
    }

    [Fact]
    public async Task Nobody_gets_an_account_or_a_session_by_being_known_there()
    {
        provider.Subject = Guid.NewGuid().ToString("n");
        using var stranger = this.Browser();
        var before = await service.Value<long>("select count(*) from account.person");
        (await Through(stranger)).ShouldBe("/account?said=provider-not-tied");
        // Who names nobody, or somebody by signs that no name has.
        foreach (var subject in (string?[])[null, "", "a\0b", "a\nb", "\ud83d\ude00", "\ufffd", "\u200bq", "a\u202e", "\ufdd0", " a", new('a', 201)])
        {
            provider.Subject = subject;
            (await Through(stranger)).ShouldBe("/account?said=provider-failed", subject);
        }
        (await Me(stranger)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        (await service.Value<long>("select count(*) from account.person")).ShouldBe(before);
    }

    [Fact]
    public async Task Strangers_at_the_address_that_a_provider_sends_people_back_to_are_counted_and_fill_no_record()
    {
        using var stranger = this.Browser();
        var before = await service.Value<long>("select count(*) from audit.entry where act = 'sign-in'");
        for (var i = 0; i < 20; i++)
        {
            (await stranger.GetAsync($"/sign-in/cong-tinh/callback?state={i}&code=y&error_description=%E2%80%AEx")).Headers.Location!.OriginalString.ShouldBe("/account?said=provider-failed");
        }
        (await service.Value<long>("select count(*) from audit.entry where act = 'sign-in'")).ShouldBe(before);
    }

    [Fact]
    public async Task A_locked_person_does_not_get_in_that_way()
    {
        var person = await service.NewPerson("viewer");
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = await this.SignedIn(person);
        await Tie(browser, person);
        await service.Sql("update account.person set locked_at = now() where id = @Id", new { person.Id });
        using var elsewhere = this.Browser();
        (await Through(elsewhere)).ShouldBe("/account?said=account-locked");
        (await Me(elsewhere)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Tying_takes_the_password_and_one_account_there_is_one_person_here()
    {
        var (first, second) = (await service.NewPerson("viewer"), await service.NewPerson("viewer"));
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = await this.SignedIn(first);
        using (var refused = await browser.PostAsJsonAsync("/api/me/providers/cong-tinh", new { password = "không phải mật khẩu này" }))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        (await Through(browser)).ShouldBe("/account?said=provider-not-tied");
        await Tie(browser, first);
        using var other = await this.SignedIn(second);
        (await other.PostAsJsonAsync("/api/me/providers/cong-tinh", new { password = second.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Through(other)).ShouldBe("/account?said=provider-tied-otherwise");
        (await service.Value<long>("select count(*) from account.person_login where person_id = @Id", new { second.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task What_one_person_began_the_next_at_the_same_browser_does_not_finish()
    {
        var (first, second) = (await service.NewPerson("viewer"), await service.NewPerson("viewer"));
        using var browser = await this.SignedIn(first);
        (await browser.PostAsJsonAsync("/api/me/providers/cong-tinh", new { password = first.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await browser.DeleteAsync("/api/session");
        provider.Subject = Guid.NewGuid().ToString("n");
        (await Through(browser)).ShouldBe("/account?said=provider-not-tied");
        (await service.Value<long>("select count(*) from account.person_login where person_id in (@First, @Second)", new { First = first.Id, Second = second.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_not_taken()
    {
        var person = await service.NewPerson("viewer");
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = await this.SignedIn(person);
        await Tie(browser, person);
        service.Log.Expect("OpenIdConnectHandler");
        // What the attacker's browser was given, opened by somebody else's.
        using var attacker = this.Browser();
        using var begun = await attacker.GetAsync("/sign-in/cong-tinh");
        using var there = await attacker.GetAsync(begun.Headers.Location);
        using var victim = this.Browser();
        using var answer = await victim.GetAsync(there.Headers.Location);
        answer.Headers.Location!.OriginalString.ShouldBe("/account?said=provider-failed");
        (await Me(victim)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        foreach (var nonsense in new[] { "", "?code=x", "?code=x&state=y", "?error=z&state=", "?state=%01&code=%ff" })
        {
            using var refused = await victim.GetAsync($"/sign-in/cong-tinh/callback{nonsense}");
            refused.Headers.Location!.OriginalString.ShouldBe("/account?said=provider-failed", nonsense);
        }
        (await victim.GetAsync("/sign-in/cong-tinh/callback?state=%00&code=%ff")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await victim.GetAsync("/sign-in/khong-co")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ClientId", "", "needs ClientId")]
    [InlineData("ClientSecret", "", "needs ClientSecret")]
    [InlineData("Authority", "", "needs Authority")]
    [InlineData("Authority", "http://sso.example", "https://")]
    [InlineData("Authority", "javascript:alert(1)", "https://")]
    [InlineData("ClientSecretFile", "/khong/co", "is not there")]
    public void A_provider_that_is_not_fully_described_stops_the_start_and_says_what_is_missing(string setting, string value, string sentence)
    {
        var arguments = provider.Arguments("x").Where(argument => !argument.StartsWith($"--SignInProviders:x:{setting}=", StringComparison.Ordinal)).Append($"--SignInProviders:x:{setting}={value}");
        Should.Throw<SetupException>(() => Service.Build([.. arguments], service.Database, service.Root)).Message.ShouldContain(sentence);
    }

    [Fact]
    public void One_described_by_the_endpoints_of_before_stops_the_start_and_says_what_is_named_now()
    {
        var arguments = provider.Arguments("x").Where(argument => !argument.Contains(":Authority=", StringComparison.Ordinal)).Append("--SignInProviders:x:AuthorizationEndpoint=https://sso.test/authorize");
        Should.Throw<SetupException>(() => Service.Build([.. arguments], service.Database, service.Root)).Message.ShouldContain("SignInProviders:x:Authority");
    }

    public static TheoryData<string> Forgeries() => [.. Forged.Keys];

    static readonly Dictionary<string, Func<IdToken, IdToken>> Forged = new()
    {
        ["another's key"] = token => token with { Signed = SignInProvider.Foreign },
        ["no signature"] = token => token with { Signed = null },
        ["the client's secret as key"] = token => token with
        {
            Signed = new(new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(SignInProvider.ClientSecret.PadRight(64))), "HS256"),
        },
        ["another issuer"] = token => token with { Issuer = "https://sso.evil.test" },
        ["for another service"] = token => token with { Audience = "kho-bac" },
        ["of another visit"] = token => token with { Nonce = "638000000000000000.bm9uY2U=" },
        ["of no visit"] = token => token with { Nonce = null },
        ["over"] = token => token with { Expires = DateTime.UtcNow.AddMinutes(-30) },
        ["of nobody"] = token => token with { Subject = null },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_was_not_signed_for_this_service_and_this_visit_lets_nobody_in(string forgery)
    {
        service.Log.Expect("OpenIdConnectHandler");
        var person = await service.NewPerson("viewer");
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = await this.SignedIn(person);
        await Tie(browser, person);
        using var elsewhere = this.Browser();
        try
        {
            provider.Spoil = Forged[forgery];
            (await Through(elsewhere)).ShouldBe("/account?said=provider-failed");
            (await Me(elsewhere)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        }
        finally
        {
            provider.Spoil = token => token;
        }
        (await Through(elsewhere)).ShouldBe("/");
    }

    [Fact]
    public async Task A_claim_of_ones_own_is_asked_of_the_user_information()
    {
        await using var other = await service.StartAnother([.. provider.Arguments("cong-tinh"), "--SignInProviders:cong-tinh:Subject=ma_can_bo"]);
        var person = await service.NewPerson("viewer");
        provider.Subject = Guid.NewGuid().ToString("n");
        using var browser = other.Client(cookies: true);
        (await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Tie(browser, person);
        (await service.Value<string>("select provider_key from account.person_login where person_id = @Id", new { person.Id })).ShouldBe($"CB-{provider.Subject}");
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_said_to_have_failed()
    {
        service.Log.Expect("does not tell of itself");
        service.Log.Expect("ConfigurationManager");
        var away = await SignInProvider.StartAsync();
        var arguments = away.Arguments("cong-tinh");
        await away.DisposeAsync();
        await using var other = await service.StartAnother(arguments);
        using var browser = other.Client(cookies: true);
        using var answer = await browser.GetAsync("/sign-in/cong-tinh");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/account?said=provider-failed");
    }

    [Theory]
    [InlineData("/signout-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task Nobody_else_signs_a_person_out(string address)
    {
        using var browser = await this.SignedIn(await service.NewPerson("viewer"));
        (await browser.GetAsync($"{address}?iss={provider.Address}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Me(browser)).GetProperty("signedIn").GetBoolean().ShouldBeTrue();
    }

    HttpClient Browser() => federated.NewBrowser();

    async Task<HttpClient> SignedIn(TestPerson person)
    {
        var browser = this.Browser();
        using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return browser;
    }

    static async Task<JsonElement> Me(HttpClient browser) => await browser.GetFromJsonAsync<JsonElement>("/api/me");

    static async Task Tie(HttpClient browser, TestPerson person)
    {
        using var begun = await browser.PostAsJsonAsync("/api/me/providers/cong-tinh", new { password = person.Password });
        begun.StatusCode.ShouldBe(HttpStatusCode.OK, await begun.Content.ReadAsStringAsync());
        (await Through(browser)).ShouldBe("/account?said=provider-tied");
    }

    /// <summary>Goes to the provider and back.</summary>
    /// <returns>Where EnvGis then sends the browser.</returns>
    static async Task<string> Through(HttpClient browser)
    {
        using var begun = await browser.GetAsync("/sign-in/cong-tinh");
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var there = await browser.GetAsync(begun.Headers.Location);
        there.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var back = await browser.GetAsync(there.Headers.Location);
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect, await back.Content.ReadAsStringAsync());
        return back.Headers.Location!.OriginalString;
    }
}
