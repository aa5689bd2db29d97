using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

public sealed class SignInTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_person_signs_in_is_known_and_signs_out()
    {
        var person = await service.NewPerson("planner", ["44"]);
        using var browser = await service.SignedIn(person);

        var me = await browser.GetFromJsonAsync<JsonElement>("/api/me");
        me.GetProperty("signedIn").GetBoolean().ShouldBeTrue();
        me.GetProperty("person").GetProperty("userName").GetString().ShouldBe(person.UserName);
        me.GetProperty("grants")[0].GetProperty("provinces")[0].GetString().ShouldBe("44");
        Acts(me).ShouldBe(["read-restricted", "change-attributes", "locate", "tie-task", "report-progress", "draft"]);

        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        (await service.Value<long>("select count(*) from account.session where person_id = @Id", new { person.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites_and_the_database_does_not_hold_it()
    {
        var person = await service.NewPerson("viewer");
        using var browser = service.NewBrowser();
        using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("envgis-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        var value = cookie.Split(';')[0]["envgis-session=".Length..];
        (await service.Value<long>("select count(*) from account.session where position(convert_to(@value, 'UTF8') in ticket) > 0 or key_hash = convert_to(@value, 'UTF8')", new { value })).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_person_without_a_password_are_refused_alike()
    {
        var person = await service.NewPerson("viewer");
        await service.Sql("update account.person set password_hash = null where id = @Id", new { (await service.NewPerson("viewer")).Id });
        using var browser = service.NewBrowser();
        var bodies = new List<string>();
        foreach (var name in new[] { person.UserName, "khong-co-ai", $"viewer.{Guid.NewGuid():n}" })
        {
            using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = name, password = "không phải mật khẩu này" });
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }
        bodies.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_hinders_nobody_who_signed_in_here_before()
    {
        var person = await service.NewPerson("viewer");
        using var owner = await service.SignedIn(person);
        using var guesser = service.NewBrowser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var answer = await guesser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = $"đoán lần thứ {i}" });
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 900);
            }
        }
        answers.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 3)]);
        // Even the right password has to wait from there, and not from the browser of the person.
        using var late = await guesser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        late.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await owner.DeleteAsync("/api/session");
        using var again = await owner.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_locked_person_is_out_at_once_and_told_why_only_with_the_right_password()
    {
        var person = await service.NewPerson("viewer");
        using var browser = await service.SignedIn(person);
        await service.Sql("update account.person set locked_at = now() where id = @Id", new { person.Id });

        (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        using var right = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        (await Slug(right)).ShouldBe("/problems/account-locked");
        using var wrong = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = "sai rồi, thử lại" });
        (await Slug(wrong)).ShouldBe("/problems/wrong-sign-in");
    }

    [Fact]
    public async Task Another_password_ends_every_other_session()
    {
        var person = await service.NewPerson("viewer");
        using var here = await service.SignedIn(person);
        using var elsewhere = await service.SignedIn(person);
        (await here.GetFromJsonAsync<JsonElement>("/api/me/sessions")).GetProperty("sessions").GetArrayLength().ShouldBe(2);

        using var weak = await here.PostAsJsonAsync("/api/me/password", new { current = person.Password, @new = "matkhau123456" });
        (await Slug(weak)).ShouldBe("/problems/weak-password");
        using var changed = await here.PostAsJsonAsync("/api/me/password", new { current = person.Password, @new = "một câu khác, dài hơn hẳn" });
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await here.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeTrue();
        (await elsewhere.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_are_seen_and_ended_one_by_one()
    {
        var person = await service.NewPerson("viewer");
        using var here = await service.SignedIn(person);
        using var elsewhere = await service.SignedIn(person);
        var sessions = (await here.GetFromJsonAsync<JsonElement>("/api/me/sessions")).GetProperty("sessions").EnumerateArray().ToList();
        sessions.Count(one => one.GetProperty("current").GetBoolean()).ShouldBe(1);
        var other = sessions.Single(one => !one.GetProperty("current").GetBoolean());
        other.GetProperty("network").GetString().ShouldBe("127.0.0.1");

        (await here.DeleteAsync($"/api/me/sessions/{other.GetProperty("id").GetString()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await elsewhere.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        // Of somebody else's sessions there are none to end.
        using var stranger = await service.SignedIn("viewer");
        var mine = sessions.Single(one => one.GetProperty("current").GetBoolean()).GetProperty("id").GetString();
        (await stranger.DeleteAsync($"/api/me/sessions/{mine}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await here.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_takes_each_code_once_and_gives_way_to_a_recovery_code_once()
    {
        var person = await service.NewPerson("planner");
        using var browser = await service.SignedIn(person);
        using var begun = await browser.PostAsJsonAsync("/api/me/second-factor", new { password = person.Password });
        var secret = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        using var unproved = await browser.PutAsJsonAsync("/api/me/second-factor", new { code = "000000" });
        unproved.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var code = OneTimeCode.Of(secret, DateTimeOffset.UtcNow);
        using var confirmed = await browser.PutAsJsonAsync("/api/me/second-factor", new { code });
        var recovery = (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!).ToList();
        recovery.Count.ShouldBe(10);
        // Neither the key nor a recovery code can be read from the tables.
        (await service.Value<string>("select string_agg(value, ' ') || (select string_agg(r::text, ' ') from account.recovery_code r where r.person_id = @Id) from account.person_token where person_id = @Id", new { person.Id }))!
            .ShouldSatisfyAllConditions(stored => stored.ShouldNotContain(secret), stored => stored.ShouldNotContain(recovery[0]));

        using var other = service.NewBrowser();
        async Task<string?> Try(string? with)
        {
            using var answer = await other.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password, code = with });
            return answer.StatusCode == HttpStatusCode.NoContent ? "in" : await Slug(answer);
        }
        (await Try(null)).ShouldBe("/problems/second-factor-needed");
        (await Try(code)).ShouldBe("/problems/wrong-sign-in");
        (await Try(recovery[3].ToLowerInvariant())).ShouldBe("in");
        (await Try(recovery[3])).ShouldBe("/problems/wrong-sign-in");
        (await Try(OneTimeCode.Of(secret, DateTimeOffset.UtcNow.AddSeconds(30)))).ShouldBe("in");
    }

    [Theory]
    [InlineData("ngắn quá", "lan.nguyen", "short")]
    [InlineData("aaaaaaaaaaaaaaaa", "lan.nguyen", "common")]
    [InlineData("123456789012345", "lan.nguyen", "common")]
    [InlineData("MatKhau@123456", "lan.nguyen", "common")]
    [InlineData("của Lan.Nguyen 2026", "lan.nguyen", "name")]
    [InlineData("đò ngang sông Gâm", "lan.nguyen", null)]
    [InlineData("8Qv$w!k2Zp#r", "lan.nguyen", null)]
    public void A_password_is_long_and_not_guessed_first(string password, string userName, string? problem) =>
        service.Services.GetRequiredService<PasswordRules>().Problem(password, userName).ShouldBe(problem);

    static IEnumerable<string?> Acts(JsonElement me) => me.GetProperty("acts").EnumerateArray().Select(act => act.GetString());

    static async Task<string?> Slug(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString();
}
