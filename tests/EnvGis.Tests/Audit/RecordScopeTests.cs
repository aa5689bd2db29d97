using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Audit;

/// <summary>An administrator reads the record of the own area and of no other, as a page and as a table, by whatever words they ask.</summary>
public sealed class RecordScopeTests(RunningService service) : IClassFixture<RunningService>
{
    const string Secret = "Ông Hai trại lợn";

    /// <summary>Each does something that leaves an entry; its tag stands in who, subject or detail, and where it lies is told.</summary>
    [Fact]
    public async Task What_lies_elsewhere_or_everywhere_is_not_there_for_an_administrator_of_one_province()
    {
        var tag = Guid.NewGuid().ToString("n")[..8];
        string Here(string what) => $"{what}-here-{tag}";
        string There(string what) => $"{what}-there-{tag}";
        string Country(string what) => $"{what}-country-{tag}";
        using var national = await service.SignedIn("administrator");
        // People, keys, notes, query strings, refusals; here, there, in both, and without borders.
        foreach (var (name, provinces) in new[] { (Here("person"), new[] { "19" }), (There("person"), ["44"]), (Country("both"), ["19", "44"]), (Country("all"), null!) })
        {
            await Ok(national.PostAsJsonAsync("/api/people", new { userName = name, name, grants = new[] { new { role = "viewer", provinces } } }));
            await Ok(national.PostAsJsonAsync("/api/keys", new { consumer = name, provinces, days = 30 }));
            await UserActs.GrantAsync(service.OwnerDatabase, name, new() { Role = "viewer", Provinces = provinces, GrantedBy = "test" }, sure: false, CancellationToken.None);
        }
        var layer = await service.NewLayer(attributes: """[{"name":"measure","title":{"vi":"Biện pháp","en":"Measure"},"type":"text","edit":true}]""");
        foreach (var (commune, note) in new[] { ("05503", Here("note")), (await this.CommuneOf("44"), There("note")) })
        {
            using var inspector = await service.SignedIn("inspector");
            await this.Change(inspector, await this.Place(layer, commune), new { measure = note }, note);
        }
        foreach (var (province, words) in new[] { ("19", Here("query")), ("44", There("query")) })
        {
            using var viewer = await service.SignedIn("viewer", [province]);
            await Ok(viewer.GetAsync($"/exports/landfills.geojson?agency={words}"));
            (await viewer.GetAsync($"/api/people/{words}/invitation")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }
        // From one province to another: both sides must be the reader's.
        var moved = (await national.GetFromJsonAsync<JsonElement>($"/api/people?q={Here("person")}")).GetProperty("people")[0].GetProperty("id").GetInt64();
        await Ok(national.PutAsJsonAsync($"/api/people/{moved}/grants", new[] { new { role = "viewer", provinces = new[] { "44" } } }));

        using var administrator = await service.SignedIn("administrator", ["19"]);
        foreach (var text in new[] { await Pages(administrator, ""), await administrator.GetStringAsync("/api/audit.csv"), await Pages(administrator, $"q={tag}"), await administrator.GetStringAsync($"/api/audit.csv?q={tag}") })
        {
            text.ShouldContain(Here("person"));
            text.ShouldContain(Here("note"));
            text.ShouldContain(Here("query"));
            text.ShouldNotContain($"-there-{tag}");
            text.ShouldNotContain($"-country-{tag}");
        }
        var all = await Pages(national, $"q={tag}");
        foreach (var name in new[] { Here("person"), There("person"), Country("both"), Country("all"), There("note"), There("query") })
        {
            all.ShouldContain(name);
        }
        // The one of a commune reads neither the province nor the commune beside it; the one of another layer nothing of this one.
        using var ofCommune = await service.SignedIn("administrator", ["19"], ["05488"]);
        (await Pages(ofCommune, $"q={tag}")).ShouldNotContain(tag);
        using var ofLayer = await service.SignedIn("administrator", layers: ["landfills"]);
        (await Pages(ofLayer, $"q={tag}")).ShouldNotContain(tag);
    }

    [Fact]
    public async Task What_is_restricted_is_withheld_from_an_administrator_without_a_grant_for_it_and_cannot_be_searched()
    {
        var closed = await service.NewLayer(attributes: """[{"name":"measure","title":{"vi":"Biện pháp","en":"Measure"},"type":"text","edit":true}]""", visibility: "restricted");
        var open = await service.NewLayer(attributes: """
            [{"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true,"edit":true},{"name":"measure","title":{"vi":"Biện pháp","en":"Measure"},"type":"text","edit":true}]
            """);
        using var inspector = await service.SignedIn("inspector");
        var (hidden, half) = (await this.Place(closed, "05503"), await this.Place(open, "05503"));
        await this.Record(hidden, closed, new { before = new { measure = Secret } });
        await this.Record(half, open, new { after = new { owner = Secret }, note = Secret });
        await this.Record(half, open, new { after = new { measure = "hàng rào" } });
        var code = await service.Value<string>("select code from env.feature where id = @hidden", new { hidden });

        using var plain = await service.SignedIn("administrator", ["19"]);
        using var nationalPlain = await service.SignedIn("administrator");
        foreach (var administrator in new[] { plain, nationalPlain })
        {
            foreach (var text in new[] { await Pages(administrator, "act=change-attributes"), await administrator.GetStringAsync("/api/audit.csv?act=change-attributes") })
            {
                text.ShouldNotContain(Secret);
                text.ShouldNotContain(code!);
                text.ShouldContain("hàng rào");
                text.ShouldContain("withheld");
            }
            (await Pages(administrator, $"q={Uri.EscapeDataString(Secret)}")).ShouldNotContain("change-attributes");
            (await Pages(administrator, $"q={code}")).ShouldNotContain("change-attributes");
        }
        var both = await service.NewPerson("administrator", ["19"]);
        await service.Sql("insert into account.role_grant (person_id, role, provinces, granted_by) values (@Id, 'viewer', '{19}', 'test')", new { both.Id });
        using var reader = await service.SignedIn(both);
        (await Pages(reader, $"q={Uri.EscapeDataString(Secret)}")).ShouldContain(code!);
    }

    [Fact]
    public async Task A_national_entry_is_read_by_national_administrators_only()
    {
        var word = $"quốc gia {Guid.NewGuid():n}";
        await service.Sql("select audit.append(null, @word, null, 'test', null, 'done', null)", new { word });
        using var national = await service.SignedIn("administrator");
        using var provincial = await service.SignedIn("administrator", ["19", "44"]);

        (await Pages(national, $"q={Uri.EscapeDataString(word)}")).ShouldContain(word);
        (await Pages(provincial, $"q={Uri.EscapeDataString(word)}")).ShouldNotContain(word);
    }

    [Theory]
    [InlineData("""[{"provinces":["19"]}]""", """[{"provinces":["19","44"]}]""", true)]
    [InlineData("""[{"provinces":["19"]},{"provinces":["44"]}]""", """[{"provinces":["19"]}]""", false)]
    [InlineData("""[{"provinces":["19"]},{"provinces":["44"]}]""", """[{"provinces":["19"]},{"provinces":["44"]}]""", true)]
    [InlineData("""[{"provinces":["19"],"communes":["05503"]}]""", """[{"provinces":["19"]}]""", true)]
    [InlineData("""[{"provinces":["19"]}]""", """[{"provinces":["19"],"communes":["05503"]}]""", false)]
    [InlineData("""[{"provinces":["19"],"layers":["a"]}]""", """[{"provinces":["19"],"layers":["a","b"]}]""", true)]
    [InlineData("""[{"provinces":["19"]}]""", """[{"provinces":["19"],"layers":["a"]}]""", false)]
    [InlineData("""[{"provinces":null}]""", """[{"provinces":["19"]}]""", false)]
    [InlineData("""[{"provinces":[]}]""", """[{"provinces":["19"]}]""", true)]
    [InlineData(null, """[{"provinces":["19"]}]""", false)]
    [InlineData("[]", """[{"provinces":["19"]}]""", false)]
    [InlineData(null, """[{"provinces":null,"communes":null,"layers":null}]""", true)]
    [InlineData("""[{"provinces":["19"]}]""", "[]", false)]
    public async Task A_grant_reaches_what_lies_wholly_within_it(string? scopes, string grants, bool reaches)
    {
        (await service.Value<bool>("select audit.reaches(@grants::jsonb, @scopes::jsonb)", new { grants, scopes })).ShouldBe(reaches);
    }

    /// <summary>As <c>FeatureWrite</c> does, with an attribute that may be restricted.</summary>
    async Task Record(long id, string layer, object detail) => await service.Sql("""
        select audit.append(null, 'người ghi', null, 'change-attributes', 'feature ' || f.id || ' ' || f.code, 'done', @detail::jsonb,
            jsonb_build_array(jsonb_build_object('provinces', array['19'], 'communes', array['05503'], 'layers', array[@layer])), @layer)
        from env.feature f where f.id = @id
        """, new { id, layer, detail = JsonSerializer.Serialize(detail, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) });

    async Task Change(HttpClient inspector, long id, object attributes, string note)
    {
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id", new { id });
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = JsonContent.Create(new { attributes, note }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        await Ok(inspector.SendAsync(request));
    }

    async Task<string> CommuneOf(string province) =>
        (await service.Value<string>("select min(code) from env.commune where province_code = @province and valid_to is null", new { province }))!;

    Task<long> Place(string layer, string commune) => service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, commune_id)
        values (@layer, 'Nơi thử', '{}', st_point(105.7, 21.5, 4326), 'digitised', 10, daterange('2026-01-01', null),
            (select id from env.commune where code = @commune and valid_to is null))
        returning id
        """, new { layer, commune });

    static async Task Ok(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All pages' entries as one text.</summary>
    static async Task<string> Pages(HttpClient administrator, string query)
    {
        var text = new System.Text.StringBuilder();
        for (string? next = $"/api/audit?limit=200{(query.Length > 0 ? $"&{query}" : "")}"; next is not null;)
        {
            var page = await administrator.GetFromJsonAsync<JsonElement>(next);
            foreach (var entry in page.GetProperty("entries").EnumerateArray())
            {
                text.AppendLine(entry.GetRawText());
                if (entry.GetProperty("withheld").GetBoolean())
                {
                    entry.GetProperty("detail").ValueKind.ShouldBe(JsonValueKind.Null);
                }
            }
            next = page.GetProperty("next").GetString();
        }
        return System.Text.RegularExpressions.Regex.Unescape(text.ToString().Replace("\\\"", "'", StringComparison.Ordinal));
    }
}
