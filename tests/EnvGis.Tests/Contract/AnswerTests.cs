using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Contract;

/// <summary>Real answers against the schemas that /openapi.json gives of them: every GET, and what writes answer.</summary>
public sealed partial class AnswerTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_every_GET_answers_has_the_form_that_the_document_gives_of_it()
    {
        var document = await service.Http.GetFromJsonAsync<JsonElement>("/openapi.json?lang=en");
        var layer = await service.NewLayer(attributes: Features.OgcClient.Attributes);
        var area = await service.NewFeature(layer, "POLYGON((105 21, 105.1 21, 105.1 21.1, 105 21))", attributes: """{"kind":"a","cells":3,"level":0.5,"lined":true,"since":"2026-04-01","owner":"x"}""");
        using var administrator = await service.SignedIn("administrator");
        using var viewer = await service.SignedIn("viewer");
        (await administrator.PostAsJsonAsync("/api/keys", new { consumer = "IOC", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var planner = await service.SignedIn("planner");
        using var approver = await service.SignedIn("approver");
        var (decision, zone) = await Drafts.Drafting.ZoneInForceAsync(planner, approver, Drafts.Drafting.Square(430_000, 2_388_000, 8_000), "Mẫu/QĐ");
        var annex = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{zone}/coordinates?source=annex")).GetProperty("contentHash").GetString();
        var draft = await Drafts.Drafting.BeginAsync(planner);
        await Drafts.Drafting.DoneAsync(planner, draft, new { kind = "take", feature = zone });
        // With something to be found.
        await Drafts.Drafting.AddAsync(planner, draft, Drafts.Drafting.Square(430_100, 2_388_100, 8));
        long consultation;
        using (var asked = await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Consultations.ConsultationTests.Asking("05503")))
        {
            consultation = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consultations")[0].GetProperty("id").GetInt64();
        }
        using var commune = await service.SignedIn("inspector", ["19"], communes: ["05503"]);
        using (var said = await planner.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Xem lại", feature = 1, at = new[] { 105.8, 21.6 } }))
        {
            said.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using (var given = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", Sources.SourceTests.Pasted("bảng.txt", Sources.SourceTests.Table())))
        {
            given.StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        await Drafts.Drafting.DoneAsync(planner, draft, Recipes.RecipeTests.Add(Recipes.RecipeTests.Around(zone, 50, minus: [zone])));
        var built = await Recipes.RecipeTests.BuiltInForceAsync(planner, approver, Recipes.RecipeTests.Add(Recipes.RecipeTests.Around(zone, 60, minus: [zone])));
        var named = NamedZones.NamedZoneTests.IdOf(await NamedZones.NamedZoneTests.AddedAsync(planner, NamedZones.NamedZoneTests.Zone(members: [NamedZones.NamedZoneTests.Commune("05503", part: "ven sông")])));
        var features = await service.Rows<long>("select id from published.feature order by layer, id");
        var tasks = await service.Rows<string>("select id from env.task order by id");
        var plans = await service.Rows<string>("select id from env.plan order by id");
        var versions = await service.Rows<(long, long)>("select distinct on (layer) id, version_id from published.feature order by layer, id");
        IEnumerable<string> addresses =
        [
            "/api/layers", "/api/me", $"/api/me?feature={area}", $"/api/me?task={tasks[0]}", "/api/me/sessions", "/api/people", "/api/keys", "/api/audit", "/api/audit?limit=1", "/api/link-roles", "/api/map",
            "/api/vocabularies", "/api/decisions", $"/api/decisions/{decision}", $"/api/decisions/{decision}/outlines", $"/api/annexes/{annex}", $"/api/annexes/{new string('0', 64)}", $"/api/annexes/by-file/{annex}",
            "/api/drafts", $"/api/drafts/{draft}", $"/api/drafts/{draft}/features/1", $"/api/drafts/{draft}/operations", $"/api/drafts/{draft}/findings",
            $"/api/drafts/{draft}/features/1/comparison", $"/api/drafts/{draft}/outlines", $"/api/drafts/{draft}/neighbours?bbox=105.7,21.5,105.9,21.7", $"/api/drafts/{draft}/remarks", $"/api/drafts/{draft}/consultations",
            $"/api/drafts/{draft}/sources", $"/api/drafts/{draft}/sources/1", $"/api/drafts/{draft}/sources/1?grid=9213", "/api/consultations", $"/api/consultations/{consultation}",
            $"/api/drafts/{draft}/features/3/recipe", "/api/recipes", "/api/recipes/distances", $"/api/recipes/{built}", "/api/named-zones", $"/api/named-zones/{named}",
            "/api/crs", "/api/grid?bbox=105.8,21.5,105.9,21.6&epsg=9217&step=1000", "/api/grid/zones", "/api/grid/zones?lon=105.85&lat=21.6", "/api/check?lon=105.85&lat=21.6", "/api/check?site=105.8,21.6%20105.81,21.6%20105.81,21.61", "/api/check?q=2388500%20430500%20EPSG:9213&at=2026-12-01&within=5000",
            "/api/drafts/check?q=2388500%20430500%20EPSG:9213", "/api/revision", "/api/changes", "/api/changes?limit=2",
            "/api/list", "/api/list?limit=2&sort=distance&at=105.85,21.6", "/api/list?limit=1000&sort=name", "/api/facets", "/api/facets?of=layer", "/api/facets?layers=landfills",
            "/api/overview", "/api/overview/changes", "/api/overview/changes?clock=valid&by=day", "/api/unlocated", "/api/features/without-tasks", "/api/features/without-tasks?limit=1",
            "/api/plans", "/api/tasks", "/api/tasks?limit=200", "/api/tasks?q=rac+thai", "/api/tasks/summary", "/api/deadlines?limit=200", "/api/deadlines?limit=1",
            .. Asked.Select(words => $"/api/places?q={Uri.EscapeDataString(words)}"), "/api/places?q=xa&limit=2&group=places",
            $"/tiles/{layer}.json", "/tiles/landfills,craft-villages.json",
            .. plans.Select(plan => $"/api/plans/{plan}"), .. tasks.Where((_, index) => index % 4 == 0).Select(task => $"/api/tasks/{task}"),
            .. features.Where((_, index) => index < 200).Select(id => $"/api/features/{id}"), $"/api/features/{area}", $"/api/features/{area}?datetime=2026-06-01",
            .. versions.Select(version => $"/api/features/{version.Item1}/versions/{version.Item2}"), .. versions.Select(version => $"/api/features/{version.Item1}/geometry"),
            .. versions.Select(version => $"/api/features/{version.Item1}/coordinates"), $"/api/features/{area}/coordinates?epsg=9217",
        ];
        var (schemas, held, faults) = (new StrictSchema(document), new HashSet<string>(), new List<string>());
        foreach (var address in addresses)
        {
            var client = address.StartsWith("/api/me", StringComparison.Ordinal) ? viewer : address.StartsWith("/api/drafts", StringComparison.Ordinal) || address.StartsWith("/api/recipes", StringComparison.Ordinal) ? planner
                : address.StartsWith("/api/consultations", StringComparison.Ordinal) ? commune : AdministratorsOnly().IsMatch(address) ? administrator : service.Http;
            using var answer = await client.GetAsync(address);
            var (path, operation) = Find(document, address, "get");
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.StatusCode == HttpStatusCode.NotFound && path.EndsWith("/coordinates", StringComparison.Ordinal))
            {
                // Of what nobody has located there are none.
                continue;
            }
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}: {json}");
            faults.AddRange(schemas.Faults(SchemaOf(operation, "200", answer.Content.Headers.ContentType!.MediaType!), json).Take(3).Select(fault => $"{address} {fault}"));
            held.Add(path);
        }

        faults.Distinct().Take(20).ShouldBeEmpty();
        ApiDocumentTests.Operations(document).Where(one => one.Method == "GET" && HasJson(one.Operation)).Select(one => one.Path).Except(held).ShouldBeEmpty("addresses without an example here");
    }

    static readonly string[] Asked =
    [
        "Thái Nguyên", "Đại Từ", "huyện Đồng Hỷ", "Lai Châu", "bãi chôn lấp", "rác thải", "21.6, 105.85", "X=2390000 Y=430000", "2390000 430000 KTT 106°30'", "khong co gi nhu vay", "xã", "01", "landfill",
    ];

    [Fact]
    public async Task What_writes_answer_has_it_too()
    {
        var document = await service.Http.GetFromJsonAsync<JsonElement>("/openapi.json?lang=en");
        var schemas = new StrictSchema(document);
        using var administrator = await service.SignedIn("administrator");
        var person = await Held(administrator, "post", "/api/people", new { userName = $"nguoi.{Guid.NewGuid().ToString("n")[..8]}", name = "Người Thử", grants = new[] { new { role = "viewer", provinces = new[] { "19" }, communes = (string[]?)null, layers = (string[]?)null } } }, "201");
        var id = person.GetProperty("person").GetProperty("id").GetInt64();
        await Held(administrator, "patch", $"/api/people/{id}", new { agency = "Sở" });
        await Held(administrator, "put", $"/api/people/{id}/grants", Array.Empty<object>());
        await Held(administrator, "post", $"/api/people/{id}/invitation", new { });
        await Held(administrator, "post", "/api/keys", new { consumer = "IOC", days = 30, layers = new[] { "landfills" } }, "201");
        await Held(service.Http, "post", "/api/check", new { site = new { type = "Polygon", coordinates = new[] { new[] { new[] { 105.8, 21.6 }, [105.81, 21.6], [105.81, 21.61], [105.8, 21.6] } } } });
        await Held(service.Http, "post", "/api/invitations/look", new { token = person.GetProperty("link").GetString()!.Split('#')[^1] }, "200", "404");
        using var viewer = await service.SignedIn("viewer");
        await Held(viewer, "post", "/api/me/second-factor", new { password = TestPerson.CommonPassword });

        // Refusals, each of another kind.
        await Held(service.Http, "post", "/api/session", new { userName = "nobody", password = "wrong" }, "401");
        await Held(service.Http, "get", "/api/people", null, "401");
        await Held(viewer, "get", "/api/people", null, "403");
        await Held(service.Http, "get", "/api/features/999999999", null, "404");
        await Held(service.Http, "get", "/api/list?bbox=1", null, "400");
        await Held(administrator, "post", "/api/people", new { userName = "x" }, "400");

        async Task<JsonElement> Held(HttpClient client, string method, string address, object? body, params string[] statuses)
        {
            using var request = new HttpRequestMessage(new(method.ToUpperInvariant()), address) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await client.SendAsync(request);
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            (statuses.Length == 0 ? ["200"] : statuses).ShouldContain(status, $"{method} {address}: {json}");
            var operation = Find(document, address, method).Operation;
            schemas.Faults(SchemaOf(operation, status, answer.Content.Headers.ContentType!.MediaType!), json).ShouldBeEmpty($"{method} {address}");
            if (body is not null && status[0] == '2')
            {
                schemas.Faults(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"), JsonSerializer.SerializeToElement(body)).ShouldBeEmpty($"what {method} {address} takes");
            }
            return json;
        }
    }

    [Fact]
    public async Task What_stands_there_now_is_told_as_any_refusal_is()
    {
        var document = await service.Http.GetFromJsonAsync<JsonElement>("/openapi.json?lang=en");
        var layer = await service.NewLayer("point", """[{"name":"status","title":{"vi":"Tình trạng","en":"Status"},"type":"text","edit":true}]""");
        var id = await service.NewFeature(layer, "POINT(105.85 21.6)");
        using var planner = await service.SignedIn("planner");
        async Task<(string Status, JsonElement Json)> Change(string version, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
            using var answer = await planner.SendAsync(request);
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            new StrictSchema(document).Faults(SchemaOf(Find(document, $"/api/features/{id}", "patch").Operation, status, answer.Content.Headers.ContentType!.MediaType!), json).ShouldBeEmpty();
            return (status, json);
        }
        var body = new { attributes = new { status = "đã xong" }, note = "Đã kiểm tra tại chỗ" };
        var version = (await service.Value<long>("select version_id from published.feature where id = @id", new { id })).ToString(System.Globalization.CultureInfo.InvariantCulture);

        (await Change("1", body)).Status.ShouldBe("412");
        var (status, written) = await Change(version, body);
        status.ShouldBe("200", written.ToString());
    }

    [Fact]
    public async Task Each_GET_takes_the_parameters_that_the_document_tells_and_no_others()
    {
        var document = await service.Http.GetFromJsonAsync<JsonElement>("/openapi.json?lang=en");
        using var administrator = await service.SignedIn("administrator");
        using var commune = await service.SignedIn("inspector", ["19"], communes: ["05503"]);
        using var planner = await service.SignedIn("planner");
        var reading = ApiDocumentTests.Operations(document).Where(one => one.Method == "GET" && !one.Path.StartsWith("/sign-in/", StringComparison.Ordinal)).ToList();
        var all = reading.SelectMany(one => QueryOf(one.Operation)).Select(parameter => parameter.GetProperty("name").GetString()!).Append("nothing").Distinct().ToList();
        all.Count.ShouldBeGreaterThan(40);
        var wrong = new List<string>();
        foreach (var one in reading)
        {
            var told = QueryOf(one.Operation).ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
            var anyAttribute = told.Values.Any(parameter => parameter.GetProperty("schema").TryGetProperty("additionalProperties", out _));
            var address = PathPart().Replace(one.Path, part => Example(one.Operation, part.Groups[1].Value));
            foreach (var name in all.Where(name => name != "attributes"))
            {
                using var answer = await (address.StartsWith("/api/drafts", StringComparison.Ordinal) || address.StartsWith("/api/recipes", StringComparison.Ordinal) ? planner : address.StartsWith("/api/consultations", StringComparison.Ordinal) ? commune : AdministratorsOnly().IsMatch(address) || address == "/api/me/sessions" ? administrator : service.Http)
                    .SendAsync(new(HttpMethod.Get, $"{address}?{name}=%01"), HttpCompletionOption.ResponseHeadersRead);
                var isRefused = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && (await answer.Content.ReadAsStringAsync()).Contains("/problems/unknown-parameter", StringComparison.Ordinal);
                if (isRefused == told.ContainsKey(name) && !(anyAttribute && !isRefused))
                {
                    wrong.Add($"{address}?{name}: {(isRefused ? "told and refused" : "taken and not told")}");
                }
            }
        }
        wrong.ShouldBeEmpty();
    }

    static IEnumerable<JsonElement> QueryOf(JsonElement operation) => operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query");

    static string Example(JsonElement operation, string name) => operation.GetProperty("parameters").EnumerateArray()
        .First(parameter => parameter.GetProperty("name").GetString() == name) is var parameter && parameter.TryGetProperty("example", out var example) ? example.ToString() : "1";

    static bool HasJson(JsonElement operation) => operation.GetProperty("responses").TryGetProperty("200", out var answer) && answer.TryGetProperty("content", out var content)
        && content.EnumerateObject().Any(one => one.Name.EndsWith("json", StringComparison.Ordinal) && one.Value.TryGetProperty("schema", out _));

    static JsonElement SchemaOf(JsonElement operation, string status, string mediaType)
    {
        var answers = operation.GetProperty("responses");
        // What is not foreseen by its number is a refusal like any other; what was done is told by its number.
        (answers.TryGetProperty(status, out var answer) || status[0] is '4' or '5' && answers.TryGetProperty("default", out answer)).ShouldBeTrue($"{status} is not among {string.Join(", ", answers.EnumerateObject().Select(one => one.Name))}");
        return answer.TryGetProperty("$ref", out _) ? JsonDocument.Parse("""{"$ref":"#/components/schemas/Problem"}""").RootElement : answer.GetProperty("content").GetProperty(mediaType).GetProperty("schema");
    }

    static (string Path, JsonElement Operation) Find(JsonElement document, string address, string method)
    {
        var asked = address.Split('?')[0];
        var found = document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty(method, out _)
            && Regex.IsMatch(asked, "^" + PathPart().Replace(path.Name.Replace(".", "\\.", StringComparison.Ordinal), "[^/]+") + "$"))
            // What is written out is meant before what is any.
            .OrderBy(path => path.Name.Count(sign => sign == '{')).First();
        return (found.Name, found.Value.GetProperty(method));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathPart();

    [GeneratedRegex("^/api/(people|keys|audit)")]
    private static partial Regex AdministratorsOnly();
}
