using EnvGis.Basemap;
using EnvGis.Database;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Basemap;

/// <summary>An outside map is configured rightly, or the service does not start.</summary>
public sealed class OutsideMapTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public void Without_an_address_there_is_none()
    {
        From(null).ShouldBeNull();
        From("  ").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "https://tile.openstreetmap.org")]
    [InlineData("http://bando.so.local:8080/wmts/{z}/{y}/{x}?key=a", "http://bando.so.local:8080")]
    [InlineData("https://bản-đồ.vn/{z}/{x}/{y}", "https://xn--bn--vqb5c5t.vn")]
    [InlineData("http://[::1]:81/{z}/{x}/{y}", "http://[::1]:81")]
    [InlineData("/raster/{z}/{x}/{y}.png", null)]
    public void The_origin_alone_is_what_the_policy_must_allow(string url, string? origin)
    {
        var map = From(url).ShouldNotBeNull();
        map.Url.ShouldBe(url);
        if (origin?.Contains("xn--", StringComparison.Ordinal) == true)
        {
            map.Origin.ShouldNotBeNull().ShouldMatch("^https://xn--[a-z0-9-]+\\.vn$");
            return;
        }
        map.Origin.ShouldBe(origin);
    }

    [Theory]
    [InlineData("https://tile.example/{z}/{x}.png", "must hold {z}, {x} and {y}")]
    [InlineData("https://tile.example/{z}/{x}/{y}{r}.png", "must hold {z}, {x} and {y}")]
    [InlineData("https://{s}.tile.example/{z}/{x}/{y}.png", "must hold {z}, {x} and {y}")]
    [InlineData("https://{z}.tile.example/{x}/{y}.png", "an address that begins with")]
    [InlineData("https://me:secret@tile.example/{z}/{x}/{y}.png", "without a login")]
    [InlineData("https://*.example/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("https://a.example; script-src *;/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("ftp://tile.example/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("//tile.example/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("/\\tile.example/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("tile.example/{z}/{x}/{y}.png", "an address that begins with")]
    [InlineData("javascript:alert(1)/{z}/{x}/{y}", "an address that begins with")]
    public void A_wrong_address_is_refused_in_a_sentence(string url, string reason)
    {
        var refusal = Should.Throw<SetupException>(() => From(url)).Message;
        refusal.ShouldStartWith("The setting Basemap__RasterUrl ");
        refusal.ShouldContain(reason);
        refusal.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("23")]
    [InlineData("many")]
    public void A_wrong_zoom_is_refused(string zoom) =>
        Should.Throw<SetupException>(() => From("/r/{z}/{x}/{y}", zoom: zoom)).Message.ShouldContain("RasterMaxZoom is a whole number from 1 to 22");

    [Fact]
    public void A_map_of_nobody_is_refused() =>
        Should.Throw<SetupException>(() => From("/r/{z}/{x}/{y}", attribution: " ")).Message.ShouldContain("RasterAttribution must say whose map it is");

    [Fact]
    public async Task The_policy_gains_exactly_that_origin_for_images_and_the_page_is_told()
    {
        await using var outside = await service.StartAnother(
            "--Basemap:RasterUrl=https://tile.example:8443/{z}/{x}/{y}.png", "--Basemap:RasterAttribution=© Sở <b>", "--Basemap:RasterMaxZoom=15");

        using var page = await outside.Http.GetAsync("/");
        using var usual = await service.Http.GetAsync("/");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldBe(usual.Headers.GetValues("Content-Security-Policy").Single().Replace("data: blob:;", "data: blob: https://tile.example:8443;", StringComparison.Ordinal));
        (await outside.Http.GetStringAsync("/api/map")).ShouldContain("\"outside\":{\"url\":\"https://tile.example:8443/{z}/{x}/{y}.png\",\"attribution\":\"© Sở <b>\",\"maxZoom\":15}");
    }

    static OutsideMap? From(string? url, string attribution = "© Ai đó", string? zoom = null) =>
        OutsideMap.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Basemap:RasterUrl"] = url, ["Basemap:RasterAttribution"] = attribution, ["Basemap:RasterMaxZoom"] = zoom,
        }).Build());
}
