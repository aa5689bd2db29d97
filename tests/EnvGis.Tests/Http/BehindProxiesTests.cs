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

    [Theory]
    [InlineData("Proto", "javascript")]
    [InlineData("Proto", "https://evil.test/?")]
    [InlineData("Proto", "https, javascript")]
    [InlineData("Prefix", "//evil.test")]
    [InlineData("Prefix", "https://evil.test")]
    [InlineData("Prefix", "/evil/../..")]
    [InlineData("Prefix", "/./evil")]
    [InlineData("Prefix", "/evil/...")]
    [InlineData("Prefix", "evil")]
    [InlineData("Prefix", "/evil?x=")]
    [InlineData("Prefix", "/evil%2f..")]
    [InlineData("Prefix", "\\evil")]
    [InlineData("Prefix", "/a//evil")]
    public async Task What_a_named_proxy_passes_on_counts_only_as_a_scheme_of_the_web_and_a_plain_path(string header, string value)
    {
        foreach (var address in new[] { "/", "/ogc" })
        {
            (await Ask(address, header, value)).ShouldBe(await Ask(address, "None", ""), address);
        }
    }

    [Theory]
    [InlineData("Proto", "HTTPS", "https://")]
    [InlineData("Proto", "javascript, https", "https://")]
    [InlineData("Prefix", "/envgis/", "/envgis/ogc/")]
    [InlineData("Prefix", "/so-tnmt/ban.do_2~", "/so-tnmt/ban.do_2~/ogc/")]
    public async Task A_plain_path_and_a_scheme_of_the_web_count_however_they_are_written(string header, string value, string told)
    {
        var text = await Ask("/ogc", header, value);
        text.ShouldContain(told);
        text.ShouldNotContain("//ogc");
    }

    async Task<string> Ask(string address, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation($"X-Forwarded-{header}", value);
        using var answer = await behind.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
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
