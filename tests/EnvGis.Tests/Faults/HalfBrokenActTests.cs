using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Tests.Accounts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>
/// An act, its entry in the record and the session, link or key that comes of it are one: broken off at any of its statements it has left nothing, and done again it
/// is done. Every door that changes something, the command line among them.
/// </summary>
public abstract partial class HalfBrokenActTests(HalfBrokenService service)
{
    /// <summary>Everything that an act could touch, without what merely tells when something was used.</summary>
    const string StateSql = """
        select name || ' ' || md5(coalesce(part, '')) from (
            select 'person' as name, coalesce(string_agg(to_jsonb(t)::text, ' ' order by t.id), '') from account.person t
            union all select 'token', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t::text), '') from account.person_token t
            union all select 'login', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t::text), '') from account.person_login t
            union all select 'grant', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t.id), '') from account.role_grant t
            union all select 'invitation', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t.id), '') from account.invitation t
            union all select 'session', coalesce(string_agg((to_jsonb(t) - 'seen_at')::text, ' ' order by t.id), '') from account.session t
            union all select 'key', coalesce(string_agg((to_jsonb(t) - 'last_used_at' - 'last_network')::text, ' ' order by t.id), '') from account.api_key t
            union all select 'version', max(v.id)::text from env.feature_version v
            union all select 'tie', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t::text), '') from env.feature_task t where t.linked_by is not null
            union all select 'progress', count(*)::text from env.task_progress
            union all select 'draft', coalesce(string_agg(to_jsonb(t)::text, ' ' order by t.id), '') from env.draft t
            union all select 'drafted', coalesce(string_agg(t::text, ' ' order by t.draft_id, t.number), '') from env.draft_feature t
            union all select 'operation', count(*)::text from env.draft_operation
            union all select 'draft act', count(*)::text from env.draft_act
            union all select 'acceptance', count(*)::text from env.draft_acceptance
            union all select 'remark', count(*)::text from env.draft_remark
            union all select 'asked', count(*)::text from env.draft_consultation
            union all select 'given', count(*)::text from env.draft_source
            union all select 'ground', count(*)::text from env.recipe_ground
            union all select 'named zone', count(*)::text from env.named_zone
            union all select 'named zone said', count(*)::text from env.named_zone_version
            union all select 'named zone member', count(*)::text from env.named_zone_member
            union all select 'named zone drawn', count(*)::text from env.named_zone_drawing
            union all select 'answered', count(*)::text from env.draft_consultation_answer
            union all select 'remark done', count(*)::text from env.draft_remark_done
            union all select 'decision', count(*)::text from env.decision
            union all select 'decided', count(*)::text from env.decision_feature
            union all select 'record', max(number)::text from audit.entry
            union all select 'pending', count(*)::text from audit.pending) parts (name, part) order by 1
        """;

    const int MostStatements = 60;

    /// <summary>Writing addresses that change nothing in the database that could be left half.</summary>
    static readonly string[] ChangeNothing = ["lookAtInvitation", "tieProvider", "rehearseDecision", "draftTools", "tryRecipe", "checkDrawnSite", "checkDrawnSiteInDrafts"];

    readonly RunningService running = service.Running;
    readonly FragileLine line = service.Line;
    readonly TestService fragile = service.Fragile;
    readonly OwnerDatabase owner = service.Owner;

    /// <summary>Of all doors a part: each breaks its act off dozens of times, so classes share them and run side by side.</summary>
    protected static TheoryData<string> Part(int number) => [.. Acts.Keys.Concat(ByCommand.Keys).Where((_, index) => index % Parts == number)];

    protected const int Parts = 3;

    protected async Task BreakOff(string door)
    {
        var attempt = ByCommand.TryGetValue(door, out var command) ? await command(this) : await Acts[door](this);
        var broken = 0;
        while (true)
        {
            await running.Sql("delete from account.sign_in_try");
            var (before, entries) = (await running.Rows<string>(StateSql), await this.Entries());
            line.BreakAt(broken + 1);
            var status = await attempt();
            line.Mend();
            if (status < 500)
            {
                status.ShouldBeInRange(200, 204);
                (await running.Rows<string>(StateSql)).ShouldNotBe(before);
                (await this.Entries()).ShouldBe(entries + 1);
                break;
            }
            (await running.Rows<string>(StateSql)).Except(before).ShouldBeEmpty($"{door}, broken off at statement {broken + 1}");
            (++broken).ShouldBeLessThan(MostStatements, $"{door} never comes through");
        }
        // The act itself, its entry and the end of the transaction at the least.
        broken.ShouldBeGreaterThan(3);
        (await running.Value<string>("select problem from audit.verify()")).ShouldBeNull();
    }

