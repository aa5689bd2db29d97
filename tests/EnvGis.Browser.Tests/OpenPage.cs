using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace EnvGis.Browser.Tests;

/// <summary>A page in a context of its own, and a record of what it asked for and complained about.</summary>
public sealed partial class OpenPage : IAsyncDisposable
{
    /// <summary>How long a page may take at most for what is waited for, in milliseconds: no bound on speed, any machine is done by then.</summary>
    public const int Patience = 120_000;

    readonly IBrowserContext context;
    readonly Uri service;
    readonly List<string> requests = [];
    readonly List<string> unanswered = [];
    readonly List<string> faults = [];

    internal OpenPage(IBrowserContext context, IPage page, Uri service)
    {
        this.context = context;
        this.service = service;
        Page = page;
        context.Request += (_, request) =>
        {
            Record(requests, request.Url);
            Record(unanswered, request.Url);
        };
        context.RequestFinished += (_, request) => Answered(request.Url);
        context.RequestFailed += (_, request) => Answered(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Record(faults, $"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => Record(faults, error);
    }

    public IPage Page { get; }

    public ILocator Drawer => Page.Locator("details-drawer");

    public ILocator Heading => Drawer.Locator("h2");

    public ILocator Search => Page.Locator("#search");

    public ILocator Answers => Page.Locator("search-box [role=option]");

    public ILocator Card => Page.Locator("layer-card");

    public ILocator Chooser => Page.Locator("feature-chooser");

    public ILocator Status => Page.Locator("status-line");

    /// <summary>Paths of everything asked for since the page was opened or <see cref="Forget"/> was called; whole addresses elsewhere.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests.Select(address => address.StartsWith(service.AbsoluteUri, StringComparison.Ordinal)
                    ? "/" + address[service.AbsoluteUri.Length..] : address)];
            }
        }
    }

    IReadOnlyList<string> Unanswered
    {
        get
        {
            lock (unanswered)
            {
                return [.. unanswered];
            }
        }
    }

    /// <summary>Errors and warnings of the console, violations of the content policy among them, and exceptions nobody caught.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Tiles asked for, as z/x/y.</summary>
    public IReadOnlyList<string> Tiles =>
        [.. Requests.Select(path => TilePath().Match(path)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    public void Forget()
    {
        lock (requests)
        {
            requests.Clear();
        }
    }

    public async Task Go(string address)
    {
        await Page.GotoAsync(new Uri(service, address).AbsoluteUri);
        await Ready();
    }

    /// <summary>Waits until the first tiles are drawn and the page hears of changes.</summary>
    public async Task Ready()
    {
        try
        {
            await Page.Locator("#loading[hidden]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The first tiles are not drawn at {Page.Url}. Unanswered: {string.Join(", ", Unanswered)}. Asked: {string.Join(", ", Requests)}. Complaints: {string.Join("; ", Faults)}");
        }
        await Assertions.Expect(Page.Locator("top-bar h1")).ToBeVisibleAsync();
        await Page.EvaluateAsync("document.fonts.ready.then(() => null)");
    }

    /// <summary>Where a place is in the window, by the view that the page keeps in its own address.</summary>
    public async Task<(float X, float Y)> At(double longitude, double latitude)
    {
        var view = View().Match(await Page.EvaluateAsync<string>("location.hash"));
        view.Success.ShouldBeTrue("the address tells the view");
        double Part(int group) => double.Parse(view.Groups[group].Value, CultureInfo.InvariantCulture);
        var world = 256 * Math.Pow(2, Part(1));
        var box = (await Page.Locator("#map").BoundingBoxAsync())!;
        var x = (longitude - Part(3)) / 360 * world;
        var y = (Row(latitude) - Row(Part(2))) * world;
        return ((float)(box.X + box.Width / 2 + x), (float)(box.Y + box.Height / 2 + y));

        static double Row(double latitude)
        {
            var sine = Math.Sin(latitude * Math.PI / 180);
            return 0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI);
        }
    }

    public async Task Click(double longitude, double latitude)
    {
        var (x, y) = await At(longitude, latitude);
        await Page.Mouse.ClickAsync(x, y);
    }

    /// <summary>The name of what the pointer is on at that place; null on nothing.</summary>
    public async Task<string?> Hovered(double longitude, double latitude)
    {
        var (x, y) = await At(longitude, latitude);
        await Page.Mouse.MoveAsync(x + 40, y + 40);
        await Page.Mouse.MoveAsync(x, y);
        await Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))");
        var tip = Page.Locator(".map-tip");
        return await tip.CountAsync() > 0 ? await tip.InnerTextAsync() : null;
    }

    /// <summary>Asks again and again until it is so; fails after a generous while.</summary>
    public Task Until(Func<Task<bool>> condition, string what) => EnvGis.Tests.Until.So(condition, what,
        () => $"Asked for:\n{string.Join('\n', Requests.TakeLast(12))}\n{string.Join('\n', Faults)}");

    /// <summary>Waits until the page's address is such a one. Playwright's own way waits for a navigation to happen, and now and then misses one that just did.</summary>
    public Task UntilAt(Regex address) => this.Until(() => Task.FromResult(address.IsMatch(Page.Url)), $"an address like {address}");

    /// <summary>Lets the page draw so many times.</summary>
    public Task Frames(int count) => Page.EvaluateAsync(
        "count => new Promise(done => { const next = () => count-- > 0 ? requestAnimationFrame(next) : done(null); next(); })", count);

    /// <summary>Waits until the map has come to rest: its view is the same over many frames.</summary>
    public Task Still() => Page.EvaluateAsync("""
        new Promise(done => {
          let view = location.hash, same = 0;
          const next = () => {
            same = location.hash === view ? same + 1 : 0;
            view = location.hash;
            if (same < 40) requestAnimationFrame(next); else done(null);
          };
          next();
        })
        """);

    /// <summary>Waits until the status line has said it: a sentence stands there for seconds only, which a busy machine may take to look.</summary>
    public Task Told(string words) => this.Until(
        async () => await Page.EvaluateAsync<bool>("words => (window.envgisSaid ?? []).some(said => said.includes(words))", words), $"“{words}” in the status line");

    /// <summary>Notes what the status line says from the page's first moment on.</summary>
    internal static Task ListenToStatus(IBrowserContext context) => context.AddInitScriptAsync("""
        window.envgisSaid = [];
        new MutationObserver(() => {
          const said = document.querySelector("status-line")?.textContent.trim();
          if (said && said !== window.envgisSaid.at(-1)) window.envgisSaid.push(said);
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """);

    public async Task Opened(string name) => await Assertions.Expect(Heading).ToHaveTextAsync(name);

    public async Task Closed() => await Assertions.Expect(Drawer).ToBeHiddenAsync();

    public async Task Type(string words)
    {
        await Search.ClickAsync();
        await Page.Keyboard.TypeAsync(words);
        // While one types, answers to the beginning come and go.
        var asked = string.Join(' ', words.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        await Assertions.Expect(Page.Locator("search-box .answers")).ToHaveAttributeAsync("data-query", asked);
    }

    /// <summary>The other of the two languages, by its button.</summary>
    public async Task SwitchLanguage(string language)
    {
        await Page.Locator("top-bar button[lang]").ClickAsync();
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    /// <summary>As who has signed in on the page of accounts: the same request, without the form.</summary>
    internal async Task SignIn(EnvGis.Tests.TestPerson person)
    {
        var status = await Page.EvaluateAsync<int>("""
            async ([userName, password]) => (await fetch("/api/session", {
              method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ userName, password }) })).status
            """, new[] { person.UserName, person.Password });
        status.ShouldBe(204);
    }

    public async Task<string> Hash() => await Page.EvaluateAsync<string>("location.hash");

    /// <summary>What is left of the page when its test failed: a picture, what Playwright recorded (npx playwright show-trace), and what it asked for and complained of.</summary>
    internal async Task Keep(string folder, int number)
    {
        try
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"page-{number}.png"), Timeout = 10_000 });
        }
        catch (Exception silent) when (silent is PlaywrightException or TimeoutException)
        {
            Record(faults, $"No picture: {silent.Message}");
        }
        await context.Tracing.StopAsync(new() { Path = Path.Combine(folder, $"page-{number}.trace.zip") });
        await File.WriteAllLinesAsync(Path.Combine(folder, $"page-{number}.log"), [Page.Url, "", "Complaints:", .. Faults, "", "Unanswered:", .. Unanswered, "", "Asked:", .. Requests]);
    }

    internal ValueTask CloseAsync() => context.DisposeAsync();

    /// <summary>The page stays until its test is judged: see <see cref="KeepFailedPages"/>.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static void Record(List<string> list, string entry)
    {
        lock (list)
        {
            list.Add(entry);
        }
    }

    void Answered(string address)
    {
        lock (unanswered)
        {
            unanswered.Remove(address);
        }
    }

    [GeneratedRegex(@"^#([\d.]+)/(-?[\d.]+)/(-?[\d.]+)$")]
    private static partial Regex View();

    [GeneratedRegex(@"^/tiles/[^/]+/(\d+/\d+/\d+)\.mvt$")]
    private static partial Regex TilePath();
}
