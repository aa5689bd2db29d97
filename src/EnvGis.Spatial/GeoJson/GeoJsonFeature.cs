namespace EnvGis.Spatial.GeoJson;

/// <summary>The seven geometry types of RFC 7946 §1.4, with their WKB numbers.</summary>
public enum GeoJsonGeometryType
{
    /// <summary>One position.</summary>
    Point = 1,

    /// <summary>Two or more positions.</summary>
    LineString = 2,

    /// <summary>An outer ring and its holes.</summary>
    Polygon = 3,

    /// <summary>Several points.</summary>
    MultiPoint = 4,

    /// <summary>Several lines.</summary>
    MultiLineString = 5,

    /// <summary>Several polygons.</summary>
    MultiPolygon = 6,

    /// <summary>Geometries of any type.</summary>
    GeometryCollection = 7,
}

/// <summary>What was noticed in a feature that is taken all the same.</summary>
[Flags]
public enum GeoJsonNotices
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A third number per position (height) was left out.</summary>
    HeightDropped = 1,

    /// <summary>A fourth or later number per position was left out (RFC 7946 §3.1.1 gives them no meaning).</summary>
    MeasureDropped = 2,

    /// <summary>A member of the feature or its geometry stood twice; the last one counts.</summary>
    DuplicateMember = 4,

    /// <summary>"geometry" is absent, read as null (RFC 7946 §3.2 requires the member).</summary>
    GeometryMissing = 8,

    /// <summary>"properties" is absent, read as null (RFC 7946 §3.2 requires the member).</summary>
    PropertiesMissing = 16,

    /// <summary>
    /// Two neighbouring positions lie over 180° of longitude apart, so the shape probably crosses the antimeridian uncut (§3.1.9).
    /// </summary>
    CrossesAntimeridian = 32,

    /// <summary>It stands in the second FeatureCollection of the input or in a later one, where RFC 7946 has one only.</summary>
    AnotherCollection = 64,
}

/// <summary>A feature as it stood in the input, checked but not changed: rings keep their direction.</summary>
/// <param name="Index">Position in the input, from 0.</param>
/// <param name="Id">Text of "id"; a number as it was written; null when absent.</param>
/// <param name="Type">Null when the geometry is null.</param>
/// <param name="Ewkb">
/// Two-dimensional little-endian EWKB with SRID, ready for a binary COPY; X is longitude (easting), Y latitude (northing).
/// Null when the geometry is null; an empty "coordinates" array gives an empty geometry of its type.
/// </param>
/// <param name="Properties">
/// The bytes of "properties", UTF-8 JSON of an object, valid and at most 64 deep; empty when null or absent.
/// Of duplicate keys the last counts, as in
/// <see cref="System.Text.Json.JsonElement.TryGetProperty(string, out System.Text.Json.JsonElement)"/>.
/// </param>
/// <param name="PositionCount">Positions of the geometry, 0 when it is null or empty.</param>
/// <param name="Notices">What a report should mention.</param>
public sealed record GeoJsonFeature(
    long Index,
    string? Id,
    GeoJsonGeometryType? Type,
    byte[]? Ewkb,
    ReadOnlyMemory<byte> Properties,
    int PositionCount,
    GeoJsonNotices Notices);

/// <summary>One step of a read: a feature, or the reason why there is none.</summary>
/// <param name="Feature">Null when refused.</param>
/// <param name="Refusal">Null when taken; one without an index ends the read.</param>
public readonly record struct GeoJsonRow(GeoJsonFeature? Feature, GeoJsonRefusal? Refusal);
