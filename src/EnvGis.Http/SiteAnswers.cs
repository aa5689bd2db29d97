using System.Globalization;
using EnvGis.Spatial.Siting;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Http;

/// <summary>How it is told in which zones a site lies; the same of what is in force and of what a draft would bring. Distances are geodesic, in metres.</summary>
public static class SiteAnswers
{
    /// <summary>
    /// What the change between VN-2000 and WGS 84 may be wrong by, metres: the accuracy that the EPSG registry gives transformation 6960 (the seven parameters of Quyết định 05/2007/QĐ-BTNMT).
    /// It does not count where both the site and the border are given in VN-2000.
    /// </summary>
    public const double DatumM = 1;

    /// <summary>What is known to a kilometre or better leaves nothing open farther away than this, metres, however badly the site is known.</summary>
    public const double AlwaysM = 1_500;

    /// <summary>A degree is longer than this, anywhere in Vietnam and whichever way it runs: what lies so many metres away lies within so many degrees.</summary>
    public const double LeastMetresOfDegree = 100_000;

    /// <param name="Centre">Longitude and latitude of a point of it.</param>
    /// <param name="Given">As it was given, where that was in VN-2000.</param>
    /// <param name="AreaM2">On the ellipsoid; null of a point.</param>
    /// <param name="AccuracyAssumed">Whether nobody gave the accuracy, so that the default counts.</param>
    public sealed record Site(
        [property: OneOf("Point", "Polygon")] string Type, [property: Numbers(2)] double[] Centre, Grid? Given, double? AreaM2, double AccuracyM, bool AccuracyAssumed);

    /// <param name="Meridian">As documents write it, 106°30'.</param>
    /// <param name="X">Metres north.</param>
    /// <param name="Y">Metres east.</param>
    public sealed record Grid(int Epsg, string Meridian, int WidthDegrees, double X, double Y);

    /// <param name="Verdict">undecidable: the border is nearer than the two positions are known.</param>
    /// <param name="Seems">What the coordinates alone would say; of use only beside the verdict.</param>
    /// <param name="DistanceM">To the nearest place of the border, from within or from outside; 0 of a drawn site through which it runs.</param>
    /// <param name="NeededAccuracyM">With which accuracy of the site it would be decided, were it where it is said to be; null where it is decided, and where no measuring of it would.</param>
    /// <param name="Remedy">What would decide it; null where it is decided.</param>
    /// <param name="InsideM2">Of a drawn site: how much of it lies in the zone, by the coordinates; on the ellipsoid. Null of a point.</param>
    public sealed record Finding(
        [property: OneOf("inside", "partly", "undecidable", "outside")] string Verdict, [property: OneOf("inside", "partly", "outside")] string Seems, double DistanceM, Border Border, Errors Errors,
        double? NeededAccuracyM, Text? Remedy, double? InsideM2);

    /// <param name="OnSite">Longitude and latitude of the place of the site that is nearest to the border.</param>
    /// <param name="OnBorder">And of the border.</param>
    /// <param name="Origin">How that stretch of the border came about; null where that is not known.</param>
    /// <param name="Corners">The two between which that place lies: as the decision's coordinate table has them, or computed.</param>
    /// <param name="FromTable">Whether they stand in a decision's coordinate table.</param>
    public sealed record Border(
        [property: Numbers(2)] double[] OnSite, [property: Numbers(2)] double[] OnBorder, [property: OneOf("surveyed", "annex", "traced", "drawn")] string? Origin, IReadOnlyList<Corner> Corners,
        bool FromTable);

    /// <param name="Label">Its number in the table; null of one that was computed.</param>
    public sealed record Corner(int Part, int Ring, int Number, string? Label, Grid At);

