using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// The polygons of an annex, as the law has them: corners on a lattice, straight lines between them in the grid of its zone. Everything else (WGS 84, areas, checks)
/// follows from it. Two are equal when they read the same, corner by corner; <see cref="Canonical"/> tells whether they are the same shape. Immutable.
/// </summary>
public sealed partial class AnnexShape : IEquatable<AnnexShape>
{
    /// <summary>Most corners of one shape.</summary>
    public const int MaxCorners = 200_000;

    /// <summary>A shape. Whether it is a valid polygon is not asked here: a draft may be wrong for a while, and the checks say how.</summary>
    /// <param name="lattice">Where its corners lie.</param>
    /// <param name="parts">At least one polygon.</param>
    /// <param name="nodes">Recorded T; none by default.</param>
    /// <exception cref="AnnexException">Rings, stretches, nodes or coordinates that no shape can have.</exception>
    public AnnexShape(Lattice lattice, ImmutableArray<AnnexPart> parts, ImmutableArray<EdgeNode> nodes = default)
    {
        Lattice = lattice;
        Parts = parts;
        Nodes = nodes.IsDefault ? [] : nodes;
        Demand();
    }

    /// <summary>Where its corners lie.</summary>
    public Lattice Lattice { get; }

    /// <summary>The polygons, in the order in which the annex prints them.</summary>
    public ImmutableArray<AnnexPart> Parts { get; }

    /// <summary>Other shapes' corners that end on edges of this one.</summary>
    public ImmutableArray<EdgeNode> Nodes { get; }

    /// <summary>How many corners it has.</summary>
    public int CornerCount => Parts.Sum(part => part.Rings.Sum(ring => ring.Corners.Length));

    /// <summary>Twice the area in square units; exact, so that areas can be added up and compared without tolerance.</summary>
    public Int128 TwiceArea
    {
        get
        {
            Int128 sum = 0;
            foreach (var part in Parts)
            {
                sum += part.TwiceArea;
            }
            return sum;
        }
    }

    /// <summary>Area in square metres of the grid: summed in integers, rounded once.</summary>
    public double AreaM2 => SquareMetres(TwiceArea);

    /// <summary>Length of all rings in metres of the grid.</summary>
    public double PerimeterM => Parts.Sum(part => part.Rings.Sum(ring =>
    {
        var sum = 0.0;
        for (var at = 0; at < ring.Corners.Length; at++)
        {
            var (a, b) = (ring.Corners[at], ring[at + 1]);
            sum += double.Hypot(b.East - a.East, b.North - a.North);
        }
        return sum / Lattice.UnitsPerMetre;
    }));

    /// <summary>Of the least exact stretch of its border, metres.</summary>
    public double AccuracyM => Parts.Max(part => part.Rings.Max(ring => ring.Stretches.Max(stretch => stretch.AccuracyM)));

    /// <summary>The polygons in metres of the grid, each coordinate the double nearest to the printed decimal; SRID is the zone's EPSG code. Nodes are left out.</summary>
    public MultiPolygon OnGrid()
    {
        var factory = FactoryOf(Lattice);
        return factory.CreateMultiPolygon([.. Parts.Select(part => PolygonOf(part, Lattice, factory))]);
    }

    /// <summary>What the checks find on this shape alone, by the tolerances in use; see <see cref="Checks.Of"/>.</summary>
    public IReadOnlyList<AnnexProblem> Problems() => Checks.Of(this);

    /// <summary>Square metres of twice an area in square units.</summary>
    internal double SquareMetres(Int128 twice) => (double)twice / (2.0 * Lattice.UnitsPerMetre * Lattice.UnitsPerMetre);

    internal static GeometryFactory FactoryOf(Lattice lattice) => new(lattice.Precision, lattice.Zone.Code);

    internal static Polygon PolygonOf(AnnexPart part, Lattice lattice, GeometryFactory factory)
    {
        var rings = part.Rings.Select(ring => factory.CreateLinearRing(
            [.. ring.Corners.Append(ring.Corners[0]).Select(corner => new Coordinate(lattice.Metres(corner.East), lattice.Metres(corner.North)))])).ToArray();
        return factory.CreatePolygon(rings[0], rings[1..]);
    }

