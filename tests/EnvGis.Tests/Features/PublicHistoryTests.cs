using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Imports;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>A file that changes nothing but what some may see, from any day on and up to any day, changes no answer to everybody else.</summary>
public sealed partial class PublicHistoryTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"text","filter":true},{"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true}]
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-public-history-");

    public void Dispose() => folder.Delete(recursive: true);

    static string Day(int fromToday) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Days from today of each row in turn; null of an end that is not said.</summary>
    public static TheoryData<string, int?[]> Rows => new()
    {
        { "from within", [-100, null] },
        { "within", [-100, -50] },
        { "within, over today", [-100, 50] },
        { "from a day to come", [100, null] },
        { "within days to come", [100, 200] },
        { "up to today", [-100, 0] },
        { "from today", [0, null] },
        { "from its first day", [-300, null] },
        { "one upon the other", [-100, null, -200, null] },
        { "over several", [-100, -50, -200, null] },
        { "several in a row", [-200, -151, -140, -101, -90, 99, 110, null] },
        { "ahead, then now", [100, null, -100, null, 50, 60] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_of_a_restricted_attribute_alone_changes_no_answer_to_everybody(string what, int?[] days)
    {
        var (layer, code, id) = await Recorded();
        var before = await Answers(layer, id);

        for (var i = 0; i < days.Length; i += 2)
        {
            (await Import(layer, code, "cao", $"Chủ {i}", Day(days[i]!.Value), days[i + 1] is { } last ? Day(last) : null)).Updated.ShouldBe(1, what);
        }

        var after = await Answers(layer, id);
        foreach (var (door, answer) in before)
        {
            after[door].ShouldBe(answer, $"{what}: {door}");
        }
        // The day that comes brings nothing either.
        await service.Sql("select env.publish(array[@id], @day::date)", new { id, day = Day(150) });
        (await Text(service.Http, $"/ogc/collections/{layer}/items/{id}")).ShouldBe(before[$"/ogc/collections/{layer}/items/{id}"], what);
        (await Text(service.Http, $"/api/changes?layer={layer}")).ShouldBe(before[$"/api/changes?layer={layer}"], what);
        await service.Sql("select env.publish(array[@id])", new { id });
        // Who may see it has it from that day on, and all that was recorded stands one beside the other.
        using var inspector = await service.SignedIn("inspector");
        JsonElement.Parse(await inspector.GetStringAsync($"/api/features/{id}")).GetProperty("versions").GetArrayLength().ShouldBeGreaterThan(1, what);
        (await service.Value<string>("select attributes ->> 'owner' from env.feature_version where feature_id = @id and upper_inf(recorded) and valid @> @day::date", new { id, day = Day(days[^2]!.Value) }))
            .ShouldBe($"Chủ {days.Length - 2}", what);
    }

    /// <summary>Of two places of which the one had such rows too, everybody is told the same days.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_everybody_may_see_begins_and_ends_when_it_changes_and_at_no_other_day(string what, int?[] days)
    {
        var (layer, code, id) = await Recorded();
        var (_, otherCode, other) = await Recorded(layer, "HAI");
        for (var i = 0; i < days.Length; i += 2)
        {
            await Import(layer, code, "cao", $"Chủ {i}", Day(days[i]!.Value), days[i + 1] is { } last ? Day(last) : null);
        }

        foreach (var (one, owner) in new[] { (code, $"Chủ {days.Length - 2}"), (otherCode, "Ông A") })
        {
            (await Import(layer, one, "thấp", owner, Day(-20), null)).Updated.ShouldBe(1, what);
        }

        (await Bounds(id)).ShouldBe(await Bounds(other), what);
        foreach (var day in new[] { -250, -150, -100, -75, -21, -20, -1, 0, 120 })
        {
            (await Seen(id, Day(day))).ShouldBe(await Seen(other, Day(day)), $"{what}: {day}");
        }

        async Task<List<string>> Bounds(long feature) => [.. JsonElement.Parse(await service.Http.GetStringAsync($"/api/features/{feature}")).GetProperty("versions").EnumerateArray()
            .SelectMany(version => version.GetProperty("valid").EnumerateObject()).Select(bound => $"{bound.Name} {bound.Value}").Distinct().Order(StringComparer.Ordinal)];

        async Task<string> Seen(long feature, string day)
        {
            var properties = JsonNode.Parse(await service.Http.GetStringAsync($"/ogc/collections/{layer}/items?datetime={day}&ids={feature}"))!["features"]![0]!["properties"]!;
            return $"{properties["level"]} {properties["valid_from"]} {properties["valid_to"]}";
        }
    }

    async Task<Dictionary<string, string>> Answers(string layer, long id)
    {
        // The feed tells in the order of commits: what came after all that was asked about is told when the rest is.
        var marker = await service.NewLayer("point");
        await service.NewFeature(marker, "POINT(105.8 21.6)");
        await Until.So(async () => (await service.Http.GetStringAsync($"/api/changes?layer={marker}")).Contains("insert", StringComparison.Ordinal), "the feed at its end");
        var answers = new Dictionary<string, string>();
        foreach (var door in (string[])
        [
            $"/api/features/{id}", $"/api/features/{id}?datetime={Day(-75)}", $"/api/features/{id}?datetime={Day(-250)}", $"/api/features/{id}?datetime={Day(120)}", $"/ogc/collections/{layer}/items",
            $"/ogc/collections/{layer}/items/{id}", $"/ogc/collections/{layer}/items?datetime={Day(-75)}", $"/ogc/collections/{layer}/items?datetime={Day(-250)}", $"/ogc/collections/{layer}/items?datetime={Day(120)}",
            $"/ogc/collections/{layer}/items?datetime={Day(-130)}/{Day(-120)}", $"/ogc/collections/{layer}/items?datetime=../..", $"/exports/{layer}.geojsonl", $"/exports/{layer}.geojsonl?datetime={Day(120)}",
            $"/exports/{layer}.csv", $"/api/changes?layer={layer}", $"/api/overview/changes?layers={layer}", $"/api/overview/changes?layers={layer}&by=day", $"/api/overview/changes?layers={layer}&clock=valid&by=day",
            $"/api/overview?layers={layer}", $"/api/list?layers={layer}", $"/api/list?layers={layer}&datetime={Day(-75)}", $"/api/list.csv?layers={layer}", $"/ogc/collections/{layer}", $"/api/layers/{layer}",
            $"/tiles/{layer}/10/813/449.mvt", $"/tiles/{layer}/10/813/449.mvt?datetime={Day(-75)}", $"/tiles/{layer}/10/813/449.mvt?datetime={Day(120)}",
        ])
        {
            answers[door] = await Text(service.Http, door);
        }
        return answers;
    }

    static async Task<string> Text(HttpClient client, string door)
    {
        using var answer = await client.GetAsync(door);
        // Cursors tell of transactions, which a restricted write is too; and when an answer was made.
        return $"{(int)answer.StatusCode} {answer.Headers.ETag} {Moving().Replace(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), "")}";
    }

    [GeneratedRegex("\"(next|cursor|timeStamp|traceId|instance)\":\"[^\"]*\"")]
    private static partial Regex Moving();

    async Task<(string Layer, string Code, long Id)> Recorded(string? layer = null, string suffix = "MOT")
    {
        layer ??= await service.NewLayer("point", Attributes);
        var code = await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer }) + "-" + suffix;
        (await Import(layer, code, "cao", "Ông A", Day(-300), null)).Accepted.ShouldBe(1);
        return (layer, code, await service.Value<long>("select id from env.feature where code = @code", new { code }));
    }

    async Task<ImportResult> Import(string layer, string code, string level, string owner, string from, string? to)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
        await File.WriteAllTextAsync(file.FullName, new JsonObject
        {
            ["type"] = "Feature", ["geometry"] = JsonNode.Parse("""{"type":"Point","coordinates":[105.85,21.59]}"""),
            ["properties"] = new JsonObject { ["code"] = code, ["name"] = "Nơi có chủ", ["level"] = level, ["owner"] = owner, ["valid_from"] = from, ["valid_to"] = to },
        }.ToJsonString());
        var report = new StringWriter();
        var result = await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { Update = true, AccuracyMetres = 50 }, report, CancellationToken.None);
        result.Refused.ShouldBe(0, report.ToString());
        return result;
    }
}
