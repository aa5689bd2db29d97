using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Vn2000;

/// <summary>One corner of a geometry in a zone of VN-2000, as coordinate tables of decisions list them.</summary>
/// <param name="Part">1 for the first polygon, line or point.</param>
/// <param name="Ring">1 for the outer ring, from 2 for holes; 1 in lines and points.</param>
/// <param name="Number">From 1 within its ring.</param>
/// <param name="North">Metres north (Vietnamese: X).</param>
/// <param name="East">Metres east (Vietnamese: Y).</param>
/// <param name="Longitude">WGS 84 decimal degrees.</param>
/// <param name="Latitude">WGS 84 decimal degrees.</param>
/// <param name="DistanceMetres">To the next point on the plane of the projection, of the last point of a ring to its first; null where nothing follows.</param>
/// <param name="BearingDegrees">Grid bearing to that point, clockwise from grid north, 0 to 360; null where nothing follows.</param>
public readonly record struct Vertex(
    int Part, int Ring, int Number, double North, double East, double Longitude, double Latitude, double? DistanceMetres, double? BearingDegrees);

/// <summary>The corners of a geometry, one after the other; a ring's closing point is its first and not repeated.</summary>
public static class VertexTable
{
    /// <summary>How many rows there are.</summary>
    /// <param name="geometry">Points, lines, polygons, or several of a kind.</param>
    public static int Count(Geometry geometry) => Sequences(geometry).Sum(one => one.IsRing ? one.Points.Count - 1 : one.Points.Count);

    /// <summary>The rows, made as they are asked for.</summary>
    /// <param name="geometry">In WGS 84, longitude first.</param>
    /// <param name="zone">The zone to write them in.</param>
    public static IEnumerable<Vertex> Rows(Geometry geometry, Vn2000Zone zone)
    {
        foreach (var (part, ring, isRing, points) in Sequences(geometry))
        {
            var count = isRing ? points.Count - 1 : points.Count;
            var first = Project(points, 0);
            var here = first;
            for (var index = 0; index < count; index++)
            {
                (double East, double North)? next = index + 1 < count ? Project(points, index + 1) : isRing ? first : null;
                yield return RowOf(part, ring, index + 1, here, (points.GetX(index), points.GetY(index)), next);
                here = next ?? here;
            }
        }

        (double East, double North) Project(CoordinateSequence points, int index) => Vn2000Transformation.FromWgs84(zone, points.GetX(index), points.GetY(index));
    }

    /// <summary>A row with the way to the next point on the plane.</summary>
    /// <param name="part">As in <see cref="Vertex"/>.</param>
    /// <param name="ring">As in <see cref="Vertex"/>.</param>
    /// <param name="number">As in <see cref="Vertex"/>.</param>
    /// <param name="at">Metres in the zone.</param>
    /// <param name="place">WGS 84 degrees.</param>
    /// <param name="next">The next point, metres in the zone; null when none follows.</param>
    public static Vertex RowOf(
        int part, int ring, int number, (double East, double North) at, (double Longitude, double Latitude) place, (double East, double North)? next)
    {
        double? distance = null, bearing = null;
        if (next is { } to)
        {
            var (east, north) = (to.East - at.East, to.North - at.North);
            distance = double.Hypot(east, north);
            bearing = distance == 0 ? null : (double.RadiansToDegrees(Math.Atan2(east, north)) + 360) % 360;
        }
        return new(part, ring, number, at.North, at.East, place.Longitude, place.Latitude, distance, bearing);
    }

    static IEnumerable<(int Part, int Ring, bool IsRing, CoordinateSequence Points)> Sequences(Geometry geometry)
    {
        for (var part = 0; part < geometry.NumGeometries; part++)
        {
            switch (geometry.GetGeometryN(part))
            {
                case Point { IsEmpty: false } point:
                    yield return (part + 1, 1, false, point.CoordinateSequence);
                    break;
                case LineString { IsEmpty: false } line:
                    yield return (part + 1, 1, false, line.CoordinateSequence);
                    break;
                case Polygon { IsEmpty: false } polygon:
                    yield return (part + 1, 1, true, polygon.ExteriorRing.CoordinateSequence);
                    for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                    {
                        yield return (part + 1, hole + 2, true, polygon.GetInteriorRingN(hole).CoordinateSequence);
                    }
                    break;
            }
        }
    }
}