    /// <param name="SiteM">Accuracy of the site.</param>
    /// <param name="ZoneM">Accuracy of the border there.</param>
    /// <param name="DatumM">Of the change between VN-2000 and WGS 84; 0 where both are given in VN-2000.</param>
    /// <param name="ToleranceM">√(site² + zone² + datum²): what is nearer to the border is not decided.</param>
    public sealed record Errors(double SiteM, double ZoneM, double DatumM, double ToleranceM);

    /// <summary>A corner of a border before its numbers are looked at.</summary>
    /// <param name="X">In the plane in which the nearest edge is looked for.</param>
    /// <param name="Y">The same.</param>
    public readonly record struct Vertex(int Part, int Ring, int Number, string? Label, double X, double Y);

    /// <param name="site">The site.</param>
    /// <param name="centre">A point of it.</param>
    /// <param name="areaM2">Null of a point.</param>
    public static Site Of(AskedSite site, Point centre, double? areaM2) => new(site.Shape.Dimension == Dimension.Point ? "Point" : "Polygon", Degrees(centre.X, centre.Y),
        site.Given is { } given ? GridOf(given.Zone, given.East, given.North) : null, areaM2, site.AccuracyM, site.IsAssumed);

    /// <param name="found">What was found.</param>
    /// <param name="site">Of this site.</param>
    /// <param name="datumM">That was reckoned with.</param>
    /// <param name="zone">The published shape, for its corners where there is no table.</param>
    /// <param name="table">The zone of a coordinate table and its corners, X east and Y north in metres; null where none is kept.</param>
    /// <param name="local">The zone of VN-2000 in which corners are told that stand in no table.</param>
    /// <param name="insideM2">Null of a point.</param>
    public static Finding Of(
        SiteFinding found, AskedSite site, double datumM, Geometry zone, (Vn2000Zone Zone, IReadOnlyList<Vertex> Corners)? table, Vn2000Zone local, double? insideM2)
    {
        var isOpen = found.Verdict == SiteVerdict.Undecidable;
        var (by, zoneM) = (found.At, found.Stretch.AccuracyM);
        // Told to the centimetre, and never as less than it takes.
        double? needed = isOpen && SiteFinding.Needed(by.Metres, zoneM, datumM) is { } metres && Math.Floor(metres * 100) / 100 is > 0 and var floored ? floored : null;
        return new(WordOf(found.Verdict), WordOf(found.Seems), Math.Round(by.Metres, 2),
            new(Degrees(by.OnFirst.Longitude, by.OnFirst.Latitude), Degrees(by.OnSecond.Longitude, by.OnSecond.Latitude), found.Stretch.Origin,
                CornersAt(by.OnSecond, zone, table, local), table is not null),
            new(site.AccuracyM, zoneM, datumM, Math.Round(found.ToleranceM, 2)), needed,
            isOpen ? RemedyOf(needed, zoneM, datumM, by.Metres, site.Shape.Dimension == Dimension.Point) : null, insideM2);
    }

    public static string WordOf(SiteVerdict verdict) => verdict switch
    {
        SiteVerdict.Inside => "inside",
        SiteVerdict.Partly => "partly",
        SiteVerdict.Undecidable => "undecidable",
        _ => "outside",
    };

    /// <summary>0 where site and border are both given in VN-2000.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hasTable">Whether the border is that of a coordinate table.</param>
    public static double DatumOf(AskedSite site, bool hasTable) => site.Given is not null && hasTable ? 0 : DatumM;

    static Text RemedyOf(double? needed, double zoneM, double datumM, double distanceM, bool isPoint)
    {
        if (needed is { } metres)
        {
            return new($"Đo lại vị trí với sai số dưới {Vietnamese(metres)} m; nếu vị trí vẫn như vậy thì kết luận được.",
                $"Measure the site anew to within {English(metres)} m; if it stays where it is, that decides.");
        }
        if (!isPoint && distanceM == 0)
        {
            return new("Ranh giới đi qua địa điểm; cần xác định vị trí chính xác hơn, hoặc dời địa điểm.", "The border runs through the site: it must be known more exactly, or the site moved.");
        }
        var known = Math.Sqrt(zoneM * zoneM + datumM * datumM);
        known = Math.Round(known, known < 100 ? 2 : 0);
        return new($"Đo lại địa điểm cũng chưa đủ: tại đây ranh giới chỉ biết đến {Vietnamese(known)} m; cần cơ quan có thẩm quyền xác định ranh giới tại thực địa.",
            $"Measuring the site does not decide it: the border is known to {English(known)} m only here, and has to be set out in the field by the competent authority.");
    }

