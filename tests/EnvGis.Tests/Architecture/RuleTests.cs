using System.Reflection;
using System.Text.RegularExpressions;
using EnvGis.Access;
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
    static readonly string[] Ground = ["EnvGis.Spatial", "EnvGis.Http", "EnvGis.Record", "EnvGis.Access"];

    /// <summary>Which storeys each may name. The compiler keeps it as long as the projects say so; this says that they do.</summary>
    static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["EnvGis.Http"] = ["EnvGis.Spatial"],
        ["EnvGis.Record"] = ["EnvGis.Spatial", "EnvGis.Http"],
        ["EnvGis.Access"] = ["EnvGis.Spatial", "EnvGis.Http", "EnvGis.Record"],
        // Neither knows the other: they meet in the database.
        ["EnvGis.Reading"] = Ground,
        ["EnvGis.Working"] = Ground,
        ["EnvGis"] = [.. Ground, "EnvGis.Reading", "EnvGis.Working"],
    };

    /// <summary>Whom a room may use beside Http, Database, Access and the spatial library. What is not here uses no other room.</summary>
    static readonly Dictionary<string, string[]> MayAlsoUse = new()
    {
        // A caller's sight is of layers.
        ["Access/Access"] = ["Layers"],
        // A filter may name a layer's attributes.
        ["Reading/Filtering"] = ["Layers"],
        // Every reader of features must know which layers there are, and which features are meant.
        ["Reading/Tiles"] = ["Layers", "Filtering"],
        ["Reading/Ogc"] = ["Layers", "Filtering", "Search"],
        // What the page asks of one feature is told in the words of its item.
        ["Reading/Features"] = ["Layers", "Filtering", "Ogc"],
        // An export is all items of a layer, in the same words.
        ["Reading/Exports"] = ["Layers", "Filtering", "Ogc"],
        // A list asks over all layers what items ask of one.
        ["Reading/Lists"] = ["Layers", "Filtering"],
        // An overview counts what a list would show, and is asked in the same words.
        ["Reading/Overview"] = ["Layers", "Filtering", "Lists"],
        // Which layers are zones, and what zones are checked against, their files say.
        ["Reading/Siting"] = ["Layers"],
        // Search finds, and tasks lead to, what their caller may see; both are asked in the words of search.
        ["Reading/Places"] = ["Layers", "Search"],
        ["Reading/Plans"] = ["Search"],
        // Tiles under the layers are addressed, packed and named as those of the layers are.
        ["Reading/Basemap"] = ["Tiles"],
        // The reader of the outbox tells the cache which tiles it touches.
        ["Reading/Changes"] = ["Layers", "Tiles"],
        // Whoever changes something writes it into the record of acts.
        ["Working/Accounts"] = ["Audit"],
        ["Working/Imports"] = ["Layers", "Audit"],
        // A layer's file says which of its attributes an inspector may change; what may be done at a place, accounts say.
        ["Working/Editing"] = ["Layers", "Accounts", "Audit"],
        ["Working/Drafts"] = ["Layers", "Audit"],
        ["Working/Consultations"] = ["Drafts", "Audit"],
        // Whatever GDAL reads, boundaries, rivers or zones, comes in by one way.
        ["Working/Sources"] = ["Drafts", "Sandbox", "Audit"],
        ["Working/Recipes"] = ["Drafts"],
        // What is drawn of a zone that a plan names is drawn in a draft.
        ["Working/NamedZones"] = ["Layers", "Drafts", "Audit"],
        ["Working/Places"] = ["Sandbox", "Audit"],
        ["Working/Plans"] = ["Audit"],
        ["Working/Basemap"] = ["Sandbox", "Audit"],
        // Ready is who hears of changes.
        ["Program/Health"] = ["Changes"],
    };

    /// <summary>Which schemas a room's SQL may name. What is not here names none: it reads by the role's search path.</summary>
    static readonly Dictionary<string, string[]> MayName = new()
    {
        // The log names the table of a row that cannot be read.
        ["Record/Layers"] = ["env"],
        ["Reading/Annexes"] = ["published"],
        ["Reading/Basemap"] = ["published"],
        ["Reading/Decisions"] = ["published"],
        ["Reading/Features"] = ["published", "plans"],
        ["Reading/Filtering"] = ["published", "plans"],
        ["Reading/Lists"] = ["published", "plans"],
        ["Reading/Ogc"] = ["published"],
        ["Reading/Overview"] = ["published"],
        ["Reading/Places"] = ["published"],
        ["Reading/Plans"] = ["published", "plans"],
        ["Reading/Printing"] = ["published"],
        ["Reading/Search"] = ["published"],
        ["Reading/Siting"] = ["published"],
        ["Reading/Tiles"] = ["published"],
        ["Working/Accounts"] = ["account", "env", "published"],
        ["Working/Audit"] = ["audit", "account", "env"],
        ["Working/Basemap"] = ["env"],
        ["Working/Drafts"] = ["env", "published"],
        ["Working/Consultations"] = ["env"],
        ["Working/Sources"] = ["env"],
        ["Working/Recipes"] = ["env"],
        ["Working/NamedZones"] = ["env"],
        ["Working/Editing"] = ["env", "published"],
        // What came in is looked for among what lies apart, too.
        ["Working/Imports"] = ["staging", "env", "published", "restricted"],
        ["Working/Layers"] = ["env", "published"],
        ["Working/Places"] = ["env", "published"],
        ["Working/Plans"] = ["env"],
        ["Working/Publishing"] = ["env"],
        // A backup holds all, and a restored database is looked over before it is trusted.
        ["Program/Backups"] = ["env", "account"],
        ["Program/Commands"] = ["env", "account", "audit"],
    };

    [Fact]
    public void A_storey_references_only_those_below_it()
    {
        MayReference.Keys.ShouldBe(House.Storeys.Select(storey => storey.GetName().Name!));
        foreach (var storey in House.Storeys)
        {
            storey.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("EnvGis", StringComparison.Ordinal)).Except(MayReference[storey.GetName().Name!])
                .ShouldBeEmpty(storey.GetName().Name);
        }
        // What every door says knows no database.
        typeof(Refusal).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .ShouldNotContain(name => name.StartsWith("Npgsql", StringComparison.Ordinal) || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name == "Dapper");
    }

    /// <summary>By which one comes to a database otherwise than by a sight.</summary>
    static readonly string[] WaysIn = ["EnvGis.Database.DatabaseAddress", "EnvGis.Database.MemberDatabase", "EnvGis.Database.SightTicket", "Npgsql.NpgsqlDataSource", "Npgsql.NpgsqlDataSourceBuilder"];

    [Fact]
    public void Who_reads_comes_to_the_database_by_a_sight_alone()
    {
        typeof(EnvGis.Tiles.TileQuery).Assembly.GetTypes().SelectMany(type => House.UsedBy(type).Where(used => WaysIn.Contains(used.FullName)).Select(used => $"{type.FullName} names {used.Name}")).ShouldBeEmpty();
        // What writes stands where it cannot be named from there.
        foreach (var writes in (Type[])[typeof(WorkingDatabase), typeof(AccountsDatabase), typeof(OwnerDatabase)])
        {
            writes.Assembly.GetName().Name.ShouldBe("EnvGis.Working");
        }
    }

    [Fact]
    public void No_two_types_have_one_name() =>
        House.Types.Concat(typeof(EnvGis.Spatial.Tiling.TileAddress).Assembly.GetTypes()).Where(type => !type.IsNested && type.Namespace?.StartsWith("EnvGis", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .GroupBy(type => type.Name).Where(same => same.Count() > 1).Select(same => string.Join(", ", same.Select(type => type.FullName))).ShouldBeEmpty();

    [Fact]
    public void Every_endpoint_has_a_name_takes_a_token_and_says_who_may_call_it()
    {
        var endpoints = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(5);
        foreach (var endpoint in endpoints)
        {
            var address = endpoint.RoutePattern.RawText;
            // Written one way: the contract calls its operations by these names.
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>().ShouldNotBeNull($"{address} has no name").EndpointName.ShouldMatch("^[a-z]+([A-Z][a-z]*)*$", address);
            (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
                .ShouldBeTrue($"{address} does not say who may call it");
            if (endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler)
            {
                handler.GetParameters().ShouldContain(parameter => parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(Microsoft.AspNetCore.Http.HttpContext),
                    $"{address} takes no cancellation token");
            }
        }
    }

    /// <summary>Who keeps or follows what everybody sees. Whoever is added here answers no caller by it; but OpenAnnexes, by which all callers are answered alike (decision 43).</summary>
    static readonly string[] OfEverybody = ["BaseContent", "BaseTileQuery", "ChangeReader", "LayerSets", "OpenAnnexes", "ProvinceAt", "Readiness", "Sights", "TileQuery"];

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
        House.Types
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(PublicSight))))
            .Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(OfEverybody);
    }

    [Fact]
    public void A_room_uses_only_the_rooms_its_charter_allows()
    {
        string[] shared = ["Database", "Http", "Access", "Spatial"];
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        var met = new HashSet<(string Room, string Used)>();
        foreach (var type in House.Types)
        {
            // Commands are the program itself, and wire it.
            if (House.RoomOf(type) is not { } room || room == "Commands")
            {
                continue;
            }
            var address = House.Address(type.Assembly, room);
            foreach (var used in House.UsedBy(type))
            {
                if (House.RoomOf(used) is { } other && other != room && !shared.Contains(other))
                {
                    met.Add((address, other));
                    if (!MayAlsoUse.GetValueOrDefault(address, []).Contains(other))
                    {
                        wrong.Add($"{address} uses {used.FullName}");
                    }
                }
            }
        }
        wrong.ShouldBeEmpty();
        // What nobody makes use of is no longer allowed.
        MayAlsoUse.SelectMany(one => one.Value.Select(other => (one.Key, other))).Where(allowed => !met.Contains(allowed)).ShouldBeEmpty();
    }

    [Fact]
    public void A_room_names_only_the_schemas_that_are_its_own()
    {
        foreach (var storey in House.Storeys)
        {
            foreach (var room in House.RoomsOf(storey).Where(room => House.Address(storey, room) != "Record/Database"))
            {
                foreach (var file in Directory.EnumerateFiles(Path.Combine(House.FolderOf(storey), room), "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cs" or ".sql"))
                {
                    SchemaName().Matches(Remark().Replace(File.ReadAllText(file), "")).Select(match => match.Groups[1].Value).Distinct()
                        .Except(MayName.GetValueOrDefault(House.Address(storey, room), [])).ShouldBeEmpty(Path.GetRelativePath(House.FolderOf(storey), file));
                }
            }
        }
    }

    [Fact]
    public void What_reads_never_names_the_working_schemas()
    {
        var reading = House.FolderOf(typeof(EnvGis.Tiles.TileQuery).Assembly);
        var files = House.Files("*.*").Where(file => file.StartsWith(reading, StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(80);
        foreach (var file in files)
        {
            WorkingSchema().IsMatch(File.ReadAllText(file)).ShouldBeFalse($"{Path.GetRelativePath(reading, file)} reads env or staging");
        }
    }

    /// <summary>What no request runs: commands of the command line, whose connections end with them.</summary>
    static readonly string[] OfTheCommandLine = ["Migrator.cs", "PrivateCluster.cs", "LoadPlaces.cs", "ImportBaseLayer.cs", "ImportFeatures.cs", "StageRows.cs", "Manifest.cs"];

    [Fact]
    public void A_command_that_a_request_runs_holds_one_statement()
    {
        var files = House.Files("*.cs").Where(file => !OfTheCommandLine.Contains(Path.GetFileName(file))).ToList();
        files.Count.ShouldBeGreaterThan(100);
        files.Where(file => SeveralStatements().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).ShouldBeEmpty("see decision 0024");
        foreach (var name in OfTheCommandLine)
        {
            House.Files(name).Count().ShouldBe(1, name);
        }
    }

    [Fact]
    public void A_connection_is_given_back_by_its_scope_alone()
    {
        // Beside a scope's end, giving back by hand does it twice; the driver uses a connection's reader again, so the second time ends another request's.
        var byHand = House.Files("*.cs")
            .Where(file => GivenBackByHand().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order();
        // The pool takes a connection that its server has left for a new one.
        byHand.ShouldBe(["ConnectionPool.cs"]);
    }

    [Fact]
    public void Nothing_is_written_into_the_record_without_saying_whom_it_concerns()
    {
        var writers = House.Types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType == typeof(Concern)).ToList();
        writers.Select(parameter => parameter.Member.Name).ShouldContain("AppendAsync");
        foreach (var parameter in writers.Where(parameter => parameter.Member.Name is "AppendAsync" or "RecordAsync"))
        {
            var where = $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}";
            parameter.IsOptional.ShouldBeFalse(where);
            new NullabilityInfoContext().Create(parameter).WriteState.ShouldBe(NullabilityState.NotNull, where);
        }
        // Its makers have names that say what the entry tells of, a layer's data or none.
        typeof(Concern).GetConstructors().ShouldBeEmpty();
        House.Files("*.cs").Where(file => File.ReadAllText(file).Contains("audit.append(", StringComparison.Ordinal))
            .Select(Path.GetFileName).ShouldBe(["AuditTrail.cs"]);
    }

    [Fact]
    public void Versions_are_recorded_in_one_place() =>
        House.Files("*.*")
            // Numbered migrations are of before, and stay as they were released.
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && Path.GetFileName(Path.GetDirectoryName(file)) != "Migrations" && WritesVersions().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName).ShouldBe(["record.sql"]);

    /// <summary>As <c>.editorconfig</c> says.</summary>
    const int LongestLine = 200;

    [Fact]
    public void No_line_of_the_service_is_longer_than_the_editor_says()
    {
        File.ReadLines(Path.Combine(Checkout.Find(), ".editorconfig")).ShouldContain($"max_line_length = {LongestLine}");
        var files = House.Files("*.cs").Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Find(), "src", "EnvGis.Spatial"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))).ToList();
        files.Count.ShouldBeGreaterThan(300);
        // A sentence stays whole: what is long by its text alone is not counted. Of SQL in a raw string every sign counts.
        files.SelectMany(file => File.ReadLines(file).Select((line, at) => (Line: line, Where: $"{Path.GetFileName(file)}:{at + 1}")))
            .Where(one => one.Line.Length > LongestLine && Text().Replace(one.Line, "").Length > LongestLine / 2).Select(one => one.Where)
            // Commands to be copied line by line.
            .Where(where => !where.StartsWith("Migrator.cs:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"""(\\.|[^""\\])*""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(insert\s+into|update)\s+(only\s+)?env\.feature_version\b", RegexOptions.IgnoreCase)]
    private static partial Regex WritesVersions();

    [GeneratedRegex(@"\.Close(Async)?\(\)|\b(rows|reader|command|row)\.Dispose(Async)?\(\)")]
    private static partial Regex GivenBackByHand();

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
        var files = Directory.GetFiles(House.Migrations, "*.sql").Order(StringComparer.Ordinal).ToList();
        files.Select(file => int.Parse(Path.GetFileName(file)[..3], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, files.Count));
        foreach (var file in files)
        {
            File.ReadLines(file).First().ShouldStartWith("-- Why:", Case.Sensitive, file);
        }
        House.Types.Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)
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

    [Fact]
    public void The_readme_names_every_room()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Find(), "README.md"));
        foreach (var storey in House.Storeys)
        {
            foreach (var room in House.RoomsOf(storey).Prepend(""))
            {
                readme.ShouldContain($"`{$"src/{storey.GetName().Name}/{room}".TrimEnd('/')}/`");
            }
        }
    }

    [GeneratedRegex(@"\b(env|staging|account|audit|published|member|restricted|plans)\.[a-z_]+")]
    private static partial Regex SchemaName();

    [GeneratedRegex(@"^\s*(//|--).*$", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\b(?:from|join|into|update|call)\s+(?:env|staging)\.|\benv\.\w+\s*\(")]
    private static partial Regex WorkingSchema();

    [GeneratedRegex(@"`((?:src|data|tests|benchmarks|wwwroot|docs)/[\w./-]*)`")]
    private static partial Regex ReadmePath();
}
