using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Siting;

/// <summary>Where two shapes come nearest to each other.</summary>
/// <param name="Metres">Along the geodesic of WGS 84; 0 where they meet.</param>
/// <param name="OnFirst">Longitude and latitude in degrees.</param>
/// <param name="OnSecond">Longitude and latitude in degrees.</param>
public readonly record struct Nearness(double Metres, (double Longitude, double Latitude) OnFirst, (double Longitude, double Latitude) OnSecond);

/// <summary>
/// Distances on the ellipsoid between points and lines whose segments are straight in WGS 84 longitude and latitude, as stored geometry is. Right to a millimetre within Vietnam: segments are
/// looked at in pieces of 0.002°, of which a geodesic between the same ends strays by less than 0.4 mm.
/// </summary>
public static class GroundDistance
{
    const double PieceDegrees = 0.002;

    /// <summary>How much farther than the nearest something may seem from afar and yet be the nearest: the plane around the middle errs by less.</summary>
    const double Doubt = 0.01, DoubtMetres = 1;

    /// <summary>The least distance between two shapes.</summary>
    /// <param name="first">Points, lines or polygons in WGS 84, longitude first; of polygons the border.</param>
    /// <param name="second">The same.</param>
    /// <returns>Null when one of them is empty.</returns>
    public static Nearness? Between(Geometry first, Geometry second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return null;
        }
        var (one, other) = (BorderOf(first), BorderOf(second));
        // Only lines cross without a vertex of either lying on the other.
        if (one.Dimension == Dimension.Curve && other.Dimension == Dimension.Curve && one.EnvelopeInternal.Intersects(other.EnvelopeInternal) && one.Intersects(other))
        {
            var meeting = one.Intersection(other).Coordinates[0];
            return new(0, (meeting.X, meeting.Y), (meeting.X, meeting.Y));
        }
        var plane = new Plane(one.EnvelopeInternal.Centre);
        var (ones, others) = (Pieces.Of(one, plane), Pieces.Of(other, plane));
        var there = Nearest(ones, others);
        var back = Nearest(others, ones);
        return back.Metres < there.Metres ? new(back.Metres, back.OnSecond, back.OnFirst) : there;
    }

    /// <summary>Border of what has an area, itself of what has none.</summary>
    /// <param name="geometry">Anything but a collection of several kinds.</param>
    public static Geometry BorderOf(Geometry geometry) => geometry.Dimension == Dimension.Surface ? geometry.Boundary : geometry;

    /// <summary>From vertices of the first to pieces of the second.</summary>
    static Nearness Nearest(Pieces points, Pieces lines)
    {
        var middle = points.Middle();
        var reach = points.Farthest(middle);
        var far = new double[lines.Count];
        var least = double.PositiveInfinity;
        for (var at = 0; at < lines.Count; at++)
        {
            far[at] = lines.Distance(at, middle.X, middle.Y);
            least = Math.Min(least, far[at]);
        }
        // What is nearest to one of the points is no farther from their middle than this.
        // In order of that distance, so that each point stops where no piece can be nearer.
        var kept = Enumerable.Range(0, lines.Count).Where(at => far[at] <= (least + 2 * reach) * (1 + Doubt) + DoubtMetres).OrderBy(at => far[at]).ToArray();
        var nearest = new Nearness(double.PositiveInfinity, default, default);
        var seems = new double[kept.Length];
        for (var point = 0; point < points.Vertices.Length; point++)
        {
            var from = points.Vertices[point];
            var (x, y) = points.Plane.Of(from);
            var (best, off) = (double.PositiveInfinity, double.Hypot(x - middle.X, y - middle.Y));
            var count = 0;
            for (; count < kept.Length && far[kept[count]] - off <= Math.Min(best, nearest.Metres) * (1 + Doubt) + DoubtMetres; count++)
            {
                seems[count] = lines.Distance(kept[count], x, y);
                best = Math.Min(best, seems[count]);
            }
            if (best > (nearest.Metres + DoubtMetres) * (1 + Doubt))
            {
                continue;
            }
            for (var at = 0; at < count; at++)
            {
                if (seems[at] <= Math.Min(best, nearest.Metres) * (1 + Doubt) + DoubtMetres)
                {
                    var (metres, on) = Exactly(from, lines, kept[at]);
                    if (metres < nearest.Metres)
                    {
                        nearest = new(metres, (from.X, from.Y), on);
                    }
                }
            }
        }
        return nearest;
    }

    /// <summary>In the plane around the point itself, in which the foot of the perpendicular is found; the distance is that of the ellipsoid.</summary>
    static (double Metres, (double Longitude, double Latitude) On) Exactly(Coordinate from, Pieces lines, int at)
    {
        var plane = new Plane(from);
        var (a, b) = (lines.Begins[at], lines.Ends[at]);
        var ((ax, ay), (bx, by)) = (plane.Of(a), plane.Of(b));
        var share = Share(ax, ay, bx, by, 0, 0);
        var on = (a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);
        return (Geodesic.Between((from.X, from.Y), on).DistanceM, on);
    }

    static double Share(double ax, double ay, double bx, double by, double x, double y)
    {
        var (dx, dy) = (bx - ax, by - ay);
        var length = dx * dx + dy * dy;
        return length == 0 ? 0 : Math.Clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1);
    }

    /// <summary>Metres east and north of a place, by the radii of curvature in the middle latitude: 13 cm wrong at 50 km, nothing that is seen at 1 km.</summary>
    sealed class Plane(Coordinate centre)
    {
        const double Flattening = 1 / Vn2000Datum.InverseFlattening;
        const double SquaredEccentricity = Flattening * (2 - Flattening);

        public (double X, double Y) Of(Coordinate at)
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians((at.Y + centre.Y) / 2));
            var w = 1 - SquaredEccentricity * sin * sin;
            var across = Vn2000Datum.SemiMajorAxisMetres / Math.Sqrt(w);
            return (double.DegreesToRadians(at.X - centre.X) * across * cos, double.DegreesToRadians(at.Y - centre.Y) * across * (1 - SquaredEccentricity) / w);
        }
    }

    /// <summary>Segments cut into short pieces; of a point one without length.</summary>
    sealed class Pieces
    {
        public required Plane Plane { get; init; }

        public required Coordinate[] Vertices { get; init; }

        public required Coordinate[] Begins { get; init; }

        public required Coordinate[] Ends { get; init; }

        double[] Xs { get; init; } = [];

        double[] Ys { get; init; } = [];

        double[] ToXs { get; init; } = [];

        double[] ToYs { get; init; } = [];

        public int Count => Begins.Length;

        public static Pieces Of(Geometry geometry, Plane plane)
        {
            var (begins, ends) = (new List<Coordinate>(), new List<Coordinate>());
            for (var part = 0; part < geometry.NumGeometries; part++)
            {
                var line = geometry.GetGeometryN(part).Coordinates;
                if (line.Length == 1)
                {
                    begins.Add(line[0]);
                    ends.Add(line[0]);
                }
                for (var at = 1; at < line.Length; at++)
                {
                    var (a, b) = (line[at - 1], line[at]);
                    var pieces = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y)) / PieceDegrees));
                    var here = a;
                    for (var piece = 1; piece <= pieces; piece++)
                    {
                        var next = piece == pieces ? b : new Coordinate(a.X + (b.X - a.X) * piece / pieces, a.Y + (b.Y - a.Y) * piece / pieces);
                        begins.Add(here);
                        ends.Add(next);
                        here = next;
                    }
                }
            }
            var (from, to) = (begins.ConvertAll(plane.Of), ends.ConvertAll(plane.Of));
            return new()
            {
                Plane = plane, Vertices = [.. geometry.Coordinates.Distinct()], Begins = [.. begins], Ends = [.. ends], Xs = [.. from.Select(one => one.X)], Ys = [.. from.Select(one => one.Y)],
                ToXs = [.. to.Select(one => one.X)], ToYs = [.. to.Select(one => one.Y)],
            };
        }

        public double Distance(int at, double x, double y)
        {
            var (ax, ay, bx, by) = (this.Xs[at], this.Ys[at], this.ToXs[at], this.ToYs[at]);
            var share = Share(ax, ay, bx, by, x, y);
            return double.Hypot(ax + (bx - ax) * share - x, ay + (by - ay) * share - y);
        }

        public (double X, double Y) Middle() => ((this.Xs.Min() + this.Xs.Max()) / 2, (this.Ys.Min() + this.Ys.Max()) / 2);

        public double Farthest((double X, double Y) from)
        {
            var far = 0.0;
            for (var at = 0; at < this.Count; at++)
            {
                far = Math.Max(far, double.Hypot(this.Xs[at] - from.X, this.Ys[at] - from.Y));
            }
            return far;
        }
    }
}