    /// <summary>Statements by which the service finds out who asks: their session, and they.</summary>
    const int ToReadTheCaller = 2;

    /// <summary>What takes a caller's right away, each of everybody's.</summary>
    static readonly string[] Takings =
    [
        "update account.person set locked_at = now() where locked_at is null", "update account.role_grant set granted_by = granted_by", "delete from account.session",
        "update account.person set security_stamp = gen_random_uuid()",
    ];

    /// <summary>Doors whose caller rests on a session: who signs in is let in by what they show there and then.</summary>
    protected static TheoryData<string, string> Overtaken(int number) => [.. Acts.Keys.Index()
        .Where(door => door.Index % Parts == number && !door.Item.StartsWith("signIn", StringComparison.Ordinal) && !door.Item.StartsWith("acceptInvitation", StringComparison.Ordinal))
        .SelectMany(door => (door.Item is "addPerson" or "changeAttributes" ? Takings : [Takings[door.Index / Parts % Takings.Length]]).Select(taking => (door.Item, taking)))];

    /// <summary>A caller may hold back the end of a request for as long as a server waits for bodies.</summary>
    protected async Task Overtake(string door, string taking)
    {
        var attempt = await Acts[door](this);
        await running.Sql("delete from account.sign_in_try");
        (IReadOnlyList<string> State, long Entries) before = ([], 0);
        line.DoBefore(ToReadTheCaller + 1, async () =>
        {
            await running.Sql(taking);
            before = ([.. await running.Rows<string>(StateSql)], await this.Entries());
        });
        try
        {
            (await Refusal()).ShouldContain("/problems/permission-over");
            (await running.Rows<string>(StateSql)).ShouldBe(before.State);
            (await this.Entries()).ShouldBe(before.Entries);
        }
        finally
        {
            await running.Sql("update account.person set locked_at = null");
        }

        async Task<string> Refusal()
        {
            try
            {
                return $"{await attempt()}";
            }
            catch (ShouldAssertException refused)
            {
                return refused.Message;
            }
        }
    }

    /// <summary>What ends a sign-in or a tie that is under way; and whether it came about.</summary>
    static readonly Dictionary<string, (string Taking, string Left)> Locks = new()
    {
        ["the account is locked"] = ("update account.person set locked_at = now() where id = {0}", "select locked_at is not null from account.person where id = @Id"),
        // What an administrator's reset does: the password, the ties, and what was begun by them.
        ["the account is reset"] = ("update account.person set security_stamp = 'anew', password_hash = null where id = {0}; delete from account.person_login where person_id = {0}", "select security_stamp = 'anew' from account.person where id = @Id"),
    };

    /// <summary>Signing in, and tying a provider, each after its person showed who they are; and how many of what comes of it there are.</summary>
    static readonly Dictionary<string, (Func<HalfBrokenActTests, TestPerson, Task<Func<Task<bool>>>> Begin, string Come)> Entrances = new()
    {
        ["by the password"] = ((test, person) => Task.FromResult<Func<Task<bool>>>(async () =>
        {
            using var browser = test.NewBrowser();
            using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
            return answer.IsSuccessStatusCode;
        }), "select count(*) from account.session where person_id = @Id"),
        ["through a provider"] = (async (test, person) =>
        {
            var subject = test.Somebody();
            await test.running.Sql("insert into account.person_login (login_provider, provider_key, person_id) values ('portal', @subject, @Id)", new { subject, person.Id });
            var (browser, back) = await test.AtTheProvider(test.NewBrowser());
            return async () =>
            {
                using (browser)
                {
                    using var answer = await browser.GetAsync(back);
                    return answer.Headers.Location?.OriginalString == "/";
                }
            };
        }, "select count(*) from account.session where person_id = @Id"),
        ["a tie to a provider"] = (async (test, person) =>
        {
            test.Somebody();
            var browser = await test.SignedIn(person);
            (await Status(browser.PostAsJsonAsync("/api/me/providers/portal", new { password = person.Password }))).ShouldBe(200);
            var (_, back) = await test.AtTheProvider(browser);
            return async () =>
            {
                using (browser)
                {
                    using var answer = await browser.GetAsync(back);
                    return answer.Headers.Location?.OriginalString == "/account?said=provider-tied";
                }
            };
        }, "select count(*) from account.person_login where person_id = @Id"),
    };

    public static TheoryData<string, string> OvertakenEntrances => [.. Entrances.Keys.SelectMany(entrance => Locks.Keys.Select(taking => (entrance, taking)))];

