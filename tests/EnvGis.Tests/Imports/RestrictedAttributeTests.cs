using System.Text.Json.Nodes;
using EnvGis.Commands;
using EnvGis.Imports;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

/// <summary>A file from whoever may not see a restricted attribute says nothing of it.</summary>
public sealed class RestrictedAttributeTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"text"},
         {"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true},
         {"name":"debt","title":{"vi":"Nợ","en":"Debt"},"type":"number","restricted":true}]
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-restricted-attribute-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"level":"cao"}""", """{"debt":7,"level":"cao","owner":"Ông A"}""")]
    [InlineData("""{"level":"thấp"}""", """{"debt":7,"level":"thấp","owner":"Ông A"}""")]
    [InlineData("""{}""", """{"debt":7,"owner":"Ông A"}""")]
    [InlineData("""{"level":"thấp","owner":"Bà B"}""", """{"debt":7,"level":"thấp","owner":"Bà B"}""")]
    [InlineData("""{"level":"thấp","owner":null}""", """{"debt":7,"level":"thấp"}""")]
    [InlineData("""{"level":"thấp","owner":"  "}""", """{"debt":7,"level":"thấp"}""")]
    [InlineData("""{"level":"thấp","owner":null,"debt":null}""", """{"level":"thấp"}""")]
    [InlineData("""{"level":"cao","valid_from":"2026-03-01"}""", """{"debt":7,"level":"cao","owner":"Ông A"}""")]
    [InlineData("""{"level":"cao","valid_from":"2025-03-01","valid_to":"2025-12-31"}""", """{"level":"cao"}""")]
    public async Task What_a_row_does_not_name_of_restricted_attributes_stays_and_null_takes_it_away(string properties, string then)
    {
        var (layer, code) = await Recorded();
        var row = JsonNode.Parse(properties)!.AsObject();
        row["code"] = code;
        row["name"] = "Nơi có chủ";

        (await Import(layer, row, update: true)).Refused.ShouldBe(0);

        var day = row["valid_from"]?.GetValue<string>() ?? "2026-06-01";
        var attributes = await service.Value<string>(
            "select attributes::text from env.feature_version where layer = @layer and upper_inf(recorded) and valid @> @day::date", new { layer, day });
        JsonNode.DeepEquals(JsonNode.Parse(attributes!), JsonNode.Parse(then)).ShouldBeTrue(attributes);
    }

    [Fact]
    public async Task What_everybody_may_export_and_bring_again_takes_nothing_away_and_is_no_change()
    {
        var (layer, code) = await Recorded();
        var exported = JsonNode.Parse(await service.Http.GetStringAsync($"/exports/{layer}.geojson"))!["features"]![0]!["properties"]!.AsObject();
        exported.ContainsKey("owner").ShouldBeFalse();

        (await Import(layer, exported, update: true)).Unchanged.ShouldBe(1);

        exported["level"] = "thấp";
        (await Import(layer, exported, update: true)).Updated.ShouldBe(1);
        (await service.Value<string>("select attributes ->> 'owner' || ' ' || (attributes ->> 'level') from env.feature_version where layer = @layer and upper_inf(recorded)", new { layer }))
            .ShouldBe("Ông A thấp");
    }

    async Task<(string Layer, string Code)> Recorded()
    {
        var layer = await service.NewLayer("point", Attributes);
        var code = (await service.Value<string>("select code_prefix || '-RA' from env.layer where id = @layer", new { layer }))!;
        var row = new JsonObject { ["code"] = code, ["name"] = "Nơi có chủ", ["level"] = "cao", ["owner"] = "Ông A", ["debt"] = 7, ["valid_from"] = "2026-01-01" };
        (await Import(layer, row, update: false)).Accepted.ShouldBe(1);
        return (layer, code);
    }

    async Task<ImportResult> Import(string layer, JsonObject properties, bool update)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
        var point = JsonNode.Parse("""{"type":"Point","coordinates":[105.85,21.59]}""");
        var feature = new JsonObject { ["type"] = "Feature", ["properties"] = properties.DeepClone(), ["geometry"] = point };
        await File.WriteAllTextAsync(file.FullName, new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray(feature) }.ToJsonString());
        return await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { Update = update, AccuracyMetres = 50 }, TextWriter.Null, CancellationToken.None);
    }
}
