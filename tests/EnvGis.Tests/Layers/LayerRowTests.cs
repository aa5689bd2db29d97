using System.Net;
using System.Text.Json.Nodes;
using EnvGis.Layers;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>A layer's row that nobody can read is not written; and one that stands there by force takes nobody's answers away.</summary>
public sealed class LayerRowTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"code","required":true,"tiles":true,"filter":true,"edit":false,"restricted":false,"description":{"vi":"Mức","en":"Level"},
          "source":{"proposal":true},"codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"},"source":{"proposal":true}},{"code":"high","title":{"vi":"Cao","en":"High"}}]},
         {"name":"size","title":{"vi":"Cỡ","en":"Size"},"type":"number","unit":"m","minimum":0,"maximum":9.5},
         {"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","maxLength":10}]
        """;

    /// <summary>A definition with every member that a layer file may have.</summary>
    static JsonNode Whole(string id)
    {
        var whole = JsonNode.Parse(RunningService.Definition(id, "WHOLE", "point", Attributes))!;
        whole["legalBasis"] = JsonNode.Parse("""[{"document":"Nghị quyết 247/2025/QH15","clause":"Điều 4","note":{"vi":"Ghi chú","en":"Note"}}]""");
        whole["topics"] = JsonNode.Parse("""["landfill"]""");
        whole["severity"] = JsonNode.Parse("""{"attribute":"level","grades":[{"code":"low","grade":1}]}""");
        whole["state"] = JsonNode.Parse("""{"attribute":"level","states":[{"code":"high","state":"open"}]}""");
        whole["constraints"] = JsonNode.Parse("""[{"id":"low-is-small","if":[{"attribute":"level","is":["low"]}],"then":{"attribute":"size","upTo":5},"message":{"vi":"Thấp thì nhỏ","en":"Low is small"},"source":{"proposal":true}}]""");
        return whole;
    }

    /// <summary>What may stand where something else should.</summary>
    static readonly string[] Others = ["null", "true", "7", "-1.5", "\"\"", "\"\u200b\"", "\"word\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"vi\":\"\",\"en\":\"x\"}", "1e300", "99999999999"];

    [Fact]
    public async Task Whatever_definition_the_database_takes_the_program_can_read()
    {
        const string Id = "whole-layer";
        var changed = new List<string> { Whole(Id).ToJsonString() };
        foreach (var path in Paths(Whole(Id), []))
        {
            foreach (var other in (string?[])[null, .. Others])
            {
                changed.Add(Changed(Whole(Id), path, other).ToJsonString());
            }
        }
        changed.AddRange(Others);
        changed.Count.ShouldBeGreaterThan(1_000);

        var faults = await service.Rows<string?>("select env.layer_fault(d::jsonb) from unnest(@changed) with ordinality c (d, i) order by i", new { changed = changed.ToArray() });

        faults[0].ShouldBeNull();
        foreach (var (definition, fault) in changed.Zip(faults))
        {
            // The id and what else stands in columns of its own is compared by the trigger.
            if (fault is null && JsonNode.Parse(definition)!["id"]!.GetValue<string>() == Id)
            {
                Layer.Read(Id, definition, out var reason).ShouldNotBeNull($"{reason} {definition}");
            }
        }
        faults.Count(fault => fault is not null).ShouldBeGreaterThan(700);
        // What is refused stands where it is told.
        (await service.Value<string>("select env.layer_fault(@d::jsonb)", new { d = Changed(Whole(Id), ["attributes", "0", "codelist", "1", "title", "en"], null).ToJsonString() })).ShouldBe("attributes[0].codelist[1].title");
    }

    [Theory]
    [InlineData("'{}'", "attributes")]
    [InlineData("'[]'", "$")]
    [InlineData("'\"x\"'", "$")]
    [InlineData("definition - 'title'", "title")]
    [InlineData("jsonb_set(definition, '{title,vi}', '\" \"')", "title")]
    [InlineData("jsonb_set(definition, '{id}', '\"another\"')", "id")]
    [InlineData("jsonb_set(definition, '{geometry}', '\"line\"')", "geometry")]
    [InlineData("jsonb_set(definition, '{codePrefix}', '\"ZZZZ\"')", "codePrefix")]
    [InlineData("jsonb_set(definition, '{visibility}', '\"secret\"')", "visibility")]
    [InlineData("jsonb_set(definition, '{attributes}', '[{\"name\":\"a\",\"title\":{\"vi\":\"A\",\"en\":\"A\"},\"type\":\"text\"},{\"name\":\"a\",\"title\":{\"vi\":\"A\",\"en\":\"A\"},\"type\":\"text\"}]')", "attributes[1].name")]
    public async Task A_definition_that_cannot_be_read_is_refused_by_the_database(string definition, string at)
    {
        var layer = await service.NewLayer();

        var refused = await Should.ThrowAsync<PostgresException>(() => service.Sql($"update env.layer set definition = {definition} where id = @layer", new { layer }));

        refused.ConstraintName.ShouldBe("layer_definition_is_readable");
        refused.MessageText.ShouldEndWith($" cannot be read at {at}.");
        (await service.Sql("update env.layer set sort_order = 5 where id = @layer", new { layer })).ShouldBe(1);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("restricted")]
    public async Task One_that_stands_there_by_force_is_left_out_with_one_warning_and_everybody_else_is_answered(string visibility)
    {
        service.Log.Expect("EnvGis.Layers.UnreadableLayers");
        var layer = await service.NewLayer("point", visibility: visibility);
        var other = await service.NewLayer("point", visibility: visibility);
        var (id, seen) = (await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi của lớp hỏng"), await service.NewFeature(other, "POINT(105.8 21.6)", "Nơi của lớp lành"));
        using var viewer = await service.SignedIn("viewer");
        using var planner = await service.SignedIn("planner", provinces: ["19"]);
        await service.Sql("alter table env.layer disable trigger a_check");
        try
        {
            await service.Sql("update env.layer set definition = jsonb_build_object('visibility', @visibility) where id = @layer", new { layer, visibility });
        }
        finally
        {
            await service.Sql("alter table env.layer enable trigger a_check");
        }
        await service.RefreshLayers();

        foreach (var client in (HttpClient[])[service.Http, viewer, planner])
        {
            foreach (var address in (string[])["/api/layers", "/ogc/collections", "/api/overview", "/api/places?q=" + Uri.EscapeDataString("Nơi của lớp"), "/api/list?bbox=105,21,106,22",
                "/api/facets?bbox=105,21,106,22", "/api/tasks?limit=5", "/api/changes?limit=5", "/openapi.json", $"/api/features/{id}", $"/ogc/collections/{layer}", $"/tiles/{layer}/5/25/14.mvt", "/api/me"])
            {
                using var answer = await client.GetAsync(address);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{address}: {await answer.Content.ReadAsStringAsync()}");
            }
        }
        var seer = visibility == "public" ? service.Http : viewer;
        var layers = await seer.GetStringAsync("/api/layers");
        layers.ShouldContain($"\"{other}\"");
        layers.ShouldNotContain($"/tiles/{layer}/");
        (await seer.GetAsync($"/api/features/{seen}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Log.Entries.Count(entry => entry.Contains($"Layer {layer} is left out", StringComparison.Ordinal)).ShouldBe(1);
        // Mended, it is there again.
        await service.Sql("update env.layer set definition = @definition::jsonb where id = @layer",
            new { layer, definition = RunningService.Definition(layer, (await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer }))!, "point", visibility: visibility) });
        await service.RefreshLayers();
        if (visibility == "public")
        {
            await Until.So(async () => (await service.Http.GetStringAsync("/api/layers")).Contains($"\"{layer}\"", StringComparison.Ordinal), "the mended layer");
        }
    }

    static IEnumerable<string[]> Paths(JsonNode? node, string[] at) => (at.Length > 0 ? [at] : Enumerable.Empty<string[]>()).Concat(node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value, [.. at, member.Key])),
        JsonArray list => list.SelectMany((entry, i) => Paths(entry, [.. at, i.ToString(System.Globalization.CultureInfo.InvariantCulture)])),
        _ => [],
    });

    static JsonNode Changed(JsonNode whole, string[] path, string? other)
    {
        var within = path[..^1].Aggregate(whole, (node, name) => node is JsonArray list ? list[Index(name)]! : node[name]!);
        if (within is JsonArray entries)
        {
            entries.RemoveAt(Index(path[^1]));
            if (other is not null)
            {
                entries.Insert(Index(path[^1]), JsonNode.Parse(other));
            }
        }
        else if (other is null)
        {
            ((JsonObject)within).Remove(path[^1]);
        }
        else
        {
            within[path[^1]] = JsonNode.Parse(other);
        }
        return whole;
    }

    static int Index(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
