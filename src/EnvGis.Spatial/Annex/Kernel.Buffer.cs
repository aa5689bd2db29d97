using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace EnvGis.Spatial.Annex;

public static partial class Kernel
{
    /// <summary>How far arcs may stand outside the true curve, metres: with <see cref="StripM"/> a centimetre.</summary>
    const double ArcM = 0.006;

    /// <summary>How much the grid's scale may change the radius within one strip, metres. Each strip is a buffer of its own, so they are as few as may be.</summary>
    const double StripM = 0.004;

    const int MostStrips = 64;

    /// <summary>Radians: slighter turns cost less than a millionth of the distance, and sharper ones have their arc (0.05, and what rounding may add).</summary>
    const double LeastTurn = 0.001, GreatestTurn = 0.055;

    /// <summary>Farthest distance of a buffer, metres.</summary>
    public const double FarthestBufferM = 100_000;

    /// <summary>All within a distance of a shape, the shape included.</summary>
    /// <param name="source">The shape.</param>
    /// <param name="metres">On the ground: along the geodesic of WGS 84. More than 0, up to <see cref="FarthestBufferM"/>.</param>
    /// <param name="made">How the new border came about.</param>
    /// <exception cref="AnnexException"><c>invalid</c>, <c>distance</c>, <c>too-many-corners</c>, <c>outside</c>, <c>invalid-result</c>.</exception>
    public static BufferResult Buffer(AnnexShape source, double metres, Stretch made)
    {
        Overlay.DemandValid(source, "invalid");
        return Buffer(source.Lattice, source.OnGrid(), metres, made);
    }

    /// <summary>All within a distance of a line.</summary>
    /// <param name="lattice">Of the line and of the result.</param>
    /// <param name="line">Corners of the line.</param>
    /// <param name="metres">On the ground.</param>
    /// <param name="made">How the new border came about.</param>
    /// <exception cref="AnnexException">As of the other, and <c>no-line</c>.</exception>
    public static BufferResult Buffer(Lattice lattice, IReadOnlyList<Corner> line, double metres, Stretch made) => Buffer(lattice, Overlay.Line(line, lattice), metres, made);

    /// <summary>All within a distance of a point.</summary>
    /// <param name="lattice">Of the point and of the result.</param>
    /// <param name="point">The point.</param>
    /// <param name="metres">On the ground.</param>
    /// <param name="made">How the new border came about.</param>
    /// <exception cref="AnnexException">As of the others.</exception>
    public static BufferResult Buffer(Lattice lattice, Corner point, double metres, Stretch made) =>
        Buffer(lattice, AnnexShape.FactoryOf(lattice).CreatePoint(Overlay.At(point, lattice)), metres, made);

