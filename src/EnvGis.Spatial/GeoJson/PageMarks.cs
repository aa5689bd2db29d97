using System.Globalization;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// What services write beside the features of a collection when they give a part only: ArcGIS's exceededTransferLimit, numberMatched and links of OGC API,
/// totalFeatures of GeoServer. Saved to a file, such a page looks like all there is.
/// </summary>
struct PageMarks
{
    long? matched, returned;
    string? sign;

    /// <summary>Looks at one member of a collection; the reader stands at its value, which may be skipped over but not left.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value, valid JSON.</param>
    internal void See(string name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case "exceededTransferLimit":
                if (value.SequenceEqual("true"u8))
                    sign = "exceededTransferLimit";
                break;
            case "properties" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    if (document.RootElement.TryGetProperty("exceededTransferLimit"u8, out var exceeded) && exceeded.ValueKind == JsonValueKind.True)
                        sign = "exceededTransferLimit";
                }

                break;
            case "numberMatched" or "totalFeatures":
                if (Number(value) is { } all)
                    matched = Math.Max(matched ?? 0, all);
                break;
            case "numberReturned":
                returned = Number(value) ?? returned;
                break;
            case "next" or "previous" when value[0] == (byte)'"':
                sign = name;
                break;
            case "links" when value[0] == (byte)'[':
                using (var document = Parse(value))
                {
                    foreach (var link in document.RootElement.EnumerateArray())
                    {
                        if (link.ValueKind == JsonValueKind.Object && link.TryGetProperty("rel"u8, out var rel) && rel.ValueKind == JsonValueKind.String
                            && (rel.ValueEquals("next"u8) || rel.ValueEquals("prev"u8) || rel.ValueEquals("previous"u8)))
                            sign = "rel=next/prev";
                    }
                }

                break;
        }
    }

    /// <summary>Why a collection of that many features is a part only; null when nothing says so.</summary>
    internal readonly string? Verdict(long features) =>
        matched > (returned ?? features) ? string.Create(CultureInfo.InvariantCulture, $"{returned ?? features}/{matched}") : sign;

    /// <summary>What already speaks for a part before the features have been counted.</summary>
    internal readonly string? VerdictAhead => returned is { } some && matched > some ? Verdict(some) : sign;

    static long? Number(ReadOnlySpan<byte> value) =>
        value.Length <= 20 && System.Buffers.Text.Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && number is >= 0 and < 1e15 ? (long)number : null;

    static JsonDocument Parse(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 2 * GeoJsonParser.MaxDepth });
        return JsonDocument.ParseValue(ref reader);
    }
}
