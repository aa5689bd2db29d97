using System.Text.Json;
using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.GeoJson;

/// <summary>The "crs" member of GeoJSON 2008, which RFC 7946 §4 took away and desktop programs still write.</summary>
static class CrsMember
{
    /// <summary>
    /// Compares the member with the CRS being read. Positions were easting or longitude first in GeoJSON 2008 as well (§2.1.1).
    /// </summary>
    /// <param name="json">The value of the member, valid JSON.</param>
    /// <param name="options">Says which CRS is being read.</param>
    /// <returns>Null when they agree or nothing is said; else what the member names.</returns>
    internal static string? Check(ReadOnlySpan<byte> json, GeoJsonReadOptions options)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 2 * GeoJsonParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        var crs = document.RootElement;
        if (crs.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        var name = crs.ValueKind == JsonValueKind.Object
            && crs.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name"u8, out var value) && value.ValueKind == JsonValueKind.String
                ? Text(value, json)
                : GeoJsonRefusal.Found(json);
        if (options.Declares is { } declares)
        {
            declares(name);
            return null;
        }
        return CrsCatalogue.TryParse(name, out var declared, out _) && declared.Srid == options.Srid ? null : name;
    }

    static string Text(JsonElement name, ReadOnlySpan<byte> json)
    {
        try
        {
            return name.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JSON's grammar allows and text does not.
            return GeoJsonRefusal.Found(json);
        }
    }
}
