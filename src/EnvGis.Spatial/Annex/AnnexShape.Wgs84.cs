using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

public sealed partial class AnnexShape
{
    static readonly GeometryFactory Published = new(new PrecisionModel(), 4326);

    /// <summary>
    /// The shape as it is published: WGS 84 degrees, longitude first, SRID 4326, each corner by <see cref="Lattice.ToWgs84(Corner)"/>. Segments over 1 km get derived points where the
    /// straight line of the grid strays from that of 4326 by more than 1 cm, the same bits whichever ring walks the segment in whichever direction. Recorded nodes are points of it too,
    /// so that a neighbour who ends there touches it bit by bit.
    /// </summary>
    /// <returns>A Polygon of one part, else a MultiPolygon; valid when the shape is.</returns>
    public Geometry ToWgs84()
    {
        var nodes = Nodes.ToLookup(node => (node.Part, node.Ring, node.Segment), node => node.At);
        var polygons = Parts.Select((part, at) =>
        {
            var rings = part.Rings.Select((ring, index) => Published.CreateLinearRing(
                [.. PublishedRing(ring, segment => nodes[(at + 1, index + 1, segment)])])).ToArray();
            return Published.CreatePolygon(rings[0], rings[1..]);
        }).ToArray();
        return polygons.Length == 1 ? polygons[0] : Published.CreateMultiPolygon(polygons);
    }

    IEnumerable<Coordinate> PublishedRing(AnnexRing ring, Func<int, IEnumerable<Corner>> nodesOf)
    {
        var first = At(ring.Corners[0]);
        yield return first;
        for (var segment = 0; segment < ring.Corners.Length; segment++)
        {
            var (from, to) = (ring[segment], ring[segment + 1]);
            var here = from;
            foreach (var next in nodesOf(segment).Where(node => node != from && node != to).Distinct().OrderBy(node => LatticeMath.Along(node, from, to)).Append(to))
            {
                foreach (var point in StraightLine.Between(Lattice, here, next))
                {
                    yield return point;
                }
                // Closed by the very same numbers.
                yield return segment == ring.Corners.Length - 1 && next == to ? first.Copy() : At(next);
                here = next;
            }
        }

        Coordinate At(Corner corner)
        {
            var (longitude, latitude) = Lattice.ToWgs84(corner);
            return new(longitude, latitude);
        }
    }

    /// <summary>A shape of polygons in WGS 84, each point moved to the nearest corner of the lattice; points that fall upon the one before are left out.</summary>
    /// <param name="geometry">Polygon or MultiPolygon, longitude first.</param>
    /// <param name="lattice">The lattice wanted.</param>
    /// <param name="origin">How all of it came about.</param>
    /// <param name="accuracyM">Its accuracy in metres.</param>
    /// <param name="leaveOutDerived">
    /// Whether points that <see cref="ToWgs84"/> would derive between two corners, bit by bit, are left out. A recorded node comes back as a corner: nothing in the points tells it.
    /// </param>
    /// <exception cref="AnnexException">
    /// <c>not-a-polygon</c>, <c>empty</c>, <c>outside</c>, <c>too-few-corners</c> (nothing but a point or a line is left on the lattice), or what the constructor refuses.
    /// </exception>
    public static AnnexShape OfWgs84(Geometry geometry, Lattice lattice, StretchOrigin origin, double accuracyM, bool leaveOutDerived = false)
    {
        if (geometry is not (Polygon or MultiPolygon))
        {
            throw new AnnexException("not-a-polygon", "", "A shape is made of polygons.");
        }
        if (geometry.IsEmpty)
        {
            throw new AnnexException("empty", "", "The geometry is empty.");
        }
        if (geometry.NumPoints > 4 * MaxCorners)
        {
            throw new AnnexException("too-many-corners", "", $"A shape has at most {MaxCorners} corners.", ("corners", geometry.NumPoints), ("most", MaxCorners));
        }
        var polygons = Enumerable.Range(0, geometry.NumGeometries).Select(at => (Polygon)geometry.GetGeometryN(at)).Where(polygon => !polygon.IsEmpty);
        return new(lattice, [.. polygons.Select(polygon => new AnnexPart([.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(Ring)]))]);

        AnnexRing Ring(LineString ring) => AnnexRing.Of(CornersOf(ring.CoordinateSequence, lattice, leaveOutDerived), origin, accuracyM);
    }

    static List<Corner> CornersOf(CoordinateSequence points, Lattice lattice, bool leaveOutDerived)
    {
        var count = points.Count - 1;
        var corners = Enumerable.Range(0, count).Select(at => lattice.Nearest(points.GetX(at), points.GetY(at))).ToArray();
        var kept = leaveOutDerived ? WithoutDerived(points, corners, lattice) : corners.AsEnumerable();
        var ring = new List<Corner>(count);
        foreach (var corner in kept)
        {
            if (ring.Count == 0 || ring[^1] != corner)
            {
                ring.Add(corner);
            }
        }
        while (ring.Count > 1 && ring[^1] == ring[0])
        {
            ring.RemoveAt(ring.Count - 1);
        }
        return ring;
    }

    /// <summary>More pieces than these has no segment in Vietnam.</summary>
    const int MostPieces = 5_000;

    static List<Corner> WithoutDerived(CoordinateSequence points, Corner[] corners, Lattice lattice)
    {
        var count = corners.Length;
        var isCorner = new bool[count];
        for (var at = 0; at < count; at++)
        {
            isCorner[at] = lattice.ToWgs84(corners[at]) == (points.GetX(at), points.GetY(at));
        }
        var start = Array.IndexOf(isCorner, true);
        if (start < 0)
        {
            return [.. corners];
        }
        var kept = new List<Corner>();
        for (var here = start; here < start + count;)
        {
            var from = corners[here % count];
            kept.Add(from);
            var next = here + 1;
            // The farthest corner from which all points between follow. What is not straight ends the search, so it stays short.
            for (var to = here + 2; to <= start + count && to - here <= MostPieces && LatticeMath.Distance(corners[(here + 1) % count], from, corners[to % count]) <= 1; to++)
            {
                var end = corners[to % count];
                if (isCorner[to % count] && IsSpacedEvenly(from, corners[(here + 1) % count], end, to - here) && Follows(here, to))
                {
                    next = to;
                }
            }
            here = next;
        }
        return kept;

        bool Follows(int from, int to)
        {
            var derived = StraightLine.Between(lattice, corners[from % count], corners[to % count]);
            return derived.Length == to - from - 1 && derived.Index().All(one =>
                one.Item.X == points.GetX((from + 1 + one.Index) % count) && one.Item.Y == points.GetY((from + 1 + one.Index) % count));
        }
    }

    static bool IsSpacedEvenly(Corner from, Corner first, Corner to, int pieces) =>
        Math.Abs(first.East - from.East - (to.East - from.East) / (double)pieces) <= 1 && Math.Abs(first.North - from.North - (to.North - from.North) / (double)pieces) <= 1;
}
