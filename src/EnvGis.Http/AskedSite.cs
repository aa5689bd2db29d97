using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Http;

/// <summary>A site about which it is asked which zones it lies in: a position as given or typed, or a polygon that was drawn. Read here alone, so that all doors take and refuse the same.</summary>
/// <param name="Shape">A point or a valid polygon in WGS 84, longitude first.</param>
/// <param name="Given">The zone of VN-2000 and the metres that were given, where the site was given by them; null of degrees and of what was drawn.</param>
/// <param name="AccuracyM">Metres.</param>
/// <param name="IsAssumed">Whether that is the default, since none was given.</param>
public sealed record AskedSite(Geometry Shape, (Vn2000Zone Zone, double East, double North)? Given, double AccuracyM, bool IsAssumed)
{
    /// <summary>Metres; EnvGis's own choice where nobody says how well the site is known, told with each answer.</summary>
    public const double AssumedAccuracyM = 10;

    const double LeastAccuracyM = 0.001, MostAccuracyM = 1_000;

    public const int MostCorners = 1_000;

    /// <summary>Degrees from west to east or from south to north: a site, not a province.</summary>
    const double WidestDegrees = 0.5;

    public const int WithinByDefault = 1_000, WithinAtMost = 20_000;

    /// <param name="Site">A polygon by RFC 7946: an outer ring and its holes, longitude first, WGS 84.</param>
    public sealed record Request([property: Required, FormOf(typeof(Polygon))] JsonElement? Site);

    public sealed record Polygon([property: OneOf("Polygon")] string Type, IReadOnlyList<IReadOnlyList<double[]>> Coordinates);

    static readonly Parameter
        Accuracy = new("accuracy", "Sai số vị trí của địa điểm, mét, từ 0.001 đến 1000", "How well the site's position is known, metres, 0.001 to 1000", "number")
            { Kind = ParameterKind.Own, Default = "10", Example = "5" },
        Within = new("within", "Tìm nơi ô nhiễm và vùng trong khoảng cách này, mét", "Sites and zones up to this distance are told, metres", "integer")
            { Kind = ParameterKind.Whole, Least = 0, Most = WithinAtMost, Default = "1000" },
        Lon = new("lon", "Kinh độ, độ thập phân WGS 84", "Longitude in decimal degrees WGS 84", "number") { Kind = ParameterKind.Longitude, Example = "105.85" },
        Lat = new("lat", "Vĩ độ, độ thập phân WGS 84", "Latitude in decimal degrees WGS 84", "number") { Kind = ParameterKind.Latitude, Example = "21.59" },
        Drawn = new("site", "Thay cho lon và lat: các đỉnh của địa điểm, kinh độ,vĩ độ cách nhau bằng dấu cách, không lặp lại đỉnh đầu",
            "In place of lon and lat: the corners of a site, longitude,latitude with blanks between, the first not repeated") { Example = "105.85,21.59 105.86,21.59 105.86,21.58" },
        Typed = new("q", "Thay cho lon và lat: vị trí như gõ ở ô tìm, kể cả X, Y VN-2000 với kinh tuyến trục", "In place of lon and lat: a position as typed in the search box, X and Y of VN-2000 with the central meridian included");

    /// <summary>What an address takes that asks about a position.</summary>
    public static readonly IReadOnlyList<Parameter> OfPosition = [Lon, Lat, Typed, Drawn, Accuracy, Within];

    /// <summary>What an address takes beside a polygon.</summary>
    public static readonly IReadOnlyList<Parameter> OfDrawing = [Accuracy, Within];

