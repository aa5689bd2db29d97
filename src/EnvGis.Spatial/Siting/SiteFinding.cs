using EnvGis.Spatial.Annex;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace EnvGis.Spatial.Siting;

/// <summary>How a site lies to a zone.</summary>
public enum SiteVerdict
{
    /// <summary>All of it lies in the zone, farther from its border than both are wrong by.</summary>
    Inside,

    /// <summary>A drawn site of which some lies in the zone and some outside, both farther from its border than both are wrong by.</summary>
    Partly,

    /// <summary>The border is nearer than both are wrong by.</summary>
    Undecidable,

    /// <summary>None of it lies in the zone.</summary>
    Outside,
}

/// <summary>A stretch of a zone's border that is known to one accuracy.</summary>
/// <param name="Line">In WGS 84, longitude first.</param>
/// <param name="AccuracyM">Metres.</param>
/// <param name="Origin">How it came about, as <see cref="StretchOrigins.Word"/> says it; null where only the accuracy of the whole is known.</param>
public sealed record BorderStretch(Geometry Line, double AccuracyM, string? Origin);

/// <summary>
/// Whether a site lies in a zone, and whether that can be told: not where the border is nearer than √(site² + zone² + datum²), all in metres.
/// </summary>
/// <param name="Verdict">What can be told.</param>
/// <param name="Seems">Inside, partly or outside by the coordinates alone.</param>
/// <param name="Nearest">From the site (first) to the nearest place of the border (second).</param>
/// <param name="At">That of the stretch by which it is or is not decided: the nearest, or of several that leave it open the one that does so by most.</param>
/// <param name="Stretch">That stretch.</param>
/// <param name="ToleranceM">Up to which distance from that stretch it is not decided.</param>
/// <param name="Common">What of the site lies in the zone, in WGS 84; null of a point and where that is all or nothing.</param>
public sealed record SiteFinding(SiteVerdict Verdict, SiteVerdict Seems, Nearness Nearest, Nearness At, BorderStretch Stretch, double ToleranceM, Geometry? Common)
{
    /// <summary>How a site lies to a zone.</summary>
    /// <param name="site">A point or a polygon in WGS 84, longitude first, valid.</param>
    /// <param name="siteM">Its accuracy in metres.</param>
    /// <param name="zone">The zone as published in WGS 84, valid and not empty.</param>
    /// <param name="border">Its border by stretches; all of it together.</param>
    /// <param name="datumM">What the change between the two datums may be wrong by, metres.</param>
    public static SiteFinding Of(Geometry site, double siteM, Geometry zone, IReadOnlyList<BorderStretch> border, double datumM)
    {
        var each = border.Select(stretch => (Stretch: stretch, Nearest: FromSite(site, stretch.Line), Tolerance: Tolerance(siteM, stretch.AccuracyM, datumM))).ToList();
        var nearest = each.MinBy(one => one.Nearest.Metres);
        var open = each.Where(one => one.Nearest.Metres < one.Tolerance).OrderByDescending(one => one.Tolerance - one.Nearest.Metres).ToList();
        var by = open.Count > 0 ? open[0] : nearest;
        var isInside = zone.Covers(site);
        var common = isInside || site.Dimension == Dimension.Point || !zone.Intersects(site) ? null : OverlayNGRobust.Overlay(zone, site, SpatialFunction.Intersection);
        if (common is { Dimension: not Dimension.Surface })
        {
            common = null;
        }
        var seems = isInside ? SiteVerdict.Inside : common is null ? SiteVerdict.Outside : SiteVerdict.Partly;
        var verdict = open.Count == 0 && seems != SiteVerdict.Partly ? seems
            : common is not null && IsDeep(common) && IsDeep(OverlayNGRobust.Overlay(site, zone, SpatialFunction.Difference)) ? SiteVerdict.Partly
            : SiteVerdict.Undecidable;
        return new(verdict, seems, nearest.Nearest, by.Nearest, by.Stretch, by.Tolerance, common);

        // Somewhere in it farther from every stretch than that may be wrong: looked for where it is widest and at the corners that seem farthest, so that it is rather left open than
        // said too early.
        bool IsDeep(Geometry part) => Places(part, border)
            .Any(place => border.All(stretch => GroundDistance.Between(place, stretch.Line)!.Value.Metres >= Tolerance(siteM, stretch.AccuracyM, datumM)));
    }

