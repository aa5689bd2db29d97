using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Tests.Accounts;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>One-time links, redirects and documents, asked for by whatever name somebody gives the service.</summary>
public sealed class HostTests(FederatedService federated) : IClassFixture<FederatedService>
{
    readonly RunningService service = federated.Service;

    static readonly string[] Documents =
    [
        "/ogc", "/ogc/api", "/ogc/collections", "/ogc/collections/landfills", "/ogc/collections/landfills/items?limit=1", "/ogc/collections/landfills/schema",
        "/ogc/collections/landfills/queryables", "/tiles/landfills.json", "/api/layers", "/sign-in/cong",
    ];

    [Theory]
    [InlineData("Host", "evil.test")]
    [InlineData("Host", "evil.test:5080")]
    [InlineData("Host", "203.0.113.66")]
    [InlineData("Host", "[2001:db8::66]:80")]
    [InlineData("Host", "127.0.0.1.evil.test")]
    [InlineData("Host", "localhost.evil.test")]
    [InlineData("X-Forwarded-Host", "evil.test")]
    [InlineData("X-Forwarded-Host", "evil.test", "--Proxies:0=127.0.0.0/8")]
    public async Task A_name_that_nobody_allowed_is_in_no_answer(string header, string value, params string[] settings)
    {
        await using var app = await Start([.. settings, .. federated.Provider.Arguments("cong")]);
        var spoken = value.Contains("evil", StringComparison.Ordinal) ? "evil" : value.Split(']')[0].Trim('[');
        foreach (var address in Documents)
        {
            var text = await Ask(app, HttpMethod.Get, address, (header, value));
            text.ShouldNotContain(spoken, Case.Insensitive, address);
            if (address is not "/api/layers")
            {
                // Where this connection came in: good for whoever asked, whatever they call it.
                Uri.UnescapeDataString(text).ShouldContain(app.Address.Authority, Case.Insensitive, address);
            }
        }
        (await Invitation(app, (header, value))).ShouldStartWith($"{app.Address.AbsoluteUri}welcome#");
    }

    [Fact]
    public async Task The_configured_address_is_in_all_of_them_with_its_path_by_whatever_name_one_asks()
    {
        await using var app = await Start(["--PublicAddress=https://gis.test/moi-truong/", .. federated.Provider.Arguments("cong")]);
        foreach (var host in new[] { "evil.test", "localhost", "gis.test" })
        {
            foreach (var address in Documents.Where(address => address != "/api/layers"))
            {
                var text = Uri.UnescapeDataString(await Ask(app, HttpMethod.Get, address, ("Host", host)));
                text.ShouldContain("https://gis.test/moi-truong/", Case.Sensitive, address);
                text.ShouldNotContain("evil", Case.Insensitive, address);
            }
            (await Invitation(app, ("Host", host))).ShouldStartWith("https://gis.test/moi-truong/welcome#");
        }
        // Asked for with the path or without: a proxy may take it away or not.
        (await Ask(app, HttpMethod.Get, "/moi-truong/ogc")).ShouldContain("\"https://gis.test/moi-truong/ogc/collections\"");
    }