    /// <summary>A password takes its time to be hashed, a provider to answer: an account that is locked meanwhile begins no session, at whichever statement it comes between.</summary>
    protected async Task OvertakeEntrance(string entrance, string taking)
    {
        var ((begin, come), (sql, left)) = (Entrances[entrance], Locks[taking]);
        for (var statement = 1; statement < MostStatements; statement++)
        {
            var person = await running.NewPerson("viewer");
            var enter = await begin(this, person);
            await running.Sql("delete from account.sign_in_try");
            var taken = sql.Replace("{0}", person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            line.DoBefore(statement, () => running.Sql($"""
                do $$ begin
                    set local lock_timeout = '300ms';
                    {taken};
                exception when lock_not_available then null; end $$
                """));
            var entered = await enter();
            if (!await running.Value<bool>(left, new { person.Id }))
            {
                // From here on it comes after what was begun, and ends it.
                statement.ShouldBeGreaterThan(2);
                entered.ShouldBeTrue();
                return;
            }
            entered.ShouldBeFalse($"{taking} before statement {statement}");
            (await running.Value<long>(come, new { person.Id })).ShouldBe(0, $"{taking} before statement {statement}");
        }
        Assert.Fail("It never holds the account that it is about.");
    }

    /// <summary>Whoever the provider says that comes next is somebody whom it never named.</summary>
    string Somebody() => service.Provider.Subject = Guid.NewGuid().ToString("n");

    async Task<int> Through(HttpClient browser, string leadsTo)
    {
        using (browser)
        {
            using var begun = await browser.GetAsync("/sign-in/portal");
            if ((int)begun.StatusCode >= 500)
            {
                return (int)begun.StatusCode;
            }
            using var there = await browser.GetAsync(begun.Headers.Location);
            using var answer = await browser.GetAsync(there.Headers.Location);
            return (int)answer.StatusCode == 302 && answer.Headers.Location!.OriginalString == leadsTo ? 204 : (int)answer.StatusCode >= 500 ? (int)answer.StatusCode
                : throw new ShouldAssertException($"{answer.StatusCode} {answer.Headers.Location}");
        }
    }

    /// <returns>The browser, and the address by which the provider sends it back.</returns>
    async Task<(HttpClient Browser, Uri Back)> AtTheProvider(HttpClient browser)
    {
        using var begun = await browser.GetAsync("/sign-in/portal");
        using var there = await browser.GetAsync(begun.Headers.Location);
        return (browser, there.Headers.Location!);
    }

    protected void EveryAddressIsTried()
    {
        var writing = fragile.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: var methods } && methods.Any(method => method is "POST" or "PUT" or "PATCH" or "DELETE"))
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);

        writing.Except(ChangeNothing).Except(Acts.Keys.Select(door => door.Split(' ')[0])).ShouldBeEmpty();
    }

    static Func<Task<int>> Spoken(Func<Task> act) => async () =>
    {
        try
        {
            await act();
            return 200;
        }
        // The register tells it inside what it tells itself.
        catch (Exception broken) when (broken is NpgsqlException || broken.GetBaseException() is NpgsqlException or System.IO.IOException or System.Net.Sockets.SocketException)
        {
            return 503;
        }
    };

    async Task<Func<Task<int>>> ToSomebody(Func<HttpClient, long, Task<HttpResponseMessage>> act)
    {
        var administrator = await this.SignedIn(await running.NewPerson("administrator"));
        var person = await running.NewPerson("viewer", ["19"]);
        (await this.SignedIn(person)).Dispose();
        return () => Status(act(administrator, person.Id));
    }

    async Task<Func<Task<int>>> Tie(bool tied)
    {
        var (layer, browser) = (await this.OpenLayer(), await this.SignedIn(await running.NewPerson("planner")));
        var id = await running.NewFeature(layer, "POINT(105.8 21.6)");
        var task = await running.Value<string>("select min(id) from env.task where plan_id = 'thai-nguyen'");
        var role = await running.Value<string>("select min(code) from env.link_role");
        if (!tied)
        {
            return await this.Write(browser, id, $"/tasks/{task}", HttpMethod.Put, new { role, note = "Theo kế hoạch", elsewhere = "Nơi thử không thuộc tỉnh nào" });
        }
        (await (await this.Write(browser, id, $"/tasks/{task}", HttpMethod.Put, new { role, note = "Theo kế hoạch", elsewhere = "Nơi thử không thuộc tỉnh nào" }))()).ShouldBe(200);
        return await this.Write(browser, id, $"/tasks/{task}?role={role}&note=Nh%E1%BA%A7m", HttpMethod.Delete, null);
    }

    async Task<Func<Task<int>>> Write(HttpClient browser, long id, string below, HttpMethod method, object? body)
    {
        var version = await running.Value<long>("select version_id from env.current_feature where id = @id", new { id });
        return () =>
        {
            var request = new HttpRequestMessage(method, $"/api/features/{id}{below}") { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
            return Status(browser.SendAsync(request));
        };
    }

    /// <summary>A layer of this test with an attribute that inspectors may change, known to both services.</summary>
    async Task<string> OpenLayer()
    {
        var layer = await running.NewLayer(attributes: """[{"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","edit":true}]""");
        await fragile.Services.GetRequiredService<EnvGis.Access.PublicSight>().Layers.RefreshAsync(CancellationToken.None);
        return layer;
    }

    static async Task<string[]> SecondFactorOf(HttpClient browser, TestPerson person)
    {
        using var begun = await browser.PostAsJsonAsync("/api/me/second-factor", new { password = person.Password });
        var secret = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        using var confirmed = await browser.PutAsJsonAsync("/api/me/second-factor", new { code = OneTimeCode.Of(secret, DateTimeOffset.UtcNow) });
        return [.. (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }

    // An operation upon a draft is recorded in the draft.
    Task<long> Entries() => running.Value<long>("select (select count(*) from audit.entry where outcome = 'done') + (select count(*) from env.draft_operation)");

    static async Task<int> Status(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (int)answer.StatusCode is >= 300 and < 500 ? throw new ShouldAssertException(await answer.Content.ReadAsStringAsync()) : (int)answer.StatusCode;
    }

    HttpClient NewBrowser() => fragile.Client(cookies: true);

    async Task<HttpClient> SignedIn(TestPerson person)
    {
        var browser = this.NewBrowser();
        (await Status(browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password }))).ShouldBe(204);
        return browser;
    }
}

