using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EnvGis.Accounts;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

public sealed class SecondFactorTests(RunningService service) : IClassFixture<RunningService>
{
    // "12345678901234567890", the secret of RFC 6238's appendix B.
    const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    async Task<T> In<T>(Func<AccountsContext, Task<T>> act)
    {
        await using var accounts = AccountsContext.Over(service.Owner);
        return await act(accounts);
    }

    [Fact]
    public async Task Each_recovery_code_signs_in_once()
    {
        var (person, _, codes) = await this.WithSecondFactor();
        using var browser = service.NewBrowser();
        foreach (var code in codes)
        {
            (await SignIn(browser, person, code)).ShouldBe("in", code);
        }
        (await SignIn(browser, person, codes[0])).ShouldBe("/problems/wrong-sign-in");
        (await SignIn(browser, person, codes[^1])).ShouldBe("/problems/wrong-sign-in");
    }

    [Fact]
    public async Task A_recovery_code_sent_many_times_at_once_is_taken_once()
    {
        var person = await this.Somebody();
        var code = (await this.In(accounts => RecoveryCodes.ReplaceAsync(accounts, person, CancellationToken.None)))[4];

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => this.In(accounts => RecoveryCodes.TakeAsync(accounts, person, code, CancellationToken.None))));

        taken.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task Codes_of_earlier_days_work_however_many_of_their_sisters_were_taken()
    {
        var person = await this.Somebody();
        var codes = Enumerable.Range(0, 10).Select(number => $"AB{number}CD-EF{number}GH").ToList();
        for (var taken = 0; taken < codes.Count; taken++)
        {
            // As they were kept: in hexadecimal digits, and hashed again with each one taken.
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(codes[taken].Replace("-", "", StringComparison.Ordinal)));
            for (var again = 0; again < taken; again++)
            {
                hash = SHA256.HashData(Encoding.UTF8.GetBytes(Convert.ToHexString(hash)));
            }
            await service.Sql("insert into account.recovery_code (person_id, code_hash) values (@Id, @hash)", new { person.Id, hash });
        }
        foreach (var code in codes)
        {
            (await this.In(accounts => RecoveryCodes.TakeAsync(accounts, person, code.ToLowerInvariant(), CancellationToken.None))).ShouldBeTrue(code);
            (await this.In(accounts => RecoveryCodes.TakeAsync(accounts, person, code, CancellationToken.None))).ShouldBeFalse(code);
        }
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void One_time_codes_are_those_of_the_standard(long at, string code)
    {
        // RFC 6238, appendix B: the last six of its eight digits.
        OneTimeCodes.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(at)).ShouldBe(at / 30);
        OneTimeCodes.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(at + 120)).ShouldBeNull();
    }

    [Fact]
    public async Task A_one_time_code_and_all_before_it_are_over_once_it_was_taken()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        int[] steps = [-2, -1, 0, 1, 2];
        foreach (var first in steps)
        {
            foreach (var second in steps)
            {
                var person = await this.Somebody();
                (await Take(person, first)).ShouldBeTrue();
                (await Take(person, second)).ShouldBe(second > first, $"{second} after {first}");
                // And the first once more: two taken in turns are not taken again either.
                (await Take(person, first)).ShouldBeFalse($"{first}, {second}, {first}");
            }
        }

        Task<bool> Take(Person person, int step) =>
            this.In(accounts => OneTimeCodes.TakeAsync(accounts, person, Key, OneTimeCode.Of(Key, now.AddSeconds(30 * step)), now, CancellationToken.None));
    }

    [Fact]
    public async Task The_second_factor_goes_only_with_a_code()
    {
        var (person, browser, codes) = await this.WithSecondFactor();
        async Task<string?> Remove(object proof)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/me/second-factor") { Content = JsonContent.Create(proof) };
            using var answer = await browser.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.NoContent ? "gone" : await Slug(answer);
        }
        (await Remove(new { password = person.Password })).ShouldNotBe("gone");
        (await Remove(new { password = person.Password, code = "" })).ShouldNotBe("gone");
        (await Remove(new { password = person.Password, code = "000000" })).ShouldBe("/problems/wrong-code");
        (await Remove(new { password = "không phải", code = codes[0] })).ShouldBe("/problems/wrong-password");
        (await SignIn(service.NewBrowser(), person, null)).ShouldBe("/problems/second-factor-needed");
        (await Remove(new { password = person.Password, code = codes[0] })).ShouldBe("gone");
        (await SignIn(service.NewBrowser(), person, null)).ShouldBe("in");
        browser.Dispose();
    }

    [Fact]
    public async Task The_right_password_without_the_second_factor_is_in_the_record()
    {
        var (person, _, _) = await this.WithSecondFactor();
        (await SignIn(service.NewBrowser(), person, null)).ShouldBe("/problems/second-factor-needed");
        (await service.Value<long>(
            "select count(*) from audit.entry where act = 'sign-in' and outcome = 'refused' and who = @UserName and detail ->> 'why' = 'second factor needed'", new { person.UserName })).ShouldBe(1);
    }

    async Task<(TestPerson, HttpClient, IReadOnlyList<string>)> WithSecondFactor()
    {
        var person = await service.NewPerson("planner");
        var browser = await service.SignedIn(person);
        using var begun = await browser.PostAsJsonAsync("/api/me/second-factor", new { password = person.Password });
        var secret = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        using var confirmed = await browser.PutAsJsonAsync("/api/me/second-factor", new { code = OneTimeCode.Of(secret, DateTimeOffset.UtcNow) });
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK, await confirmed.Content.ReadAsStringAsync());
        return (person, browser, [.. (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!)]);
    }

    async Task<Person> Somebody()
    {
        var person = await service.NewPerson("viewer");
        await using var accounts = AccountsContext.Over(service.Owner);
        return accounts.Users.Single(one => one.Id == person.Id);
    }

    static async Task<string?> SignIn(HttpClient browser, TestPerson person, string? code)
    {
        using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password, code });
        return answer.StatusCode == HttpStatusCode.NoContent ? "in" : await Slug(answer);
    }

    static async Task<string?> Slug(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString();
}