    [Theory]
    [InlineData("gis.test", true)]
    [InlineData("GIS.test", true)]
    [InlineData("ban-do.mt.test", true)]
    [InlineData("gis.test:8443", false)]
    [InlineData("mt.test", false)]
    [InlineData("gis.test.evil.test", false)]
    [InlineData("localhost", false)]
    public async Task Of_named_hosts_each_may_be_told_and_no_other_is_answered(string host, bool isAllowed)
    {
        await using var app = await Start(["--AllowedHosts=gis.test;*.mt.test"]);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc") { Headers = { Host = host } };
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (isAllowed)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
            body.ShouldContain($"http://{host}/ogc/collections");
        }
        else
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            JsonElement.Parse(body).GetProperty("type").GetString().ShouldBe("/problems/unknown-host");
        }
        // Whoever watches over the process knows it by its address.
        using var watch = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        (await http.SendAsync(watch)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Below_a_path_of_a_named_proxy_addresses_begin_with_it()
    {
        await using var app = await Start(["--Proxies:0=127.0.0.0/8", "--AllowedHosts=gis.test", .. federated.Provider.Arguments("cong")]);
        foreach (var address in Documents.Where(address => address != "/api/layers"))
        {
            var text = Uri.UnescapeDataString(await Ask(
                app, HttpMethod.Get, address, ("X-Forwarded-Prefix", "/envgis"), ("X-Forwarded-Host", "gis.test"), ("X-Forwarded-Proto", "https")));
            text.ShouldContain("https://gis.test/envgis/", Case.Sensitive, address);
        }
        // And of nobody else.
        (await Ask(service.Address, HttpMethod.Get, "/ogc", ("X-Forwarded-Prefix", "/evil"))).ShouldNotContain("evil");
    }

    [Theory]
    [InlineData("gis.test")]
    [InlineData("ftp://gis.test")]
    [InlineData("https://gis.test/?a=1")]
    [InlineData("https://gis.test//evil.test")]
    public void An_address_that_is_none_stops_the_start(string address) =>
        Should.Throw<SetupException>(() => Service.Build([$"--PublicAddress={address}"], service.Database, service.Root)).Message.ShouldContain(address);

    [Theory]
    [InlineData("localhost", "http://localhost:48231", "AllowedHosts=*")]
    [InlineData("localhost", "http://gis.test", "AllowedHosts=gis.test")]
    [InlineData("localhost", "http://localhost:48231", "AllowedHosts=gis.test;localhost")]
    [InlineData("10.1.2.3", "http://gis.test:48231", "AllowedHosts=*.gis.test;gis.test")]
    [InlineData("localhost", "http://gis.test:8443", "AllowedHosts=gis.test:8443")]
    [InlineData("localhost", "https://gis.test/ban-do", "AllowedHosts=gis.test", "PublicAddress=https://gis.test/ban-do/")]
    public async Task A_link_that_is_printed_leads_to_a_name_that_is_answered(string bind, string expected, params string[] settings)
    {
        await using var app = await Start([.. settings.Select(setting => $"--{setting}")]);
        var configuration = new ConfigurationBuilder().AddCommandLine([.. settings.Select(setting => $"--{setting}")]).Build();

        var printed = new EnvGis.Http.PublicAddress(configuration).Printed(bind, 48231);

        printed.ShouldBe(expected);
        (await Ask(app, HttpMethod.Get, "/welcome", ("Host", new Uri(printed).Authority.Replace("48231", app.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))))
            .ShouldContain("<html");
    }

    [Fact]
    public void Without_a_name_that_could_be_printed_one_is_told_what_to_set() =>
        Should.Throw<SetupException>(() => new EnvGis.Http.PublicAddress(new ConfigurationBuilder().AddCommandLine(["--AllowedHosts=*.gis.test"]).Build()).Printed("localhost", 5080))
            .Message.ShouldContain("PublicAddress");

    Task<TestService> Start(string[] settings) => service.StartAnother(settings);

    async Task<string> Invitation(TestService app, params (string, string)[] headers)
    {
        var administrator = await service.NewPerson("administrator");
        var invited = await service.NewPerson("viewer");
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = app.Address };
        using var signedIn = await browser.PostAsJsonAsync("/api/session", new { userName = administrator.UserName, password = administrator.Password });
        signedIn.StatusCode.ShouldBe(HttpStatusCode.NoContent, await signedIn.Content.ReadAsStringAsync());
        // Sent by hand: cookies of TLS and of another host are not for this client's jar to judge.
        var cookie = string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(one => one.Split(';')[0]));
        var text = await Ask(app.Address, HttpMethod.Post, $"/api/people/{invited.Id}/invitation", [.. headers, ("Cookie", cookie)]);
        return JsonElement.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("link").GetString()!;
    }

    static Task<string> Ask(TestService app, HttpMethod method, string address, params (string, string)[] headers) => Ask(app.Address, method, address, headers);

    /// <returns>Fields and body.</returns>
    static async Task<string> Ask(Uri root, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = root };
        using var request = new HttpRequestMessage(method, address);
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new { secondFactor = true });
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeInRange(200, 302, await answer.Content.ReadAsStringAsync());
        return answer.Headers + await answer.Content.ReadAsStringAsync();
    }
}
