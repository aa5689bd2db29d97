using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace EnvGis.Spatial.Annex;

public static partial class Kernel
{
    /// <summary>Cuts a shape along a line that crosses it from side to side; parts the line does not cut stay with the first piece.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="line">Corners of the line, on the shape's lattice; it may begin and end on the border or beyond.</param>
    /// <param name="made">How the new border came about.</param>
    /// <exception cref="AnnexException"><c>invalid</c>, <c>no-line</c>, <c>line-ends-inside</c> (with the place), <c>does-not-split</c>, <c>invalid-result</c>.</exception>
    public static SplitResult Split(AnnexShape shape, IReadOnlyList<Corner> line, Stretch made)
    {
        var cut = Cut(shape, line);
        foreach (var dangle in cut.Dangles)
        {
            var (first, second) = (dangle.Coordinates[0], dangle.Coordinates[1]);
            var middle = new Coordinate((first.X + second.X) / 2, (first.Y + second.Y) / 2);
            if (cut.Inside.Locate(middle) == Location.Interior)
            {
                throw new AnnexException("line-ends-inside", "", "The line ends inside the shape.", ("east", middle.X), ("north", middle.Y));
            }
        }
        var pieces = cut.Faces.Where(face => face.Part >= 0).GroupBy(face => face.Part).ToList();
        if (pieces.TrueForAll(part => part.Count() == 1))
        {
            throw new AnnexException("does-not-split", "", "The line does not cut the shape in two.");
        }
        var sources = new Provenance(shape, [], line, made);
        var whole = pieces.Where(part => part.Count() == 1).SelectMany(part => part).Select(face => face.Polygon).ToList();
        var cutUp = pieces.Where(part => part.Count() > 1).SelectMany(part => part).Select(face => face.Polygon).ToList();
        var results = cutUp.Select(piece => sources.Shape(piece)).ToList();
        var order = results.Select((result, at) => (Index: at, Place: PlaceIn(shape, result.Shape))).OrderBy(one => one.Place).Select(one => one.Index).ToList();
        if (whole.Count > 0)
        {
            results[order[0]] = sources.Shape(shape.OnGrid().Factory.CreateMultiPolygon([.. whole, cutUp[order[0]]]));
        }
        return new([.. order.Select(at => results[at].Shape)], shape.AreaM2, results.Sum(result => result.Shape.AreaM2), [.. results.SelectMany(result => result.Added).Distinct()]);
    }

    /// <summary>
    /// Moves the border to a line: where the line runs outside from border to border, what lies between is taken in; where it runs inside, the lesser side falls away.
    /// In a hole it is the other way round. What hangs over at the ends of the line is left out.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="line">Corners of the line, on the shape's lattice, meeting the border twice or more.</param>
    /// <param name="made">How the new border came about.</param>
    /// <exception cref="AnnexException"><c>invalid</c>, <c>no-line</c>, <c>does-not-reshape</c>, <c>falls-apart</c>, <c>invalid-result</c>.</exception>
    public static KernelResult Reshape(AnnexShape shape, IReadOnlyList<Corner> line, Stretch made)
    {
        var cut = Cut(shape, line);
        var flipped = new HashSet<Face>();
        foreach (var region in cut.Faces.GroupBy(face => face.Part))
        {
            // The greatest face of a polygon or hole stays what it is; outside, that is the unbounded one.
            var greatest = region.Key == Outside ? null : region.MaxBy(face => face.Polygon.Area);
            flipped.UnionWith(region.Where(face => face != greatest && face.TouchesLine));
        }
        if (flipped.Count == 0)
        {
            throw new AnnexException("does-not-reshape", "", "The line does not run from border to border.");
        }
        var inside = cut.Faces.Where(face => face.Part >= 0 != flipped.Contains(face)).Select(face => (Geometry)face.Polygon).ToList();
        if (inside.Count == 0)
        {
            throw new AnnexException("nothing-left", "", "Nothing is left of the shape.");
        }
        var geometry = UnaryUnionNG.Union(inside, shape.Lattice.Precision);
        var result = new Provenance(shape, [], line, made).Shape(geometry);
        DemandParts(result.Shape, shape.Parts.Length, allowParts: false);
        return new(result.Shape, shape.AreaM2, result.Shape.AreaM2, result.Added, result.Lost);
    }

    const int Outside = -1;

    /// <summary>A face of border and line together. The part is the index of the polygon in which it lies, −1 outside, from −2 downwards the holes.</summary>
    sealed record Face(Polygon Polygon, int Part, bool TouchesLine);

    static (List<Face> Faces, IEnumerable<Geometry> Dangles, IPointOnGeometryLocator Inside) Cut(AnnexShape shape, IReadOnlyList<Corner> line)
    {
        Overlay.DemandValid(shape, "invalid");
        var cutter = Overlay.Line(line, shape.Lattice);
        var grid = Overlay.Noded(shape);
        // Noded against itself, too: the line may cross itself.
        var noded = Overlay.Run(grid.Boundary, cutter, SpatialFunction.Union);
        var polygonizer = new Polygonizer();
        polygonizer.Add(noded);
        var onLine = new HashSet<(Coordinate, Coordinate)>();
        foreach (var piece in Pieces(Overlay.Run(cutter, grid.Boundary, SpatialFunction.Difference)))
        {
            onLine.UnionWith(Segments(piece));
        }
        var locators = grid.Geometries.Select(polygon => new IndexedPointInAreaLocator(polygon)).ToList();
        var holes = grid.Geometries.Cast<Polygon>().SelectMany(polygon => polygon.Holes).Select(hole => new IndexedPointInAreaLocator(grid.Factory.CreatePolygon(hole))).ToList();
        var faces = polygonizer.GetPolygons().Cast<Polygon>().Select(face =>
        {
            var inner = face.InteriorPoint.Coordinate;
            var part = locators.FindIndex(locator => locator.Locate(inner) == Location.Interior);
            var hole = part >= 0 ? -1 : holes.FindIndex(locator => locator.Locate(inner) == Location.Interior);
            return new Face(face, part >= 0 ? part : hole >= 0 ? -2 - hole : Outside, face.InteriorRings.Prepend(face.ExteriorRing).SelectMany(Segments).Any(onLine.Contains));
        }).ToList();
        return (faces, [.. polygonizer.GetDangles().Cast<Geometry>(), .. polygonizer.GetCutEdges().Cast<Geometry>()], new IndexedPointInAreaLocator(grid));
    }

    static IEnumerable<LineString> Pieces(Geometry geometry) => NetTopologySuite.Geometries.Utilities.LineStringExtracter.GetLines(geometry).Cast<LineString>();

    static IEnumerable<(Coordinate, Coordinate)> Segments(LineString line)
    {
        var points = line.Coordinates;
        for (var at = 0; at + 1 < points.Length; at++)
        {
            yield return points[at].CompareTo(points[at + 1]) < 0 ? (points[at], points[at + 1]) : (points[at + 1], points[at]);
        }
    }

    /// <summary>Where in a shape the earliest corner of a piece stands.</summary>
    static int PlaceIn(AnnexShape shape, AnnexShape piece)
    {
        var corners = piece.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).ToHashSet();
        return shape.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Index()
            .Where(one => corners.Contains(one.Item)).Select(one => one.Index).DefaultIfEmpty(int.MaxValue).First();
    }
}
