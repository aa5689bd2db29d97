using EnvGis.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EnvGis.Tests;

/// <summary>One process's worth of the real service: Kestrel on a free port of 127.0.0.1.</summary>
sealed class TestService : IAsyncDisposable
{
    readonly WebApplication app;

    TestService(WebApplication app, Uri address)
    {
        this.app = app;
        Address = address;
        Http = this.Client();
    }

    public Uri Address { get; }

    /// <summary>Shared by the tests of a class: it keeps no cookies, follows nothing and unpacks nothing, so that answers are looked at as sent.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="arguments">Settings of the service, as on its command line.</param>
    /// <param name="clock">What the service takes for the time; the machine's clock when null.</param>
    public static async Task<TestService> StartAsync(DatabaseAddress database, string root, TestLog log, string[] arguments, TimeProvider? clock = null)
    {
        var app = Service.Build(arguments, database, root, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            // Made to take long, hashes would be most of what a run does; a test looks at what the service itself asks for.
            builder.Services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
            if (clock is not null)
            {
                builder.Services.AddSingleton(clock);
            }
        });
        app.Urls.Add("http://127.0.0.1:0");
        var service = new TestService(app, new(await Service.StartAsync(app, CancellationToken.None)));
        // Before it hears of changes it keeps no tile, and what was asked for first would be made twice.
        await Until.So(() => app.Services.GetRequiredService<EnvGis.Tiles.TileCache>().IsUpToDate, "the service following changes");
        return service;
    }

    /// <summary>As <see cref="Http"/>, or with a cookie jar of its own.</summary>
    public HttpClient Client(bool cookies = false) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = cookies, AutomaticDecompression = System.Net.DecompressionMethods.None,
    })
    {
        BaseAddress = this.Address,
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
