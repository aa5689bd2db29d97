using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// What services write beside the features of a collection when they give a part only: ArcGIS's exceededTransferLimit, numberMatched and links of OGC API,
/// totalFeatures of GeoServer, and what others call total, count, next or has_more, bare or within metadata or pagination. Saved to a file, such a page looks like all there is.
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
            case "metadata" or "meta" or "pagination" or "paging" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    foreach (var member in document.RootElement.EnumerateObject())
                        See(member.Name, JsonMarshal.GetRawUtf8Value(member.Value));
                }

                break;
            case "has_more" or "hasMore" when value.SequenceEqual("true"u8):
                sign = name;
                break;
            case "numberMatched" or "totalFeatures" or "total":
                if (Number(value) is { } all)
                    matched = Math.Max(matched ?? 0, all);
                break;
            case "numberReturned" or "count":
                returned = Number(value) ?? returned;
                break;
            case "next" or "previous" or "prev" when value[0] == (byte)'{' || value[0] == (byte)'"' && value.Length > 2:
                sign = name;
                break;
            case "links" when value[0] == (byte)'[':
                using (var document = Parse(value))
                {
                    foreach (var link in document.RootElement.EnumerateArray())
                    {
                        if (link.ValueKind == JsonValueKind.Object && link.TryGetProperty("rel"u8, out var rel) && rel.ValueKind == JsonValueKind.String
                            && rel.GetString()!.ToLowerInvariant() is "next" or "prev" or "previous")
                            sign = "rel=next/prev";
                    }
                }

                break;
        }
    }

    /// <summary>Why a collection of that many features is a part only; null when nothing says so.</summary>
    internal readonly string? Verdict(long features) =>
        matched > Math.Min(returned ?? features, features) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(returned ?? features, features)}/{matched}") : sign;

    /// <summary>What already speaks for a part before the features have been counted.</summary>
    internal readonly string? VerdictAhead => returned is { } some && matched > some ? Verdict(some) : sign;

    // Some write it as text.
    static long? Number(ReadOnlySpan<byte> value) => value.Length > 2 && value[0] == (byte)'"' ? Number(value[1..^1]) :
        value.Length <= 20 && System.Buffers.Text.Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && number is >= 0 and < 1e15 ? (long)number : null;

    static JsonDocument Parse(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 2 * GeoJsonParser.MaxDepth });
        return JsonDocument.ParseValue(ref reader);
    }
}