/// <inheritdoc/>
public sealed class FirstHalfBrokenActTests(HalfBrokenService service) : HalfBrokenActTests(service), IClassFixture<HalfBrokenService>
{
    public static TheoryData<string> Doors => Part(0);

    public static TheoryData<string, string> OvertakenDoors => Overtaken(0);

    [Theory]
    [MemberData(nameof(OvertakenDoors))]
    public Task An_act_that_its_caller_lost_the_right_to_while_it_was_under_way_is_not_done(string door, string taking) => this.Overtake(door, taking);

    [Theory]
    [MemberData(nameof(Doors))]
    public Task An_act_broken_off_at_any_statement_leaves_nothing_and_done_again_is_done_and_recorded(string door) => this.BreakOff(door);

    [Theory]
    [MemberData(nameof(OvertakenEntrances))]
    public Task An_account_that_is_locked_while_its_person_comes_in_begins_no_session_and_no_tie(string entrance, string taking) => this.OvertakeEntrance(entrance, taking);

    [Fact]
    public void Every_address_that_changes_accounts_or_places_is_tried() => this.EveryAddressIsTried();
}

/// <inheritdoc/>
public sealed class SecondHalfBrokenActTests(HalfBrokenService service) : HalfBrokenActTests(service), IClassFixture<HalfBrokenService>
{
    public static TheoryData<string> Doors => Part(1);

    public static TheoryData<string, string> OvertakenDoors => Overtaken(1);

    [Theory]
    [MemberData(nameof(OvertakenDoors))]
    public Task An_act_that_its_caller_lost_the_right_to_while_it_was_under_way_is_not_done(string door, string taking) => this.Overtake(door, taking);

    [Theory]
    [MemberData(nameof(Doors))]
    public Task An_act_broken_off_at_any_statement_leaves_nothing_and_done_again_is_done_and_recorded(string door) => this.BreakOff(door);
}

/// <inheritdoc/>
public sealed class ThirdHalfBrokenActTests(HalfBrokenService service) : HalfBrokenActTests(service), IClassFixture<HalfBrokenService>
{
    public static TheoryData<string> Doors => Part(2);

    public static TheoryData<string, string> OvertakenDoors => Overtaken(2);

    [Theory]
    [MemberData(nameof(OvertakenDoors))]
    public Task An_act_that_its_caller_lost_the_right_to_while_it_was_under_way_is_not_done(string door, string taking) => this.Overtake(door, taking);

    [Theory]
    [MemberData(nameof(Doors))]
    public Task An_act_broken_off_at_any_statement_leaves_nothing_and_done_again_is_done_and_recorded(string door) => this.BreakOff(door);
}
