using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;

namespace EnvGis.Ogc;

/// <summary>What a request for items asks, read and checked.</summary>
/// <param name="Boxes">Null when all places are asked for; none when the box lies outside the domain. Features without geometry match every box.</param>
/// <param name="Filter">Which features, and of which time.</param>
/// <param name="Text">What their words must have, as search reads it; null where anything goes.</param>
sealed record ItemsRequest(
    Layer Layer, int Limit, int Offset, ItemCursor? After, IReadOnlyList<Geometry>? Boxes, FeatureFilter Filter, string? Text, QueryParameters Parameters)
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 10_000;
    public const int MaximumOffset = 100_000;
    public const int LongestText = 200;

    static readonly string[] PageParameters = ["limit", "offset", "after", "bbox", "bbox-crs", "crs", "q", "f"];

    /// <summary>Whether the request names some of the layer's features rather than all that are in force today.</summary>
    public bool IsFiltered => Boxes is not null || Text is not null || !Filter.IsEmpty;

    /// <summary>A tsquery of the text, empty where that has no word; null until it is read.</summary>
    public string? Words { get; init; }

    public static bool TryRead(HttpRequest request, Layer layer, [NotNullWhen(true)] out ItemsRequest? items, [NotNullWhen(false)] out Refusal? refusal)
    {
        items = null;
        if (!QueryParameters.TryRead(request, name => PageParameters.Contains(name) || FeatureFilter.IsParameter(name, [layer]), out var query, out refusal)
            || !OgcFormat.IsKnown(query, out refusal)
            || !query.TryLimit(DefaultLimit, MaximumLimit, out var limit, out refusal)
            || !TryOffset(query, out var offset, out refusal)
            || !TryCursor(query, out var after, out refusal)
            || !TryBoxes(query, out var boxes, out refusal)
            || !TryText(query, out var text, out refusal)
            || !FeatureFilter.TryRead(query, [layer], out var filter, out refusal))
        {
            return false;
        }
        items = new(layer, limit, offset, after, boxes, filter, text, query);
        return true;
    }

    static bool TryText(QueryParameters query, out string? text, [NotNullWhen(false)] out Refusal? refusal)
    {
        text = query["q"]?.Trim();
        // Half of a surrogate pair is no character, and PostgreSQL does not take it; enumerated, it becomes U+FFFD.
        refusal = text is { Length: 0 or > LongestText } || text?.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar) is true
            ? Problems.BadParameter("q", text, $"hãy nhập từ 1 đến {LongestText} ký tự", $"it takes 1 to {LongestText} characters") : null;
        return refusal is null;
    }

    static bool TryOffset(QueryParameters query, out int offset, [NotNullWhen(false)] out Refusal? refusal)
    {
        offset = 0;
        refusal = null;
        if (query["offset"] is not { } text)
        {
            return true;
        }
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
        {
            refusal = Problems.BadParameter("offset", text, "cần một số nguyên từ 0", "it takes a whole number from 0");
        }
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset) || offset > MaximumOffset)
        {
            refusal = Problems.BadParameter("offset", text, $"không bỏ qua quá {MaximumOffset} đối tượng; hãy đi theo liên kết next",
                $"no more than {MaximumOffset} features are skipped; follow the next links instead");
        }
        else if (offset > 0 && query["after"] is not null)
        {
            refusal = Problems.BadParameter("offset", text, "không dùng cùng với after", "it does not go together with after");
        }
        return refusal is null;
    }

    static bool TryCursor(QueryParameters query, out ItemCursor? after, [NotNullWhen(false)] out Refusal? refusal)
    {
        after = query["after"] is { } text && ItemCursor.TryParse(text, out var cursor) ? cursor : null;
        refusal = after is null && query["after"] is { } wrong
            ? Problems.BadParameter("after", wrong, "hãy dùng nguyên liên kết next của trang trước", "use the next link of the page before as it is") : null;
        return refusal is null;
    }

    static bool TryBoxes(QueryParameters query, out IReadOnlyList<Geometry>? boxes, [NotNullWhen(false)] out Refusal? refusal)
    {
        boxes = null;
        refusal = null;
        if (query["crs"] is { } crs && crs != CoordinateSystems.Crs84)
        {
            refusal = Problems.BadParameter("crs", crs, $"chỉ có {CoordinateSystems.Crs84}", $"only {CoordinateSystems.Crs84} is served");
            return false;
        }
        if (query["bbox-crs"] is { } boxCrs && boxCrs is not (CoordinateSystems.Crs84 or CoordinateSystems.Epsg4326))
        {
            refusal = Problems.BadParameter("bbox-crs", boxCrs, $"chỉ nhận {CoordinateSystems.Crs84} hoặc {CoordinateSystems.Epsg4326}",
                $"it takes {CoordinateSystems.Crs84} or {CoordinateSystems.Epsg4326}");
            return false;
        }
        if (query["bbox"] is { } box && !BoundingBox.TryParse(box, latitudeFirst: query["bbox-crs"] == CoordinateSystems.Epsg4326, out boxes))
        {
            refusal = Problems.BadParameter("bbox", box, "cần bốn số tây,nam,đông,bắc (hoặc sáu số kèm độ cao), nam không lớn hơn bắc",
                "it takes four numbers west,south,east,north (or six with heights), south not above north");
        }
        return refusal is null;
    }
}

/// <summary>The coordinate systems named in requests and answers (OGC 17-069r4 §6.2.1, OGC 18-058r1).</summary>
static class CoordinateSystems
{
    /// <summary>Longitude, latitude: what GeoJSON is in.</summary>
    public const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>What the header Content-Crs says of every answer.</summary>
    public const string ContentCrs = $"<{Crs84}>";

    /// <summary>Latitude, longitude.</summary>
    public const string Epsg4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";
}

/// <summary>The encodings that <c>f</c> can ask for; there is JSON only, and GeoJSON is JSON.</summary>
static class OgcFormat
{
    public static bool IsKnown(QueryParameters query, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = query["f"] is { } format && format is not ("json" or "geojson")
            ? Problems.BadParameter("f", format, "chỉ nhận json hoặc geojson", "it takes json or geojson") : null;
        return refusal is null;
    }
}
