using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Layers;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>A layer file is right as a whole or refused with file, line and reason.</summary>
public sealed class LayerFileTests
{
    static readonly string Fixtures = Path.Combine(Checkout.Find(), "tests", "fixtures", "layers");
    static readonly LayerFileSchema Schema = LayerFileSchema.Read(Path.Combine(Checkout.Find(), "data", "schemas", "layer.schema.json"));

    [Theory]
    [InlineData("unknown-type", 21, "\"type\" is \"txt\"; it must be one of text, integer, number, boolean, date, code, url")]
    [InlineData("unknown-member", 8, "\"colour\" is not known here")]
    [InlineData("unknown-attribute-member", 30, "\"units\" is not known here")]
    [InlineData("missing-title", 1, "\"title\" is missing")]
    [InlineData("missing-language", 20, "\"en\" is missing")]
    [InlineData("empty-text", 20, "\"en\" is empty")]
    [InlineData("lower-case-prefix", 3, "\"codePrefix\" is \"aa\"; it must match ^[A-Z]{2,6}$")]
    [InlineData("zoom-out-of-range", 11, "\"max\" is 19; it must be at most 18")]
    [InlineData("zoom-upside-down", 11, "\"min\" is 12, above \"max\", which is 9")]
    [InlineData("order-as-text", 10, "\"order\" must be an integer, not \"10\"")]
    [InlineData("colour-by-name", 14, "\"color\" is \"green\"; it must match")]
    [InlineData("reserved-name", 30, "\"name\" is \"area_m2\"; that name is taken by every feature")]
    [InlineData("attribute-twice", 30, "\"name\" is \"status\"; another attribute of this layer has that name")]
    [InlineData("code-twice", 24, "\"code\" is \"proposed\"; it stands twice in the codelist of \"status\"")]
    [InlineData("code-without-codelist", 18, "\"codelist\" is missing")]
    [InlineData("codelist-on-a-number", 30, "\"codelist\" has no place here: \"type\" is \"number\"")]
    [InlineData("unit-on-a-text", 30, "\"unit\" has no place here: \"type\" is \"text\"")]
    [InlineData("limits-upside-down", 30, "\"minimum\" is 11, above \"maximum\", which is 10")]
    [InlineData("source-of-two-kinds", 28, "\"source\" must have one of the forms {document, clause} or {proposal}")]
    [InlineData("symbol-without-its-attribute", 15, "uses the attribute \"standing\", which this layer does not have")]
    [InlineData("symbol-with-unknown-code", 15, "has the code \"planned\", which is not in the codelist of \"status\"")]
    [InlineData("symbol-not-in-tiles", 15, "uses \"status\", which does not go into tiles")]
    [InlineData("topic-twice", 8, "\"topics\" has \"topic_a\" twice")]
    [InlineData("member-twice", 8, "\"mission\" stands twice in one object")]
    [InlineData("comma-too-many", 12, "','")]
    [InlineData("cut-off", 26, "")]
    [InlineData("basemap", 2, "\"id\" is \"basemap\"; that name is taken by the tiles under the layers")]
    [InlineData("other-id", 2, "\"id\" is \"landfills\"; the file other-id.json must have the id \"other-id\"")]
    public void A_wrong_file_is_refused_with_its_line_and_reason(string name, int line, string reason)
    {
        var refusal = Should.Throw<SetupException>(() => LayerFiles.Read(Schema, [Path.Combine(Fixtures, name + ".json")])).Message;

        refusal.ShouldContain($"fixtures/layers/{name}.json:{line}: ");
        refusal.ShouldContain(reason);
        refusal.Split('\n').Length.ShouldBe(2, refusal);
    }

    [Fact]
    public void A_right_file_is_taken_as_it_stands()
    {
        var layer = LayerFiles.Read(Schema, [Path.Combine(Fixtures, "right.json")]).ShouldHaveSingleItem().Layer;

        layer.Attributes.Select(attribute => attribute.Name).ShouldBe(["status", "area"]);
        layer.Attribute("status")!.LabelOf("proposed").ShouldBe(new("Đề xuất", "Proposed"));
    }

    [Fact]
    public void What_two_files_both_claim_is_refused_at_the_second_naming_the_first()
    {
        var files = Directory.GetFiles(Path.Combine(Fixtures, "shared")).Order(StringComparer.Ordinal);

        var refusal = Should.Throw<SetupException>(() => LayerFiles.Read(Schema, files)).Message;

        refusal.ShouldContain("layers/shared/second.json:3: \"codePrefix\" has \"AA\", which layers/shared/first.json:3 has already");
        refusal.ShouldContain("layers/shared/second.json:8: \"topics\" has \"topic_a\", which layers/shared/first.json:8 has already");
    }

    [Fact]
    public void All_faults_of_all_files_are_told_at_once()
    {
        var refusal = Should.Throw<SetupException>(() => LayerFiles.Read(Schema,
            [Path.Combine(Fixtures, "unknown-type.json"), Path.Combine(Fixtures, "cut-off.json")])).Message;

        refusal.ShouldContain("unknown-type.json:21");
        refusal.ShouldContain("cut-off.json:26");
    }

    [Fact]
    public void The_twelve_layers_of_the_project_are_right()
    {
        var layers = LayerFiles.Read(Path.Combine(Checkout.Find(), "data")).Select(one => one.Layer).ToList();

        layers.Count.ShouldBe(12);
        layers.Where(layer => layer.Mission).Select(layer => layer.Id).Order().ShouldBe(
            ["contaminated-sites", "emission-restricted-zones", "landfills", "pollution-hotspots", "strict-protection-zones"]);
    }
}
