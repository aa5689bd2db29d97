using System.Net;
using System.Net.Http.Json;
using EnvGis.Accounts;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>A PostgreSQL that was restarted: once the service says that it is ready, nobody meets a connection of before.</summary>
public sealed class RestartTests(TestCluster cluster)
{
    [Fact]
    public async Task Once_it_is_ready_again_the_first_request_of_every_kind_succeeds()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster);
        broken.Log.ExpectOutage();
        await using var owner = new OwnerDatabase(broken.Address, NullLoggerFactory.Instance);
        var person = Person.New("nguoi.thu", "Người thử", null, null);
        person.PasswordHash = new Microsoft.AspNetCore.Identity.PasswordHasher<Person>(
            Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(null!, TestPerson.CommonPassword);
        person.Grants.Add(new() { Role = "inspector", GrantedBy = "test" });
        await using (var accounts = AccountsContext.Over(owner.Source))
        {
            accounts.Users.Add(person);
            await accounts.SaveChangesAsync();
        }
        using var inspector = new HttpClient(new SocketsHttpHandler()) { BaseAddress = broken.Http.BaseAddress };
        (await inspector.PostAsJsonAsync("/api/session", new { userName = "nguoi.thu", password = TestPerson.CommonPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var hotspot = await broken.Value<long>("select min(id) from env.current_feature where layer = 'pollution-hotspots' and not unlocated");
        for (var round = 1; round <= 3; round++)
        {
            // Several connections in every pool.
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Write(inspector, hotspot, $"Trước {round}")));
            await broken.StartAgainAsync();
            await Until.So(async () => (await broken.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");

            (await Write(inspector, hotspot, $"Sau {round}")).ShouldBe(HttpStatusCode.OK, $"round {round}");
            foreach (var address in new[] { "/api/me", "/api/tasks?limit=1", $"/api/features/{hotspot}", "/api/changes" })
            {
                (await inspector.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, $"round {round} {address}");
            }
        }

        async Task<HttpStatusCode> Write(HttpClient client, long id, string note)
        {
            var version = await broken.Value<long>($"select version_id from env.current_feature where id = {id} and valid @> env.today()");
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = JsonContent.Create(new { attributes = new { measures = note + Guid.NewGuid() }, note }) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
