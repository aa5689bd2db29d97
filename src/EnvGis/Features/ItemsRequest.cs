using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;

namespace EnvGis.Features;

/// <summary>What a request for items asks, read and checked.</summary>
/// <param name="Boxes">Null when all places are asked for; none when the box lies outside the domain. Features without geometry match every box.</param>
/// <param name="Days">Null for what is in force today.</param>
/// <param name="Attributes">A JSON object that the attributes must contain; null for any.</param>
sealed partial record ItemsRequest(
    Layer Layer, int Limit, int Offset, Cursor? After, IReadOnlyList<Geometry>? Boxes, DayInterval? Days, string? Attributes, string? Code,
    bool? Demonstration, bool? Unlocated, string? CommuneCode, string? ProvinceCode, QueryParameters Parameters)
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 10_000;
    public const int MaximumOffset = 100_000;

    static readonly string[] CommonParameters =
        ["limit", "offset", "after", "bbox", "bbox-crs", "crs", "datetime", "f", "code", "demonstration", "unlocated", "commune_code", "province_code"];

    /// <summary>Whether the request names some of the layer's features rather than all that are in force today.</summary>
    public bool IsFiltered => Boxes is not null || Days is not null || Attributes is not null || Code is not null || Demonstration is not null
        || Unlocated is not null || CommuneCode is not null || ProvinceCode is not null;

    public static bool TryRead(HttpRequest request, Layer layer, [NotNullWhen(true)] out ItemsRequest? items, [NotNullWhen(false)] out Refusal? refusal)
    {
        items = null;
        if (!QueryParameters.TryRead(request, name => CommonParameters.Contains(name) || layer.Attribute(name) is { Filter: true }, out var query, out refusal)
            || !OgcFormat.IsKnown(query, out refusal)
            || !query.TryLimit(DefaultLimit, MaximumLimit, out var limit, out refusal)
            || !TryOffset(query, out var offset, out refusal)
            || !TryCursor(query, out var after, out refusal)
            || !TryBoxes(query, out var boxes, out refusal)
            || !TryDays(query, out var days, out refusal)
            || !TryAttributes(query, layer, out var attributes, out refusal)
            || !query.TryBoolean("demonstration", out var demonstration, out refusal)
            || !query.TryBoolean("unlocated", out var unlocated, out refusal)
            || !TryPlaceCode(query, "commune_code", CommuneCodePattern, "năm", "five", out refusal)
            || !TryPlaceCode(query, "province_code", ProvinceCodePattern, "hai", "two", out refusal))
        {
            return false;
        }
        items = new(layer, limit, offset, after, boxes, days, attributes, query["code"], demonstration, unlocated, query["commune_code"],
            query["province_code"], query);
        return true;
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

    static bool TryCursor(QueryParameters query, out Cursor? after, [NotNullWhen(false)] out Refusal? refusal)
    {
        after = query["after"] is { } text && Cursor.TryParse(text, out var cursor) ? cursor : null;
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

    static bool TryDays(QueryParameters query, out DayInterval? days, [NotNullWhen(false)] out Refusal? refusal)
    {
        days = null;
        refusal = null;
        if (query["datetime"] is not { } text)
        {
            return true;
        }
        if (DayInterval.TryParse(text, out var interval))
        {
            days = interval;
            return true;
        }
        refusal = Problems.BadParameter("datetime", text,
            "cần một ngày 2026-04-01, một thời điểm 2026-04-01T00:00:00Z, hoặc một khoảng như 2026-01-01/.. với đầu không sau cuối",
            "it takes a day 2026-04-01, a moment 2026-04-01T00:00:00Z, or an interval such as 2026-01-01/.. whose start is not after its end");
        return false;
    }

    static bool TryAttributes(QueryParameters query, Layer layer, out string? attributes, [NotNullWhen(false)] out Refusal? refusal)
    {
        attributes = null;
        refusal = null;
        JsonObject? all = null;
        foreach (var (name, text) in query.All)
        {
            if (CommonParameters.Contains(name) || layer.Attribute(name) is not { Filter: true } attribute)
            {
                continue;
            }
            if (!AttributeFilter.TryParse(attribute, text, out var value, out refusal))
            {
                return false;
            }
            (all ??= [])[name] = value;
        }
        attributes = all?.ToJsonString();
        return true;
    }

    static bool TryPlaceCode(QueryParameters query, string name, Regex pattern, string digitsVi, string digitsEn, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = query[name] is { } text && !pattern.IsMatch(text)
            ? Problems.BadParameter(name, text, $"mã gồm {digitsVi} chữ số", $"the code has {digitsEn} digits") : null;
        return refusal is null;
    }

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex CommuneCodePattern { get; }

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex ProvinceCodePattern { get; }
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
