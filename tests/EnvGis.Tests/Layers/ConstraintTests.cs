using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Imports;
using EnvGis.Layers;
using EnvGis.Tests.Features;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>What a layer file says of several values together is asked at every write, and told on the card.</summary>
public sealed class ConstraintTests(RunningService service) : IClassFixture<RunningService>
{
    // K = N + L + T; below 40 contaminated, 40 to 75 serious, above 75 very serious: Thông tư 02/2022/TT-BTNMT, Điều 6 khoản 4.
    public static TheoryData<string, string?> Scores => new()
    {
        { """{"scheme":"2022","score_k":39.9,"level":"contaminated"}""", null },
        { """{"scheme":"2022","score_k":39.9,"level":"serious"}""", "level-below-40" },
        { """{"scheme":"2022","score_k":39.9,"level":"not_assessed"}""", "level-below-40" },
        { """{"scheme":"2022","score_k":40,"level":"serious"}""", null },
        { """{"scheme":"2022","score_k":40.0,"level":"contaminated"}""", "level-40-to-75" },
        { """{"scheme":"2022","score_k":75,"level":"serious"}""", null },
        { """{"scheme":"2022","score_k":75,"level":"very_serious"}""", "level-40-to-75" },
        { """{"scheme":"2022","score_k":75.1,"level":"very_serious"}""", null },
        { """{"scheme":"2022","score_k":75.1,"level":"serious"}""", "level-above-75" },
        { """{"scheme":"2022","score_k":0,"level":"very_serious"}""", "level-below-40" },
        { """{"scheme":"2022","score_n":30,"score_l":10,"score_t":5,"score_k":45,"level":"serious"}""", null },
        { """{"scheme":"2022","score_n":30.2,"score_l":10.4,"score_t":5.4,"score_k":46,"level":"serious"}""", null },
        { """{"scheme":"2022","score_n":30,"score_l":10,"score_t":5,"score_k":46,"level":"serious"}""", "score-sum" },
        { """{"scheme":"2022","score_n":30,"score_l":10,"score_k":46,"level":"serious"}""", null },
        { """{"scheme":"2022","missing_indicators":3,"level":"serious"}""", "too-little-known" },
        { """{"scheme":"2022","missing_indicators":3,"level":"not_assessable"}""", null },
        { """{"scheme":"2022","missing_indicators":2,"score_k":50,"level":"serious"}""", null },
        // Another scale, and one that nobody stated.
        { """{"scheme":"2016","score_k":20,"level":"very_serious"}""", null },
        { """{"score_k":20,"level":"very_serious"}""", null },
    };

