using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;

namespace EnvGis.Lists;

/// <param name="At">EPSG:4326: where distances are measured from; null when none are asked for.</param>
/// <param name="After">Where the page before ended; null on the first.</param>
sealed record ListRequest(ListScope Scope, ListOrder Order, Point? At, int Limit, ListCursor? After)
{
    const int DefaultLimit = 100, MaximumLimit = 1000;

    static readonly Parameter[] Own =
    [
        new("sort", "Thứ tự", "Order") { Values = ["severity", "overdue", "distance", "name"], Default = "severity" },
        Parameter.At with { Vi = "Đo khoảng cách từ đây: kinh độ,vĩ độ WGS 84", En = "Where distances are measured from: longitude,latitude, WGS 84" },
        Parameter.Limit(DefaultLimit, MaximumLimit), Parameter.After,
    ];

    /// <summary>What every list takes.</summary>
    public static readonly Parameter[] Described = [.. ListScope.Described, .. Own];

    static readonly string[] Parameters = [.. Own.Select(parameter => parameter.Name)];

    /// <param name="further">What the address takes beside the words of every list.</param>
    public static bool TryRead(
        HttpRequest request, LayerCatalogue catalogue, string[] further, [NotNullWhen(true)] out ListRequest? list, [NotNullWhen(false)] out Refusal? refusal)
    {
        list = null;
        if (!ListScope.TryRead(request, catalogue, [.. Parameters, .. further], out var scope, out refusal)
            || !scope.Query.TryLimit(DefaultLimit, MaximumLimit, out var limit, out refusal)
            || !TryOrder(scope.Query["sort"], out var order, out refusal)
            || !TryPlace(scope.Query["at"], out var at, out refusal))
        {
            return false;
        }
        if (order == ListOrder.Distance && at is null)
        {
            refusal = Problems.BadParameter("sort", "distance", "cần thêm tham số at=kinh độ,vĩ độ để đo khoảng cách", "it needs the parameter at=lon,lat to measure from");
            return false;
        }
        ListCursor? after = null;
        if (scope.Query["after"] is { } cursor && !ListCursor.TryParse(cursor, order, out after))
        {
            refusal = Problems.BadCursor("after", cursor);
            return false;
        }
        list = new(scope, order, at, limit, after);
        return true;
    }

    static bool TryOrder(string? text, out ListOrder order, [NotNullWhen(false)] out Refusal? refusal)
    {
        (order, refusal) = text switch
        {
            null or "severity" => (ListOrder.Severity, null),
            "overdue" => (ListOrder.Overdue, null),
            "distance" => (ListOrder.Distance, null),
            "name" => (ListOrder.Name, (Refusal?)null),
            _ => (default, Problems.BadParameter("sort", text, "chỉ nhận severity, overdue, distance, name", "it takes one of severity, overdue, distance, name")),
        };
        return refusal is null;
    }

    static bool TryPlace(string? text, out Point? at, [NotNullWhen(false)] out Refusal? refusal)
    {
        at = null;
        refusal = null;
        if (text is null)
        {
            return true;
        }
        if (text.Split(',') is [var longitude, var latitude] && TryDegrees(longitude, 180, out var lon) && TryDegrees(latitude, 90, out var lat))
        {
            at = new Point(lon, lat) { SRID = 4326 };
            return true;
        }
        refusal = Problems.BadParameter("at", text, "cần kinh độ,vĩ độ như 105.85,21.03", "it takes lon,lat such as 105.85,21.03");
        return false;
    }

    static bool TryDegrees(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}

/// <summary>Worst first, longest overdue first, nearest first, or by the Vietnamese alphabet; what is equal by id.</summary>
enum ListOrder
{
    Severity,
    Overdue,
    Distance,
    Name,
}

/// <summary>Where a page of a list ended. Written in base64url without padding, so that it stands in a query as it is.</summary>
/// <param name="Key">What the last row was sorted by: a number, or a name.</param>
sealed record ListCursor(object Key, long Id)
{
    const int LongestText = 1500;

    public string Write(ListOrder order) => CursorText.Write(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{order}:{Id}:{(Key is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Key)}")));

    public static bool TryParse(string text, ListOrder order, [NotNullWhen(true)] out ListCursor? cursor)
    {
        cursor = null;
        if (CursorText.Read(text, LongestText) is not { } bytes)
        {
            return false;
        }
        var parts = Encoding.UTF8.GetString(bytes).Split(':', 3);
        if (parts.Length != 3 || parts[0] != order.ToString() || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || parts[2].Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }
        if (order == ListOrder.Name)
        {
            cursor = new(parts[2], id);
            return true;
        }
        if (!double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return false;
        }
        cursor = new(number, id);
        return true;
    }
}
