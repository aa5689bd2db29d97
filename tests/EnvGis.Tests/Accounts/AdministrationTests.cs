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
