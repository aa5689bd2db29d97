using System.Text.Json;
using EnvGis.Http;

namespace EnvGis.Layers;

/// <summary>What /api/layers answers. It is written from the layers' files as they stand; these records describe it, and a test holds real answers against them.</summary>
sealed record LayerList(IReadOnlyList<LayerList.Described> Layers)
{
    /// <summary>A layer as its file describes it, and what of it is in force.</summary>
    /// <param name="CodePrefix">What the codes of its features begin with.</param>
    /// <param name="Mission">Whether it is one of the five that EnvGis is for.</param>
    /// <param name="Topics">Topics of the plans that it answers.</param>
    /// <param name="Features">How many are in force.</param>
    /// <param name="Unlocated">How many of them have no coordinates yet.</param>
    /// <param name="Extent">West, south, east, north in degrees (CRS84); null when none is located.</param>
    /// <param name="Tiles">Template of the tiles' address.</param>
    /// <param name="Items">Address of its features by OGC API Features.</param>
    /// <param name="Changes">How what is in force changes; directly when left out.</param>
    /// <param name="CheckedAgainst">Layers whose places inside a zone are named when a draft of it is checked.</param>
    /// <param name="CheckedWithin">How far around a zone those places are named too.</param>
    /// <param name="ShapesByCode">What a zone with a code of an attribute must lie beside.</param>
    public sealed record Described(
        string Id, string CodePrefix, Text Title, Text Description, IReadOnlyList<LegalBasis> LegalBasis, bool Mission, IReadOnlyList<string> Topics,
        [property: WordOf(Vocabularies.GeometryKind)] string Geometry, int Order, ZoomRange Zoom,
        [property: OneOf("public", "restricted")] string Visibility, Symbol Symbol, IReadOnlyList<Attribute> Attributes, int Features, int Unlocated, [property: Numbers(4)] double[]? Extent,
        string Tiles, string Items, SeverityScale? Severity = null, StateScale? State = null, IReadOnlyList<Constraint>? Constraints = null,
        [property: OneOf("directly", "decision")] string? Changes = null, IReadOnlyList<string>? CheckedAgainst = null,
        IReadOnlyList<Around>? CheckedWithin = null, IReadOnlyList<Neighbour>? ShapesByCode = null);

    /// <param name="Metres">From the zone's border.</param>
    /// <param name="From">The first day on which it holds.</param>
    /// <param name="To">The last one; none is known when left out.</param>
    public sealed record Around(int Metres, DateOnly From, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement Source, DateOnly? To = null);

    /// <param name="Beside">The layer of which any zone is meant.</param>
    public sealed record Neighbour(string Attribute, string Code, string Beside, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement Source);

    /// <param name="Color">#RRGGBB</param>
    /// <param name="Pattern">Fill of areas.</param>
    /// <param name="Shape">Shape of points.</param>
    public sealed record Symbol(
        string Color, [property: OneOf("plain", "cross-hatch", "hatch-right", "hatch-left")] string Pattern, [property: OneOf("circle", "square", "triangle", "diamond")] string Shape,
        Ramp? Ramp = null, Dashed? Dashed = null);

    /// <summary>Graded points, from the least to the most.</summary>
    public sealed record Ramp(string Attribute, IReadOnlyList<Step> Steps);

    /// <param name="Radius">CSS pixels.</param>
    public sealed record Step(string Code, string Color, double Radius);

    /// <summary>Features with one of these values have a dashed outline.</summary>
    public sealed record Dashed(string Attribute, IReadOnlyList<string> Values);

    /// <param name="Unit">As shown to people; none of a pure number or text.</param>
    /// <param name="Codelist">The allowed codes of a code attribute.</param>
    /// <param name="Tiles">Whether tiles carry it.</param>
    /// <param name="Filter">Whether the filter takes it.</param>
    /// <param name="Edit">Whether an inspector may record a change of it.</param>
    /// <param name="Restricted">Whether only callers with a grant see it.</param>
    public sealed record Attribute(
        string Name, Text Title, [property: AttributeType] string Type, string? Unit = null, IReadOnlyList<CodeOf>? Codelist = null, bool Required = false, bool Tiles = false, bool Filter = false,
        double? Minimum = null, double? Maximum = null, int? MaxLength = null, Text? Description = null, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement? Source = null,
        [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement? MaximumSource = null, bool Edit = false, bool Restricted = false);

    /// <param name="Source">Of the code, where it is not the attribute's.</param>
    public sealed record CodeOf(string Code, Text Title, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement? Source = null);

    /// <summary>What values of one feature say of each other: where every condition under <paramref name="If"/> holds, <paramref name="Then"/> holds too.</summary>
    /// <param name="Message">The rule as a sentence.</param>
    public sealed record Constraint(string Id, Condition Then, Text Message, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement Source, IReadOnlyList<Condition>? If = null);

    /// <summary>A code of the attribute's list, the sum of other attributes within so much, or bounds: from or more, above, up to or less, below.</summary>
    public sealed record Condition(
        string Attribute, IReadOnlyList<string>? Is = null, IReadOnlyList<string>? SumOf = null, double? Within = null, double? From = null, double? Above = null, double? UpTo = null,
        double? Below = null);
}
