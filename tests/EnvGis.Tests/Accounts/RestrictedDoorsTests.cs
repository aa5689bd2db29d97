using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests.Changes;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>Restricted layers and attributes at the doors that describe and write, and that nothing of them is to be told from an answer to somebody else.</summary>
public sealed partial class RestrictedDoorsTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","tiles":true,"filter":true,"edit":true},
         {"name":"owner","title":{"vi":"Chủ sở hữu","en":"Owner"},"type":"text","filter":true,"restricted":true,"edit":true}]
        """;

    [Fact]
    public async Task Schemas_queryables_description_and_tilejson_show_what_the_caller_may_see_and_no_more()
    {
        var (open, closed) = (await service.NewLayer("point", Attributes), await service.NewLayer("point", Attributes, visibility: "restricted"));
        await service.NewFeature(closed, "POINT(106.9 16.7)");
        using var viewer = await service.SignedIn("viewer", layers: [open, closed]);
        foreach (var path in new[] { "schema", "queryables", "feature-schema" })
        {
            (await Text(service.Http, $"/ogc/collections/{open}/{path}")).ShouldNotContain("\"owner\"");
            (await Text(viewer, $"/ogc/collections/{open}/{path}")).ShouldContain("\"owner\"");
            (await service.Http.GetAsync($"/ogc/collections/{closed}/{path}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Text(viewer, $"/ogc/collections/{closed}/{path}")).ShouldContain("\"owner\"");
        }
        (await Text(service.Http, "/ogc/api")).ShouldNotContain(closed);
        (await Text(viewer, "/ogc/api")).ShouldContain(closed);
        (await service.Http.GetAsync($"/tiles/{closed}.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var bounds = (await viewer.GetFromJsonAsync<JsonElement>($"/tiles/{open},{closed}.json")).GetProperty("bounds").EnumerateArray().Select(one => one.GetDouble()).ToList();
        bounds[0].ShouldBe(106.9, 0.0001);
        bounds[3].ShouldBe(16.7, 0.0001);
        (await viewer.GetAsync($"/tiles/{open}.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tile_of_several_layers_filtered_by_a_restricted_attribute_has_what_the_caller_may_see()
    {
        var (open, closed) = (await service.NewLayer("point", Attributes), await service.NewLayer("point", Attributes, visibility: "restricted"));
        foreach (var layer in new[] { open, closed })
        {
            await service.NewFeature(layer, "POINT(106.9 16.7)", $"Của A {layer}", """{"kind":"x","owner":"A"}""");
            await service.NewFeature(layer, "POINT(106.9 16.7)", $"Của B {layer}", """{"kind":"x","owner":"B"}""");
        }
        using var viewer = await service.SignedIn("viewer", layers: [open, closed]);
        var (x, y) = (816, 463);
        foreach (var (layers, filter, shown) in new[]
        {
            (open, "owner=A", new[] { $"Của A {open}" }), ($"{open},{closed}", $"{open}.owner=A", [$"Của A {open}", $"Của A {closed}", $"Của B {closed}"]),
            ($"{open},{closed}", $"{closed}.owner=B", [$"Của A {open}", $"Của B {open}", $"Của B {closed}"]), ($"{open},{closed}", $"{open}.owner=A&{closed}.owner=A", [$"Của A {open}", $"Của A {closed}"]),
        })
        {
            var tile = Encoding.UTF8.GetString(await viewer.GetByteArrayAsync($"/tiles/{layers}/10/{x}/{y}.mvt?{filter}"));
            foreach (var name in new[] { open, closed }.SelectMany(layer => new[] { $"Của A {layer}", $"Của B {layer}" }))
            {
                tile.Contains(name, StringComparison.Ordinal).ShouldBe(shown.Contains(name), $"{filter}: {name}");
            }
        }
        (await service.Http.GetAsync($"/tiles/{open}/10/{x}/{y}.mvt?owner=A")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_get_answers_404_is_404_for_every_method()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        var hidden = await this.Place(closed, "14", "03646", 103.9);
        var task = await service.Value<string>("select id from env.task order by id limit 1");
        using var planner = await service.SignedIn("planner", ["44"]);
        using var viewer = await service.SignedIn("viewer", ["44"]);
        foreach (var client in new[] { planner, viewer, service.Http })
        {
            foreach (var (method, path) in new[]
            {
                (HttpMethod.Get, ""), (HttpMethod.Options, ""), (HttpMethod.Patch, ""), (HttpMethod.Put, "/position"), (HttpMethod.Put, $"/tasks/{task}"), (HttpMethod.Delete, $"/tasks/{task}?role=x&note=y"),
            })
            {
                var answers = new List<string>();
                foreach (var id in new[] { hidden, 987_654_321L })
                {
                    using var request = new HttpRequestMessage(method, $"/api/features/{id.ToString(CultureInfo.InvariantCulture)}{path}");
                    if (method == HttpMethod.Patch || method == HttpMethod.Put)
                    {
                        request.Content = new StringContent(path switch
                        {
                            "" => """{"attributes":{"kind":"y"},"note":"x"}""", "/position" => """{"lon":103.9,"lat":21.3,"source":"gps","accuracyM":9,"note":"x"}""", _ => """{"role":"x","note":"x"}""",
                        }, Encoding.UTF8, "application/json");
                    }
                    request.Headers.TryAddWithoutValidation("If-Match", "\"v1\"");
                    using var answer = await client.SendAsync(request);
                    answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
                    answers.Add((await answer.Content.ReadAsStringAsync()).Replace(id.ToString(CultureInfo.InvariantCulture), "N", StringComparison.Ordinal));
                }
                Numbers().Replace(answers[0], "").ShouldBe(Numbers().Replace(answers[1], ""), $"{method} {path}");
            }
        }
        using var none = await service.Http.SendAsync(new(HttpMethod.Options, "/api/tasks/lai-chau/khong-co"));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_may_writes_a_restricted_layer_and_a_restricted_attribute()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        var open = await service.NewLayer("point", Attributes);
        using var inspector = await service.SignedIn("inspector", ["44"]);
        foreach (var (layer, attribute) in new[] { (closed, "kind"), (open, "owner") })
        {
            var id = await this.Place(layer, "44", "19333", 107.09);
            using var answer = await this.Patch(inspector, id, $$"""{"attributes":{"{{attribute}}":"đổi"},"note":"Kiểm tra"}""");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            (await Text(inspector, $"/api/features/{id.ToString(CultureInfo.InvariantCulture)}")).ShouldContain("đổi");
        }
    }

    [Fact]
    public async Task No_answer_to_somebody_else_changes_by_a_restricted_place_or_attribute()
    {
        var (open, closed) = (await service.NewLayer("point", Attributes), await service.NewLayer("point", Attributes, visibility: "restricted"));
        var (id, other) = (await this.Place(open, "44", "19333", 107.09), await this.Place(open, "14", "03646", 103.9));
        using var elsewhere = await service.SignedIn("viewer", ["14"], ["03646"], [open]);
        using var inspector = await service.SignedIn("inspector", ["44"]);
        var (x, y) = (816, 463);
        string[] doors =
        [
            $"/api/features/{id}", $"/api/features/{id}?datetime=2026-06-01", $"/api/features/{id}/geometry", $"/api/features/{id}/coordinates?source=geometry", $"/ogc/collections/{open}/items",
            $"/ogc/collections/{open}/items/{id}", $"/ogc/collections/{open}/items?datetime=2026-06-01", $"/ogc/collections/{open}/items?datetime=2026-01-01/..", $"/exports/{open}.geojsonl", $"/exports/{open}.geojson",
            $"/ogc/collections/{closed}/items", $"/ogc/collections/{closed}", $"/tiles/{open}/10/{x}/{y}.mvt", $"/tiles/{open}/10/{x}/{y}.mvt?datetime=2026-06-01", $"/tiles/{closed}/10/{x}/{y}.mvt",
            $"/tiles/{open}.json", $"/tiles/{closed}.json", "/api/list?bbox=100,8,110,24&limit=500", "/api/list.csv?bbox=100,8,110,24", "/api/facets", "/api/facets?of=layer", "/api/layers",
            "/ogc/collections", "/ogc/api", "/api/overview", "/api/unlocated", "/api/features/without-tasks?limit=200", $"/api/changes?layer={open}", "/api/revision",
            "/api/places?q=noi-an", "/api/places?q=noi-ann", "/api/places?q=noi-an zzzz", "/api/places?q=noi-an&group=features&limit=1", $"/api/me?feature={id}", $"/ogc/collections/{open}/schema", $"/ogc/collections/{open}/queryables", "/api/grid?bbox=106,16,107,17",
            $"/api/overview/changes?layers={open}", $"/api/overview/changes?layers={open}&by=day", $"/api/overview/changes?layers={open}&clock=valid", $"/api/overview/changes?layers={open}&kind=loai",
        ];
        // The feed waits for all that began earlier in the whole server, which is other tests' too.
        await Until.So(async () => (await Text(service.Http, $"/api/changes?layer={open}")).Contains($"\"featureId\":{other.ToString(CultureInfo.InvariantCulture)},", StringComparison.Ordinal), "the feed telling both places");
        await Standing.AllToldAsync(service, service.Http, elsewhere);
        var before = await Answers();
        await this.Place(closed, "44", "19333", 107.09);
        (await this.Patch(inspector, id, """{"attributes":{"owner":"chủ mới"},"note":"Việc kín"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await service.Sql("update env.current_feature set attributes = attributes || '{\"owner\":\"ba\"}', reason = 'Việc kín khác', author = 'Ai đó' where id = @id and valid @> env.today()", new { id });
        var exported = (await inspector.GetFromJsonAsync<JsonElement>($"/ogc/collections/{open}/items/{id}")).GetRawText();
        await this.Import(open, exported.Replace("\"ba\"", "\"bốn\"", StringComparison.Ordinal), 1);
        var after = await Answers();
        for (var i = 0; i < before.Count; i++)
        {
            after[i].ShouldBe(before[i], i < doors.Length ? doors[i] : $"{doors[i - doors.Length]} of somebody of another commune");
        }
        // Who may see it is told all of it.
        var versions = (await inspector.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("versions");
        var reasons = versions.EnumerateArray().Select(version => version.GetProperty("reason").GetString()).ToList();
        reasons.ShouldContain("Việc kín");
        reasons.ShouldContain("Việc kín khác");
        (await Text(inspector, $"/ogc/collections/{open}/items/{id}")).ShouldContain("\"bốn\"");
        (await inspector.GetFromJsonAsync<JsonElement>($"/api/overview/changes?layers={open}&by=day")).GetProperty("periods").EnumerateArray().Last().GetProperty("changed").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        (await Text(inspector, $"/ogc/collections/{open}/items?datetime=2026-06-01&ids={id}")).ShouldContain("\"chu\"");

        // What everybody may see goes on from there, and the author of what they may not is not the author of what stood until then.
        (await this.Patch(inspector, id, """{"attributes":{"kind":"khác"},"note":"Việc công khai"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await Text(service.Http, $"/api/features/{id}");
        text.ShouldContain("Việc công khai");
        text.ShouldNotContain("Việc kín");
        text.ShouldNotContain("Ai đó");
        (await Text(service.Http, $"/ogc/collections/{open}/items/{other}")).ShouldNotContain("owner");

        async Task<List<string>> Answers()
        {
            var all = new List<string>();
            foreach (var client in new[] { service.Http, elsewhere })
            {
                foreach (var door in doors)
                {
                    using var answer = await client.GetAsync(door);
                    // Cursors tell of transactions, which a restricted write is too; and when an answer was made.
                    all.Add($"{(int)answer.StatusCode} {answer.Headers.ETag} {Moving().Replace(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), "")}");
                }
            }
            return all;
        }
    }

    [Fact]
    public async Task Ties_and_progress_of_a_restricted_place_are_told_to_nobody_who_does_not_see_it()
    {
        var closed = await service.NewLayer("point", Attributes, visibility: "restricted");
        var id = await this.Place(closed, "44", "19333", 107.09);
        var code = (await service.Value<string>("select code from env.feature where id = @id", new { id }))!;
        // A task that tells of no open place either, so that what is counted at it can be looked at.
        var (task, agency) = (await service.Rows<(string, string)>("""
            select t.id, a.name from env.task t join env.plan p on p.id = t.plan_id join env.task_lead l on l.task_id = t.id join env.agency a on a.id = l.agency_id
            where p.province_code = '44' and not exists (select from env.feature_task f where f.task_id = t.id) order by t.id limit 1
            """))[0];
        var role = await service.Value<string>("select code from env.link_role order by code limit 1");
        using var planner = await service.SignedIn("planner", ["44"], layers: [closed]);
        using var lead = await service.SignedIn(await service.NewPerson("planner", ["44"], agency: agency));
        using var elsewhere = await service.SignedIn("viewer", ["14"]);
        await using var stranger = await Listener.Open(service);
        await stranger.Next("hello");
        await using var seeing = await Listener.Open(service, client: planner);
        await seeing.Next("hello");
        string[] doors =
        [
            $"/api/tasks/{task}", "/api/tasks?limit=200", "/api/tasks/summary", $"/api/tasks?plan={task.Split('/')[0]}", "/api/plans", "/api/deadlines", "/api/facets", $"/api/facets?task={Uri.EscapeDataString(task)}", "/api/overview",
            $"/api/list?task={Uri.EscapeDataString(task)}", $"/api/list.csv?task={Uri.EscapeDataString(task)}", "/api/features/without-tasks?limit=200", "/api/unlocated", "/api/places?q=noi-an", "/api/layers", "/api/revision", $"/api/features/{id}",
        ];
        await Standing.AllToldAsync(service, service.Http, elsewhere);
        var before = await Answers();

        (await this.Tie(planner, id, task, role!, HttpMethod.Put)).ShouldBe(HttpStatusCode.OK);
        (await Answers()).ShouldBe(before);
        await seeing.Changes(closed, 1, orMore: true);
        (await Text(planner, $"/api/tasks/{task}")).ShouldContain(code);
        using (var report = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/progress") { Content = new StringContent("""{"state":"underway","percent":10,"note":"Đã bắt đầu"}""", Encoding.UTF8, "application/json") })
        {
            report.Headers.TryAddWithoutValidation("If-Match", "\"p0\"");
            using var answer = await lead.SendAsync(report);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
        // Who shows the place hears of its task; the progress itself is open, the place is not.
        await seeing.Changes(closed, 1, orMore: true);
        var after = await Answers();
        after.ShouldAllBe(answer => !answer.Contains(code, StringComparison.Ordinal));
        after.Take(doors.Length).ShouldAllBe(answer => !answer.Contains($"\"{closed}\"", StringComparison.Ordinal));
        (await this.Tie(planner, id, task, role!, HttpMethod.Delete)).ShouldBe(HttpStatusCode.OK);
        (await Answers()).ShouldBe(after);
        await seeing.Changes(closed, 1, orMore: true);
        // An open change comes behind all of these: by then a stranger would have heard of them.
        var open = await service.NewLayer("point");
        await service.NewFeature(open, "POINT(105.8 21.6)");
        await stranger.Changes(open, 1);
        stranger.Heard.ShouldNotContain($"\"{closed}\"");
        (await Text(service.Http, "/api/changes?limit=10000")).ShouldNotContain($"\"{closed}\"");

        foreach (var provinces in new[] { null, new[] { "44" } })
        {
            using var administrator = await service.SignedIn("administrator", provinces);
            foreach (var address in new[] { "/api/audit?act=tie-task", "/api/audit.csv?act=tie-task" })
            {
                var told = await Text(administrator, address);
                told.ShouldContain("withheld");
                told.ShouldNotContain(code, Case.Sensitive, address);
                told.ShouldNotContain("Việc kín", Case.Sensitive, address);
            }
        }

        async Task<List<string>> Answers()
        {
            var all = new List<string>();
            foreach (var client in new[] { service.Http, elsewhere })
            {
                foreach (var door in doors)
                {
                    using var answer = await client.GetAsync(door);
                    all.Add($"{door} {(int)answer.StatusCode} {answer.Headers.ETag} {Moving().Replace(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), "")}");
                }
            }
            return all;
        }
    }

    async Task<HttpStatusCode> Tie(HttpClient client, long id, string task, string role, HttpMethod method)
    {
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id and valid @> env.today()", new { id });
        using var request = new HttpRequestMessage(method, $"/api/features/{id.ToString(CultureInfo.InvariantCulture)}/tasks/{task}{(method == HttpMethod.Delete ? $"?role={role}&note={Uri.EscapeDataString("Việc kín")}" : "")}");
        if (method == HttpMethod.Put)
        {
            request.Content = JsonContent.Create(new { role, note = "Việc kín" });
        }
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version.ToString(CultureInfo.InvariantCulture)}\"");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex("\"(next|cursor|timeStamp|traceId|instance)\":\"[^\"]*\"")]
    private static partial Regex Moving();

    [GeneratedRegex("\"(traceId|instance)\":\"[^\"]*\"")]
    private static partial Regex Numbers();

    static async Task<string> Text(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}: {text}");
        return text;
    }

    async Task<HttpResponseMessage> Patch(HttpClient client, long id, string body)
    {
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id and valid @> env.today()", new { id });
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id.ToString(CultureInfo.InvariantCulture)}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version.ToString(CultureInfo.InvariantCulture)}\"");
        return await client.SendAsync(request);
    }

    async Task Import(string layer, string feature, int updated)
    {
        var file = new FileInfo(Path.Combine(Path.GetTempPath(), $"envgis-{Guid.NewGuid():n}.geojson"));
        await File.WriteAllTextAsync(file.FullName, feature);
        try
        {
            var report = new StringWriter();
            (await EnvGis.Commands.ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { Update = true }, report, CancellationToken.None)).Updated.ShouldBe(updated, report.ToString());
        }
        finally
        {
            file.Delete();
        }
    }

    async Task<long> Place(string layer, string province, string commune, double lon) => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, commune_id)
        values (@layer, 'noi-an', '{"kind":"loai","owner":"chu"}', st_point(@lon, 16.8, 4326), 'digitised', 10, daterange('2026-01-01', null),
            (select id from env.commune where code = @commune and province_code = @province and valid_to is null))
        returning id
        """, new { layer, province, commune, lon });
}