    [Theory]
    [MemberData(nameof(Scores))]
    public async Task A_score_and_its_level_agree_by_SQL_and_by_import(string attributes, string? broken)
    {
        var values = JsonNode.Parse(attributes)!.AsObject();
        values["kind"] = "waste";
        var insert = () => service.Sql("""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m)
            values ('contaminated-sites', 'Khu thử điểm', @values::jsonb, st_geomfromtext('POINT(105.8 21.5)', 4326), 'digitised', 10)
            """, new { values = values.ToJsonString() });
        if (broken is null)
        {
            await insert();
        }
        else
        {
            (await Should.ThrowAsync<PostgresException>(insert)).MessageText.ShouldEndWith($":constraint:{broken}");
        }

        var report = new StringWriter();
        var result = await Import("contaminated-sites", values, report);
        result.Refused.ShouldBe(broken is null ? 0 : 1, report.ToString());
        if (broken is not null)
        {
            var rule = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Checkout.Find(), "data", "layers", "contaminated-sites.json")))!["constraints"]!.AsArray()
                .Single(one => one!["id"]!.GetValue<string>() == broken)!["message"]!;
            report.ToString().ShouldContain(rule["vi"]!.GetValue<string>());
            report.ToString().ShouldContain(rule["en"]!.GetValue<string>());
        }
    }

    const string Attributes = """
        [{"name":"a","title":{"vi":"A","en":"A"},"type":"number","edit":true},
         {"name":"b","title":{"vi":"B","en":"B"},"type":"code","edit":true,"codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"}},{"code":"high","title":{"vi":"Cao","en":"High"}}]},
         {"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","edit":true}]
        """;

    const string Constraints = """
        [{"id":"high-from-10","if":[{"attribute":"a","from":10}],"then":{"attribute":"b","is":["high"]},
          "message":{"vi":"A từ 10 là mức cao.","en":"A of 10 or more is high."},"source":{"document":"Thông tư thử","clause":"Điều 1"}}]
        """;

    [Fact]
    public async Task An_edit_that_contradicts_is_refused_in_the_words_of_the_layer_file_and_the_card_tells_what_holds()
    {
        var id = await service.NewFeature(await service.NewLayer("point", Attributes + ",\"constraints\":" + Constraints), "POINT(105.8 21.5)", attributes: """{"a":3,"b":"low"}""");
        using var planner = await service.SignedIn("planner");
        (await Checks(id)).ShouldBeEmpty();

        using var refused = await Patch(planner, id, """{"a":12}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("/problems/contradicting-values");
        problem.ToString().ShouldContain("A từ 10 là mức cao.");
        problem.ToString().ShouldContain("A of 10 or more is high.");

        using var taken = await Patch(planner, id, """{"a":12,"b":"high"}""");
        taken.StatusCode.ShouldBe(HttpStatusCode.OK, await taken.Content.ReadAsStringAsync());
        var check = (await Checks(id)).ShouldHaveSingleItem();
        (check.GetProperty("attribute").GetString(), check.GetProperty("holds").GetBoolean(), check.GetProperty("source").GetProperty("clause").GetString()).ShouldBe(("b", true, "Điều 1"));
    }

    [Fact]
    public async Task What_was_recorded_before_the_rule_is_told_and_stays_until_one_of_its_values_changes()
    {
        var layer = await service.NewLayer("point", Attributes);
        var id = await service.NewFeature(layer, "POINT(105.8 21.5)", attributes: """{"a":12,"b":"low"}""");
        await service.Sql("""
            update env.layer set definition = definition || jsonb_build_object('constraints', @constraints::jsonb),
                rules = env.attribute_rules(definition || jsonb_build_object('constraints', @constraints::jsonb)) where id = @layer
            """, new { layer, constraints = Constraints });
        await service.RefreshLayers();
        using var planner = await service.SignedIn("planner");

        (await Checks(id)).ShouldHaveSingleItem().GetProperty("holds").GetBoolean().ShouldBeFalse();
        // Something else may be recorded; and what it was before that day is recorded anew on the way.
        using var other = await Patch(planner, id, """{"note":"Đã rào"}""", on: "2026-03-01");
        other.StatusCode.ShouldBe(HttpStatusCode.OK, await other.Content.ReadAsStringAsync());
        using var worse = await Patch(planner, id, """{"a":13}""");
        worse.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var mended = await Patch(planner, id, """{"b":"high"}""");
        mended.StatusCode.ShouldBe(HttpStatusCode.OK, await mended.Content.ReadAsStringAsync());
        using var back = await Patch(planner, id, """{"b":"low"}""");
        back.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "once right it stays right");
    }

    [Theory]
    [InlineData("""{"id":"rule","then":{"attribute":"nope","is":["proposed"]}}""", "uses the attribute \"nope\", which this layer does not have")]
    [InlineData("""{"id":"rule","then":{"attribute":"status","is":["planned"]}}""", "has the code \"planned\", which is not in the codelist of \"status\"")]
    [InlineData("""{"id":"rule","then":{"attribute":"area","is":["proposed"]}}""", "uses \"area\", which has no codelist")]
    [InlineData("""{"id":"rule","then":{"attribute":"status","below":3}}""", "uses \"status\", which is no number")]
    [InlineData("""{"id":"rule","then":{"attribute":"area","sumOf":["area","status"]}}""", "uses \"status\", which is no number")]
    [InlineData("""{"id":"rule","then":{"attribute":"area"}}""", "a condition has one of")]
    [InlineData("""{"id":"rule","then":{"attribute":"area","from":1,"sumOf":["area","area2"]}}""", "a condition has one of")]
    [InlineData("""{"id":"rule","then":{"attribute":"area","from":1,"within":1}}""", "a condition has one of")]
    [InlineData("""{"id":"rule","if":[{"attribute":"nope","from":1}],"then":{"attribute":"area","from":1}}""", "uses the attribute \"nope\"")]
    [InlineData("""{"id":"R 1","then":{"attribute":"area","from":1}}""", "\"id\" is \"R 1\"; it must match")]
    [InlineData("""{"id":"rule","then":{"attribute":"area","over":1}}""", "\"over\" is not known here")]
    public void A_constraint_that_cannot_be_meant_is_refused_with_its_line(string constraint, string reason)
    {
        var root = Checkout.Find();
        var layer = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "tests", "fixtures", "layers", "right.json")))!.AsObject();
        var rule = JsonNode.Parse(constraint)!.AsObject();
        rule["message"] = new JsonObject { ["vi"] = "Quy tắc.", ["en"] = "A rule." };
        rule["source"] = new JsonObject { ["proposal"] = true };
        layer["constraints"] = new JsonArray(rule);
        var folder = Directory.CreateTempSubdirectory("envgis-constraint-");
        try
        {
            var file = Path.Combine(folder.FullName, "right.json");
            File.WriteAllText(file, layer.ToJsonString(new() { WriteIndented = true }));
            Should.Throw<SetupException>(() => LayerFiles.Read(LayerFileSchema.Read(Path.Combine(root, "data", "schemas", "layer.schema.json")), [file])).Message.ShouldContain(reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    async Task<List<JsonElement>> Checks(long id) => [.. (await service.Json($"/api/features/{id}")).GetProperty("checks").EnumerateArray()];

    async Task<HttpResponseMessage> Patch(HttpClient client, long id, string attributes, string? on = null)
    {
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @id and upper_inf(recorded) and valid @> env.today()", new { id });
        var body = new JsonObject { ["attributes"] = JsonNode.Parse(attributes), ["note"] = "Thử ràng buộc", ["on"] = on };
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        return await client.SendAsync(request);
    }

    async Task<ImportResult> Import(string layer, JsonObject values, StringWriter report)
    {
        var properties = (JsonObject)values.DeepClone();
        properties["name"] = $"Khu nhập {Guid.NewGuid():n}";
        var feature = new JsonObject { ["type"] = "Feature", ["properties"] = properties, ["geometry"] = JsonNode.Parse("""{"type":"Point","coordinates":[105.85,21.59]}""") };
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray(feature) }.ToJsonString());
            return await ImportFile.RunAsync(service.OwnerDatabase, new(new FileInfo(file), layer) { AccuracyMetres = 50 }, report, CancellationToken.None);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
