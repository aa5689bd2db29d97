using System.Net;
using EnvGis.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>What lies under the layers, on a fresh machine, with a department's own data, and with somebody else's map.</summary>
public sealed class BasemapTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await service.Sql("delete from env.base_feature; delete from env.base_source; delete from env.boundary");

    [Fact]
    public async Task A_fresh_machine_draws_land_and_names_both_archipelagos_at_every_zoom()
    {
        await using var page = await this.OpenListening("/#5/14/110");

        foreach (var zoom in new[] { 5, 6, 7, 8 })
        {
            foreach (var (name, at, longitude, latitude) in new[]
            {
                // A dot where an outline of 1 km has no island.
                ("Quần đảo Hoàng Sa (Việt Nam)", "16.4/111.9", 111.2, 15.78), ("Quần đảo Trường Sa (Việt Nam)", "9.6/113.9", 114.28, 11.05),
            })
            {
                await page.Page.EvaluateAsync("hash => { window.written.length = 0; location.hash = hash; }", $"#{zoom}/{at}");
                await page.Until(async () => (await Written(page)).Contains(name), $"{name} at zoom {zoom}");
                await page.Until(async () => await Colour(page, longitude, latitude) is not ("0 0 0" or "no canvas"), $"the island at zoom {zoom}");
            }
        }
        foreach (var zoom in new[] { 11, 12, 15, 19 })
        {
            await page.Page.EvaluateAsync("hash => { window.written.length = 0; location.hash = hash; }", $"#{zoom}/15.78/111.2");
            var name = zoom < 12 ? "Đảo Tri Tôn" : "Đảo Tri Tôn (trong vòng 2 km)";
            await page.Until(async () => (await Written(page)).Replace("\n", " ", StringComparison.Ordinal).Contains(name, StringComparison.Ordinal), $"{name} at zoom {zoom}");
            await page.Until(async () => await Colour(page, 111.2, 15.78) is not ("0 0 0" or "no canvas"), $"the island at zoom {zoom}");
        }
        await page.Page.EvaluateAsync("location.hash = '#6/17/107'");
        await page.Until(async () => await Colour(page, 105.3, 19.2) == "247 245 240", "land");
        (await Colour(page, 110.2, 13.8)).ShouldBe("0 0 0");
        await Assertions.Expect(page.Page.Locator(".leaflet-control-attribution")).ToContainTextAsync("Ranh giới tỉnh là sơ đồ");
        page.Requests.ShouldNotContain(path => path.StartsWith("/tiles/basemap"));
        // The browser minds how this test looks at pixels.
        page.Faults.ShouldAllBe(fault => fault.Contains("getImageData"));
    }

    [Fact]
    public async Task Real_boundaries_of_all_provinces_take_the_place_of_the_sketch_and_its_note_and_name_their_source()
    {
        await Load();
        await using var page = await this.OpenListening("/#8/20/104.9");

        var credits = page.Page.Locator(".leaflet-control-attribution");
        await Assertions.Expect(credits).ToContainTextAsync("Lớp nền: Sở <img src=x onerror=alert(1)>");
        await Assertions.Expect(credits).Not.ToContainTextAsync("sơ đồ");
        (await credits.Locator("img").CountAsync()).ShouldBe(0);
        await page.Until(async () => (await Written(page)).Contains("Sông thử"), "the name of the river");
        page.Requests.ShouldContain(path => path.StartsWith("/tiles/basemap/"));
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_outside_map_is_removed_with_a_sentence_and_comes_back_when_it_can_be_had()
    {
        await using var outside = await Raster.StartAsync();
        outside.IsDead = true;
        await using var other = await service.StartAnother($"--Basemap:RasterUrl={outside.Address}/{{z}}/{{x}}/{{y}}.png", "--Basemap:RasterAttribution=© Bản đồ thử");
        await using var page = await chromium.Open(service, "/#9/21.6/105.9", through: other.Address);
        outside.Asked.ShouldBe(0);

        var card = page.Page.Locator("basemap-switches");
        await card.GetByRole(AriaRole.Checkbox, new() { Name = "Nền bản đồ ngoài" }).CheckAsync();
        await Assertions.Expect(page.Status).ToContainTextAsync("Không truy cập được nền bản đồ ngoài");
        await Assertions.Expect(card).ToContainTextAsync("tên các đảo, quần đảo khác với tên gọi của Việt Nam");
        (await page.Page.Locator(".leaflet-outside-pane img").CountAsync()).ShouldBe(0);

        outside.IsDead = false;
        await page.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Assertions.Expect(page.Page.Locator(".leaflet-outside-pane img.leaflet-tile-loaded").First).ToBeAttachedAsync();
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Không truy cập được");
        await Assertions.Expect(page.Page.Locator(".leaflet-control-attribution")).ToContainTextAsync("© Bản đồ thử");
        // The choice is remembered.
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".leaflet-outside-pane img.leaflet-tile-loaded").First).ToBeAttachedAsync();
        page.Faults.ShouldAllBe(fault => fault.Contains("503"));
    }

    async Task Load() => await service.Sql("""
        insert into env.base_source (kind, source) values ('river', 'Sở <img src=x onerror=alert(1)>');
        insert into env.base_feature (kind, name, geom, reach_m, from_zoom)
            values ('river', 'Sông thử', st_geomfromtext('LINESTRING(103.9 20.6, 105.6 19.4)', 4326), 230000, 5);
        insert into env.boundary (level, code, name, geom, source)
            select 'province', code, name, st_multi(st_expand(centre, 0.3)), 'Sở <img src=x onerror=alert(1)>' from env.province where valid_to is null
        """);

    /// <summary>A page that remembers every line of text that it writes on a canvas.</summary>
    async Task<OpenPage> OpenListening(string address)
    {
        var page = await chromium.Open(service, address);
        await page.Page.AddInitScriptAsync("""
            window.written = [];
            const write = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (text, ...place) { window.written.push(text); write.call(this, text, ...place); };
            """);
        page.Forget();
        await page.Page.ReloadAsync();
        await page.Ready();
        return page;
    }

    /// <summary>The lines of all names that the map has written, one after another.</summary>
    static Task<string> Written(OpenPage page) => page.Page.EvaluateAsync<string>("window.written.join(' ').replaceAll('\u00a0', ' ')");

    /// <summary>Red, green and blue of the land's canvas at a place; nothing drawn, which is the sea, is black.</summary>
    static async Task<string> Colour(OpenPage page, double longitude, double latitude)
    {
        var (x, y) = await page.At(longitude, latitude);
        return await page.Page.EvaluateAsync<string>("""
            ({ x, y }) => {
              for (const canvas of document.querySelectorAll(".leaflet-basemap-pane canvas")) {
                const box = canvas.getBoundingClientRect();
                if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
                const scale = canvas.width / box.width;
                return [...canvas.getContext("2d").getImageData(Math.round((x - box.left) * scale), Math.round((y - box.top) * scale), 1, 1).data].slice(0, 3).join(" ");
              }
              return "no canvas";
            }
            """, new { x = (double)x, y = (double)y });
    }

    /// <summary>Somebody else's map: one transparent picture everywhere, or nothing at all.</summary>
    sealed class Raster : IAsyncDisposable
    {
        static readonly byte[] Picture = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

        readonly WebApplication app;
        int asked;

        Raster(WebApplication app) => this.app = app;

        public bool IsDead { get; set; }

        public int Asked => asked;

        public string Address => app.Urls.First();

        public static async Task<Raster> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            var raster = new Raster(app);
            app.Run(context =>
            {
                Interlocked.Increment(ref raster.asked);
                if (raster.IsDead)
                {
                    context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
                    return Task.CompletedTask;
                }
                context.Response.ContentType = "image/png";
                return context.Response.Body.WriteAsync(Picture).AsTask();
            });
            await app.StartAsync();
            return raster;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
