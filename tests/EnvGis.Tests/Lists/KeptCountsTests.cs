using System.Globalization;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Lists;

/// <summary>Counts that are kept as they are written say what counting the features says, whatever was written and whoever asks.</summary>
public sealed class KeptCountsTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"code","filter":true,"tiles":true,
          "codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"}},{"code":"high","title":{"vi":"Cao","en":"High"}}]},
         {"name":"watched","title":{"vi":"Có quan trắc","en":"Watched"},"type":"boolean","filter":true},
         {"name":"depth","title":{"vi":"Độ sâu","en":"Depth"},"type":"number","filter":true},
         {"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"code","filter":true,"restricted":true,
          "codelist":[{"code":"state","title":{"vi":"Nhà nước","en":"State"}},{"code":"private","title":{"vi":"Tư nhân","en":"Private"}}]}]
        """;

    // Boxes that hold all, cut through parts of the map and through areas, cross the 180th meridian, and one smaller than a part.
    static readonly string[] Boxes = ["", "102,8,110,24", "104.5,20.5,105.35,21.4", "105,20,105.8,23", "170,-10,-170,60", "105.1,21,105.3,21.1"];

    static readonly string[] Filters = ["", "grade=4", "state=unknown", "demonstration=false", "unlocated=false", "delineated=true", "LAYER.level=low,high", "LAYER.level=high&LAYER.watched=true",
        "LAYER.depth=3", "province_code=19", "grade=0,1,4&LAYER.watched=false"];

    // Each is one statement of an operator, on places that lie in several parts of the map and across their edges.
    static readonly string[] Edits =
    [
        "update env.current_feature set attributes = attributes || '{\"level\": \"high\"}' where layer = @layer and id % 3 = 0",
        "update env.current_feature set geom = st_translate(geom, 0.6, 0.4) where layer = @layer and geom is not null and id % 4 = 1",
        "update env.current_feature set name_vi = 'Tên khác' where layer = @layer and id % 2 = 0",
        "update env.current_feature set geom = null, commune_id = (select min(id) from env.commune where province_code = '19') where layer = @layer and id % 7 = 2",
        "delete from env.current_feature where layer = @layer and id % 5 = 0",
        "update env.current_feature set valid = daterange('2026-01-01', '2026-02-01') where layer = @layer and id % 6 = 1",
        "select env.fold_tallies(), env.fold_day_tallies()",
        "update env.layer set definition = jsonb_set(definition, '{attributes,3,filter}', 'false') where id = @layer",
        "update env.layer set definition = jsonb_set(definition, '{attributes,3,filter}', 'true') where id = @layer",
        "update env.current_feature set demonstration = true, geom = st_buffer(geom, 0.2) where layer = @layer and st_dimension(geom) = 0 and id % 3 = 1",
        "insert into env.current_feature (id, code, layer, name_vi, geom, position_source, accuracy_m, valid) select f.id, f.code, f.layer, 'Trở lại', 'srid=4326;point(105.2 21.05)', 'digitised', 5, daterange('2026-01-01', null) from env.feature f where f.layer = @layer and f.id % 5 = 0",
        "select env.fold_tallies(), env.fold_day_tallies()",
    ];

    [Theory]
    [InlineData("public")]
    [InlineData("restricted")]
    public async Task After_every_edit_facets_list_and_overview_say_at_once_what_counting_says(string visibility)
    {
        var layer = await this.Layer(visibility);
        using var client = visibility == "public" ? service.NewBrowser() : await service.SignedIn("viewer");
        var compared = 0;
        foreach (var edit in Edits.Prepend("select 1"))
        {
            await service.Sql(edit, new { layer });
            // A changed layer file is read as a process starts.
            await service.Services.GetRequiredService<PublicSight>().Layers.RefreshAsync(CancellationToken.None);
            await this.CountsAreThoseOf(layer, edit);
            // One box and filter after another, so that all come to their turn without asking all after each edit.
            for (var i = 0; i < 11; i++, compared++)
            {
                var (box, filter) = (Boxes[compared % Boxes.Length], Filters[compared % Filters.Length]);
                await this.AnswersAreThoseOf(client, layer, box, filter, visibility == "public" ? "published" : "restricted", edit);
            }
        }
        compared.ShouldBeGreaterThan(Boxes.Length * Filters.Length);
    }

    [Fact]
    public async Task Who_sees_more_is_answered_with_more_and_nobody_else_is()
    {
        var (open, closed) = (await this.Layer("public"), await this.Layer("restricted"));
        using var anyone = service.NewBrowser();
        using var viewer = await service.SignedIn("viewer");
        using var elsewhere = await service.SignedIn("viewer", provinces: ["44"]);
        foreach (var change in new[] { "select 1", "update env.current_feature set attributes = attributes || '{\"owner\": \"private\"}' where layer in (@open, @closed) and id % 2 = 0" })
        {
            await service.Sql(change, new { open, closed });
            (await Owners(anyone, open)).ShouldBeEmpty();
            (await Owners(viewer, open)).ShouldBe(await this.Truth(open));
            (await Owners(viewer, closed)).ShouldBe(await this.Truth(closed));
            (await Owners(elsewhere, open)).ShouldBeEmpty();
            (await Json(elsewhere, "/api/facets")).GetProperty("parameters").GetProperty("layer").EnumerateArray().Select(Value).ShouldNotContain(closed);
            (await Json(anyone, "/api/overview")).GetProperty("layers").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldNotContain(closed);
            (await Json(viewer, "/api/overview")).GetProperty("layers").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldContain(closed);
        }

        async Task<Dictionary<string, int>> Owners(HttpClient client, string layer) =>
            (await Json(client, "/api/facets")).GetProperty("parameters").TryGetProperty($"{layer}.owner", out var choices)
                ? choices.EnumerateArray().ToDictionary(Value, choice => choice.GetProperty("features").GetInt32()) : [];
    }

    [Fact]
    public async Task Two_who_write_at_once_are_both_counted_and_neither_waits()
    {
        var layer = await this.Layer("public");
        await using var slow = await service.Owner.OpenConnectionAsync();
        await using var writing = await slow.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("update env.current_feature set attributes = attributes || '{\"level\": \"low\"}' where layer = $1 and id % 2 = 0", slow, writing)
            { Parameters = { new() { Value = layer } } })
        {
            await command.ExecuteNonQueryAsync();
        }
        // The same kinds in the same parts of the map, and folded while the first is not done.
        await service.Sql("update env.current_feature set attributes = attributes || '{\"level\": \"low\"}' where layer = @layer and id % 2 = 1", new { layer });
        await service.Sql("select env.fold_tallies(), env.fold_day_tallies()");
        await this.CountsAreThoseOf(layer, "the second");
        await writing.CommitAsync();
        await this.CountsAreThoseOf(layer, "the first");
        await service.Sql("select env.fold_tallies(), env.fold_day_tallies()");
        await this.CountsAreThoseOf(layer, "folding");
    }

    [Theory]
    [InlineData("recorded")]
    [InlineData("valid")]
    public async Task Days_on_which_the_record_changed_are_kept_as_its_versions_say(string clock)
    {
        var layer = await this.Layer("public");
        foreach (var edit in Edits.Prepend("select 1"))
        {
            await service.Sql(edit, new { layer });
            // A condition that all meet has the versions themselves looked at.
            var kept = await service.Http.GetStringAsync($"/api/overview/changes?clock={clock}&by=day&layers={layer}");
            kept.ShouldBe(await service.Http.GetStringAsync($"/api/overview/changes?clock={clock}&by=day&layers={layer}&ids={await this.Ids(layer)}"), edit);
        }
    }

    [Theory]
    [InlineData("sort=severity")]
    [InlineData("sort=name")]
    [InlineData("sort=overdue")]
    [InlineData("sort=distance&at=105.1,21.3")]
    [InlineData("sort=severity&grade=0,4")]
    [InlineData("sort=name&bbox=104.5,20.5,105.9,23")]
    public async Task A_long_list_read_in_its_order_is_the_same_as_a_short_one_that_is_sorted(string query)
    {
        var layer = await this.Layer("public");
        var scope = $"?layers={layer},contaminated-sites,pollution-hotspots&{query}";
        await using var connection = await service.Services.GetRequiredService<PublicSight>().Database.Source.OpenConnectionAsync();
        var sorted = await Page(null, 1000, null);
        sorted.Count.ShouldBeGreaterThan(10);
        var walked = new List<(object Key, long Id)>();
        for (string? after = null; ;)
        {
            var page = await Page(1_000_000, 7, after);
            walked.AddRange(page);
            if (page.Count < 7)
            {
                break;
            }
            after = new ListCursor(page[^1].Key, page[^1].Id).Write(Request(null).Order);
        }
        walked.ShouldBe(sorted);

        ListRequest Request(string? after)
        {
            return Asked(service, after is null ? scope : $"{scope}&after={after}");
        }

        async Task<List<(object Key, long Id)>> Page(int? total, int limit, string? after)
        {
            var reach = await ListQuery.ReachAsync(connection, Request(after), limit, total, CancellationToken.None);
            await using var command = await ListQuery.CommandAsync(connection, Request(after), limit, whole: false, total, reach, CancellationToken.None);
            await using var rows = await command.ExecuteReaderAsync();
            var page = new List<(object, long)>();
            while (await rows.ReadAsync() && !rows.IsDBNull(1))
            {
                page.Add((rows.GetValue(1), rows.GetInt64(2)));
            }
            return page;
        }
    }

    [Fact]
    public async Task What_publishes_is_planned_once() => (await service.Rows<string>("""
        select proname::text from pg_proc where pronamespace = 'env'::regnamespace and proname in ('publish_public', 'publish_restricted')
            and 'plan_cache_mode=force_generic_plan' = any (proconfig) order by 1
        """)).ShouldBe(["publish_public", "publish_restricted"]);

    async Task<string> Layer(string visibility)
    {
        var layer = await service.NewLayer(attributes: Attributes, visibility: visibility);
        await service.Sql("""
            update env.layer set definition = definition || '{"severity": {"attribute": "level", "grades": [{"code": "low", "grade": 1}, {"code": "high", "grade": 4}]}}' where id = @layer;
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, commune_id, valid)
            select @layer, 'Nơi ' || n, jsonb_strip_nulls(jsonb_build_object('level', (array['low', 'high', null])[n % 3 + 1], 'watched', n % 2 = 0, 'depth', n % 4, 'owner', (array['state', 'private', null])[n % 3 + 1])),
                case when n % 4 = 0 then st_buffer(p.at, 0.15, 2) else p.at end, 'digitised', 10,
                case when n % 3 > 0 then (select c.id from env.commune c where c.province_code = (array['19', '11'])[n % 3] order by c.id limit 1) end, daterange('2026-01-01', null)
            from generate_series(1, 40) n cross join lateral (select st_setsrid(st_point(104 + (n * 37 % 100) * 0.02, 20 + (n * 61 % 100) * 0.03), 4326) as at) p
            """, new { layer });
        await service.Services.GetRequiredService<PublicSight>().Layers.RefreshAsync(CancellationToken.None);
        return layer;
    }

    async Task<string> Ids(string layer) => string.Join(',', await service.Rows<long>("select id from env.feature where layer = @layer order by id", new { layer }));

    async Task<Dictionary<string, int>> Truth(string layer) => (await service.Rows<(string Owner, int Features)>("""
        select attributes ->> 'owner', count(*)::integer from env.current_feature
        where layer = @layer and attributes ? 'owner' and valid @> env.today() group by 1
        """, new { layer })).ToDictionary(one => one.Owner, one => one.Features);

    // What is added up is what counting finds, kind by kind, and nothing lies outside the box that its part is said to fill.
    async Task CountsAreThoseOf(string layer, string when) => (await service.Rows<string>("""
        with feature as (
            select layer, place, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, area_m2, attributes, geom from published.feature where layer = @layer
            union all
            select layer, place, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, area_m2, attributes, geom from restricted.feature where layer = @layer),
        truth as (
            select row(case when unlocated then -1 else (place >> 28)::integer end, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, area_m2 is not null,
                (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(f.attributes) e join env.layer l on e.key = any (l.counted_attributes) where l.id = f.layer))::text as kind,
                count(*) as features, min(st_xmin(geom)) as west, min(st_ymin(geom)) as south, max(st_xmax(geom)) as east, max(st_ymax(geom)) as north
            from feature f group by 1),
        kept as (
            select row(cell, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes)::text as kind,
                sum(features) as features, min(west) as west, min(south) as south, max(east) as east, max(north) as north
            from env.tally where layer = @layer group by 1 having sum(features) <> 0)
        select coalesce(t.kind, k.kind) || ': ' || coalesce(t.features, 0) || ' kept as ' || coalesce(k.features, 0) from truth t full join kept k on k.kind = t.kind
        where t.features is distinct from k.features or t.west < k.west or t.south < k.south or t.east > k.east or t.north > k.north
        """, new { layer })).ShouldBeEmpty(when);

    // Asked by HTTP, and counted here by the conditions themselves.
    async Task AnswersAreThoseOf(HttpClient client, string layer, string box, string filter, string schema, string when)
    {
        var query = $"layers={layer}" + (box.Length > 0 ? $"&bbox={box}" : "") + (filter.Length > 0 ? $"&{filter.Replace("LAYER", layer, StringComparison.Ordinal)}" : "");
        var conditions = string.Concat(filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Condition));
        var edges = box.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (edges is [var west, var south, var east, var north])
        {
            string[] boxes = double.Parse(west, CultureInfo.InvariantCulture) <= double.Parse(east, CultureInfo.InvariantCulture)
                ? [$"{west},{south},{east},{north}"] : [$"{west},{south},180,{north}", $"-180,{south},{east},{north}"];
            conditions += $" and ({string.Join(" or ", boxes.Select(one => $"st_intersects(coalesce(f.geom, f.near, (select centre from published.commune c where c.id = f.commune_id)), st_makeenvelope({one}, 4326))"))})";
        }
        var about = $"{query} after {when}";
        var expected = (await service.Rows<Counted>($"""
            select count(*)::integer as named, count(*) filter (where not unlocated)::integer as located, count(*) filter (where st_dimension(geom) = 2)::integer as delineated,
                min(st_xmin(p.place)) as west, max(st_ymax(p.place)) as north
            from {schema}.feature f cross join lateral (select coalesce(f.geom, f.near, (select centre from published.commune c where c.id = f.commune_id)) as place) p
            where layer = @layer{conditions}
            """, new { layer })).Single();
        (await Json(client, $"/api/list?limit=1&{query}")).GetProperty("total").GetInt32().ShouldBe(expected.Named, about);
        (await Json(client, $"/api/facets?of=layer&{query}")).GetProperty("total").GetInt32().ShouldBe(expected.Named, about);
        var overview = await Json(client, $"/api/overview?{query}");
        var counts = overview.GetProperty("total");
        (counts.GetProperty("named").GetInt32(), counts.GetProperty("located").GetInt32(), counts.GetProperty("delineated").GetInt32())
            .ShouldBe((expected.Named, expected.Located, expected.Delineated), about);
        if (expected.Named > 0)
        {
            // As far as the header of a geometry holds.
            overview.GetProperty("extent")[0].GetDouble().ShouldBe(expected.West!.Value, 0.0001, about);
            overview.GetProperty("extent")[3].GetDouble().ShouldBe(expected.North!.Value, 0.0001, about);
        }
        var facets = await Json(client, $"/api/facets?{query}");
        facets.GetProperty("total").GetInt32().ShouldBe(expected.Named, about);
        // A parameter's choices leave what each alone would leave, whatever else of it is chosen.
        var grades = await service.Rows<(string Value, int Features)>($"""
            select grade::text, count(*)::integer from {schema}.feature f
            where layer = @layer and grade is not null{(filter.StartsWith("grade", StringComparison.Ordinal) ? conditions.Replace(Condition(filter.Split('&')[0]), "", StringComparison.Ordinal) : conditions)} group by 1
            """, new { layer });
        (facets.GetProperty("parameters").TryGetProperty("grade", out var choices) ? choices.EnumerateArray().Select(one => (Value(one), one.GetProperty("features").GetInt32())) : [])
            .ShouldBe(grades.Select(one => (one.Value, one.Features)), ignoreOrder: true, about);
    }

    sealed record Counted(int Named, int Located, int Delineated, double? West, double? North);

    // What a condition of the grammar means, in words of its own.
    static string Condition(string condition) => condition.Split('=') switch
    {
        ["grade", var grades] => $" and f.grade in ({grades})",
        ["state", var state] => $" and f.state = '{state}'",
        ["province_code", var province] => $" and f.province_code = '{province}'",
        ["demonstration", var value] => $" and f.demonstration = {value}",
        ["unlocated", var value] => $" and f.unlocated = {value}",
        ["delineated", _] => " and st_dimension(f.geom) = 2",
        [var attribute, var values] => $" and f.attributes ->> '{attribute.Split('.')[1]}' in ('{values.Replace(",", "','", StringComparison.Ordinal)}')",
        _ => "",
    };

    static async Task<JsonElement> Json(HttpClient client, string address) => JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;

    static string Value(JsonElement choice) => choice.GetProperty("value").GetString()!;

    /// <summary>A list as its address would read it.</summary>
    internal static ListRequest Asked(RunningService service, string query)
    {
        var context = new DefaultHttpContext { RequestServices = service.Services };
        context.SetEndpoint(new Endpoint(null, new(new Takes(ListRequest.Described)), "a list"));
        context.Request.QueryString = new(query);
        var list = ListRequest.Of(context.Request, service.Services.GetRequiredService<PublicSight>().Layers);
        list.Scope.Query.IsRefused(out _).ShouldBeFalse();
        return list;
    }
}
