using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;

namespace EnvGis.Spatial.Annex;

/// <summary>A corner that moved.</summary>
/// <param name="From">Where it was.</param>
/// <param name="To">Where it is.</param>
/// <param name="DistanceM">Grid metres.</param>
public sealed record MovedCorner(Corner From, Corner To, double DistanceM);

/// <summary>A segment that both have and that came about otherwise.</summary>
/// <param name="From">Its first corner.</param>
/// <param name="To">Its second.</param>
/// <param name="Before">How it came about before.</param>
/// <param name="After">How it came about after.</param>
public sealed record ChangedStretch(Corner From, Corner To, Stretch Before, Stretch After);

/// <summary>Two shapes beside each other, on the lattice of the first.</summary>
/// <param name="AreaBeforeM2">Grid area before.</param>
/// <param name="AreaAfterM2">Grid area after.</param>
/// <param name="GainedM2">Grid area that only the later has.</param>
/// <param name="LostM2">Grid area that only the earlier has.</param>
/// <param name="Moved">Corners that moved: between two unchanged ones as many as before, in their order.</param>
/// <param name="Added">Corners that came in, elsewhere.</param>
/// <param name="Removed">Corners that are gone, elsewhere.</param>
/// <param name="Stretches">Segments of which only the origin changed.</param>
public sealed record Comparison(double AreaBeforeM2, double AreaAfterM2, double GainedM2, double LostM2,
    ImmutableArray<MovedCorner> Moved, ImmutableArray<Corner> Added, ImmutableArray<Corner> Removed, ImmutableArray<ChangedStretch> Stretches)
{
    /// <summary>Compares two versions of a shape.</summary>
    /// <param name="before">The earlier; its lattice is used.</param>
    /// <param name="after">The later; brought to that lattice when it lies on another.</param>
    /// <exception cref="AnnexException"><c>invalid</c>: either is not valid; <c>outside</c>.</exception>
    public static Comparison Of(AnnexShape before, AnnexShape after)
    {
        after = Kernel.ToLattice(after, before.Lattice);
        Overlay.DemandValid(before, "invalid");
        Overlay.DemandValid(after, "invalid");
        var (moved, added, removed) = (new List<MovedCorner>(), new List<Corner>(), new List<Corner>());
        foreach (var (one, other) in Rings(before, after))
        {
            if (one is null || other is null)
            {
                removed.AddRange(one?.Corners ?? []);
                added.AddRange(other?.Corners ?? []);
            }
            else
            {
                Corners(one, other, before.Lattice, moved, added, removed);
            }
        }
        // In floating point: crossings rounded to the lattice would move edges, by square metres on long ones.
        var free = new GeometryFactory();
        var (first, second) = (free.CreateGeometry(before.OnGrid()), free.CreateGeometry(after.OnGrid()));
        return new(before.AreaM2, after.AreaM2,
            Overlay.Areas(second, first, SpatialFunction.Difference).Area, Overlay.Areas(first, second, SpatialFunction.Difference).Area,
            [.. moved], [.. added], [.. removed], [.. Changed(before, after)]);
    }

    /// <summary>Rings that belong together: those with the most corners in common, else those in the same place of the order.</summary>
    static IEnumerable<(AnnexRing? Before, AnnexRing? After)> Rings(AnnexShape before, AnnexShape after)
    {
        var left = after.Parts.SelectMany(part => part.Rings).ToList();
        var unmatched = new List<AnnexRing>();
        foreach (var ring in before.Parts.SelectMany(part => part.Rings))
        {
            var corners = ring.Corners.ToHashSet();
            var best = left.Select(other => (Ring: other, Same: other.Corners.Count(corners.Contains))).OrderByDescending(one => one.Same).FirstOrDefault();
            if (best.Same > 0)
            {
                left.Remove(best.Ring);
                yield return (ring, best.Ring);
            }
            else
            {
                unmatched.Add(ring);
            }
        }
        for (var at = 0; at < Math.Max(unmatched.Count, left.Count); at++)
        {
            yield return (unmatched.ElementAtOrDefault(at), left.ElementAtOrDefault(at));
        }
    }

    static void Corners(AnnexRing one, AnnexRing other, Lattice lattice, List<MovedCorner> moved, List<Corner> added, List<Corner> removed)
    {
        if (CornerMatch.Aligned(one, other) is not { } rings)
        {
            removed.AddRange(one.Corners);
            added.AddRange(other.Corners);
            return;
        }
        var match = CornerMatch.Of(rings.One.Corners, rings.Other.Corners);
        var anchors = Enumerable.Range(0, match.Length).Where(at => match[at] >= 0).ToList();
        for (var at = 0; at < anchors.Count; at++)
        {
            var isLast = at + 1 == anchors.Count;
            var gone = rings.One.Corners[(anchors[at] + 1)..(isLast ? rings.One.Corners.Length : anchors[at + 1])];
            var come = rings.Other.Corners[(match[anchors[at]] + 1)..(isLast ? rings.Other.Corners.Length : match[anchors[at + 1]])];
            if (gone.Length == come.Length)
            {
                moved.AddRange(gone.Zip(come, (from, to) => new MovedCorner(from, to, LatticeMath.Distance(from, to) / lattice.UnitsPerMetre)));
            }
            else
            {
                removed.AddRange(gone);
                added.AddRange(come);
            }
        }
    }

    static IEnumerable<ChangedStretch> Changed(AnnexShape before, AnnexShape after)
    {
        var old = new Dictionary<(Corner, Corner), Stretch>();
        foreach (var (from, to, stretch) in Segments(before))
        {
            old.TryAdd((from, to), stretch);
            old.TryAdd((to, from), stretch);
        }
        return Segments(after).Where(one => old.TryGetValue((one.From, one.To), out var was) && !was.IsLike(one.Stretch))
            .Select(one => new ChangedStretch(one.From, one.To, old[(one.From, one.To)] with { From = 0 }, one.Stretch with { From = 0 }));
    }

    static IEnumerable<(Corner From, Corner To, Stretch Stretch)> Segments(AnnexShape shape) => shape.Parts.SelectMany(part => part.Rings)
        .SelectMany(ring => ring.BySegment().Select((stretch, at) => (ring[at], ring[at + 1], stretch)));
}