    /// <summary>Reads a position; what is wrong with it is told to the query.</summary>
    /// <returns>Null when it is refused.</returns>
    public static AskedSite? Read(QueryParameters query)
    {
        var accuracy = AccuracyOf(query);
        var (lon, lat) = (query.Degrees("lon"), query.Degrees("lat"));
        if (query["site"] is { } corners)
        {
            if (query["lon"] is not null || query["lat"] is not null || query["q"] is not null)
            {
                query.Refuse("site", corners, "chỉ cho địa điểm bằng một cách: site, q, hoặc lon và lat", "give the site in one way: site, q, or lon and lat");
                return null;
            }
            return CornersOf(query, corners) is { } drawn ? new(drawn, null, accuracy ?? AssumedAccuracyM, accuracy is null) : null;
        }
        var text = query["q"];
        if (text is not null)
        {
            if (query["lon"] is not null || query["lat"] is not null)
            {
                query.Refuse("q", text, "chỉ cho vị trí bằng một cách: q, hoặc lon và lat", "give the position in one way: q, or lon and lat");
                return null;
            }
            return PositionOf(query, text) is { } typed ? new(PointAt(typed.Lon, typed.Lat), typed.Given, accuracy ?? AssumedAccuracyM, accuracy is null) : null;
        }
        if (query["lon"] is null)
        {
            query.Refuse("lon", "", "cần vị trí: lon và lat, hoặc q", "a position is needed: lon and lat, or q");
        }
        else if (query["lat"] is null)
        {
            query.Refuse("lat", "", "cần vĩ độ đi cùng với kinh độ", "it takes the latitude that goes with the longitude");
        }
        if (lon is not { } x || lat is not { } y)
        {
            return null;
        }
        if (!Extent.VietnamMapFrame.Contains(x, y))
        {
            query.Refuse("lon", string.Create(CultureInfo.InvariantCulture, $"{x},{y}"), "vị trí nằm ngoài Việt Nam", "the position lies outside Vietnam");
            return null;
        }
        return new(PointAt(x, y), null, accuracy ?? AssumedAccuracyM, accuracy is null);
    }

    /// <summary>Reads a polygon.</summary>
    /// <returns>The site, or why it is none; neither when the query is refused.</returns>
    public static (AskedSite? Site, Refusal? Refusal) Read(QueryParameters query, JsonElement sent)
    {
        var accuracy = AccuracyOf(query);
        return PolygonOf(sent, out var polygon) is { } refusal ? (null, refusal with { Field = "site" }) : (new(polygon!, null, accuracy ?? AssumedAccuracyM, accuracy is null), null);
    }

    static Geometry? CornersOf(QueryParameters query, string text)
    {
        var corners = new List<double[]>();
        foreach (var corner in text.Split(' '))
        {
            double[] degrees = [.. corner.Split(',').Select(part =>
                double.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
            if (degrees.Length != 2 || degrees.Any(double.IsNaN) || corners.Count > MostCorners)
            {
                query.Refuse("site", text, "mỗi đỉnh là kinh độ,vĩ độ với dấu chấm thập phân, các đỉnh cách nhau bằng dấu cách", "each corner is longitude,latitude with decimal points, with blanks between corners");
                return null;
            }
            corners.Add(degrees);
        }
        corners.Add(corners[0]);
        if (corners.Count < 4)
        {
            query.Refuse("site", text, "địa điểm cần ít nhất ba đỉnh", "a site has at least three corners");
            return null;
        }
        if (PolygonOf(JsonSerializer.SerializeToElement(new { type = "Polygon", coordinates = new[] { corners } }), out var polygon) is { } refused)
        {
            query.Refuse(refused with { Parameter = "site" });
            return null;
        }
        return polygon;
    }

    static double? AccuracyOf(QueryParameters query)
    {
        if (query["accuracy"] is not { } text)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) && metres is >= LeastAccuracyM and <= MostAccuracyM)
        {
            return metres;
        }
        query.Refuse("accuracy", text, "cần số mét từ 0.001 đến 1000, dấu thập phân là dấu chấm", "it takes metres from 0.001 to 1000, with a decimal point");
        return null;
    }

