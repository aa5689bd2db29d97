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
        if (!(metres > 0 && metres <= FarthestBufferM))
        {
            throw new AnnexException("distance", "", "A distance is more than 0 and at most 100 km.", ("metres", metres), ("most", FarthestBufferM));
        }
        // Reckoned in doubles and laid on the lattice once, at the end.
        var free = new GeometryFactory(new PrecisionModel(), lattice.Zone.Code).CreateGeometry(source);
        var strips = Strips(lattice, free, metres).Select(strip => (strip.Source, Scale: GreatestScale(lattice, strip.Source.EnvelopeInternal, metres))).ToList();
        // A vertex goes to the nearest point of the lattice and an edge to points within a unit's half diagonal: by so much the radius is longer. And the buffer
        // itself joins ends of offset segments that are a thousandth of the distance apart, which costs less than a millionth of it.
        var margin = 0.7072 * lattice.Unit + metres * 1e-6;
        var buffers = strips.Select(strip => Around(strip.Source, metres * strip.Scale + margin)).ToList();
        var all = buffers.Count == 1 ? buffers[0] : OverlayNGRobust.Union(buffers);
        var onLattice = PrecisionReducer.ReducePrecision(AnnexShape.FactoryOf(lattice).CreateGeometry(all), lattice.Precision);
        var rings = Overlay.Polygons(onLattice).Select(polygon => new AnnexPart(
            [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => AnnexRing.Of(Overlay.Corners(ring, lattice), made.Origin, made.AccuracyM, made.Of))]));
        var shape = new AnnexShape(lattice, [.. rings]).Canonicalised();
        Overlay.DemandValid(shape, "invalid-result");
        var least = strips.Min(strip => LeastScale(lattice, strip.Source.EnvelopeInternal, metres));
        var spread = strips.Max(strip => strip.Scale - LeastScale(lattice, strip.Source.EnvelopeInternal, metres)) * metres;
        return new(shape, free.Area, shape.AreaM2, ArcM + margin + 0.7072 * lattice.Unit + spread, least, strips.Max(strip => strip.Scale));
    }

    /// <summary>
    /// A buffer whose arcs stand outside the true curve: with steps of an angle the radius is longer by 1 / cos(half the step). Of a turn NTS makes the whole number of steps nearest to
    /// it, so a step may be half as long again as asked for.
    /// </summary>
    static Geometry Around(Geometry source, double radius)
    {
        var longest = source is Point ? 1 : 1.5;
        var quadrantSegments = (int)Math.Ceiling(longest * Math.PI / (4 * Math.Acos(radius / (radius + ArcM))));
        var parameters = new BufferParameters(quadrantSegments, EndCapStyle.Round, JoinStyle.Round, 5) { SimplifyFactor = 0 };
        return new BufferOp(source, parameters).GetResultGeometry(radius / Math.Cos(longest * Math.PI / (4 * quadrantSegments)));
    }

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
