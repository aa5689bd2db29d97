using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>What a feature is found by beside its name: the plan, the section and the bodies of the tasks that it is tied to; and the same words at /ogc.</summary>
public sealed class FeatureWordsTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>A task of a plan of our own, so that no other test's words are in it.</summary>
    /// <returns>The task's id.</returns>
    async Task<string> NewTask(string agency)
    {
        var plan = $"plan-{Guid.NewGuid():n}"[..20];
        await service.Sql("""
            insert into env.plan (id, title_vi, title_en, doc_type, issuer, level, province_code, number, has_annex)
            values (@plan, 'Kế hoạch Thử Nghiệm', 'Trial plan', 'Kế hoạch', 'UBND', 'province', '19', '9876/KH-UBND', false);
            insert into env.plan_section (plan_id, id, number, part, title_vi, title_en, line, position)
            values (@plan, 'II', 'II', 'plan', 'Khắc phục sự cố đập thải', 'Tailings dams', 3, 1);
            insert into env.agency (name) values (@agency);
            insert into env.task (id, plan_id, section, heading, line, kind, title_vi, title_en, gis_relevance, open_ended, position)
            values (@plan || '/II.1', @plan, 'II.1', 'II', 4, 'task', 'Rà soát hồ chứa', 'Review reservoirs', 'core', false, 1);
            insert into env.task_lead (task_id, agency_id, scope, joint, position) select @plan || '/II.1', id, '', false, 0 from env.agency where name = @agency;
            select env.write_task_documents(array[@plan || '/II.1'])
            """, new { plan, agency });
        return $"{plan}/II.1";
    }

    [Fact]
    public async Task Documents_that_a_new_version_writes_otherwise_are_found_to_be_so()
    {
        var feature = await service.NewFeature(await service.NewLayer("point"), "POINT(105.8 21.5)", Word("hồ"));
        (await service.Value<bool>("select env.documents_differ()")).ShouldBeFalse();
        await service.Sql("update published.feature_document set words = words || array_to_tsvector(array['cu']) where id = @feature", new { feature });
        (await service.Value<bool>("select env.documents_differ()")).ShouldBeTrue();
        await service.Sql("select env.write_feature_documents()");
        (await service.Value<bool>("select env.documents_differ()")).ShouldBeFalse();
    }

    async Task Tie(long feature, string task) => await service.Sql("""
        insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line)
        select @feature, t.id, (select min(code) from env.link_role), t.plan_id, t.section, t.line from env.task t where t.id = @task
        """, new { feature, task });

    [Theory]
    [InlineData("public")]
    [InlineData("restricted")]
    public async Task A_feature_is_found_by_plan_number_section_and_bodies_of_its_tasks_as_long_as_it_is_tied(string visibility)
    {
        var (name, agency) = (Word("hồ"), $"Ban {Word("quản lý")}");
        var task = await this.NewTask(agency);
        var feature = await service.NewFeature(await service.NewLayer("point", visibility: visibility), "POINT(105.8 21.5)", name);
        string[] asked = [$"{name} kế hoạch thử nghiệm", $"{name} 9876", $"{name} đập thải", $"{name} tailings", $"{name} {agency}"];
        using var member = await service.SignedIn("viewer");

        await Found(0, asked);
        await this.Tie(feature, task);
        await Found(1, asked);

        var renamed = $"Chi cục {Word("thủy lợi")}";
        await service.Sql("update env.agency set name = @renamed where name = @agency", new { renamed, agency });
        await Found(1, $"{name} {renamed}");
        await Found(0, $"{name} {agency}");

        await service.Sql("update env.feature_task set untied_at = now(), untied_by = 'test' where feature_id = @feature", new { feature });
        await Found(0, asked);
        await Found(1, name);

        async Task Found(int times, params string[] texts)
        {
            foreach (var text in texts)
            {
                (await Features(member, text)).ShouldBe(times, text);
                (await Features(service.Http, text)).ShouldBe(visibility == "public" ? times : 0, text);
            }
        }
    }

    [Fact]
    public async Task Words_of_a_restricted_feature_tell_nothing_to_who_does_not_see_it()
    {
        var (secret, layer) = (Word("bimat"), await service.NewLayer("point", visibility: "restricted"));
        await service.NewFeature(layer, "POINT(105.8 21.5)", $"Kho {secret}");
        using var member = await service.SignedIn("viewer", layers: [layer]);
        using var other = await service.SignedIn("viewer", layers: ["landfills"]);

        (await Find(member, secret)).GetProperty("features").GetArrayLength().ShouldBe(1);
        foreach (var http in new[] { service.Http, other })
        {
            foreach (var text in new[] { secret, secret[..^1], $"x{secret}" })
            {
                var found = await Find(http, text);
                found.GetProperty("features").GetArrayLength().ShouldBe(0, text);
                found.GetProperty("note").GetProperty("en").GetString()!.ShouldContain("nothing has the word", Case.Sensitive, text);
            }
        }
        (await Find(member, $"x{secret}")).GetProperty("features")[0].GetProperty("near").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Words_of_a_layer_that_becomes_restricted_are_forgotten()
    {
        var (secret, shared, layer) = (Word("bimat"), Word("chung"), await service.NewLayer("point"));
        await service.NewFeature(layer, "POINT(105.8 21.5)", $"Kho {secret} {shared}");
        await service.NewFeature(await service.NewLayer("point"), "POINT(105.8 21.5)", $"Trạm {shared}");
        (await Find(service.Http, secret)).GetProperty("features").GetArrayLength().ShouldBe(1);

        await service.Sql("update env.layer set definition = definition || '{\"visibility\":\"restricted\"}' where id = @layer", new { layer });

        foreach (var text in new[] { secret, secret[..^1], $"{secret[..4]} xyzzyx", $"x{secret}" })
        {
            var found = await Find(service.Http, text);
            found.GetProperty("features").GetArrayLength().ShouldBe(0, text);
            found.GetProperty("note").GetProperty("en").GetString()!.ShouldContain("nothing has the word", Case.Sensitive, text);
        }
        // Nor is the layer's own title told, by whatever task leads to it.
        var title = Word("zirconi");
        await service.Sql("update env.topic set layer = @layer where id = (select max(id) from env.topic)", new { layer });
        await service.Sql("update env.layer set definition = jsonb_set(definition || '{\"visibility\":\"public\"}', '{title,vi}', to_jsonb('Kho ' || @title)) where id = @layer", new { layer, title });
        (await service.Value<bool>("select exists (select from published.known_word where word = @title)", new { title })).ShouldBeTrue();
        await service.Sql("update env.layer set definition = definition || '{\"visibility\":\"restricted\"}' where id = @layer", new { layer });
        (await service.Value<bool>("select exists (select from published.known_word where word = any(array[@title, @secret]))", new { title, secret })).ShouldBeFalse();
        (await service.Value<long>("select (select count(*) from published.known_word where word = @secret) + (select count(*) from published.word_form where word = @secret)", new { secret })).ShouldBe(0);
        await using (var reader = Npgsql.NpgsqlDataSource.Create(service.Database.Reader!))
        await using (var told = reader.CreateCommand("select count(*) from pg_stats where concat(most_common_vals, histogram_bounds, most_common_elems) ilike '%' || $1 || '%'"))
        {
            told.Parameters.Add(new() { Value = secret });
            (await told.ExecuteScalarAsync()).ShouldBe(0L);
        }
        (await Find(service.Http, shared)).GetProperty("features").GetArrayLength().ShouldBe(1);
        using var member = await service.SignedIn("viewer", layers: [layer]);
        (await Find(member, secret)).GetProperty("features").GetArrayLength().ShouldBe(1);
        (await Find(member, $"x{secret}")).GetProperty("features")[0].GetProperty("near").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task One_slip_in_any_word_leads_to_the_feature_and_is_marked()
    {
        var (first, second) = (Word("xưởng"), Word("đồng"));
        await service.NewFeature(await service.NewLayer("point"), "POINT(105.8 21.5)", $"{first} luyện {second}");
        string[] slips = [$"{first}x luyện", $"luyện {second[..^1]}", $"{first} luyệnn {second}", $"{second[1]}{second[0]}{second[2..]}", $"luyenj {first}"];
        foreach (var text in slips)
        {
            var features = (await Find(service.Http, text)).GetProperty("features");
            features.EnumerateArray().Select(feature => feature.GetProperty("name").GetProperty("vi").GetString()).ShouldContain($"{first} luyện {second}", text);
        }
        (await Find(service.Http, slips[0])).GetProperty("features").EnumerateArray().ShouldAllBe(feature => feature.GetProperty("near").GetBoolean());
    }

    [Fact]
    public async Task Items_are_asked_by_the_words_of_search_with_other_filters_page_by_page()
    {
        var (layer, word) = (await service.NewLayer("point"), Word("bãi"));
        for (var i = 1; i <= 5; i++)
        {
            await service.NewFeature(layer, $"POINT(105.8 21.{i})", $"{word} rác số {i}");
        }
        await service.NewFeature(layer, "POINT(105.8 21.5)", "Nơi khác");

        var items = await Items(service.Http, $"{layer}/items?q={Uri.EscapeDataString($"{word} RAC")}&limit=2");
        items.GetProperty("numberMatched").GetInt32().ShouldBe(5);
        var ids = new List<long>();
        for (var address = $"{layer}/items?q={Uri.EscapeDataString($"{word} RAC")}&limit=2"; address is not null;)
        {
            var page = await Items(service.Http, address);
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()));
            address = page.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "next").Select(link => link.GetProperty("href").GetString()).SingleOrDefault();
        }
        ids.ShouldBe(ids.Distinct().Order());
        ids.Count.ShouldBe(5);

        (await Count($"q={word}&bbox=105,21.15,106,21.35")).ShouldBe(2);
        (await Count($"q={word}&ids={ids[0]}")).ShouldBe(1);
        (await Count($"q={word[..^1]}")).ShouldBe(5);
        (await Count($"q={word[1..]}")).ShouldBe(0);
        (await Count("q=%E2%80%93")).ShouldBe(0);
        (await Count($"q={word}&datetime=2026-06-01")).ShouldBe(5);
        (await Count($"q={word}&datetime=2020-06-01")).ShouldBe(0);

        async Task<int> Count(string query) => (await Items(service.Http, $"{layer}/items?{query}")).GetProperty("numberMatched").GetInt32();
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20")]
    [InlineData("long")]
    public async Task Items_refuse_a_text_that_is_none(string text)
    {
        using var answer = await service.Http.GetAsync($"/ogc/collections/landfills/items?q={(text == "long" ? new string('a', 201) : text)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("q");
    }

    [Fact]
    public async Task Items_of_a_restricted_layer_are_asked_by_words_of_what_is_seen()
    {
        var (layer, word) = (await service.NewLayer("point", visibility: "restricted"), Word("kho"));
        await service.NewFeature(layer, "POINT(105.8 21.5)", word);
        using var member = await service.SignedIn("viewer", layers: [layer]);
        (await Items(member, $"{layer}/items?q={Uri.EscapeDataString(word)}")).GetProperty("features").GetArrayLength().ShouldBe(1);
        (await service.Http.GetAsync($"/ogc/collections/{layer}/items?q={Uri.EscapeDataString(word)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_description_of_the_api_has_the_text() =>
        (await service.Http.GetFromJsonAsync<JsonElement>("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty("q").GetProperty("schema").GetProperty("maxLength").GetInt32().ShouldBe(200);

    [Fact]
    public async Task A_task_is_found_by_words_with_a_slip_only_where_none_has_them_as_typed()
    {
        var word = Word("đập");
        await this.NewTask($"Ban {word}");
        foreach (var (text, near) in new[] { ($"Ban {word}", false), ($"Ban x{word}", true) })
        {
            var list = await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks?q={Uri.EscapeDataString(text)}");
            list.GetProperty("near").GetBoolean().ShouldBe(near, text);
            list.GetProperty("tasks").GetArrayLength().ShouldBe(1, text);
            var counts = await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/summary?q={Uri.EscapeDataString(text)}");
            (counts.GetProperty("near").GetBoolean(), counts.GetProperty("total").GetInt32()).ShouldBe((near, 1), text);
            var found = (await Find(service.Http, text)).GetProperty("tasks");
            found.GetArrayLength().ShouldBe(1, text);
            found[0].GetProperty("near").GetBoolean().ShouldBe(near, text);
        }
    }

    [Theory]
    [InlineData("80", "27826")]
    [InlineData("82", "30157")]
    [InlineData("91", "31031")]
    [InlineData("92", "31666")]
    public async Task Of_namesakes_that_in_the_province_one_works_for_comes_first_and_before_that_on_screen(string province, string code)
    {
        using var person = await service.SignedIn("planner", provinces: [province]);
        foreach (var more in new[] { "", "&at=105.05,10.0", "&at=105.47,10.61" })
        {
            var found = await person.GetFromJsonAsync<JsonElement>($"/api/places?q=T%C3%A2n%20Th%E1%BA%A1nh{more}");
            found.GetProperty("places")[0].GetProperty("code").GetString().ShouldBe(code, more);
        }
    }

    // Letters alone, so that it is one word: nobody else's. No y, which is an i only at the end.
    static string Word(string beginning) => beginning + string.Concat(Guid.NewGuid().ToByteArray().Take(12).Select(value => (char)('a' + value % 8)));

    static async Task<int> Features(HttpClient http, string text) =>
        (await Find(http, text)).GetProperty("features").EnumerateArray().Count(feature => !feature.GetProperty("near").GetBoolean());

    static async Task<JsonElement> Find(HttpClient http, string text)
    {
        using var answer = await http.GetAsync($"/api/places?q={Uri.EscapeDataString(text)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static async Task<JsonElement> Items(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address.StartsWith("http", StringComparison.Ordinal) ? address : $"/ogc/collections/{address}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
