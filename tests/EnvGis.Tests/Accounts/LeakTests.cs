using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Access;
using EnvGis.Tests.Changes;
using EnvGis.Tests.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>Who may see what, at every door: each answer is searched for marks that stand only in what the caller may not see.</summary>
public sealed partial class LeakTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","tiles":true,"filter":true},
         {"name":"owner","title":{"vi":"Chủ sở hữu","en":"Owner"},"type":"text","filter":true,"restricted":true}]
        """;

    /// <summary>A place with marks in its name, its kind and its owner.</summary>
    sealed record Mark(string Layer, bool LayerRestricted, string Province, string Commune, long Id, string Code, string Name, string Kind, string Owner);

    sealed record Who(string Role, string[]? Provinces, string[]? Communes, string[]? Layers)
    {
        public bool Sees(Mark mark) => Role is "viewer" or "inspector" or "planner" or "approver"
            && (Provinces?.Contains(mark.Province) ?? true) && (Communes?.Contains(mark.Commune) ?? true) && (Layers?.Contains(mark.Layer) ?? true);
    }

    // A task of a plan that names no place of its own.
    const string Tied = "lai-chau/II.B.5";

    /// <summary>An open and a restricted layer, each with a marked place in Quảng Trị and one in Sơn La.</summary>
    async Task<(string Open, string Closed, List<Mark> Marks)> MarkedLayers()
    {
        var (open, closed) = (await service.NewLayer("point", Attributes), await service.NewLayer("point", Attributes, visibility: "restricted"));
        var marks = new List<Mark>();
        foreach (var (layer, restricted) in new[] { (open, false), (closed, true) })
        {
            foreach (var (province, commune, lon) in new[] { ("44", "19333", 106.9), ("14", "03646", 103.9) })
            {
                marks.Add(await this.Place(layer, restricted, province, commune, lon));
            }
        }
        return (open, closed, marks);
    }

    [Fact]
    public async Task Nobody_gets_through_any_door_what_they_may_not_see_and_everybody_gets_what_they_may()
    {
        var (open, closed, marks) = await MarkedLayers();
        var people = new List<Who> { new("nobody", null, null, null) };
        foreach (var role in new[] { "viewer", "inspector", "planner", "approver", "administrator" })
        {
            people.AddRange([
                new(role, null, null, null), new(role, ["44"], null, null), new(role, ["14"], ["03646"], null), new(role, ["44"], null, [closed]), new(role, null, null, [open]),
            ]);
        }
        var (leaks, missing, asked) = (new List<string>(), new List<string>(), 0);
        foreach (var who in people)
        {
            using var client = who.Role == "nobody" ? service.NewBrowser() : await service.SignedIn(who.Role, who.Provinces, who.Communes, who.Layers);
            foreach (var (door, address, shows) in Doors(open, closed, marks))
            {
                using var answer = await client.GetAsync(address);
                ((int)answer.StatusCode).ShouldBeLessThan(500, address);
                var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
                asked++;
                foreach (var mark in marks)
                {
                    var (seesPlace, seesOwner) = (!mark.LayerRestricted || who.Sees(mark), who.Sees(mark));
                    // An address that itself names something says it back in a refusal; what it names is the caller's own.
                    bool Holds(string secret) => text.Contains(secret, StringComparison.OrdinalIgnoreCase) && !address.Contains(secret, StringComparison.OrdinalIgnoreCase);
                    if (!seesPlace && (Holds(mark.Name) || Holds(mark.Kind) || Holds(mark.Code)) || !seesOwner && Holds(mark.Owner))
                    {
                        leaks.Add($"{who.Role} {string.Join('/', who.Provinces ?? ["*"])} {string.Join('/', who.Communes ?? ["*"])} {string.Join('/', who.Layers ?? ["*"])}: {door} {address} shows {mark}");
                    }
                    if (shows.Contains(mark) && seesPlace && !Holds(mark.Name))
                    {
                        missing.Add($"{who}: {door} {address} does not show {mark.Name}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 300)]}");
                    }
                    if (door is "item" or "details" or "export" && shows.Contains(mark) && seesOwner && !Holds(mark.Owner))
                    {
                        missing.Add($"{who}: {door} {address} does not show {mark.Owner}");
                    }
                }
                if (who.Role == "nobody")
                {
                    answer.Headers.CacheControl?.Private.ShouldBeFalse(address);
                }
                else
                {
                    answer.Headers.CacheControl.ShouldNotBeNull(address).NoStore.ShouldBeTrue(address);
                }
            }
        }
        asked.ShouldBeGreaterThan(500);
        leaks.ShouldBeEmpty();
        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_answer_differs_by_what_its_reader_may_not_see()
    {
        var (open, closed, marks) = await MarkedLayers();
        // One role of each kind: who sees is told by the scope (see Sees), and the matrix above asks as all of them.
        var people = new[]
        {
            new Who("nobody", null, null, null), new("viewer", ["44"], null, null), new("viewer", ["14"], ["03646"], null), new("viewer", null, null, [open]), new("administrator", null, null, null),
        };
        var clients = new List<HttpClient>();
        foreach (var who in people)
        {
            clients.Add(who.Role == "nobody" ? service.NewBrowser() : await service.SignedIn(who.Role, who.Provinces, who.Communes, who.Layers));
        }
        var doors = Doors(open, closed, marks).Select(door => door.Address).Distinct().ToList();
        var third = await service.Value<string>("select min(code) from env.commune where province_code = '38' and valid_to is null");
        var elsewhere = await this.Place(open, false, "38", third!, 105.8);
        // The list of layers may be two seconds old.
        await Until.So(async () => (await service.Json("/api/layers")).GetProperty("layers").EnumerateArray()
            .Any(one => one.GetProperty("id").GetString() == open && one.GetProperty("features").GetInt64() == 3), "the three open places in the list of layers");
        // And the feed tells of it once every transaction of the server that began before has ended.
        await Until.So(async () => (await service.Http.GetStringAsync($"/api/changes?layer={open}")).Contains($"\"featureId\":{elsewhere.Id},", StringComparison.Ordinal), "the last of them in the feed");
        var before = await Answers();

        // Places in sight of none of them, beside those that some of them see; and of one that all see another owner, whom one sees who sees the whole layer.
        foreach (var lon in new[] { 106.9, 103.9 })
        {
            await this.Place(closed, true, "38", third!, lon);
        }
        await service.Sql("update env.current_feature set attributes = attributes || '{\"owner\":\"khac\"}' where id = @Id", new { elsewhere.Id });

        (await Answers()).Zip(before).Where(pair => pair.First.Text != pair.Second.Text && !pair.First.Who.Sees(elsewhere)).Select(pair => $"{pair.First.Who} {pair.First.Address}").ShouldBeEmpty();
        clients.ForEach(client => client.Dispose());

        async Task<List<(Who Who, string Address, string Text)>> Answers()
        {
            var all = new List<(Who, string, string)>();
            foreach (var (who, client) in people.Zip(clients))
            {
                foreach (var address in doors)
                {
                    using var answer = await client.GetAsync(address);
                    all.Add((who, address, $"{(int)answer.StatusCode} {answer.Headers.ETag} {Moving().Replace(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), "")}"));
                }
            }
            return all;
        }
    }

    // Cursors tell of transactions, which a write out of sight is too; and when an answer was made, which its code is of, too.
    [GeneratedRegex("\"(next|cursor|revision|timeStamp|traceId|instance|known)\":\"[^\"]*\"|\"code\":\"[0-9a-f]{64}\"")]
    private static partial Regex Moving();

    [Fact]
    public async Task What_is_not_there_and_what_may_not_be_seen_are_refused_in_the_same_words()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        var mark = await this.Place(closed, true, "14", "03646", 103.8);
        using var planner = await service.SignedIn("planner", ["44"]);
        foreach (var (there, never) in new[]
        {
            ($"/ogc/collections/{closed}", "/ogc/collections/no-such-layer-9"), ($"/tiles/{closed}/0/0/0.mvt", "/tiles/no-such-layer-9/0/0/0.mvt"),
            ($"/exports/{closed}.geojson", "/exports/no-such-layer-9.geojson"), ($"/api/features/{mark.Id}", "/api/features/987654321"),
            ($"/api/features/{mark.Id}/geometry", "/api/features/987654321/geometry"), ($"/api/changes?layer={closed}", "/api/changes?layer=no-such-layer-9"),
        })
        {
            foreach (var client in new[] { service.Http, planner })
            {
                // Somebody of another province sees that the layer exists once a grant reaches all layers; its places do not.
                using var first = await client.GetAsync(there);
                using var second = await client.GetAsync(never);
                if (client == planner && !there.Contains("features/", StringComparison.Ordinal))
                {
                    continue;
                }
                first.StatusCode.ShouldBe(second.StatusCode, there);
                (await Sentence(first, there)).ShouldBe(await Sentence(second, never));
            }
        }

        static async Task<string> Sentence(HttpResponseMessage answer, string address)
        {
            var text = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
            // Both say back what was asked for.
            foreach (var part in address.Split('/', '=', '?', '.').Where(part => part.Length > 0))
            {
                text = text.Replace($"“{part}”", "“…”", StringComparison.Ordinal);
            }
            return text;
        }
    }

    [Fact]
    public async Task A_task_counts_the_places_that_its_reader_may_see_and_is_found_by_them()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        // A commune of another province than the plan's: only the place leads to the task from there.
        var commune = await service.Value<string>("""
            select code from env.commune c where province_code = '04' and valid_to is null
                and not exists (select from env.plan_place p where p.commune_code = c.code) order by code limit 1
            """);
        await this.Place(closed, true, "04", commune!, 106.2);
        // Of this layer alone: what other tests of the class put into the province is not theirs.
        using var viewer = await service.SignedIn("viewer", ["04"], layers: [closed]);
        var (everybody, own) = (await Features(service.Http), await Features(viewer));
        own.ShouldBe(everybody + 1);
        (await Found(service.Http)).ShouldBeFalse();
        (await Found(viewer)).ShouldBeTrue();
        var counted = await viewer.GetFromJsonAsync<JsonElement>($"/api/tasks/summary?commune_code={commune}");
        counted.GetProperty("total").GetInt32().ShouldBeGreaterThan((await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/summary?commune_code={commune}")).GetProperty("total").GetInt32());

        async Task<int> Features(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>($"/api/tasks?task={Tied}")).GetProperty("tasks")[0].GetProperty("features").GetInt32();
        async Task<bool> Found(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>($"/api/tasks?commune_code={commune}&limit=200")).GetProperty("tasks").EnumerateArray()
            .Any(task => task.GetProperty("id").GetString() == Tied);
    }

    [Fact]
    public async Task The_roles_of_the_database_hold_the_line_by_themselves()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        await this.Place(closed, true, "44", "19333", 106.9);
        await using var reader = NpgsqlDataSource.Create(service.Database.Reader!);
        await using var member = NpgsqlDataSource.Create(service.Database.Member!);
        foreach (var sql in new[]
        {
            "select 1 from restricted.feature", "select 1 from restricted.attribute", "select 1 from member.feature", "select 1 from env.feature_version",
            "select 1 from account.person", "select 1 from audit.entry", $"select 1 from restricted.feature_{closed.Replace('-', '_')}",
        })
        {
            await using var command = reader.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
        foreach (var sql in new[] { "select 1 from restricted.feature", "select 1 from env.feature_version", "select 1 from account.person", "insert into member.layer (id) values ('x')" })
        {
            await using var command = member.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBeOneOf(PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ObjectNotInPrerequisiteState);
        }
        // A connection that was not told what it may see sees nothing of it.
        await using var forgotten = member.CreateCommand($"select (select count(*) from member.feature where layer = '{closed}') + (select count(*) from member.feature_version where layer = '{closed}') + (select count(*) from member.layer where id = '{closed}') + (select count(*) from member.change where layer = '{closed}')");
        (await forgotten.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_layer_that_becomes_restricted_leaves_the_public_at_once_and_comes_back_whole()
    {
        var layer = await service.NewLayer("point", Attributes);
        var mark = await this.Place(layer, false, "44", "19333", 106.9);
        (await service.Http.GetStringAsync($"/ogc/collections/{layer}/items")).ShouldContain(mark.Name);
        await Visibility("restricted");
        (await service.Http.GetAsync($"/ogc/collections/{layer}/items")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await service.Value<long>("select count(*) from published.feature where id = @Id", new { mark.Id })).ShouldBe(0);
        using var viewer = await service.SignedIn("viewer", ["44"]);
        // A process looks again after a few seconds what there is for a scope that it knows.
        await Until.So(async () => (await (await viewer.GetAsync($"/ogc/collections/{layer}/items")).Content.ReadAsStringAsync()).Contains(mark.Owner, StringComparison.Ordinal), "the owner being shown");
        await Visibility("public");
        (await service.Http.GetStringAsync($"/ogc/collections/{layer}/items")).ShouldContain(mark.Name);
        (await service.Http.GetStringAsync($"/ogc/collections/{layer}/items")).ShouldNotContain(mark.Owner);

        async Task Visibility(string visibility)
        {
            await service.Sql("update env.layer set definition = jsonb_set(definition, '{visibility}', to_jsonb(@visibility)) where id = @layer", new { layer, visibility });
            await service.Services.GetRequiredService<PublicSight>().Layers.RefreshAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Live_events_of_a_restricted_place_reach_those_who_see_it_and_nobody_else()
    {
        var (open, closed) = (await service.NewLayer("point", Attributes), await service.NewLayer("point", Attributes, visibility: "restricted"));
        using var viewer = await service.SignedIn("viewer", ["44"]);
        await using var allowed = await Listener.Open(service, client: viewer);
        await using var guest = await Listener.Open(service);
        await this.Place(closed, true, "14", "03646", 103.9);
        var here = await this.Place(closed, true, "44", "19333", 106.9);
        (await allowed.Changes(closed, 1)).Told.Single().ShouldContain(here.Id.ToString(CultureInfo.InvariantCulture));
        // What follows in a public layer is the first that a guest hears of either.
        await this.Place(open, false, "44", "19333", 106.9);
        (await guest.Changes(open, 1)).Told.Count.ShouldBe(1);
        guest.Heard.ShouldNotContain(closed);
        allowed.Heard.ShouldNotContain("\"featureId\":" + (here.Id - 1).ToString(CultureInfo.InvariantCulture) + ",");
    }

    static IEnumerable<(string Door, string Address, IReadOnlyList<Mark> Shows)> Doors(string open, string closed, IReadOnlyList<Mark> marks)
    {
        foreach (var layer in new[] { open, closed })
        {
            var own = marks.Where(mark => mark.Layer == layer).ToList();
            yield return ("items", $"/ogc/collections/{layer}/items", own);
            yield return ("export", $"/exports/{layer}.geojsonl", own);
            yield return ("collection", $"/ogc/collections/{layer}", []);
            yield return ("queryables", $"/ogc/collections/{layer}/queryables", []);
            yield return ("schema", $"/ogc/collections/{layer}/schema", []);
            yield return ("schema of one feature", $"/ogc/collections/{layer}/feature-schema", []);
            yield return ("TileJSON", $"/tiles/{layer}.json", []);
            yield return ("TileJSON of both", $"/tiles/{open},{layer}.json", []);
            yield return ("changes", $"/api/changes?layer={layer}", []);
            foreach (var mark in own)
            {
                var (x, y) = TileOf(mark.Province == "44" ? 106.9 : 103.9, 16.7, 10);
                yield return ("tile", $"/tiles/{layer}/10/{x}/{y}.mvt", [mark]);
                yield return ("filtered tile", $"/tiles/{layer}/10/{x}/{y}.mvt?province_code={mark.Province}", [mark]);
                yield return ("past tile", $"/tiles/{layer}/10/{x}/{y}.mvt?datetime=2026-06-01", [mark]);
                yield return ("tile filtered by a restricted attribute", $"/tiles/{layer}/10/{x}/{y}.mvt?owner={mark.Owner}", []);
                yield return ("tile of several layers filtered by a restricted attribute", $"/tiles/{open},{closed}/10/{x}/{y}.mvt?{layer}.owner={mark.Owner}", []);
                yield return ("item", $"/ogc/collections/{layer}/items/{mark.Id}", [mark]);
                yield return ("filter", $"/ogc/collections/{layer}/items?owner={mark.Owner}", []);
                yield return ("filter", $"/ogc/collections/{layer}/items?kind={mark.Kind}", []);
                yield return ("box", $"/ogc/collections/{layer}/items?bbox=100,8,110,24", own);
                yield return ("past items", $"/ogc/collections/{layer}/items?datetime=2026-06-01", own);
            }
        }
        foreach (var mark in marks)
        {
            yield return ("details", $"/api/features/{mark.Id}", [mark]);
            yield return ("details of a day", $"/api/features/{mark.Id}?datetime=2026-06-01", [mark]);
            yield return ("geometry", $"/api/features/{mark.Id}/geometry", [mark]);
            yield return ("coordinates", $"/api/features/{mark.Id}/coordinates?source=geometry", []);
            yield return ("search", $"/api/places?q={Uri.EscapeDataString(mark.Name)}", []);
            yield return ("search by code", $"/api/places?q={mark.Code}", []);
            yield return ("task of the place", $"/api/tasks/{Tied}", [mark]);
            yield return ("my acts", $"/api/me?feature={mark.Id}", []);
        }
        yield return ("tiles of both", $"/tiles/{open},{closed}/6/50/29.mvt", []);
        yield return ("list", "/api/list?bbox=100,8,110,24&limit=500", []);
        yield return ("list by name", "/api/list?bbox=100,8,110,24&limit=500&sort=name", []);
        yield return ("list as a file", "/api/list.csv?bbox=100,8,110,24", []);
        yield return ("facets", "/api/facets", []);
        yield return ("counts", "/api/facets?of=layer", []);
        yield return ("layers", "/api/layers", []);
        yield return ("collections", "/ogc/collections", []);
        yield return ("API description", "/ogc/api", []);
        yield return ("overview", "/api/overview", []);
        yield return ("changes over time", "/api/overview/changes", []);
        yield return ("feed", "/api/changes?limit=1000", []);
        yield return ("print: revision", "/api/revision", []);
        yield return ("print: grid", "/api/grid?bbox=106.8,16.6,107,16.8", []);
        yield return ("check", "/api/check?lon=106.9&lat=16.7&within=20000", []);
        yield return ("check of a day", "/api/check?lon=106.9&lat=16.7&within=20000&at=2026-06-01", []);
        yield return ("unlocated", "/api/unlocated", []);
        yield return ("without tasks", "/api/features/without-tasks?limit=200", []);
    }

    static (int X, int Y) TileOf(double lon, double lat, int zoom)
    {
        var side = 1 << zoom;
        var sine = Math.Sin(lat * Math.PI / 180);
        return ((int)((lon + 180) / 360 * side), (int)((0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side));
    }

    async Task<Mark> Place(string layer, bool restricted, string province, string commune, double lon)
    {
        var tag = Guid.NewGuid().ToString("n")[..10];
        var (name, kind, owner) = ($"noi{tag}", $"loai{tag}", $"chu{tag}");
        var (id, code) = (await service.Rows<(long, string)>("""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, commune_id)
            values (@layer, @name, jsonb_build_object('kind', @kind, 'owner', @owner), st_point(@lon, 16.7, 4326), 'digitised', 10, daterange('2026-01-01', null),
                (select id from env.commune where code = @commune and province_code = @province and valid_to is null))
            returning id, code
            """, new { layer, name, kind, owner, lon, commune, province }))[0];
        await service.Sql("insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line) values (@id, @Tied, 'monitors', 'lai-chau', 'II.B.5', 124)", new { id, Tied });
        return new(layer, restricted, province, commune, id, code, name, kind, owner);
    }
}
