using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// What services write beside the features of a collection when they give a part only: ArcGIS's exceededTransferLimit, numberMatched and links of OGC API,
/// totalFeatures of GeoServer, @odata.nextLink, and what others call total, count, pages, next or has_more, bare or within metadata or pagination. Saved to a
/// file, such a page looks like all there is.
/// </summary>
struct PageMarks
{
    long? matched, returned, counted;
    string? sign;

    /// <summary>Looks at one member of a collection; the reader stands at its value, which may be skipped over but not left.</summary>
    /// <param name="name">The member's name; services differ in its letters' case.</param>
    /// <param name="value">Its value, valid JSON.</param>
    internal void See(string name, ReadOnlySpan<byte> value)
    {
        switch (name.ToLowerInvariant())
        {
            case "exceededtransferlimit" or "has_more" or "hasmore" or "hasnextpage" or "has_next" or "hasnext":
                if (IsYes(value))
                {
                    sign = name;
                }
                break;
            // ArcGIS writes its own sign there; what else a collection says of itself there is its own.
            case "properties" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name.ToLowerInvariant() is "exceededtransferlimit" or "numbermatched" or "totalfeatures"))
                    {
                        See(member.Name, JsonMarshal.GetRawUtf8Value(member.Value));
                    }
                }

                break;
            case "metadata" or "meta" or "pagination" or "paging" or "page" or "pageinfo" or "page_info" or "resultset" when value[0] == (byte)'{':
                using (var document = Parse(value))
                {
                    foreach (var member in document.RootElement.EnumerateObject())
                    {
                        See(member.Name, JsonMarshal.GetRawUtf8Value(member.Value));
                    }
                }

                break;
            case "numbermatched" or "totalfeatures" or "total" or "totalcount" or "total_count" or "totalelements" or "total_items" or "totalitems" or "total_results" or "totalresults"
                or "hits" or "numfound":
                if (Number(value) is { } all)
                {
                    matched = Math.Max(matched ?? 0, all);
                }
                break;
            case "pages" or "total_pages" or "totalpages" or "page_count" or "pagecount":
                if (Number(value) > 1)
                {
                    sign = name;
                }
                break;
            case "numberreturned":
                returned = Number(value) ?? returned;
                break;
            // How many there are, here or in all, with those who count all by this name.
            case "count":
                counted = Number(value) ?? counted;
                break;
            case "next" or "previous" or "prev" or "next_page" or "nextpage" or "nextpagetoken" or "next_page_token" or "next_cursor" or "nextcursor" or "@odata.nextlink" or "nextlink"
                when value[0] is (byte)'{' or (byte)'[' || value[0] == (byte)'"' && value.Length > 2 || Number(value) > 0:
                sign = name;
                break;
            case "links" or "_links":
                using (var document = Parse(value))
                {
                    if (IsAmongLinks(document.RootElement))
                    {
                        sign = "rel=next/prev";
                    }
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
            : IsAnother(member.Name) && (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || member.Value.ValueKind == JsonValueKind.String
                && member.Value.GetString() is { Length: > 0 })),
        _ => false,
    };

    // One relation, several with spaces between (RFC 8288, 3.3), or a list of them.
    static IEnumerable<string> Relations(JsonElement rel) => rel.ValueKind switch
    {
        JsonValueKind.String => rel.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        JsonValueKind.Array => rel.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).SelectMany(Relations),
        _ => [],
    };

    // A relation may be told by its address at IANA (RFC 8288, 4.2).
    static bool IsAnother(string relation) => relation.ToLowerInvariant().Split('/', '#')[^1] is "next" or "prev" or "previous";

    // Some write it as text or as a number.
    static bool IsYes(ReadOnlySpan<byte> value)
    {
        var text = System.Text.Encoding.UTF8.GetString(value).Trim('"').Trim();
        return text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase) || Number(value) > 0;
    }

    /// <summary>Why a collection of that many features is a part only; null when nothing says so.</summary>
    internal readonly string? Verdict(long features) =>
        (matched ?? 0) is var all && Math.Max(all, counted ?? 0) is var most && most > Math.Min(returned ?? features, features)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(returned ?? features, features)}/{most}") : sign;

    /// <summary>What already speaks for a part before the features have been counted.</summary>
    internal readonly string? VerdictAhead => (returned ?? counted) is { } some && matched > some ? Verdict(some) : sign;

    // Some write it as text.
    static long? Number(ReadOnlySpan<byte> value) => value.Length > 2 && value[0] == (byte)'"' ? Written(System.Text.Encoding.UTF8.GetString(value[1..^1]).Trim()) :
        value.Length <= 20 && System.Buffers.Text.Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && number is >= 0 and < 1e15 ? (long)number : null;

    // 5000, 5,000 and 5.000: a number of features has no fraction, and a part looks whole sooner than a whole looks like a part.
    static long? Written(string text) =>
        text.Split('.', ',', '\u00a0', ' ') is { Length: > 1 } groups && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            && groups.All(group => group.All(char.IsAsciiDigit))
            ? Number(System.Text.Encoding.ASCII.GetBytes(string.Concat(groups))) : text.StartsWith('"') ? null : Number(System.Text.Encoding.UTF8.GetBytes(text));

    static JsonDocument Parse(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 2 * GeoJsonParser.MaxDepth });
        return JsonDocument.ParseValue(ref reader);
    }
}