    /// <inheritdoc/>
    public bool Equals(AnnexShape? other) => other is not null && Lattice == other.Lattice && Parts.SequenceEqual(other.Parts) && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AnnexShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lattice, Parts.Length, Parts[0], Nodes.Length);

    void Demand()
    {
        if (Parts.IsDefaultOrEmpty)
        {
            throw new AnnexException("no-parts", "/parts", "A shape has at least one part.");
        }
        var corners = 0L;
        for (var part = 0; part < Parts.Length; part++)
        {
            if (Parts[part].Rings.IsDefaultOrEmpty)
            {
                throw new AnnexException("no-rings", $"/parts/{part}/rings", "A part has at least one ring.");
            }
            for (var ring = 0; ring < Parts[part].Rings.Length; ring++)
            {
                DemandRing(Parts[part].Rings[ring], $"/parts/{part}/rings/{ring}");
                corners += Parts[part].Rings[ring].Corners.Length;
            }
        }
        if (corners > MaxCorners)
        {
            throw new AnnexException("too-many-corners", "/parts", $"A shape has at most {MaxCorners} corners.", ("corners", corners), ("most", MaxCorners));
        }
        for (var node = 0; node < Nodes.Length; node++)
        {
            DemandNode(Nodes[node], $"/nodes/{node}");
        }
    }

    void DemandRing(AnnexRing ring, string pointer)
    {
        if (ring.Corners.IsDefault || ring.Corners.Length < 3)
        {
            throw new AnnexException("too-few-corners", $"{pointer}/corners", "A ring has at least three corners.",
                ("corners", ring.Corners.IsDefault ? 0 : ring.Corners.Length), ("least", 3));
        }
        for (var at = 0; at < ring.Corners.Length; at++)
        {
            if (!Lattice.Reaches(ring.Corners[at]))
            {
                throw new AnnexException("outside", $"{pointer}/corners/{at}", "The corner lies beyond where the grid of this zone can be meant.",
                    ("east", Lattice.Metres(ring.Corners[at].East)), ("north", Lattice.Metres(ring.Corners[at].North)));
            }
        }
        if (ring.Stretches.IsDefaultOrEmpty)
        {
            throw new AnnexException("no-stretches", $"{pointer}/stretches", "A ring has at least one stretch.");
        }
        for (var at = 0; at < ring.Stretches.Length; at++)
        {
            var stretch = ring.Stretches[at];
            if (stretch.From < (at == 0 ? 0 : ring.Stretches[at - 1].From + 1) || stretch.From >= ring.Corners.Length)
            {
                throw new AnnexException("stretch-order", $"{pointer}/stretches/{at}/from", "Stretches begin at corners of their ring, each after the one before.", ("from", stretch.From));
            }
            if (!(stretch.AccuracyM is >= 0 and <= Stretch.CoarsestM))
            {
                throw new AnnexException("accuracy", $"{pointer}/stretches/{at}/accuracyM", "An accuracy is 0 to 100,000 m.", ("accuracyM", stretch.AccuracyM), ("most", Stretch.CoarsestM));
            }
            if (!Enum.IsDefined(stretch.Origin))
            {
                throw new AnnexException("origin", $"{pointer}/stretches/{at}/origin", "No such origin.");
            }
            if (stretch.Of?.Length > Stretch.LongestOf)
            {
                throw new AnnexException("too-long", $"{pointer}/stretches/{at}/of", "The text is too long.", ("length", stretch.Of.Length), ("most", Stretch.LongestOf));
            }
        }
    }

    void DemandNode(EdgeNode node, string pointer)
    {
        if (node.Part < 1 || node.Part > Parts.Length || node.Ring < 1 || node.Ring > Parts[node.Part - 1].Rings.Length
            || node.Segment < 0 || node.Segment >= Parts[node.Part - 1].Rings[node.Ring - 1].Corners.Length)
        {
            throw new AnnexException("node-without-edge", pointer, "The node names an edge that the shape does not have.", ("part", node.Part), ("ring", node.Ring), ("segment", node.Segment));
        }
        var ring = Parts[node.Part - 1].Rings[node.Ring - 1];
        var far = LatticeMath.Distance(node.At, ring[node.Segment], ring[node.Segment + 1]);
        if (!(far <= 1))
        {
            throw new AnnexException("node-off-edge", $"{pointer}/at", "The node lies more than one unit beside its edge.", ("metres", far / Lattice.UnitsPerMetre), ("most", Lattice.Unit));
        }
    }
}
