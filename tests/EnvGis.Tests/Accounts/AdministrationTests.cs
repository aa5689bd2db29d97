using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>What must stay possible: that somebody administers the whole country, and that what lets a stranger in is seen and cut.</summary>
public sealed class AdministrationTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly object[] Narrowed = [new { role = "administrator", provinces = new[] { "44" } }];

    [Fact]
    public async Task The_only_administrator_of_the_country_cannot_be_narrowed_by_anybody_or_by_two_at_once()
    {
        var (one, two) = (await service.NewPerson("administrator"), await service.NewPerson("administrator"));
        using var first = await service.SignedIn(one);
        using var second = await service.SignedIn(two);
        await this.OthersAreOut(one.Id, two.Id);
        // Each takes the other's away in the same moment: one comes second, and either finds nothing to do it with or is told.
        var answers = await Task.WhenAll(first.PutAsJsonAsync($"/api/people/{two.Id}/grants", Narrowed), second.PutAsJsonAsync($"/api/people/{one.Id}/grants", Narrowed));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await this.Left()).ShouldBe(1);
        var isFirst = answers[0].StatusCode == HttpStatusCode.OK;
        var (last, id) = isFirst ? (first, one.Id) : (second, two.Id);
        foreach (var grants in new[] { Narrowed, [new { role = "administrator", layers = new[] { "landfills" } }], [new { role = "administrator", provinces = new[] { "44" }, communes = new[] { "19333" } }] })
        {
            using var refused = await last.PutAsJsonAsync($"/api/people/{id}/grants", grants);
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/last-administrator");
        }
        (await this.Left()).ShouldBe(1);
        // With another one there it is theirs to decide.
        await service.NewPerson("administrator");
        (await last.PutAsJsonAsync($"/api/people/{id}/grants", Narrowed)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What becomes of the maker of a one-time link, or of whom it is for, while it waits to be used; and whether it still counts.</summary>
    public static TheoryData<string, string, bool> Meanwhile => new()
    {
        { "nothing", "select 1", true },
        { "the maker is locked", "update account.person set locked_at = now() where id = @maker", false },
        { "the maker has another province", "update account.role_grant set provinces = '{14}' where person_id = @maker", false },
        { "the maker has no grant", "delete from account.role_grant where person_id = @maker", false },
        { "the maker is no administrator", "update account.role_grant set role = 'planner' where person_id = @maker", false },
        { "the person is given the country", "insert into account.role_grant (person_id, role, granted_by) values (@person, 'administrator', 'test')", false },
        { "the person is given another province", "insert into account.role_grant (person_id, role, provinces, granted_by) values (@person, 'viewer', '{14}', 'test')", false },
        { "the person has no grant", "delete from account.role_grant where person_id = @person", false },
        { "the maker is given more", "insert into account.role_grant (person_id, role, granted_by) values (@maker, 'viewer', 'test')", true },
        { "the person is given less", "update account.role_grant set layers = '{landfills}' where person_id = @person", true },
    };

    [Theory]
    [MemberData(nameof(Meanwhile))]
    public async Task A_one_time_link_counts_for_as_long_as_who_made_it_may_make_it(string what, string sql, bool counts)
    {
        var (maker, person) = (await service.NewPerson("administrator", ["44"]), await service.NewPerson("viewer", ["44"]));
        using var administrator = await service.SignedIn(maker);
        using var made = await administrator.PostAsJsonAsync($"/api/people/{person.Id}/invitation", new { });
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!.Split('#')[1];
        await service.Sql(sql, new { maker = maker.Id, person = person.Id });

        using var browser = service.NewBrowser();
        (await browser.PostAsJsonAsync("/api/invitations/look", new { token })).IsSuccessStatusCode.ShouldBe(counts, what);
        using var used = await browser.PostAsJsonAsync("/api/invitations", new { token, password = "trăng lặn sau núi Fansipan" });
        used.IsSuccessStatusCode.ShouldBe(counts, what);
        if (!counts)
        {
            (await used.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/invitation-over");
            (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        }
    }

    /// <summary>Whoever had a session of somebody's may have had a link made with it: what throws them out ends the link too.</summary>
    [Theory]
    [InlineData("the person changes the password")]
    [InlineData("an administrator ends all sessions")]
    [InlineData("an administrator locks and unlocks")]
    [InlineData("the command line locks and unlocks")]
    public async Task What_ends_all_sessions_ends_the_link_that_waits(string what)
    {
        var person = await service.NewPerson("viewer", ["44"]);
        using var theirs = await service.SignedIn(person);
        using var administrator = await service.SignedIn("administrator", ["44"]);
        using var made = await administrator.PostAsJsonAsync($"/api/people/{person.Id}/invitation", new { });
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!.Split('#')[1];
        switch (what)
        {
            case "the person changes the password":
                (await theirs.PostAsJsonAsync("/api/me/password", new { current = person.Password, @new = "sương muối trên cao nguyên đá" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                break;
            case "an administrator ends all sessions":
                (await administrator.DeleteAsync($"/api/people/{person.Id}/sessions")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                break;
            case "an administrator locks and unlocks":
                (await administrator.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
                (await administrator.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
                break;
            default:
                await EnvGis.Commands.UserActs.LockAsync(service.OwnerDatabase, person.UserName, locked: true, sure: false, DateTime.UtcNow, CancellationToken.None);
                await EnvGis.Commands.UserActs.LockAsync(service.OwnerDatabase, person.UserName, locked: false, sure: false, DateTime.UtcNow, CancellationToken.None);
                break;
        }
        using var browser = service.NewBrowser();
        (await browser.PostAsJsonAsync("/api/invitations/look", new { token })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_makes_a_link_to_their_own_account()
    {
        var person = await service.NewPerson("administrator");
        using var administrator = await service.SignedIn(person);
        using var refused = await administrator.PostAsJsonAsync($"/api/people/{person.Id}/invitation", new { secondFactor = false });
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/not-yourself");
    }

    public static TheoryData<string, string, string?> OnSomebody => new()
    {
        { "PATCH", "", """{"locked":true}""" }, { "POST", "/invitation", "{}" }, { "DELETE", "/sessions", null },
        { "PUT", "/grants", """[{"role":"viewer","provinces":["44"]}]""" }, { "DELETE", "/providers/cong-tinh", null },
    };

    /// <summary>Whom an administrator of the country makes one of theirs is nobody's of one province from that moment on.</summary>
    [Theory]
    [MemberData(nameof(OnSomebody))]
    public async Task Who_is_given_more_while_an_administrator_of_less_acts_on_them_is_not_theirs(string method, string below, string? body)
    {
        var person = await service.NewPerson("viewer", ["44"]);
        await this.Tie(person.Id);
        using var administrator = await service.SignedIn("administrator", ["44"]);
        await using var other = new Npgsql.NpgsqlConnection(service.Database.Owner);
        await other.OpenAsync();
        await using var giving = await other.BeginTransactionAsync();
        await using (var give = new Npgsql.NpgsqlCommand("insert into account.role_grant (person_id, role, granted_by) values ($1, 'administrator', 'test')", other) { Parameters = { new() { Value = person.Id } } })
        {
            await give.ExecuteNonQueryAsync();
        }
        using var request = new HttpRequestMessage(new(method), $"/api/people/{person.Id}{below}") { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        var acting = administrator.SendAsync(request);
        await Until.So(async () => acting.IsCompleted || await service.Value<bool>("select exists (select from pg_locks where not granted)"), "the act at the person's row");
        await giving.CommitAsync();

        using var answer = await acting;
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Value<bool>("select locked_at is null from account.person where id = @Id", new { person.Id })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_tie_to_a_provider_is_seen_and_cut_by_an_administrator_and_by_a_reset()
    {
        var person = await service.NewPerson("viewer", ["44"]);
        using var signedIn = await service.SignedIn(person);
        using var administrator = await service.SignedIn("administrator", ["44"]);
        using var far = await service.SignedIn("administrator", ["14"]);
        await this.Tie(person.Id);
        (await Providers()).ShouldBe(["cong-tinh"]);
        (await far.DeleteAsync($"/api/people/{person.Id}/providers/cong-tinh")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.DeleteAsync($"/api/people/{person.Id}/providers/khac")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.DeleteAsync($"/api/people/{person.Id}/providers/cong-tinh")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Providers()).ShouldBeEmpty();
        (await signedIn.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();

        await this.Tie(person.Id);
        using var made = await administrator.PostAsJsonAsync($"/api/people/{person.Id}/invitation", new { });
        (await Providers()).ShouldBeEmpty();
        // One that was made since goes when the link is used.
        await this.Tie(person.Id);
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!.Split('#')[1];
        using var browser = service.NewBrowser();
        (await browser.PostAsJsonAsync("/api/invitations", new { token, password = "trăng lặn sau núi Fansipan" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Providers()).ShouldBeEmpty();

        async Task<IEnumerable<string?>> Providers() => (await administrator.GetFromJsonAsync<JsonElement>($"/api/people?q={person.UserName}")).GetProperty("people")[0]
            .GetProperty("providers").EnumerateArray().Select(one => one.GetString());
    }

    Task Tie(long id) => service.Sql("insert into account.person_login (login_provider, provider_key, provider_display_name, person_id) values ('cong-tinh', @key, 'Cổng', @id)",
        new { id, key = Guid.NewGuid().ToString("n") });

    Task OthersAreOut(params long[] ids) => service.Sql(
        "update account.person p set locked_at = now() where not p.id = any (@ids) and exists (select from account.role_grant g where g.person_id = p.id and g.role = 'administrator')", new { ids });

    Task<long> Left() => service.Value<long>("""
        select count(*) from account.person p where p.locked_at is null and p.password_hash is not null and exists (
            select from account.role_grant g where g.person_id = p.id and g.role = 'administrator' and g.provinces is null and g.communes is null and g.layers is null)
        """);
}
