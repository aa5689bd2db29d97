using System.Text.Json;
using EnvGis.Commands;
using EnvGis.Layers;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>What a regulation defines is told as its own, what EnvGis proposes as ours, and who recorded a value apart from both.</summary>
public sealed class SourceTests(RunningService service) : IClassFixture<RunningService>
{
    // Of each list of codes that cites a document: the codes that stand in it. A code added to such a list belongs here, or says where else it comes from.
    static readonly Dictionary<string, string> OfTheDocument = new()
    {
        ["contaminated-sites.level"] = "contaminated serious very_serious",
        ["contaminated-sites.risk_2016"] = "low medium high",
        ["contaminated-sites.land_type"] = "1 2 3",
        ["contaminated-sites.cause"] = "historical owner",
        ["craft-villages.pollution"] = "serious",
        ["craft-villages.relocation"] = "",
        ["emission-restricted-zones.clause"] = "3a 3b 3c 3d 3đ 3e",
        ["emission-restricted-zones.urban_class"] = "special I II III IV V",
        ["emission-restricted-zones.urban_class_system"] = "nq_111_2025",
        ["emission-restricted-zones.annex_zone_width"] = "3 6",
        ["emission-sources.air_zone"] = "strict restricted other",
        ["emission-sources.wastewater_standard"] = "qcvn_40_2025 qcvn_40_2011",
        ["emission-sources.exhaust_standard"] = "qcvn_19_2024",
        ["emission-sources.relocation"] = "",
        ["industrial-clusters.wastewater_works"] = "none",
        ["landfills.kind"] = "sanitary unsanitary",
        ["landfills.status"] = "overloaded suspended",
        ["landfills.cell_kind"] = "organic inorganic treatment",
        ["landfills.leachate_standard"] = "qcvn_40_2025",
        ["landfills.closure_reason"] = "full operator",
        ["monitoring-stations.kind"] = "automatic",
        ["sensitive-areas.kind"] = "nature_reserve natural_heritage wetland recreation",
        ["strict-protection-zones.clause"] = "2a 2b 2c 2d 2đ",
        ["strict-protection-zones.urban_class"] = "special I II III IV V",
        ["strict-protection-zones.urban_class_system"] = "nq_111_2025",
        ["strict-protection-zones.annex_zone_width"] = "3 6",
        ["water-corridors.water_kind"] = "river stream canal lake reservoir lagoon",
        ["water-corridors.purpose"] = "bank pollution ecology culture",
    };

    [Fact]
    public void Every_code_is_the_documents_own_or_says_where_it_comes_from()
    {
        var lists = LayerFiles.Read(Path.Combine(Checkout.Find(), "data")).SelectMany(file => file.Layer.Attributes
            .Where(attribute => attribute.Codelist is not null && attribute.Source is { } source && source.TryGetProperty("document", out _))
            .Select(attribute => (Name: $"{file.Layer.Id}.{attribute.Name}", Codes: string.Join(' ', attribute.Codelist!.Where(code => code.Source is null).Select(code => code.Code)))));

        lists.ShouldBe(OfTheDocument.Select(list => (list.Key, list.Value)), ignoreOrder: true);
    }

    [Fact]
    public void A_zones_decision_is_no_other_layers_decision()
    {
        // Quảng Trị's annex II.A.3 is about strict protection and emission-restricted zones, and about nothing else.
        var citing = LayerFiles.Read(Path.Combine(Checkout.Find(), "data"))
            .Where(file => file.Layer.Attributes.Any(attribute => attribute.Source?.ToString().Contains("Phụ lục II.A.3", StringComparison.Ordinal) is true))
            .Select(file => file.Layer.Id);

        citing.ShouldBe(["emission-restricted-zones", "strict-protection-zones"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_card_tells_of_each_value_who_recorded_it_since_it_has_been_so()
    {
        var layer = await service.NewLayer("point", """
            [{"name":"level","title":{"vi":"Mức","en":"Level"},"type":"code","edit":true,"source":{"document":"Thông tư thử","clause":"Điều 2"},
              "codelist":[{"code":"low","title":{"vi":"Thấp","en":"Low"}},{"code":"unknown","title":{"vi":"Chưa rõ","en":"Unknown"},"source":{"proposal":true}}]},
             {"name":"size","title":{"vi":"Cỡ","en":"Size"},"type":"number","edit":true},
             {"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true}]
            """);
        var id = await service.NewFeature(layer, "POINT(105.8 21.5)", attributes: """{"level":"low","size":1,"owner":"Ông A"}""");
        await Write("""{"size":2}""", "Đo ngày 3");
        await Write("""{"level":"unknown"}""", "Chưa có hồ sơ");
        await Write("""{"size":1}""", "Đo lại");
        await Write("""{"owner":"Bà B"}""", "Bán cho bà B");

        var details = await service.Json($"/api/features/{id}");
        var (level, size) = (Attribute("level"), Attribute("size"));
        level.GetProperty("source").GetProperty("clause").GetString().ShouldBe("Điều 2");
        level.GetProperty("codeSource").GetProperty("proposal").GetBoolean().ShouldBeTrue();
        level.GetProperty("recorded").GetProperty("reason").GetString().ShouldBe("Chưa có hồ sơ");
        level.GetProperty("recorded").GetProperty("author").GetString().ShouldBe("envgis");
        // It was 1 before it was 2: since when it has been so is asked, not when it first was.
        size.GetProperty("recorded").GetProperty("reason").GetString().ShouldBe("Đo lại");
        size.GetProperty("codeSource").ValueKind.ShouldBe(JsonValueKind.Null);
        details.ToString().ShouldNotContain("bà B", Case.Insensitive);

        using var planner = await service.SignedIn("planner");
        var seen = OgcClient.Parse(await planner.GetStringAsync($"/api/features/{id}")).GetProperty("attributes").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "owner");
        seen.GetProperty("recorded").GetProperty("reason").GetString().ShouldBe("Bán cho bà B");

        JsonElement Attribute(string name) => details.GetProperty("attributes").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

        Task Write(string attributes, string reason) => service.Sql(
            "update env.current_feature set attributes = attributes || @attributes::jsonb, reason = @reason where id = @id", new { id, attributes, reason });
    }
}
