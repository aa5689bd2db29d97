using EnvGis.Browser.Tests;
using EnvGis.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: KeepFailedPages]

namespace EnvGis.Browser.Tests;

/// <summary>The window a page is opened in.</summary>
public enum Size
{
    Desktop,
    Phone,
}

/// <summary>The machine's own Chromium, one for the whole run; every page gets a fresh context in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = await Playwright.CreateAsync();
        // Waits, not bounds: on a busy machine a page takes longer.
        Assertions.SetDefaultExpectTimeout(OpenPage.Patience);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Installed(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
    }

    /// <summary>The page at an address of the service, with the tiles of its first view drawn.</summary>
    /// <param name="address">Path, query and fragment, or a whole address.</param>
    /// <param name="language">As if it had been chosen before; null as for somebody who comes for the first time.</param>
    /// <param name="through">Another address under which the service answers.</param>
    public async Task<OpenPage> Open(RunningService service, string address = "/", Size size = Size.Desktop, string? language = null,
        Uri? through = null)
    {
        var phone = size == Size.Phone;
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1360, Height = 820 },
            HasTouch = phone,
            IsMobile = phone,
            DeviceScaleFactor = phone ? 2 : 1,
            // Neither of the page's two languages, so that its own choice shows.
            Locale = "fr-FR",
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(OpenPage.Patience);
        await context.Tracing.StartAsync(new() { Title = TestContext.Current.Test?.TestDisplayName });
        await OpenPage.ListenToStatus(context);
        if (language is not null)
        {
            await context.AddInitScriptAsync($"localStorage.getItem('envgis.language') ?? localStorage.setItem('envgis.language', '{language}')");
        }
        var page = new OpenPage(context, await context.NewPageAsync(), through ?? service.Address);
        KeepFailedPages.Watch(page);
        await page.Go(address);
        return page;
    }

    /// <summary>A layer of the test's own that the page knows from its start; returns its id.</summary>
    public static async Task<string> NewLayer(RunningService service, string attributes = "[]")
    {
        var id = await service.NewLayer(attributes: attributes);
        // The list of layers may be two seconds old.
        await Until.So(async () => (await service.Http.GetStringAsync("/api/layers")).Contains($"\"{id}\""), "the layer in the list");
        return id;
    }

    /// <summary>Chromium without its windows, which opens a page in two thirds of the time; else the whole of it.</summary>
    static string Installed() => new[] { "chromium-headless-shell", "chromium", "chromium-browser" }
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is missing: apt-get install chromium-headless-shell.");
}