    static (double Lon, double Lat, (Vn2000Zone, double, double)? Given)? PositionOf(QueryParameters query, string text)
    {
        var reading = PositionText.Read(text);
        var found = reading.Positions.SelectMany<TypedPosition, (double Lon, double Lat, (Vn2000Zone Zone, double, double)? Given)>(position => position switch
        {
            TypedDegrees degrees => [(degrees.Longitude, degrees.Latitude, null)],
            TypedMetres metres => metres.Candidates().Select(one => (one.Longitude, one.Latitude, ((Vn2000Zone, double, double)?)(one.Zone, metres.Easting, metres.Northing))),
            _ => [],
        }).ToList();
        switch (found.Count)
        {
            case 1:
                return found[0];
            case > 1 when found.TrueForAll(one => one.Given is not null):
                var zones = string.Join(", ", found.Select(one => $"EPSG:{one.Given!.Value.Zone.Code} ({one.Given.Value.Zone.CentralMeridian}, {one.Given.Value.Zone.WidthDegrees}°)").Distinct().Take(20));
                query.Refuse("q", text, $"cần ghi thêm kinh tuyến trục hoặc mã EPSG, một trong: {zones}", $"it takes the central meridian or the EPSG code too, one of: {zones}");
                return null;
            case > 1:
                query.Refuse("q", text, "có thể hiểu theo nhiều cách; hãy ghi rõ vĩ độ, kinh độ", "it can be read in several ways; say which is latitude and which longitude");
                return null;
        }
        switch (reading.Refusal)
        {
            case { Fault: PositionFault.WithdrawnCode, Named: { } code }:
                query.Refuse(Problems.WithdrawnZone(int.Parse(code, CultureInfo.InvariantCulture)) with { Parameter = "q" });
                break;
            case { Fault: PositionFault.UnknownZone, Named: { } zone }:
                query.Refuse(Problems.UnknownZone(zone) with { Parameter = "q" });
                break;
            case { Fault: PositionFault.Outside }:
                query.Refuse("q", text, "vị trí nằm ngoài Việt Nam", "the position lies outside Vietnam");
                break;
            default:
                query.Refuse("q", text, "không phải một vị trí: cần vĩ độ và kinh độ, hoặc X và Y của VN-2000 với kinh tuyến trục",
                    "it is no position: it takes latitude and longitude, or X and Y of VN-2000 with the central meridian");
                break;
        }
        return null;
    }

    static Refusal? PolygonOf(JsonElement sent, out Geometry? polygon)
    {
        polygon = null;
        if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "Polygon"
            || !sent.TryGetProperty("coordinates", out var lists) || lists.ValueKind != JsonValueKind.Array)
        {
            return Problems.BadShape(null, "cần một Polygon của GeoJSON với coordinates", "it takes a GeoJSON Polygon with its coordinates");
        }
        var (rings, corners) = (new List<LinearRing>(), 0);
        foreach (var list in lists.EnumerateArray())
        {
            var place = new Text($"vòng {rings.Count + 1}", $"ring {rings.Count + 1}");
            if (list.ValueKind != JsonValueKind.Array)
            {
                return Problems.BadShape(place, "cần danh sách các điểm", "it takes a list of positions");
            }
            var points = new List<Coordinate>();
            foreach (var point in list.EnumerateArray())
            {
                if (++corners > MostCorners + rings.Count + 1)
                {
                    return Problems.BadShape(null, $"không quá {MostCorners} đỉnh", $"{MostCorners} corners are the most");
                }
                if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() is not (2 or 3) || !Number(point[0], out var x) || !Number(point[1], out var y))
                {
                    return Problems.BadShape(place, "mỗi điểm là [kinh độ, vĩ độ]", "each position is [longitude, latitude]");
                }
                if (!Extent.VietnamMapFrame.Contains(x, y))
                {
                    return Problems.BadShape(place, "có điểm nằm ngoài Việt Nam; kinh độ đứng trước vĩ độ", "a position lies outside Vietnam; longitude comes before latitude");
                }
                points.Add(new(x, y));
            }
            if (points.Count < 4 || !points[0].Equals2D(points[^1]))
            {
                return Problems.BadShape(place, "cần ít nhất bốn điểm, điểm cuối trùng điểm đầu", "it takes at least four positions, the last the same as the first");
            }
            rings.Add(new([.. points]));
        }
        if (rings.Count == 0)
        {
            return Problems.BadShape(null, "chưa có đỉnh nào", "it has no corners");
        }
        var made = new NetTopologySuite.Geometries.Polygon(rings[0], [.. rings.Skip(1)]) { SRID = 4326 };
        if (made.EnvelopeInternal.Width > WidestDegrees || made.EnvelopeInternal.Height > WidestDegrees)
        {
            return Problems.BadShape(null, "địa điểm rộng hơn 0,5 độ", "the site is wider than 0.5 degrees");
        }
        if (!made.IsValid || made.Area == 0)
        {
            return Problems.BadShape(null, "ranh giới tự cắt, không có diện tích hoặc lỗ nằm ngoài", "its border crosses itself, has no area, or a hole lies outside");
        }
        polygon = made;
        return null;
    }

    static bool Number(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }

    static Point PointAt(double longitude, double latitude) => new(longitude, latitude) { SRID = 4326 };
}
