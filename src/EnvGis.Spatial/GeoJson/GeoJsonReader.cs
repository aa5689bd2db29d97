using System.Runtime.InteropServices;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Reads one Feature or geometry by RFC 7946. Positions are longitude, latitude; numbers after the second are dropped; rings keep their
/// direction; of a member that stands twice the last counts.
/// </summary>
public static class GeoJsonReader
{
    /// <summary>Reads a Feature.</summary>
    /// <param name="json">UTF-8 JSON of one Feature object and nothing else.</param>
    /// <param name="options">CRS and limits; null for RFC 7946 as it stands.</param>
    /// <exception cref="GeoJsonException">What is wrong and where.</exception>
    public static GeoJsonFeature ReadFeature(ReadOnlySpan<byte> json, GeoJsonReadOptions? options = null) =>
        new GeoJsonParser(json, options ?? GeoJsonReadOptions.Default, new EwkbBuilder(), null).ReadFeature(bareGeometry: false);

    /// <summary>Reads the Feature the reader stands before or on, and leaves it on its last token.</summary>
    /// <inheritdoc cref="ReadFeature(ReadOnlySpan{byte}, GeoJsonReadOptions?)"/>
    public static GeoJsonFeature ReadFeature(ref Utf8JsonReader reader, GeoJsonReadOptions? options = null)
    {
        using var document = Parse(ref reader);
        return ReadFeature(JsonMarshal.GetRawUtf8Value(document.RootElement), options);
    }

    /// <summary>Reads a geometry object.</summary>
    /// <param name="json">UTF-8 JSON of one geometry object and nothing else.</param>
    /// <param name="options">CRS and limits; null for RFC 7946 as it stands.</param>
    /// <returns>
    /// Two-dimensional, X longitude and Y latitude, SRID 4326 unless the options say otherwise; empty for empty "coordinates".
    /// </returns>
    /// <exception cref="GeoJsonException">What is wrong and where.</exception>
    public static Geometry ReadGeometry(ReadOnlySpan<byte> json, GeoJsonReadOptions? options = null)
    {
        var ewkb = new EwkbBuilder();
        new GeoJsonParser(json, options ?? GeoJsonReadOptions.Default, ewkb, null).ReadGeometryAlone();
        return WkbGeometry.Read(ewkb.ToArray());
    }

    /// <summary>Reads the geometry object the reader stands before or on, and leaves it on its last token.</summary>
    /// <inheritdoc cref="ReadGeometry(ReadOnlySpan{byte}, GeoJsonReadOptions?)"/>
    public static Geometry ReadGeometry(ref Utf8JsonReader reader, GeoJsonReadOptions? options = null)
    {
        using var document = Parse(ref reader);
        return ReadGeometry(JsonMarshal.GetRawUtf8Value(document.RootElement), options);
    }

    static JsonDocument Parse(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw new GeoJsonException(GeoJsonRefusal.Of(GeoJsonReason.InvalidJson, null, ""));
        }
    }
}
