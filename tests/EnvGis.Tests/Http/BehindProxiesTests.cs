using System.Net;
using System.Net.Http.Json;
using EnvGis.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

public sealed class BehindProxiesTests(RunningService service) : IClassFixture<RunningService>, IAsyncLifetime
{
    TestService behind = null!;

    public async ValueTask InitializeAsync() => behind = await service.StartAnother("--Proxies:0=127.0.0.0/8");

    public ValueTask DisposeAsync() => behind.DisposeAsync();

    [Fact]
    public async Task What_a_named_proxy_says_of_the_caller_counts()
    {
        var person = await service.NewPerson("viewer");
        using var answer = await SignIn(behind.Http, person);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=31536000");
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        (await Network(person)).ShouldBe("203.0.113.7");
    }

    [Fact]
    public async Task What_anybody_else_says_of_themselves_does_not()
    {
        var person = await service.NewPerson("viewer");
        using var answer = await SignIn(service.Http, person);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        (await Network(person)).ShouldBe("127.0.0.1");
    }

    [Fact]
    public void A_name_that_is_no_network_stops_the_start() =>
        Should.Throw<SetupException>(() => Service.Build(["--Proxies:0=nginx"], service.Database, service.Root)).Message.ShouldContain("nginx");

    static async Task<HttpResponseMessage> SignIn(HttpClient client, TestPerson person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { userName = person.UserName, password = person.Password }) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "gis.example.vn");
        return await client.SendAsync(request);
    }

    Task<string?> Network(TestPerson person) => service.Value<string>("select host(network) from audit.entry where who = @UserName and act = 'sign-in'", new { person.UserName });
}
