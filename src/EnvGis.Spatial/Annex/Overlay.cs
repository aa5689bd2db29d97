using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// The overlays of NetTopologySuite with the lattice as their precision: what comes out lies on it. CoverageUnion is not used: it gives invalid polygons for unnoded borders (JTS 1134).
/// </summary>
static class Overlay
{
    /// <summary>The polygons on the grid with the recorded nodes as points, so that borders that meet there share them.</summary>
    public static MultiPolygon Noded(AnnexShape shape)
    {
        if (shape.Nodes.IsEmpty)
        {
            return shape.OnGrid();
        }
        var nodes = shape.Nodes.ToLookup(node => (node.Part, node.Ring, node.Segment), node => node.At);
        var factory = AnnexShape.FactoryOf(shape.Lattice);
        return factory.CreateMultiPolygon([.. shape.Parts.Select((part, at) => AnnexShape.PolygonOf(
            new([.. part.Rings.Select((ring, index) => ring with { Corners = [.. WithNodes(ring, segment => nodes[(at + 1, index + 1, segment)])] })]), shape.Lattice, factory))]);
    }

    static IEnumerable<Corner> WithNodes(AnnexRing ring, Func<int, IEnumerable<Corner>> nodesOf)
    {
        for (var at = 0; at < ring.Corners.Length; at++)
        {
            var (from, to) = (ring.Corners[at], ring[at + 1]);
            yield return from;
            foreach (var node in nodesOf(at).Where(node => node != from && node != to).Distinct().OrderBy(node => LatticeMath.Along(node, from, to)))
            {
                yield return node;
            }
        }
    }

    /// <summary>An overlay; polygons, lines and points as they come.</summary>
    /// <exception cref="AnnexException"><c>no-overlay</c>: the noding failed.</exception>
    public static Geometry Run(Geometry one, Geometry other, SpatialFunction function)
    {
        try
        {
            return OverlayNGRobust.Overlay(one, other, function);
        }
        catch (Exception failed) when (failed is TopologyException or AggregateException { InnerExceptions: [TopologyException, ..] })
        {
            var at = (failed as TopologyException ?? (TopologyException)((AggregateException)failed).InnerExceptions[0]).Coordinate;
            throw new AnnexException("no-overlay", "", "The two cannot be laid over each other.", ("east", at?.X ?? double.NaN), ("north", at?.Y ?? double.NaN));
        }
    }

    /// <summary>An overlay of areas of which only the areas are kept, so that it can be laid over others: lines and points beside them cannot.</summary>
    public static MultiPolygon Areas(Geometry one, Geometry other, SpatialFunction function) => one.Factory.CreateMultiPolygon([.. Polygons(Run(one, other, function))]);

    public static IEnumerable<Polygon> Polygons(Geometry geometry) => PolygonExtracter.GetPolygons(geometry).Cast<Polygon>().Where(polygon => !polygon.IsEmpty);

    public static Coordinate At(Corner corner, Lattice lattice) => new(lattice.Metres(corner.East), lattice.Metres(corner.North));

    /// <summary>The corner of a coordinate that lies on the lattice.</summary>
    /// <exception cref="AnnexException"><c>off-lattice</c>.</exception>
    public static Corner CornerOf(Coordinate at, Lattice lattice)
    {
        var corner = new Corner(lattice.Units(at.X), lattice.Units(at.Y));
        return lattice.Metres(corner.East) == at.X && lattice.Metres(corner.North) == at.Y
            ? corner : throw new AnnexException("off-lattice", "", "The result does not lie on the lattice.", ("east", at.X), ("north", at.Y));
    }

    /// <summary>Corners of a ring, its first not repeated.</summary>
    public static List<Corner> Corners(LineString ring, Lattice lattice) => [.. ring.Coordinates.SkipLast(1).Select(at => CornerOf(at, lattice))];

    public static LineString Line(IReadOnlyList<Corner> corners, Lattice lattice)
    {
        foreach (var corner in corners)
        {
            if (!lattice.Reaches(corner))
            {
                throw new AnnexException("outside", "", "The line leaves the grid.", ("east", lattice.Metres(corner.East)), ("north", lattice.Metres(corner.North)));
            }
        }
        if (corners.Distinct().Count() < 2)
        {
            throw new AnnexException("no-line", "", "A line has at least two different corners.", ("corners", corners.Count));
        }
        return AnnexShape.FactoryOf(lattice).CreateLineString([.. corners.Select(corner => At(corner, lattice))]);
    }

    /// <exception cref="AnnexException">The code given, with the place.</exception>
    public static void DemandValid(AnnexShape shape, string code)
    {
        if (new IsValidOp(shape.OnGrid()).ValidationError is { } error)
        {
            throw new AnnexException(code, "", $"The polygon is not valid: {error.Message}.", ("east", error.Coordinate?.X ?? double.NaN), ("north", error.Coordinate?.Y ?? double.NaN));
        }
    }

    public static void DemandOneLattice(AnnexShape one, AnnexShape other)
    {
        if (one.Lattice != other.Lattice)
        {
            throw new AnnexException("other-lattice", "", "The shapes lie on different lattices: bring them to one first.",
                ("epsg", one.Lattice.Zone.Code), ("otherEpsg", other.Lattice.Zone.Code), ("decimals", one.Lattice.Decimals), ("otherDecimals", other.Lattice.Decimals));
        }
    }
}
