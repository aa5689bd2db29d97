using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// Safe mends: each says the area before and after, and is refused (<c>changes-too-much</c>) when it would change more than <see cref="Tolerances.MendM2"/>, counted as the sum of all that is
/// gained and all that is lost. None of them makes a polygon anew: no buffer of 0, which drops half of a bow-tie.
/// </summary>
public static class Mends
{
    /// <summary>Leaves out corners that are the one before once more, or so near that they are meant to be.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <exception cref="AnnexException"><c>nothing-to-mend</c>, <c>changes-too-much</c>, <c>too-few-corners</c>.</exception>
    public static KernelResult DropDuplicates(AnnexShape shape, Tolerances? tolerances = null)
    {
        var table = tolerances ?? Tolerances.InUse;
        var near = table.DuplicateM * shape.Lattice.UnitsPerMetre + 1e-9;
        return Without(shape, table, (_, here, next) => LatticeMath.Distance(here, next) <= near);
    }

    /// <summary>Leaves out corners whose sides enclose less than the angle of a spike, and what then stands twice.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <exception cref="AnnexException"><c>nothing-to-mend</c>, <c>changes-too-much</c>, <c>too-few-corners</c>.</exception>
    public static KernelResult DropSpikes(AnnexShape shape, Tolerances? tolerances = null)
    {
        var table = tolerances ?? Tolerances.InUse;
        return Without(shape, table, (before, here, next) => here == next || before == next || before != here && here != next && Checks.IsSpike(before, here, next, table));
    }

    /// <summary>Moves corners onto those of others within reach, by identity.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="others">Whom to meet, on the same lattice.</param>
    /// <param name="withinM">Reach in grid metres.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <exception cref="AnnexException"><c>nothing-to-mend</c>, <c>changes-too-much</c>, <c>meets-corner</c>, <c>invalid-result</c>, <c>other-lattice</c>.</exception>
    public static KernelResult Snap(AnnexShape shape, IReadOnlyList<AnnexShape> others, double withinM, Tolerances? tolerances = null)
    {
        foreach (var other in others)
        {
            Overlay.DemandOneLattice(shape, other);
        }
        var reach = withinM * shape.Lattice.UnitsPerMetre;
        var targets = others.SelectMany(other => other.Parts).SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Distinct().Order().ToArray();
        var easts = targets.Select(target => target.East).ToArray();
        var taken = targets.ToHashSet();
        var moves = new Dictionary<Corner, Corner>();
        Int128 changed = 0;
        foreach (var ring in shape.Parts.SelectMany(part => part.Rings))
        {
            for (var at = 0; at < ring.Corners.Length; at++)
            {
                var here = ring[at];
                if (taken.Contains(here) || Nearest(here) is not { } to)
                {
                    continue;
                }
                moves[here] = to;
                changed += Int128.Abs(LatticeMath.Cross(ring[at - 1], here, to)) + Int128.Abs(LatticeMath.Cross(ring[at + 1], here, to));
            }
        }
        Demand(shape, moves.Count, changed, tolerances ?? Tolerances.InUse);
        return Kernel.MoveCorners([shape], moves)[0];

        Corner? Nearest(Corner here)
        {
            var first = Array.BinarySearch(easts, (long)Math.Ceiling(here.East - reach));
            first = first < 0 ? ~first : first;
            while (first > 0 && easts[first - 1] >= here.East - reach)
            {
                first--;
            }
            Corner? best = null;
            for (var at = first; at < targets.Length && easts[at] <= here.East + reach; at++)
            {
                var far = LatticeMath.Distance(here, targets[at]);
                if (far <= reach && (best is null || far < LatticeMath.Distance(here, best.Value)))
                {
                    best = targets[at];
                }
            }
            return best;
        }
    }

    /// <summary>Rings without the corners that a rule names, one after the other, for where a corner is gone its neighbours have new neighbours.</summary>
    static KernelResult Without(AnnexShape shape, Tolerances table, Func<Corner, Corner, Corner, bool> isFault)
    {
        var dropped = 0;
        Int128 changed = 0;
        ImmutableArray<AnnexPart> parts = [.. shape.Parts.Select(part => new AnnexPart([.. part.Rings.Select(ring =>
        {
            var kept = ring.Corners.ToList();
            var stretches = ring.BySegment().ToList();
            for (var at = 0; at < kept.Count && kept.Count > 2;)
            {
                var (before, here, next) = (kept[(at + kept.Count - 1) % kept.Count], kept[at], kept[(at + 1) % kept.Count]);
                if (!isFault(before, here, next))
                {
                    at++;
                    continue;
                }
                // Of two that are one the earlier stays, so that the first of a ring does.
                var gone = here != before && LatticeMath.Distance(here, next) <= LatticeMath.Distance(before, here) && at + 1 < kept.Count && !Checks.IsSpike(before, here, next, table) ? at + 1 : at;
                changed += Int128.Abs(LatticeMath.Cross(kept[(gone + kept.Count - 1) % kept.Count], kept[gone], kept[(gone + 1) % kept.Count]));
                kept.RemoveAt(gone);
                stretches.RemoveAt(gone);
                dropped++;
                at = Math.Max(0, at - 1);
            }
            return kept.Count < 3 ? throw new AnnexException("too-few-corners", "", "Nothing is left of a ring.") : AnnexRing.OfSegments([.. kept], stretches);
        })]))];
        Demand(shape, dropped, changed, table);
        var (attached, lost) = Provenance.Attach(shape.Lattice, parts, shape.Nodes);
        var mended = new AnnexShape(shape.Lattice, parts, attached);
        // A shape may have other faults, which stay; a mend makes none.
        if (shape.OnGrid().IsValid)
        {
            Overlay.DemandValid(mended, "invalid-result");
        }
        return new(mended, shape.AreaM2, mended.AreaM2, [], lost);
    }

    static void Demand(AnnexShape shape, int count, Int128 twice, Tolerances table)
    {
        if (count == 0)
        {
            throw new AnnexException("nothing-to-mend", "", "There is nothing to mend.");
        }
        if (shape.SquareMetres(twice) > table.MendM2)
        {
            throw new AnnexException("changes-too-much", "", "The mend would change more than a safe one may.", ("changedM2", shape.SquareMetres(twice)), ("mostM2", table.MendM2), ("corners", count));
        }
    }
}