    static BufferResult Buffer(Lattice lattice, Geometry source, double metres, Stretch made)
    {
        // Reckoned in doubles and laid on the lattice once, at the end.
        var free = new GeometryFactory(new PrecisionModel(), lattice.Zone.Code).CreateGeometry(source);
        var wide = Widen(lattice, free, metres);
        var onLattice = PrecisionReducer.ReducePrecision(AnnexShape.FactoryOf(lattice).CreateGeometry(wide.All), lattice.Precision);
        var rings = Overlay.Polygons(onLattice).Select(polygon => new AnnexPart(
            [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => AnnexRing.Of(Overlay.Corners(ring, lattice), made.Origin, made.AccuracyM, made.Of))]));
        var shape = new AnnexShape(lattice, [.. rings]).Canonicalised();
        Overlay.DemandValid(shape, "invalid-result");
        return new(shape, free.Area, shape.AreaM2, wide.BeyondM, wide.LeastScale, wide.GreatestScale);
    }

    /// <summary>
    /// All within a distance, in doubles: so much wider that it is not short once it is laid on the lattice, which may be done once.
    /// </summary>
    /// <param name="lattice">On which it will be laid.</param>
    /// <param name="free">In metres of the grid.</param>
    /// <param name="metres">On the ground.</param>
    /// <exception cref="AnnexException"><c>distance</c>.</exception>
    internal static (Geometry All, double BeyondM, double LeastScale, double GreatestScale) Widen(Lattice lattice, Geometry free, double metres)
    {
        if (!(metres > 0 && metres <= FarthestBufferM))
        {
            throw new AnnexException("distance", "", "A distance is more than 0 and at most 100 km.", ("metres", metres), ("most", FarthestBufferM));
        }
        var strips = Strips(lattice, free, metres).Select(strip => (strip.Source, Scale: GreatestScale(lattice, strip.Source.EnvelopeInternal, metres))).ToList();
        // A vertex goes to the nearest point of the lattice and an edge to points within a unit's half diagonal: by so much the radius is longer. And what is left of slight turns
        // costs less than a millionth of the distance.
        var margin = 0.7072 * lattice.Unit + metres * 1e-6;
        var buffers = strips.Select(strip => Around(strip.Source, metres * strip.Scale + margin)).ToList();
        var all = buffers.Count == 1 ? buffers[0] : OverlayNGRobust.Union(buffers);
        var least = strips.Min(strip => LeastScale(lattice, strip.Source.EnvelopeInternal, metres));
        var spread = strips.Max(strip => strip.Scale - LeastScale(lattice, strip.Source.EnvelopeInternal, metres)) * metres;
        return (all, ArcM + margin + 0.7072 * lattice.Unit + spread, least, strips.Max(strip => strip.Scale));
    }

    /// <summary>
    /// A buffer whose arcs stand outside the true curve: with steps of an angle the radius is longer by 1 / cos(half the step). Of a turn NTS makes the whole number of steps nearest to
    /// it, so a step may be half as long again as asked for.
    /// </summary>
    static Geometry Around(Geometry source, double radius)
    {
        var longest = source is Point ? 1 : 1.5;
        var quadrantSegments = QuadrantSegments(radius, longest);
        var parameters = new BufferParameters(quadrantSegments, EndCapStyle.Round, JoinStyle.Round, 5) { SimplifyFactor = 0 };
        var wide = new BufferOp(source, parameters).GetResultGeometry(radius / Math.Cos(longest * Math.PI / (4 * quadrantSegments)));
        var slight = Lines(source).SelectMany(line => SlightTurns(line, radius, wide.Factory)).ToList();
        return slight.Count == 0 ? wide : OverlayNGRobust.Union([wide, .. slight]);
    }

    /// <summary>
    /// All within a distance of the outer side of two segments that turn slightly. Where a turn is less than 0.05 NTS leaves its arc out and begins the next segment at the end of the one before,
    /// which is short by the distance times half the square of the turn: by 1.9 m at 1.5 km.
    /// </summary>
    static IEnumerable<Polygon> SlightTurns(Coordinate[] line, double radius, GeometryFactory factory)
    {
        var isRing = line.Length > 3 && line[0].Equals2D(line[^1]);
        for (var at = isRing ? 0 : 1; at + 1 < line.Length; at++)
        {
            var (before, here, after) = (line[at == 0 ? ^2 : at - 1], line[at], line[at + 1]);
            var (first, second) = (Math.Atan2(here.Y - before.Y, here.X - before.X), Math.Atan2(after.Y - here.Y, after.X - here.X));
            var turn = Math.IEEERemainder(second - first, 2 * Math.PI);
            if (Math.Abs(turn) is < LeastTurn or > GreatestTurn || before.Equals2D(here) || here.Equals2D(after))
            {
                continue;
            }
            // On the right where it turns to the left.
            var side = turn > 0 ? -Math.PI / 2 : Math.PI / 2;
            var steps = (int)Math.Ceiling(Math.Abs(turn) / (2 * Math.Acos(radius / (radius + ArcM))));
            var outer = radius / Math.Cos(turn / (2 * steps));
            Coordinate[] arc = [.. Enumerable.Range(0, steps).Select(step => Off(here, first + side + turn * (step + 0.5) / steps, outer))];
            yield return factory.CreatePolygon(
            [
                before.Copy(), Off(before, first + side, radius), Off(here, first + side, radius), .. arc, Off(here, second + side, radius), Off(after, second + side, radius), after.Copy(),
                here.Copy(), before.Copy(),
            ]);
        }

        static Coordinate Off(Coordinate from, double angle, double metres) => new(from.X + metres * Math.Cos(angle), from.Y + metres * Math.Sin(angle));
    }

    /// <summary>Rings and lines of a geometry; of points themselves.</summary>
    internal static IEnumerable<Coordinate[]> Lines(Geometry geometry) => geometry switch
    {
        GeometryCollection several => Enumerable.Range(0, several.NumGeometries).SelectMany(at => Lines(several.GetGeometryN(at))),
        Polygon polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => ring.Coordinates),
        _ => [geometry.Coordinates],
    };

    /// <summary>How many segments a quarter of an arc has.</summary>
    internal static int QuadrantSegments(double radius, double longest) => (int)Math.Ceiling(longest * Math.PI / (4 * Math.Acos(radius / (radius + ArcM))));

    /// <summary>The source in strips from west to east, each so narrow that the grid has one scale in it.</summary>
    static IEnumerable<(Geometry Source, int Number)> Strips(Lattice lattice, Geometry source, double metres)
    {
        var box = source.EnvelopeInternal;
        var change = (GreatestScale(lattice, box, 0) - LeastScale(lattice, box, 0)) * metres;
        var count = (int)Math.Clamp(Math.Ceiling(change / StripM), 1, MostStrips);
        for (var at = 0; at < count; at++)
        {
            var strip = new Envelope(box.MinX + box.Width * at / count, box.MinX + box.Width * (at + 1) / count, box.MinY - 1, box.MaxY + 1);
            var piece = count == 1 ? source : OverlayNGRobust.Overlay(source, source.Factory.ToGeometry(strip), SpatialFunction.Intersection);
            if (!piece.IsEmpty)
            {
                yield return (piece, at);
            }
        }
    }

    static double GreatestScale(Lattice lattice, Envelope box, double around) => Scales(lattice, box, around).Max();

    static double LeastScale(Lattice lattice, Envelope box, double around) => Scales(lattice, box, around).Min();

    /// <summary>Grid metres for a metre of the geodesic at corners of a box, and where it comes nearest to the meridian: the scale grows from there, and hardly changes to the north.</summary>
    static IEnumerable<double> Scales(Lattice lattice, Envelope box, double around)
    {
        var (west, east) = (box.MinX - around, box.MaxX + around);
        return from x in (double[])[west, east, Math.Clamp(Vn2000.Vn2000Zone.FalseEastingMetres, west, east)]
            from y in (double[])[box.MinY - around, (box.MinY + box.MaxY) / 2, box.MaxY + around]
            select LocalScale(lattice, x, y);
    }

    /// <summary>Grid metres for a metre of the geodesic of WGS 84 about a place, the greater of the two directions.</summary>
    internal static double LocalScale(Lattice lattice, double east, double north)
    {
        const double half = 500;
        return Math.Max(
            2 * half / Geodesic.Between(lattice.ToWgs84(east - half, north), lattice.ToWgs84(east + half, north)).DistanceM,
            2 * half / Geodesic.Between(lattice.ToWgs84(east, north - half), lattice.ToWgs84(east, north + half)).DistanceM);
    }
}
