using System.Globalization;
using System.Net.Http.Json;
using Dapper;
using EnvGis.Accounts;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Layers;
using EnvGis.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningService))]

namespace EnvGis.Tests;

/// <summary>The real service on a real PostGIS: a cluster made for this run, the project's own data, and Kestrel on a free port of 127.0.0.1.</summary>
public sealed class RunningService : IAsyncLifetime
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"envgis-test-{Guid.NewGuid():n}");
    PrivateCluster? cluster;
    OwnerDatabase? owner;
    WebApplication? app;
    int layers;

    /// <summary>Speaks to the service; its base address is the service's root.</summary>
    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    /// <summary>The owner of the schemas: what an operator with psql would be.</summary>
    public NpgsqlDataSource Owner => owner!.Source;

    internal OwnerDatabase OwnerDatabase => owner!;

    internal DatabaseAddress Database => cluster!.Address;

    /// <summary>The superuser's connection string.</summary>
    public string Administrator => cluster!.Administrator;

    internal IServiceProvider Services => app!.Services;

    /// <summary>The checkout that holds data/ and wwwroot/.</summary>
    public string Root { get; } = Checkout.Find();

    public async ValueTask InitializeAsync()
    {
        cluster = await PrivateCluster.StartAsync(folder, throwaway: true, CancellationToken.None);
        owner = new(cluster.Address, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await Preparation.RunAsync(owner, Root, new Steps(TextWriter.Null), CancellationToken.None);
        app = Service.Build([], cluster.Address, Root);
        app.Urls.Add("http://127.0.0.1:0");
        var address = await Service.StartAsync(app, CancellationToken.None);
        // Answers are looked at as sent: nothing is decompressed, followed or kept behind the test's back, so that one test's cookie never speaks for another's caller.
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.None })
        {
            BaseAddress = new(address),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs SQL as the operator; parameters as Dapper takes them.</summary>
    public async Task<int> Sql(string sql, object? parameters = null)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T?> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>A layer of the test's own, known to the running service; returns its id.</summary>
    /// <param name="attributes">The attributes as in a layer file, a JSON array.</param>
    public async Task<string> NewLayer(string geometry = "point-or-polygon", string attributes = "[]", int minimumZoom = 0, int maximumZoom = 18, string visibility = "public")
    {
        var number = Interlocked.Increment(ref layers);
        var id = $"test-layer-{number.ToString(CultureInfo.InvariantCulture)}";
        var prefix = "T" + string.Concat(number.ToString("0000", CultureInfo.InvariantCulture).Select(digit => (char)('A' + (digit - '0'))));
        var definition = $$"""
            {"id":"{{id}}","codePrefix":"{{prefix}}","title":{"vi":"Lớp thử {{number}}","en":"Test layer {{number}}"},
             "description":{"vi":"Lớp của một phép thử.","en":"A layer of one test."},"legalBasis":[],"mission":false,"topics":[],"geometry":"{{geometry}}",
             "order":{{1000 + number}},"zoom":{"min":{{minimumZoom}},"max":{{maximumZoom}}},"visibility":"{{visibility}}",
             "symbol":{"color":"#0CA07A","pattern":"plain","shape":"circle"},"attributes":{{attributes}}}
            """;
        await Sql("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules)
            values (@id, @prefix, 1000, @geometry, @definition::jsonb, env.attribute_rules(@definition::jsonb))
            """, new { id, prefix, geometry, definition });
        await Services.GetRequiredService<LayerCatalogue>().RefreshAsync(CancellationToken.None);
        return id;
    }

    /// <summary>A feature in force from the beginning of 2026; returns its id.</summary>
    /// <param name="wkt">EPSG:4326, longitude first; null for a feature that nobody has located (then a commune is needed).</param>
    public async Task<long> NewFeature(string layer, string? wkt, string name = "Nơi thử", string attributes = "{}") => await Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid)
        values (@layer, @name, @attributes::jsonb, st_geomfromtext(@wkt, 4326), 'digitised', 10, daterange('2026-01-01', null))
        returning id
        """, new { layer, name, attributes, wkt });

    /// <summary>A person with that role and scope who has used the invitation; each has a name of their own.</summary>
    internal async Task<TestPerson> NewPerson(
        string role, string[]? provinces = null, string[]? communes = null, string[]? layers = null, string? agency = null)
    {
        var person = Person.New($"{role}.{Guid.NewGuid().ToString("n")[..10]}", $"Người thử {role}", agency, null);
        person.PasswordHash = Hashed.Value;
        person.Grants.Add(new() { Role = role, Provinces = provinces, Communes = communes, Layers = layers, GrantedBy = "test" });
        await using var accounts = AccountsContext.Over(Owner);
        accounts.Users.Add(person);
        await accounts.SaveChangesAsync();
        return new(person.Id, person.UserName!, TestPerson.CommonPassword, person.Name);
    }

    // One hash for all: making one is meant to take long.
    static readonly Lazy<string> Hashed = new(() => new Microsoft.AspNetCore.Identity.PasswordHasher<Person>(
        Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(null!, TestPerson.CommonPassword));

    /// <summary>A client with a cookie jar of its own; nobody is signed in.</summary>
    public HttpClient NewBrowser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new() }) { BaseAddress = Address };

    /// <summary>A client in which that person is signed in.</summary>
    internal async Task<HttpClient> SignedIn(TestPerson person)
    {
        var browser = this.NewBrowser();
        using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        return browser;
    }

    internal async Task<HttpClient> SignedIn(string role, string[]? provinces = null, string[]? communes = null, string[]? layers = null, string? agency = null) =>
        await this.SignedIn(await this.NewPerson(role, provinces, communes, layers, agency));
}

/// <summary>Someone to sign in as.</summary>
public sealed record TestPerson(long Id, string UserName, string Password, string Name)
{
    public const string CommonPassword = "mưa phùn trên đèo Khau Phạ";
}
