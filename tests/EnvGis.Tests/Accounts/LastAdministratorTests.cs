using System.Net;
using System.Net.Http.Json;
using EnvGis.Commands;
using EnvGis.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>The last who administers the whole country, at the command line; and how much one may grant at once.</summary>
public sealed class LastAdministratorTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_command_line_takes_the_last_administrator_only_when_that_is_meant()
    {
        await service.Sql("update account.person set locked_at = now() where id in (select person_id from account.role_grant where role = 'administrator')");
        var last = await service.NewPerson("administrator");
        foreach (var act in new Func<bool, Task>[] { Lock, Grant, Take })
        {
            (await Should.ThrowAsync<SetupException>(() => act(false))).Message.ShouldContain("--sure");
            (await service.Value<bool>("select locked_at is null and exists (select from account.role_grant where person_id = @Id and role = 'administrator' and provinces is null) from account.person where id = @Id", new { last.Id })).ShouldBeTrue();
        }
        // A grant that is as wide as before takes nothing away.
        await UserActs.GrantAsync(service.OwnerDatabase, last.UserName, new() { Role = "administrator", GrantedBy = "test" }, sure: false, CancellationToken.None);
        // Beside another anybody may go, and the last one when it is meant.
        var other = await service.NewPerson("administrator");
        await Lock(false);
        await UserActs.LockAsync(service.OwnerDatabase, other.UserName, locked: true, sure: true, DateTime.UtcNow, CancellationToken.None);

        Task Lock(bool sure) => UserActs.LockAsync(service.OwnerDatabase, last.UserName, locked: true, sure, DateTime.UtcNow, CancellationToken.None);
        Task Grant(bool sure) => UserActs.GrantAsync(service.OwnerDatabase, last.UserName, new() { Role = "administrator", Provinces = ["19"], GrantedBy = "test" }, sure, CancellationToken.None);
        Task Take(bool sure) => UserActs.GrantAsync(service.OwnerDatabase, last.UserName, null, sure, CancellationToken.None);
    }

    [Theory]
    [InlineData(51, 1, "provinces", "grants")]
    [InlineData(1, 101, "provinces", "provinces")]
    [InlineData(1, 501, "communes", "communes")]
    [InlineData(1, 201, "layers", "layers")]
    public async Task More_grants_or_members_than_there_can_be_are_refused_by_name(int grants, int members, string part, string field)
    {
        using var administrator = await service.SignedIn("administrator");
        var person = await service.NewPerson("viewer");
        var many = Enumerable.Repeat(part == "communes" ? "05503" : part == "layers" ? "landfills" : "19", members).ToArray();
        var body = Enumerable.Repeat(new
        {
            role = "viewer", provinces = part == "provinces" ? many : ["19"], communes = part == "communes" ? many : null, layers = part == "layers" ? many : null,
        }, grants);

        using var answer = await administrator.PutAsJsonAsync($"/api/people/{person.Id}/grants", body);
        using var added = await administrator.PostAsJsonAsync("/api/people", new { userName = $"n.{Guid.NewGuid():n}"[..20], name = "Người thử", grants = body });

        foreach (var one in new[] { answer, added })
        {
            one.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await one.Content.ReadAsStringAsync()).ShouldContain($"“{field}”");
        }
    }
}
