using System.Collections.Immutable;
using NetTopologySuite.Operation.Overlay;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// The operations of delineation: each on the lattice, each valid or refused by an <see cref="AnnexException"/>, each saying what it changed. Pure: the same in gives the same out.
/// </summary>
public static partial class Kernel
{
    /// <summary>What a recipe names beside its operations: it changes when any result may.</summary>
    public const string Version = "annex-3 nts-2.6.0";

    /// <summary>Both shapes as one; what they share is counted once.</summary>
    /// <param name="subject">The shape that goes on: rings begin and run as its do.</param>
    /// <param name="other">The one that is taken in, on the same lattice.</param>
    /// <param name="allowParts">Whether the result may have more parts than the subject; else <c>falls-apart</c>.</param>
    /// <exception cref="AnnexException"><c>other-lattice</c>, <c>invalid</c>, <c>falls-apart</c>, <c>no-overlay</c>, <c>invalid-result</c>.</exception>
    public static KernelResult Union(AnnexShape subject, AnnexShape other, bool allowParts = false) => Run(subject, other, SpatialFunction.Union, allowParts);

    /// <summary>The subject without the other: a hole where the other lies inside, a shared border where it is a neighbour.</summary>
    /// <inheritdoc cref="Union"/>
    /// <exception cref="AnnexException">Also <c>nothing-left</c>.</exception>
    public static KernelResult Difference(AnnexShape subject, AnnexShape other, bool allowParts = false) => Run(subject, other, SpatialFunction.Difference, allowParts);

    /// <summary>What the two share by area; lines and points in which they merely touch are left out.</summary>
    /// <inheritdoc cref="Union"/>
    /// <exception cref="AnnexException">Also <c>nothing-left</c>.</exception>
    public static KernelResult Intersection(AnnexShape subject, AnnexShape other, bool allowParts = false) => Run(subject, other, SpatialFunction.Intersection, allowParts);

    /// <summary>The shape on another lattice, each corner moved to the nearest there; nodes go along where they still lie on their edge.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="lattice">The lattice wanted. On a finer one of the same zone nothing moves.</param>
    /// <returns>The same when it lies there already; neighbouring corners that fall together are one.</returns>
    /// <exception cref="AnnexException"><c>outside</c>, or <c>too-few-corners</c> when a ring falls together.</exception>
    public static AnnexShape ToLattice(AnnexShape shape, Lattice lattice)
    {
        if (shape.Lattice == lattice)
        {
            return shape;
        }
        ImmutableArray<AnnexPart> parts = [.. shape.Parts.Select(part => new AnnexPart([.. part.Rings.Select(ring =>
        {
            var moved = ring.Corners.Select(Moved).ToList();
            var stretches = ring.BySegment();
            var kept = Enumerable.Range(0, moved.Count).Where(at => moved[at] != moved[(at + 1) % moved.Count]).ToList();
            return kept.Count == moved.Count ? ring with { Corners = [.. moved] }
                : kept.Count == 0 ? throw new AnnexException("too-few-corners", "", "A ring falls together on that lattice.")
                : AnnexRing.OfSegments([.. kept.Select(at => moved[at])], [.. kept.Select(at => stretches[at])]);
        })]))];
        return new(lattice, parts, Provenance.Attach(lattice, parts, shape.Nodes.Select(node => node with { At = Moved(node.At) })).Attached);

        Corner Moved(Corner corner)
        {
            if (shape.Lattice.Zone == lattice.Zone && shape.Lattice.Decimals < lattice.Decimals)
            {
                var factor = lattice.UnitsPerMetre / shape.Lattice.UnitsPerMetre;
                return new(corner.East * factor, corner.North * factor);
            }
            var (longitude, latitude) = shape.Lattice.ToWgs84(corner);
            return lattice.Nearest(longitude, latitude);
        }
    }

    static KernelResult Run(AnnexShape subject, AnnexShape other, SpatialFunction function, bool allowParts)
    {
        Overlay.DemandOneLattice(subject, other);
        Overlay.DemandValid(subject, "invalid");
        Overlay.DemandValid(other, "invalid");
        var geometry = Overlay.Run(Overlay.Noded(subject), Overlay.Noded(other), function);
        var made = new Provenance(subject, [other], [], new(0, StretchOrigin.Drawn, subject.Lattice.Unit, null)).Shape(geometry);
        DemandParts(made.Shape, subject.Parts.Length, allowParts);
        return new(made.Shape, function == SpatialFunction.Union ? subject.SquareMetres(subject.TwiceArea + other.TwiceArea) : subject.AreaM2, made.Shape.AreaM2, made.Added, made.Lost);
    }

    static void DemandParts(AnnexShape shape, int most, bool allowParts)
    {
        if (!allowParts && shape.Parts.Length > most)
        {
            throw new AnnexException("falls-apart", "", "The result has more parts than the shape had.", ("parts", shape.Parts.Length), ("before", most));
        }
    }
}