    static string English(double metres) => metres.ToString("#,0.##", CultureInfo.InvariantCulture);

    static string Vietnamese(double metres) => string.Concat(English(metres).Select(letter => letter switch { '.' => ',', ',' => '.', _ => letter }));

    static IReadOnlyList<Corner> CornersAt((double Longitude, double Latitude) place, Geometry zone, (Vn2000Zone Zone, IReadOnlyList<Vertex> Corners)? table, Vn2000Zone local)
    {
        if (table is { } kept)
        {
            var (east, north) = Vn2000Transformation.FromWgs84(kept.Zone, place.Longitude, place.Latitude);
            return [.. EdgeAt(kept.Corners, east, north).Select(one => new Corner(one.Part, one.Ring, one.Number, one.Label, GridOf(kept.Zone, one.X, one.Y)))];
        }
        // Degrees of longitude as long as those of latitude: it is only asked which edge it is.
        var shrink = Math.Cos(double.DegreesToRadians(place.Latitude));
        return [.. EdgeAt(VerticesOf(zone, shrink), place.Longitude * shrink, place.Latitude).Select(one =>
        {
            var (east, north) = Vn2000Transformation.FromWgs84(local, one.X / shrink, one.Y);
            return new Corner(one.Part, one.Ring, one.Number, null, GridOf(local, east, north));
        })];
    }

    static List<Vertex> VerticesOf(Geometry zone, double shrink)
    {
        var vertices = new List<Vertex>();
        for (var part = 0; part < zone.NumGeometries; part++)
        {
            if (zone.GetGeometryN(part) is not NetTopologySuite.Geometries.Polygon polygon)
            {
                continue;
            }
            for (var ring = 0; ring <= polygon.NumInteriorRings; ring++)
            {
                var points = (ring == 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(ring - 1)).Coordinates;
                vertices.AddRange(points.Take(points.Length - 1).Select((point, at) => new Vertex(part + 1, ring + 1, at + 1, null, point.X * shrink, point.Y)));
            }
        }
        return vertices;
    }

    /// <summary>The ends of the edge that is nearest to a place; of each ring the last corner is followed by the first.</summary>
    static Vertex[] EdgeAt(IReadOnlyList<Vertex> vertices, double x, double y)
    {
        var (found, least) = (Array.Empty<Vertex>(), double.PositiveInfinity);
        for (var (at, first) = (0, 0); at < vertices.Count; at++)
        {
            var a = vertices[at];
            if (at > 0 && (vertices[at - 1].Part, vertices[at - 1].Ring) != (a.Part, a.Ring))
            {
                first = at;
            }
            var b = at + 1 < vertices.Count && (vertices[at + 1].Part, vertices[at + 1].Ring) == (a.Part, a.Ring) ? vertices[at + 1] : vertices[first];
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = dx * dx + dy * dy;
            var share = length == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / length, 0, 1);
            var far = double.Hypot(a.X + dx * share - x, a.Y + dy * share - y);
            if (far < least)
            {
                (found, least) = ([a, b], far);
            }
        }
        return found;
    }

    public static Grid GridOf(Vn2000Zone zone, double east, double north) => new(zone.Code, zone.CentralMeridian.ToString(), zone.WidthDegrees, Math.Round(north, 3), Math.Round(east, 3));

    public static double[] Degrees(double longitude, double latitude) => [Math.Round(longitude, 8), Math.Round(latitude, 8)];
}
