using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>What a body says is read as the database keeps it, and what nobody asked for is not passed over.</summary>
public sealed class BodyTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>Nothing to see: zero-width, directions, soft hyphen, controls, private use, spaces of all kinds.</summary>
    static readonly string[] Nothing = ["", " ", "\u200b", "\u2060", "\uFEFF", "\u00AD", "\u180E", "\u202E", "\u0007", "\uE000", "\u00A0\u3000\u200b", "\u2028", "\u3164", "\u2800", "\u115F\uFFA0", "\uFE0F"];

    /// <summary>One that NFC takes apart for good: as many as are allowed become more than are.</summary>
    static string Growing(int allowed) => string.Concat(Enumerable.Repeat("\u0958", allowed));

    public static TheoryData<string, string, string, int> Fields => new()
    {
        // Method and address, the body with § for the text, the field, how long it may be.
        { "POST /api/people", """{"userName":"nguoi.§n","name":"§","grants":[{"role":"viewer","provinces":["19"]}]}""", "name", 200 },
        { "POST /api/people", """{"userName":"nguoi.§n","name":"Tên","agency":"§","grants":[{"role":"viewer","provinces":["19"]}]}""", "agency", 300 },
        { "PATCH /api/people/{person}", """{"name":"§"}""", "name", 200 },
        { "PATCH /api/people/{person}", """{"agency":"§"}""", "agency", 300 },
        { "PATCH /api/people/{person}", """{"email":"§"}""", "email", 254 },
        { "POST /api/keys", """{"consumer":"§","provinces":["19"],"days":5}""", "consumer", 200 },
        { "PATCH /api/features/{feature}", """{"attributes":{"size":§n},"note":"§"}""", "note", 1000 },
        { "PUT /api/features/{feature}/tasks/{task}", """{"role":"protects","note":"§"}""", "note", 1000 },
        { "PUT /api/features/{feature}/tasks/{task}", """{"role":"protects","note":"n","elsewhere":"§"}""", "elsewhere", 1000 },
        { "POST /api/tasks/{task}/progress", """{"state":"underway","note":"§"}""", "note", 1000 },
    };

    // What may be left away is taken away by a text that holds nothing.
    static bool MayBeEmpty(string field) => field is "agency" or "email";

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_text_of_nothing_and_one_that_grows_are_refused_by_name_and_never_a_fault(string act, string body, string field, int allowed)
    {
        var (client, fill) = await Acting();
        var number = 0;
        foreach (var text in Nothing.Append(Growing(allowed)))
        {
            var before = await service.Value<long>("select count(*) from env.feature_version");
            using var answer = await Send(client, fill(act), body.Replace("§n", (++number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("§", JsonSerializer.Serialize(text)[1..^1], StringComparison.Ordinal));

            var said = await answer.Content.ReadAsStringAsync();
            if (MayBeEmpty(field) && text.Length < allowed)
            {
                ((int)answer.StatusCode).ShouldBeInRange(200, 299, $"{act} {JsonSerializer.Serialize(text)}: {said}");
                continue;
            }
            // A plan of another area asks for "elsewhere" in words of its own.
            ((int)answer.StatusCode).ShouldBe(field == "elsewhere" && text.Length < allowed ? 409 : 400, $"{act} {JsonSerializer.Serialize(text)}: {said}");
            if (field != "elsewhere" || text.Length >= allowed)
            {
                said.ShouldContain($"“{field}”");
            }
            (await service.Value<long>("select count(*) from env.feature_version")).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData("PUT /api/people/{person}/grants", """[{"role":"viewer","province":["19"]}]""", "province")]
    [InlineData("PUT /api/people/{person}/grants", """{"role":"viewer"}""", "JSON")]
    [InlineData("POST /api/people", """[{"userName":"a.b","name":"Tên"}]""", "JSON")]
    [InlineData("PUT /api/people/{person}/grants", """[{"role":"viewer","provinces":[]}]""", "provinces")]
    [InlineData("PUT /api/people/{person}/grants", """[{"role":"viewer","layers":[]}]""", "layers")]
    [InlineData("PUT /api/people/{person}/grants", """[{"role":"viewer","provinces":["19"],"communes":[]}]""", "communes")]
    [InlineData("PUT /api/people/{person}/grants", """[{"role":"viewer","provinces":["44"],"Provinces":["19"]}]""", "Provinces")]
    [InlineData("POST /api/keys", """{"consumer":"x","province":["19"],"days":5}""", "province")]
    [InlineData("POST /api/keys", """{"consumer":"x","provinces":[],"days":5}""", "provinces")]
    [InlineData("POST /api/keys", """{"consumer":"x","layers":[],"days":5}""", "layers")]
    [InlineData("POST /api/keys", """{"consumer":"x","days":5,"DAYS":700}""", "DAYS")]
    [InlineData("POST /api/people", """{"userName":"ai.do","name":"Ai đó","grant":[]}""", "grant")]
    [InlineData("PATCH /api/people/{person}", """{"lock":true}""", "lock")]
    [InlineData("PATCH /api/features/{feature}", """{"attributes":{"size":9},"note":"n","since":"2026-11-01"}""", "since")]
    [InlineData("PUT /api/features/{feature}/tasks/{task}", """{"role":"protects","note":"n","els":"x"}""", "els")]
    [InlineData("POST /api/tasks/{task}/progress", """{"state":"underway","note":"n","percentage":40}""", "percentage")]
    [InlineData("POST /api/session", """{"userName":"x","password":"y","kode":"1"}""", "kode")]
    public async Task A_slip_in_a_name_and_an_empty_list_are_refused_by_name(string act, string body, string field)
    {
        var (client, fill) = await Acting();
        using var answer = await Send(client, fill(act), body);

        var said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, said);
        JsonNode.Parse(said)!["type"]!.GetValue<string>().ShouldBe("/problems/bad-field");
        said.ShouldContain($"{field}”");
    }

    [Theory]
    [InlineData("""{"size":1}""")]
    [InlineData("""{"size":1.0}""")]
    [InlineData("""{"word":"chữ "}""")]
    [InlineData("""{"word":"chữ\u200b"}""")]
    [InlineData("""{"other":null}""")]
    [InlineData("""{"other":"\u200b"}""")]
    [InlineData("""{"size":1,"word":"chữ"}""")]
    public async Task An_edit_that_changes_nothing_is_no_version(string attributes)
    {
        var (client, fill) = await Acting();
        using var answer = await Send(client, fill("PATCH /api/features/{feature}"), $$"""{"attributes":{{attributes}},"note":"Không đổi gì"}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("chưa có thuộc tính nào thay đổi");
    }

    [Fact]
    public async Task Whose_area_has_borders_makes_nobody_who_is_then_nobodys()
    {
        using var admin = await service.SignedIn("administrator", ["19"]);
        var person = await service.NewPerson("viewer", ["19"]);

        using var emptied = await admin.PutAsJsonAsync($"/api/people/{person.Id}/grants", Array.Empty<object>());
        emptied.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var made = await admin.PostAsJsonAsync("/api/people", new { userName = "khong.vai", name = "Không vai trò" });
        made.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var locked = await admin.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = true });
        locked.StatusCode.ShouldBe(HttpStatusCode.OK, await locked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_version_that_stands_for_another_is_not_found_by_its_number()
    {
        var layer = await service.NewLayer("point", """
            [{"name":"size","title":{"vi":"Cỡ","en":"Size"},"type":"number"},{"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true}]
            """);
        var id = await service.NewFeature(layer, "POINT(105.8 21.5)", attributes: """{"size":1,"owner":"Ông A"}""");
        foreach (var owner in new[] { "Bà B", "Ông C" })
        {
            await service.Sql("update env.current_feature set attributes = attributes || jsonb_build_object('owner', @owner) where id = @id", new { id, owner });
        }
        var all = await service.Rows<long>("select id from env.feature_version where feature_id = @id order by id", new { id });
        using var planner = await service.SignedIn("planner");

        foreach (var (client, found) in new[] { (service.Http, 1), (planner, 3) })
        {
            var statuses = new List<HttpStatusCode>();
            foreach (var version in all)
            {
                using var answer = await client.GetAsync($"/api/features/{id}/versions/{version}");
                statuses.Add(answer.StatusCode);
            }
            statuses.Count(status => status == HttpStatusCode.OK).ShouldBe(found);
            statuses.Count(status => status == HttpStatusCode.NotFound).ShouldBe(3 - found);
        }
    }

    /// <summary>Somebody who may do all of it, and what stands for the names in braces.</summary>
    async Task<(HttpClient Client, Func<string, string> Fill)> Acting()
    {
        var layer = await service.NewLayer("point", """
            [{"name":"size","title":{"vi":"Cỡ","en":"Size"},"type":"number","edit":true},{"name":"word","title":{"vi":"Chữ","en":"Word"},"type":"text","edit":true},
             {"name":"other","title":{"vi":"Khác","en":"Other"},"type":"text","edit":true}]
            """);
        var feature = await service.NewFeature(layer, "POINT(105.8 21.5)", attributes: """{"size":1,"word":"chữ"}""");
        var person = await service.NewPerson("viewer", ["19"]);
        var (task, agency) = (await service.Rows<(string, string)>(
            "select l.task_id, a.name from env.task_lead l join env.agency a on a.id = l.agency_id order by 1, 2 limit 1")).Single();
        var planner = await service.NewPerson("planner", agency: agency);
        await service.Sql("insert into account.role_grant (person_id, role, granted_by) values (@id, 'administrator', 'test')", new { id = planner.Id });
        return (await service.SignedIn(planner), act => act.Replace("{person}", $"{person.Id}", StringComparison.Ordinal).Replace("{feature}", $"{feature}", StringComparison.Ordinal)
            .Replace("{task}", task, StringComparison.Ordinal));
    }

    async Task<HttpResponseMessage> Send(HttpClient client, string act, string body)
    {
        var (method, address) = act.Split(' ') is [var one, var two] ? (one, two) : throw new ArgumentException(act);
        using var request = new HttpRequestMessage(new(method), address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (address.Contains("/progress", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"p0\"");
        }
        else if (address.StartsWith("/api/features/", StringComparison.Ordinal))
        {
            var id = long.Parse(address.Split('/')[3], System.Globalization.CultureInfo.InvariantCulture);
            var version = await service.Value<long>("select id from env.feature_version where feature_id = @id and upper_inf(recorded) and valid @> env.today()", new { id });
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        }
        return await client.SendAsync(request);
    }
}
