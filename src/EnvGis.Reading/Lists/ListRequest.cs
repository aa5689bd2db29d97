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

    /// <summary>What is wrong with it, the query of its scope tells.</summary>
    public static ListRequest Of(HttpRequest request, LayerCatalogue catalogue)
    {
        var scope = ListScope.Of(request, catalogue);
        var query = scope.Query;
        var order = query.WordOrDefault("sort") switch { "overdue" => ListOrder.Overdue, "distance" => ListOrder.Distance, "name" => ListOrder.Name, _ => ListOrder.Severity };
        var at = query.Position("at");
        if (order == ListOrder.Distance && query["at"] is null)
        {
            query.Refuse("sort", "distance", "cần thêm tham số at=kinh độ,vĩ độ để đo khoảng cách", "it needs the parameter at=lon,lat to measure from");
        }
        return new(scope, order, at, query.Limit(), query.Cursor("after", text => ListCursor.TryParse(text, order, out var cursor) ? cursor : null));
    }
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
