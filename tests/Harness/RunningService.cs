using System.Globalization;
using System.Net.Http.Json;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests;

/// <summary>The real service over a database of this class's own, with the project's own data; both go with the class.</summary>
public sealed class RunningService(TestCluster cluster) : IAsyncLifetime
{
    TestDatabase? database;
    TestService? service;
    int layers;

    /// <summary>Speaks to the service; its base address is the service's root.</summary>
    public HttpClient Http => service!.Http;

    public Uri Address => service!.Address;

    /// <summary>The owner of the schemas: what an operator with psql would be.</summary>
    public NpgsqlDataSource Owner => database!.Owner.Source;

    internal OwnerDatabase OwnerDatabase => database!.Owner;

    internal DatabaseAddress Database => database!.Address;

    /// <summary>The superuser's connection string.</summary>
    public string Administrator => database!.Administrator;

    internal IServiceProvider Services => service!.Services;

    internal TestLog Log { get; } = new();

    internal TestCluster Cluster => cluster;

    /// <summary>The checkout that holds data/ and wwwroot/.</summary>
    public string Root => cluster.Root;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabase();
        service = await this.StartAnother();
    }

    /// <summary>Another process's worth of the service over the same database.</summary>
    /// <param name="arguments">Its settings, as on its command line.</param>
    internal Task<TestService> StartAnother(params string[] arguments) => TestService.StartAsync(this.Database, this.Root, this.Log, arguments);

    /// <summary>One that takes the test's word for the time.</summary>
    internal Task<TestService> StartAnother(TimeProvider clock, params string[] arguments) => TestService.StartAsync(this.Database, this.Root, this.Log, arguments, clock);

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }
        if (database is not null)
        {
            await database.DisposeAsync();
        }
        this.Log.ShouldBeClean();
    }

    /// <summary>Runs SQL as the operator; parameters as Dapper takes them.</summary>
    public Task<int> Sql(string sql, object? parameters = null) => database!.Sql(sql, parameters);

    /// <summary>The first column of the first row.</summary>
    public Task<T?> Value<T>(string sql, object? parameters = null) => database!.Value<T>(sql, parameters);

    public Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) => database!.Rows<T>(sql, parameters);

    /// <summary>A layer of the test's own, known to the running service; returns its id.</summary>
    /// <param name="attributes">The attributes as in a layer file, a JSON array.</param>
    public async Task<string> NewLayer(string geometry = "point-or-polygon", string attributes = "[]", int minimumZoom = 0, int maximumZoom = 18, string visibility = "public")
    {
        var number = Interlocked.Increment(ref layers);
        var id = $"test-layer-{number.ToString(CultureInfo.InvariantCulture)}";
        var prefix = "T" + string.Concat(number.ToString("0000", CultureInfo.InvariantCulture).Select(digit => (char)('A' + (digit - '0'))));
        var definition = Definition(id, prefix, geometry, attributes, visibility, number, minimumZoom, maximumZoom);
        await Sql("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules)
            values (@id, @prefix, 1000, @geometry, @definition::jsonb, env.attribute_rules(@definition::jsonb))
            """, new { id, prefix, geometry, definition });
        await RefreshLayers();
        return id;
    }

    /// <summary>A layer file's text.</summary>
    public static string Definition(
        string id, string prefix, string geometry, string attributes = "[]", string visibility = "public", int number = 0, int minimumZoom = 0, int maximumZoom = 18) => $$"""
        {"id":"{{id}}","codePrefix":"{{prefix}}","title":{"vi":"Lớp thử {{number}}","en":"Test layer {{number}}"},
         "description":{"vi":"Lớp của một phép thử.","en":"A layer of one test."},"legalBasis":[],"mission":false,"topics":[],"geometry":"{{geometry}}",
         "order":{{1000 + number}},"zoom":{"min":{{minimumZoom}},"max":{{maximumZoom}}},"visibility":"{{visibility}}",
         "symbol":{"color":"#0CA07A","pattern":"plain","shape":"circle"},"attributes":{{attributes}}}
        """;

    /// <summary>The layer's tiles as everybody has them, to be asked of the cache.</summary>
    internal EnvGis.Tiles.LayerSet TilesOf(string layer)
    {
        var everybody = Services.GetRequiredService<Sights>().Public;
        return Services.GetRequiredService<EnvGis.Tiles.LayerSets>().Of([everybody.Layers.Find(layer)!], everybody);
    }

    /// <summary>The service reads its layers anew, as it does after a load.</summary>
    public Task RefreshLayers() => Services.GetRequiredService<PublicSight>().Layers.RefreshAsync(CancellationToken.None);

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
    public HttpClient NewBrowser() => service!.Client(cookies: true);

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
