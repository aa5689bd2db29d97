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
    /// <param name="name">The member's name; services differ in its letters' case.</param>
    /// <param name="value">Its value, valid JSON.</param>
    internal void See(string name, ReadOnlySpan<byte> value)
    {
        switch (name.ToLowerInvariant())
        {
            case "exceededtransferlimit" or "has_more" or "hasmore":
                if (IsYes(value))
                    sign = name;
                break;
            // ArcGIS writes its own sign there; what else a collection says of itself there is its own.
            case "properties" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name.Equals("exceededTransferLimit", StringComparison.OrdinalIgnoreCase)))
                        See(member.Name, JsonMarshal.GetRawUtf8Value(member.Value));
                }

                break;
            case "metadata" or "meta" or "pagination" or "paging" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    foreach (var member in document.RootElement.EnumerateObject())
                        See(member.Name, JsonMarshal.GetRawUtf8Value(member.Value));
                }

                break;
            case "numbermatched" or "totalfeatures" or "total":
                if (Number(value) is { } all)
                    matched = Math.Max(matched ?? 0, all);
                break;
            case "numberreturned" or "count":
                returned = Number(value) ?? returned;
                break;
            case "next" or "previous" or "prev" when value[0] == (byte)'{' || value[0] == (byte)'"' && value.Length > 2:
                sign = name;
                break;
            case "links" or "_links":
                using (var document = Parse(value))
                {
                    if (IsAmongLinks(document.RootElement))
                        sign = "rel=next/prev";
                }

                break;
        }
    }

    /// <summary>A list of links with what each is to this one, one such link alone, or links by what they are (HAL, JSON:API).</summary>
    static bool IsAmongLinks(JsonElement links) => links.ValueKind switch
    {
        JsonValueKind.Array => links.EnumerateArray().Any(link => link.ValueKind == JsonValueKind.Object && IsAmongLinks(link)),
        JsonValueKind.Object => links.EnumerateObject().Any(member => member.Name.Equals("rel", StringComparison.OrdinalIgnoreCase)
            ? Relations(member.Value).Any(IsAnother)
            : IsAnother(member.Name) && (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 })),
        _ => false,
    };

    // One relation, several with spaces between (RFC 8288, 3.3), or a list of them.
    static IEnumerable<string> Relations(JsonElement rel) => rel.ValueKind switch
    {
        JsonValueKind.String => rel.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        JsonValueKind.Array => rel.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).SelectMany(Relations),
        _ => [],
    };

    static bool IsAnother(string relation) => relation.ToLowerInvariant() is "next" or "prev" or "previous";

    // Some write it as text or as a number.
    static bool IsYes(ReadOnlySpan<byte> value)
    {
        var text = System.Text.Encoding.UTF8.GetString(value).Trim('"').Trim();
        return text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase) || Number(value) > 0;
    }

    /// <summary>Why a collection of that many features is a part only; null when nothing says so.</summary>
    internal readonly string? Verdict(long features) =>
        matched > Math.Min(returned ?? features, features) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(returned ?? features, features)}/{matched}") : sign;

    /// <summary>What already speaks for a part before the features have been counted.</summary>
    internal readonly string? VerdictAhead => returned is { } some && matched > some ? Verdict(some) : sign;

    // Some write it as text.
    static long? Number(ReadOnlySpan<byte> value) => value.Length > 2 && value[0] == (byte)'"' ? Number(value[1..^1].Trim((byte)' ')) :
        value.Length <= 20 && System.Buffers.Text.Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && number is >= 0 and < 1e15 ? (long)number : null;

    static JsonDocument Parse(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 2 * GeoJsonParser.MaxDepth });
        return JsonDocument.ParseValue(ref reader);
    }
}
