using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Http;

namespace EnvGis.Ogc;

/// <summary>A feature as <see cref="PublishedFeatureRow"/> writes it (RFC 7946): these records describe it, and a test holds real answers against them.</summary>
static class GeoJson
{
    /// <param name="Geometry">CRS84: longitude, latitude. Null when nobody has located it.</param>
    public sealed record Feature([property: OneOf("Feature")] string Type, long Id, Properties Properties, Geometry? Geometry);

    public sealed record Geometry([property: OneOf("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")] string Type, IReadOnlyList<JsonElement> Coordinates);

    /// <summary>What all layers have; the attributes of its own layer stand beside it.</summary>
    /// <param name="AccuracyM">Metres.</param>
    /// <param name="ValidFrom">First day in force.</param>
    /// <param name="ValidTo">Last day in force; null while none is set.</param>
    public sealed record Properties(
        string Code, [property: JsonPropertyName("name_vi")] string NameVi, [property: JsonPropertyName("name_en")] string? NameEn, bool Demonstration, bool Unlocated,
        [property: JsonPropertyName("accuracy_m")] double? AccuracyM, [property: JsonPropertyName("position_source")] string? PositionSource,
        [property: JsonPropertyName("commune_code")] string? CommuneCode, [property: JsonPropertyName("commune_name")] string? CommuneName,
        [property: JsonPropertyName("province_code")] string? ProvinceCode, [property: JsonPropertyName("valid_from")] DateOnly? ValidFrom,
        [property: JsonPropertyName("valid_to")] DateOnly? ValidTo, [property: JsonPropertyName("updated_at")] DateTime UpdatedAt, [property: JsonPropertyName("area_m2")] double? AreaM2)
    {
        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Attributes { get; init; }
    }
}
