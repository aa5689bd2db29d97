using System.Reflection;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>The rules of the house, read from the code itself.</summary>
public sealed partial class RuleTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly string Sources = Path.Combine(Checkout.Find(), "src", "EnvGis");

    /// <summary>Whom a room may use beside Database, Http, Accounts, Audit and the spatial library. What is not here uses no other room.</summary>
    static readonly Dictionary<string, string[]> MayAlsoUse = new()
    {
        // A filter may name a layer's attributes.
        ["Filtering"] = ["Layers"],
        // Every reader of features must know which layers there are, and which features are meant.
        ["Tiles"] = ["Layers", "Filtering"],
        ["Features"] = ["Layers", "Filtering", "Search"],
        // An export is all items of a layer, in the same words.
        ["Exports"] = ["Layers", "Filtering", "Features"],
        // A list asks over all layers what items ask of one, in a box that means the same.
        ["Lists"] = ["Layers", "Filtering", "Features"],
        // An overview counts what a list would show, and is asked in the same words.
        ["Overview"] = ["Layers", "Filtering", "Lists"],
        // Search finds, and tasks lead to, what their caller may see; both are asked in the words of search.
        ["Places"] = ["Layers", "Search"],
        ["Plans"] = ["Layers", "Search"],
        // Ready is who hears of changes and reads what everybody sees.
        ["Health"] = ["Changes", "Layers"],
        ["Imports"] = ["Layers"],
        // A layer's file says which of its attributes an inspector may change.
        ["Editing"] = ["Layers"],
        // Tiles under the layers are addressed, packed and named as those of the layers are.
        ["Basemap"] = ["Tiles", "Layers"],
        // Whoever reads published data does so by a sight, the caller's or everybody's.
        ["Printing"] = ["Layers"],
        // The reader of the outbox tells the cache which tiles it touches.
        ["Changes"] = ["Layers", "Tiles"],
        // A sheet is as current as what its reader may see of the layers.
        ["Printing"] = ["Layers"],
    };

    [Fact]
    public void Every_endpoint_has_a_name_takes_a_token_and_says_who_may_call_it()
    {
        var endpoints = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(5);
        foreach (var endpoint in endpoints)
        {
            var address = endpoint.RoutePattern.RawText;
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>().ShouldNotBeNull($"{address} has no name");
            (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
                .ShouldBeTrue($"{address} does not say who may call it");
            if (endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler)
            {
                handler.GetParameters().ShouldContain(parameter => parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(Microsoft.AspNetCore.Http.HttpContext),
                    $"{address} takes no cancellation token");
            }
        }
    }

    /// <summary>Who keeps or follows what everybody sees. Whoever is added here answers no caller by it.</summary>
    static readonly string[] OfEverybody = ["BaseContent", "BaseTileQuery", "ChangeReader", "LayerSets", "ProvinceAt", "Readiness", "Sights", "TileQuery"];

    /// <summary>What a caller's sight is made of; only by the sight can it be had, so that no door can forget to ask who calls.</summary>
    static readonly Type[] OfSight = [typeof(LayerCatalogue), typeof(PublishedDatabase), typeof(MemberDatabase), typeof(PublicSight), typeof(Sights)];

    [Fact]
    public void A_door_sees_by_its_callers_sight_alone()
    {
        service.Services.GetService<LayerCatalogue>().ShouldBeNull();
        service.Services.GetService<PublishedDatabase>().ShouldBeNull();
        var handlers = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()).OfType<MethodInfo>().ToList();
        handlers.Count(handler => handler.GetParameters().Any(parameter => parameter.ParameterType == typeof(Sight))).ShouldBeGreaterThan(20);
        foreach (var handler in handlers)
        {
            handler.GetParameters().ShouldNotContain(parameter => OfSight.Contains(parameter.ParameterType), $"{handler.DeclaringType!.Name}.{handler.Name}");
        }
        typeof(PublicSight).Assembly.GetTypes()
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(PublicSight))))
            .Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(OfEverybody);
    }

    [Fact]
    public void A_room_uses_only_the_rooms_its_charter_allows()
    {
        string[] shared = ["Database", "Http", "Accounts", "Audit", "Spatial"];
        foreach (var folder in Directory.GetDirectories(Sources).Where(folder => Directory.GetFiles(folder, "*.cs").Length > 0 && Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            var room = Path.GetFileName(folder);
            if (room == "Commands")
            {
                continue;
            }
            var allowed = new HashSet<string>([room, .. shared, .. MayAlsoUse.GetValueOrDefault(room, [])]);
            foreach (var file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match use in RoomUse().Matches(File.ReadAllText(file)))
                {
                    allowed.ShouldContain(use.Groups[1].Value, $"{Path.GetRelativePath(Sources, file)} uses {use.Value}");
                }
            }
        }
    }

    [Theory]
    [InlineData("Tiles")]
    [InlineData("Features")]
    [InlineData("Exports")]
    [InlineData("Lists")]
    [InlineData("Overview")]
    [InlineData("Changes")]
    [InlineData("Basemap")]
    [InlineData("Printing")]
    public void What_serves_the_public_never_names_the_working_schemas(string room)
    {
        var files = Directory.GetFiles(Path.Combine(Sources, room), "*.*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            WorkingSchema().IsMatch(text).ShouldBeFalse($"{Path.GetRelativePath(Sources, file)} reads env or staging");
            text.ShouldNotContain("WorkingDatabase", Case.Sensitive, file);
            text.ShouldNotContain("OwnerDatabase", Case.Sensitive, file);
        }
    }

    /// <summary>What no request runs: commands of the command line, whose connections end with them.</summary>
    static readonly string[] OfTheCommandLine = ["Migrator.cs", "PrivateCluster.cs", "LoadPlaces.cs", "ImportBaseLayer.cs", "ImportFeatures.cs", "StageRows.cs", "Manifest.cs"];

    [Fact]
    public void A_command_that_a_request_runs_holds_one_statement()
    {
        var files = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !OfTheCommandLine.Contains(Path.GetFileName(file)) && !BuildOutput().IsMatch(file)).ToList();
        files.Count.ShouldBeGreaterThan(100);
        files.Where(file => SeveralStatements().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).ShouldBeEmpty("see decision 0024");
        foreach (var name in OfTheCommandLine)
        {
            Directory.EnumerateFiles(Sources, name, SearchOption.AllDirectories).Count().ShouldBe(1, name);
        }
    }

    [Fact]
    public void A_connection_is_given_back_by_its_scope_alone()
    {
        // Beside a scope's end, giving back by hand does it twice; the driver uses a connection's reader again, so the second time ends another request's.
        var byHand = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file) && GivenBackByHand().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order();
        // The pool takes a connection that its server has left for a new one.
        byHand.ShouldBe(["ConnectionPool.cs"]);
    }

    [Fact]
    public void Nothing_is_written_into_the_record_without_saying_whom_it_concerns()
    {
        var writers = typeof(EnvGis.Audit.AuditTrail).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType == typeof(EnvGis.Audit.Concern)).ToList();
        writers.Select(parameter => parameter.Member.Name).ShouldContain("AppendAsync");
        foreach (var parameter in writers.Where(parameter => parameter.Member.Name is "AppendAsync" or "RecordAsync"))
        {
            var where = $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}";
            parameter.IsOptional.ShouldBeFalse(where);
            new NullabilityInfoContext().Create(parameter).WriteState.ShouldBe(NullabilityState.NotNull, where);
        }
        // Its makers have names that say what the entry tells of, a layer's data or none.
        typeof(EnvGis.Audit.Concern).GetConstructors().ShouldBeEmpty();
        Directory.GetFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("audit.append(", StringComparison.Ordinal))
            .Select(Path.GetFileName).ShouldBe(["AuditTrail.cs"]);
    }

    [Fact]
    public void Versions_are_recorded_in_one_place() =>
        Directory.EnumerateFiles(Sources, "*.*", SearchOption.AllDirectories)
            // Numbered migrations are of before, and stay as they were released.
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && !BuildOutput().IsMatch(file) && Path.GetFileName(Path.GetDirectoryName(file)) != "Migrations" && WritesVersions().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName).ShouldBe(["record.sql"]);

    [GeneratedRegex(@"\b(insert\s+into|update)\s+(only\s+)?env\.feature_version\b", RegexOptions.IgnoreCase)]
    private static partial Regex WritesVersions();

    [GeneratedRegex(@"\.Close(Async)?\(\)|\b(rows|reader|command|row)\.Dispose(Async)?\(\)")]
    private static partial Regex GivenBackByHand();

    [GeneratedRegex(@"[\/](obj|bin)[\/]")]
    private static partial Regex BuildOutput();

    // A semicolon inside SQL, before another statement's first word.
    [GeneratedRegex(@"NpgsqlBatch|QueryMultiple|;\s*(select|insert into|update|delete from|with \w+ as|set local)\s[^""]*""", RegexOptions.IgnoreCase)]
    private static partial Regex SeveralStatements();

    [Fact]
    public void The_spatial_library_knows_neither_web_nor_database()
    {
        var names = typeof(EnvGis.Spatial.Tiling.TileAddress).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        names.ShouldNotContain(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name == "Dapper");
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps_and_each_says_why()
    {
        var files = Directory.GetFiles(Path.Combine(Sources, "Database", "Migrations"), "*.sql").Order(StringComparer.Ordinal).ToList();
        files.Select(file => int.Parse(Path.GetFileName(file)[..3], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, files.Count));
        foreach (var file in files)
        {
            File.ReadLines(file).First().ShouldStartWith("-- Why:", Case.Sensitive, file);
        }
        typeof(Service).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)
            .ShouldBe(files.Select(file => Path.GetFileNameWithoutExtension(file)));
    }

    [Fact]
    public void Every_refusal_speaks_both_languages_has_its_own_address_and_ends_as_a_sentence()
    {
        var refusals = typeof(Problems).GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => method.ReturnType == typeof(Refusal))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))])!).ToList();

        refusals.Count.ShouldBeGreaterThan(5);
        // One address means one kind of refusal, however many ways there are to word it.
        refusals.GroupBy(refusal => refusal.Slug).ShouldAllBe(same => same.Select(refusal => refusal.Status).Distinct().Count() == 1);
        var documented = File.ReadAllText(Path.Combine(Checkout.Find(), "docs", "problems.md"));
        foreach (var refusal in refusals)
        {
            documented.ShouldContain($"| `{refusal.Slug}` | {refusal.Status} |");
            refusal.Slug.ShouldMatch("^[a-z]+(-[a-z0-9]+)*$");
            refusal.Vi.ShouldEndWith(".");
            refusal.En.ShouldEndWith(".");
            refusal.Vi.ShouldNotBe(refusal.En);
        }

        static object? Sample(Type type) => type == typeof(string) ? "x" : type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    [Fact]
    public void The_places_that_the_readme_names_exist()
    {
        var root = Checkout.Find();
        var named = ReadmePath().Matches(File.ReadAllText(Path.Combine(root, "README.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(5);
        foreach (var place in named)
        {
            (File.Exists(Path.Combine(root, place)) || Directory.Exists(Path.Combine(root, place))).ShouldBeTrue($"README.md names {place}");
        }
    }

    [GeneratedRegex(@"(?:using |[^.\w])EnvGis\.([A-Z]\w+)")]
    private static partial Regex RoomUse();

    [GeneratedRegex(@"\b(?:from|join|into|update|call)\s+(?:env|staging)\.|\benv\.\w+\s*\(")]
    private static partial Regex WorkingSchema();

    [GeneratedRegex(@"`((?:src|data|tests|benchmarks|wwwroot|docs)/[\w./-]*)`")]
    private static partial Regex ReadmePath();
}