    /// <summary>A border that runs within a drawn site is no distance away from it.</summary>
    static Nearness FromSite(Geometry site, Geometry line)
    {
        if (site.Dimension == Dimension.Surface && site.EnvelopeInternal.Intersects(line.EnvelopeInternal) && site.Intersects(line))
        {
            var meeting = site.Intersection(line).Coordinates[0];
            return new(0, (meeting.X, meeting.Y), (meeting.X, meeting.Y));
        }
        return GroundDistance.Between(site, line)!.Value;
    }

    /// <summary>√(site² + zone² + datum²), metres.</summary>
    /// <param name="siteM">Accuracy of the site.</param>
    /// <param name="zoneM">Accuracy of the border.</param>
    /// <param name="datumM">Of the change between two datums; 0 where there is none.</param>
    public static double Tolerance(double siteM, double zoneM, double datumM) => Math.Sqrt(siteM * siteM + zoneM * zoneM + datumM * datumM);

    /// <summary>Below which accuracy of the site it would be decided, were the site where it is said to be; null where the border itself is not known well enough.</summary>
    /// <param name="distanceM">From the site to the border, metres.</param>
    /// <param name="zoneM">Accuracy of the border.</param>
    /// <param name="datumM">Of the change between two datums.</param>
    public static double? Needed(double distanceM, double zoneM, double datumM) =>
        distanceM * distanceM - zoneM * zoneM - datumM * datumM is > 0 and var left ? Math.Sqrt(left) : null;

    static IEnumerable<Geometry> Places(Geometry part, IReadOnlyList<BorderStretch> border)
    {
        const int mostParts = 20, mostCorners = 8;
        var polygons = Enumerable.Range(0, part.NumGeometries).Select(part.GetGeometryN).OfType<Polygon>().Where(polygon => !polygon.IsEmpty).OrderByDescending(polygon => polygon.Area);
        foreach (var polygon in polygons.Take(mostParts))
        {
            yield return MaximumInscribedCircle.GetCenter(polygon, Math.Max(polygon.EnvelopeInternal.Width, polygon.EnvelopeInternal.Height) / 200);
        }
        var lines = border.Select(stretch => new IndexedFacetDistance(stretch.Line)).ToList();
        var corners = part.Coordinates.Distinct().Select(part.Factory.CreatePoint).OrderByDescending(corner => lines.Min(line => line.Distance(corner)));
        foreach (var corner in corners.Take(mostCorners))
        {
            yield return corner;
        }
    }
}

/// <summary>The border of an annex, stretch by stretch.</summary>
public static class AnnexBorder
{
    /// <summary>As it is published: straight in the grid, with the points between that WGS 84 needs for that.</summary>
    /// <param name="lattice">That of the annex.</param>
    /// <param name="corners">Of one ring, in its order; the first is not repeated.</param>
    /// <param name="stretches">Of that ring: the index of the first corner from 0, accuracy in metres and origin; by rising index.</param>
    public static IEnumerable<BorderStretch> Of(Lattice lattice, IReadOnlyList<Corner> corners, IReadOnlyList<(int From, double AccuracyM, string Origin)> stretches)
    {
        for (var at = 0; at < stretches.Count; at++)
        {
            var (from, to) = (stretches[at].From, at + 1 < stretches.Count ? stretches[at + 1].From : stretches[0].From + corners.Count);
            var points = new List<Coordinate>();
            for (var corner = from; corner <= to; corner++)
            {
                var here = corners[corner % corners.Count];
                if (corner > from)
                {
                    points.AddRange(StraightLine.Between(lattice, corners[(corner - 1) % corners.Count], here));
                }
                var (longitude, latitude) = lattice.ToWgs84(here);
                points.Add(new(longitude, latitude));
            }
            yield return new(new LineString([.. points]) { SRID = 4326 }, stretches[at].AccuracyM, stretches[at].Origin);
        }
    }
}
