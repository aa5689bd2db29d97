using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Contract;

/// <summary>What holds answers against schemas must itself find what is wrong.</summary>
public sealed class StrictSchemaTests
{
    static readonly JsonElement Document = JsonDocument.Parse("""
        {"a":{"type":"object","required":["id","kind"],"properties":{"id":{"type":"integer"},"kind":{"type":"string","enum":["x","y"]},"on":{"type":["null","string"],"format":"date"},
          "box":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"number"}},"more":{"oneOf":[{"type":"null"},{"$ref":"#/b"}]}}},
         "b":{"type":"object","required":["n"],"properties":{"n":{"type":"number"}}},"odd":{"type":"string","contains":1}}
        """).RootElement;

    [Theory]
    [InlineData("""{"id":1,"kind":"x"}""", null)]
    [InlineData("""{"id":1,"kind":"x","on":null,"box":[1,2.5],"more":{"n":1}}""", null)]
    [InlineData("""{"id":1,"kind":"x","new":1}""", "which the schema does not name")]
    [InlineData("""{"id":1}""", "misses kind")]
    [InlineData("""{"id":1.5,"kind":"x"}""", "is not integer")]
    [InlineData("""{"id":1,"kind":"z"}""", "is none of")]
    [InlineData("""{"id":1,"kind":"x","on":"01/02/2026"}""", "is no date")]
    [InlineData("""{"id":1,"kind":"x","box":[1,2,3]}""", "has 3 entries")]
    [InlineData("""{"id":1,"kind":"x","more":{"n":1,"m":2}}""", "which the schema does not name")]
    public void What_differs_from_a_schema_is_found(string value, string? fault)
    {
        var found = new StrictSchema(Document).Faults(Document.GetProperty("a"), JsonDocument.Parse(value).RootElement);

        (fault is null ? found.Count == 0 : found.Any(one => one.Contains(fault, StringComparison.Ordinal))).ShouldBeTrue(string.Join("; ", found));
    }

    [Fact]
    public void A_keyword_that_is_not_read_is_a_fault() =>
        new StrictSchema(Document).Faults(Document.GetProperty("odd"), JsonDocument.Parse("\"x\"").RootElement).ShouldHaveSingleItem().ShouldContain("contains");
}
