using System.Text.Json;
using System.Text.Json.Nodes;
using EnvGis.Commands;
using EnvGis.Imports;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

/// <summary>valid_to is the last day in force, at every door.</summary>
public sealed class LastDayTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    const string Attributes = """
        [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"code",
          "codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"}},{"code":"high","title":{"vi":"Cao","en":"High"}}]},
         {"name":"since","title":{"vi":"Từ ngày","en":"Since"},"type":"date"}]
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-last-day-");
    readonly StringWriter report = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("2026-01-01", "2027-12-31", "2028-01-01")]
    [InlineData("2026-01-01", "2026-01-01", "2026-01-02")]
    [InlineData("2024-02-01", "2024-02-29", "2024-03-01")]
    [InlineData("2026-01-01", "2999-12-31", "3000-01-01")]
    public async Task What_is_imported_exported_changed_in_one_attribute_and_imported_again_is_one_open_version_with_the_same_last_day(string first, string last, string after)
    {
        var layer = await service.NewLayer("point", Attributes);
        var code = await Code(layer);
        (await Import(layer, Feature(code, first, last, "low"), update: false)).Accepted.ShouldBe(1);

        (await LastDays(layer, last)).ShouldAllBe(told => told == last);
        (await service.IdsOf(layer, $"datetime={last}")).Length.ShouldBe(1);
        (await service.IdsOf(layer, $"datetime={after}")).ShouldBeEmpty();

        var exported = JsonNode.Parse(await service.Http.GetStringAsync($"/exports/{layer}.geojson?datetime={last}"))!["features"]![0]!;
        exported["properties"]!["valid_to"]!.GetValue<string>().ShouldBe(last);
        exported["properties"]!["level"] = "high";
        (await Import(layer, exported.ToJsonString(), update: true)).Updated.ShouldBe(1);

        (await service.Rows<string>("""
            select concat_ws(' ', lower(valid), upper(valid) - 1, attributes ->> 'level') from env.feature_version where layer = @layer and upper_inf(recorded)
            """, new { layer })).ShouldBe([$"{first} {last} high"]);
        (await LastDays(layer, last)).ShouldAllBe(told => told == last);
        // And once more, unchanged, it is left alone.
        (await Import(layer, exported.ToJsonString(), update: true)).Unchanged.ShouldBe(1);
    }

    /// <summary>A version of 2026, and what a row without a file's other days says of it.</summary>
    [Theory]
    [InlineData("2026-12-31", """ "valid_from":"2026-01-01","valid_to":"2026-06-30" """, "2026-06-30")]
    [InlineData("2026-12-31", """ "valid_from":"2026-01-01","valid_to":"2027-06-30" """, "2027-06-30")]
    [InlineData("2026-12-31", """ "valid_from":"2026-01-01","valid_to":null """, null)]
    [InlineData("2026-12-31", """ "valid_from":"2026-01-01" """, "2026-12-31")]
    [InlineData("2026-12-31", """ "valid_to":"2026-06-30" """, "2026-06-30")]
    [InlineData("2026-12-31", """ "valid_to":"2028-06-30" """, "2028-06-30")]
    [InlineData("2026-12-31", """ "valid_to":null """, "2026-12-31")]
    [InlineData("2026-12-31", null, "2026-12-31")]
    [InlineData(null, """ "valid_from":"2026-01-01","valid_to":"2026-06-30" """, "2026-06-30")]
    [InlineData(null, """ "valid_to":"2026-02-01" """, "2026-02-01")]
    [InlineData(null, """ "valid_from":"2026-01-01" """, null)]
    [InlineData(null, null, null)]
    public async Task A_row_that_restates_a_version_says_when_it_ends_or_leaves_that_as_it_is(string? last, string? days, string? then)
    {
        foreach (var level in new[] { "low", "high" })
        {
            var layer = await service.NewLayer("point", Attributes);
            var code = await Code(layer);
            (await Import(layer, Feature(code, "2026-01-01", last, "low"), update: false)).Accepted.ShouldBe(1);

            var result = await Import(layer, $$$"""
                {"type":"Feature","properties":{"code":"{{{code}}}","name":"Thử ngày cuối","level":"{{{level}}}"{{{(days is null ? "" : "," + days)}}}},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}
                """, update: true);

            (result.Updated, result.Unchanged).ShouldBe(level == "low" && last == then ? (0, 1) : (1, 0), report.ToString());
            (await service.Rows<string>("""
                select concat_ws(' ', lower(valid), upper(valid) - 1, attributes ->> 'level') from env.feature_version where layer = @layer and upper_inf(recorded)
                """, new { layer })).ShouldBe([string.Join(' ', new[] { "2026-01-01", then, level }.OfType<string>())]);
        }
    }

    [Fact]
    public async Task A_row_that_begins_within_a_version_speaks_of_its_own_days_only()
    {
        var layer = await service.NewLayer("point", Attributes);
        var code = await Code(layer);
        await Import(layer, Feature(code, "2026-01-01", null, "low"), update: false);

        (await Import(layer, Feature(code, "2026-03-01", "2026-04-30", "high"), update: true)).Updated.ShouldBe(1);

        (await service.Rows<string>("""
            select concat_ws(' ', lower(valid), upper(valid) - 1, attributes ->> 'level') from env.feature_version where layer = @layer and upper_inf(recorded) order by lower(valid)
            """, new { layer })).ShouldBe(["2026-01-01 2026-02-28 low", "2026-03-01 2026-04-30 high", "2026-05-01 low"]);
    }

    [Theory]
    [InlineData("2026-05-01", "2026-04-30", "validity")]
    [InlineData("2026-01-01", "9999-12-31", "day-beyond-reason")]
    [InlineData("0026-01-01", "2026-12-31", "day-beyond-reason")]
    public async Task Days_that_cannot_be_meant_are_refused_with_a_sentence(string first, string last, string reason)
    {
        var layer = await service.NewLayer("point", Attributes);

        (await Import(layer, Feature(await Code(layer), first, last, "low"), update: false)).Refused.ShouldBe(1);

        var (vi, en) = reason == "validity" ? ("ngày cuối còn hiệu lực", "last day") : ("1800 đến 2999", "1800 to 2999");
        report.ToString().ShouldContain(vi);
        report.ToString().ShouldContain(en);
    }

    [Fact]
    public async Task A_day_of_an_attribute_and_an_area_beyond_reason_are_told()
    {
        var layer = await service.NewLayer("point-or-polygon", Attributes);
        var code = await Code(layer);

        var result = await Import(layer, $$$"""
            {"type":"Feature","properties":{"code":"{{{code}}}","name":"Ngày lạ","since":"0202-03-04"},"geometry":{"type":"Point","coordinates":[105.8,21.6]}},
            {"type":"Feature","properties":{"code":"{{{code}}}-2","name":"Quá rộng"},"geometry":{"type":"Polygon","coordinates":[[[103,10],[109,10],[109,22],[103,22],[103,10]]]}},
            {"type":"Feature","properties":{"code":"{{{code}}}-3","name":"Vừa"},"geometry":{"type":"Polygon","coordinates":[[[105,21],[106,21],[106,22],[105,22],[105,21]]]}}
            """, update: false);

        (result.Accepted, result.Refused).ShouldBe((2, 1));
        report.ToString().ShouldContain("Thuộc tính since có ngày “0202-03-04” chưa đúng");
        report.ToString().ShouldContain("1 vùng rộng hơn mọi tỉnh");
        report.ToString().ShouldContain("1 areas are larger than any province");
    }

    /// <summary>What each door tells as the last day.</summary>
    async Task<IReadOnlyList<string?>> LastDays(string layer, string day)
    {
        var id = (await service.IdsOf(layer, $"datetime={day}")).Single();
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @id and upper_inf(recorded)", new { id });
        var item = await service.Json(OgcClient.Items(layer, $"datetime={day}"));
        var details = await service.Json($"/api/features/{id}?datetime={day}");
        var export = OgcClient.Parse((await service.Http.GetStringAsync($"/exports/{layer}.geojsonl?datetime={day}")).Trim());
        return
        [
            Of(item.GetProperty("features")[0]), Of(export), details.GetProperty("valid").GetProperty("to").GetString(),
            details.GetProperty("versions").EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == version).GetProperty("valid").GetProperty("to").GetString(),
        ];

        static string? Of(JsonElement feature) => feature.GetProperty("properties").GetProperty("valid_to").GetString();
    }

    async Task<string> Code(string layer) => (await service.Value<string>("select code_prefix || '-VT' from env.layer where id = @layer", new { layer }))!;

    static string Feature(string code, string first, string? last, string level) => $$$"""
        {"type":"Feature","properties":{"code":"{{{code}}}","name":"Thử ngày cuối","level":"{{{level}}}","valid_from":"{{{first}}}","valid_to":{{{JsonSerializer.Serialize(last)}}}},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}
        """;

    async Task<ImportResult> Import(string layer, string features, bool update)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
        await File.WriteAllTextAsync(file.FullName, $$"""{"type":"FeatureCollection","features":[{{features}}]}""");
        return await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { Update = update, AccuracyMetres = 50 }, report, CancellationToken.None);
    }
}
