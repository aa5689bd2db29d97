using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>What shows that a merge is right.</summary>
/// <param name="AreaBaseM2">Grid area of what both began with.</param>
/// <param name="AreaOursM2">Of ours.</param>
/// <param name="AreaTheirsM2">Of theirs.</param>
/// <param name="AreaMergedM2">Of the merged shape.</param>
/// <param name="ResidualM2">
/// Area of the merged less the base's and both sides' changes, what both did alike counted once; reckoned in integers, so 0 when the changes are apart. At most <see cref="Tolerances.EqualAreaM2"/>.
/// </param>
/// <param name="OursChanged">How many stretches of border only ours changed.</param>
/// <param name="TheirsChanged">How many only theirs changed.</param>
/// <param name="BothAlike">How many both changed to the same.</param>
/// <param name="Findings">How many findings the merged shape has, all of them had by ours or theirs.</param>
public sealed record MergeProof(
    double AreaBaseM2, double AreaOursM2, double AreaTheirsM2, double AreaMergedM2, double ResidualM2, int OursChanged, int TheirsChanged, int BothAlike, int Findings);

/// <summary>A stretch of border that a person has to decide. The lists begin and end with the unchanged corners between which it runs; all of the ring where there are none.</summary>
/// <param name="Code"><c>both-changed</c>, <c>no-anchor</c> (no corner of the ring is unchanged), <c>structure</c> (rings or parts were added or taken away), <c>node</c> (a record of a
/// neighbour's corner is left without its edge), <c>invalid</c>, <c>area</c> or <c>finding</c> (each side is right, both together are not).</param>
/// <param name="Part">1 for the first polygon; 0 where all of the shape is concerned.</param>
/// <param name="Ring">1 for the outer ring; 0 where all of the shape is concerned.</param>
/// <param name="Base">What both began with.</param>
/// <param name="Ours">What ours made of it.</param>
/// <param name="Theirs">What theirs made of it.</param>
public sealed record MergeConflict(string Code, int Part, int Ring, ImmutableArray<Corner> Base, ImmutableArray<Corner> Ours, ImmutableArray<Corner> Theirs);

/// <summary>Either a shape with its proof, or the conflicts.</summary>
/// <param name="Merged">Null when there are conflicts.</param>
/// <param name="Proof">Null when there are conflicts.</param>
/// <param name="Conflicts">Empty when it is merged.</param>
public sealed record MergeResult(AnnexShape? Merged, MergeProof? Proof, ImmutableArray<MergeConflict> Conflicts);

/// <summary>
/// Three-way merging of rings as cyclic sequences of corners. Changes merge by themselves only where an unchanged corner parts them, the result is valid, the areas add up, and there is no
/// finding that neither side had: of valid edits of different corners one in a hundred makes an invalid polygon together.
/// </summary>
public static class Merge
{
    /// <summary>Merges two edits of one shape.</summary>
    /// <param name="before">What both began with.</param>
    /// <param name="ours">One edit, on the same lattice.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <exception cref="AnnexException"><c>other-lattice</c>.</exception>
    public static MergeResult Of(AnnexShape before, AnnexShape ours, AnnexShape theirs, Tolerances? tolerances = null)
    {
        Overlay.DemandOneLattice(before, ours);
        Overlay.DemandOneLattice(before, theirs);
        var table = tolerances ?? Tolerances.InUse;
        if (ours.Equals(theirs) || theirs.Equals(before) || ours.Equals(before))
        {
            // One side alone has edited: what it made is taken as it is, by its own proof.
            return Proven(before, ours, theirs, ours.Equals(before) ? theirs : ours, ours.Equals(theirs) ? ours : before, new Counted(), table, []);
        }
        if (!HasRingsOf(before, ours) || !HasRingsOf(before, theirs))
        {
            return new(null, null, [new("structure", 0, 0, [], [], [])]);
        }
        return Rings(before, ours, theirs, table, null);
    }

    /// <summary>Merges two edits after a person has decided the conflicts that <see cref="Of"/> found by stretches (<c>both-changed</c>).</summary>
    /// <param name="before">What both began with.</param>
    /// <param name="ours">One edit.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="answers">
    /// For each conflict, in its order, the corners to take: its <see cref="MergeConflict.Ours"/>, its <see cref="MergeConflict.Theirs"/>, or others drawn between the same two ends.
    /// </param>
    /// <param name="drawn">How what was drawn came about.</param>
    /// <returns>A valid shape. Its areas need not add up and it may have findings: it was a person's choice, and the checks say them.</returns>
    /// <exception cref="AnnexException">
    /// <c>other-lattice</c>; <c>structure</c>; <c>no-anchor</c>; <c>unanswered</c>: not as many answers as conflicts; <c>other-ends</c>: an answer does not begin and end where its conflict does;
    /// <c>node</c>; <c>invalid-result</c>.
    /// </exception>
    public static AnnexShape Decided(AnnexShape before, AnnexShape ours, AnnexShape theirs, IReadOnlyList<ImmutableArray<Corner>> answers, Stretch drawn)
    {
        Overlay.DemandOneLattice(before, ours);
        Overlay.DemandOneLattice(before, theirs);
        if (!HasRingsOf(before, ours) || !HasRingsOf(before, theirs))
        {
            throw new AnnexException("structure", "", "Rings or parts were added or taken away.");
        }
        var given = new Answers(answers, drawn with { From = 0 });
        var result = Rings(before, ours, theirs, Tolerances.InUse, given);
        if (given.Asked != answers.Count)
        {
            throw new AnnexException("unanswered", "", "There are not as many answers as conflicts.", ("conflicts", given.Asked), ("answers", answers.Count));
        }
        return result.Merged ?? throw new AnnexException(result.Conflicts[0].Code == "invalid" ? "invalid-result" : result.Conflicts[0].Code, "", "The answers do not make a shape.");
    }

    sealed class Answers(IReadOnlyList<ImmutableArray<Corner>> all, Stretch drawn)
    {
        public int Asked { get; private set; }

        public Stretch Drawn => drawn;

        /// <summary>The answer to the next conflict; null when there is none left.</summary>
        public ImmutableArray<Corner>? Next() => Asked++ < all.Count ? all[Asked - 1] : null;
    }

    static MergeResult Rings(AnnexShape before, AnnexShape ours, AnnexShape theirs, Tolerances table, Answers? answers)
    {
        var counted = new Counted();
        var conflicts = ImmutableArray.CreateBuilder<MergeConflict>();
        var changed = ImmutableArray.CreateBuilder<MergeConflict>();
        var (merged, common) = (new List<AnnexPart>(), new List<AnnexPart>());
        for (var part = 0; part < before.Parts.Length; part++)
        {
            var (rings, commonRings) = (new List<AnnexRing>(), new List<AnnexRing>());
            for (var ring = 0; ring < before.Parts[part].Rings.Length; ring++)
            {
                var made = new RingMerge(part + 1, ring + 1, before.Parts[part].Rings[ring], ours.Parts[part].Rings[ring], theirs.Parts[part].Rings[ring], counted, answers);
                conflicts.AddRange(made.Conflicts);
                changed.AddRange(made.Changed);
                rings.Add(made.Merged);
                commonRings.Add(made.Common);
            }
            merged.Add(new([.. rings]));
            common.Add(new([.. commonRings]));
        }
        if (conflicts.Count > 0)
        {
            return new(null, null, conflicts.ToImmutable());
        }
        if (merged.Concat(common).Any(part => part.Rings.Any(ring => ring.Corners.Length < 3)))
        {
            return Failed("invalid", changed.ToImmutable());
        }
        var nodes = Nodes(before, ours, theirs);
        var (attached, lost) = Provenance.Attach(before.Lattice, [.. merged], nodes);
        if (lost.Length > 0)
        {
            return Failed("node", changed.ToImmutable());
        }
        var shape = new AnnexShape(before.Lattice, [.. merged], attached);
        if (answers is not null)
        {
            return shape.OnGrid().IsValid ? new(shape, null, []) : Failed("invalid", changed.ToImmutable());
        }
        return Proven(before, ours, theirs, shape, new(before.Lattice, [.. common]), counted, table, changed.ToImmutable());
    }

    static MergeResult Proven(AnnexShape before, AnnexShape ours, AnnexShape theirs, AnnexShape merged, AnnexShape common, Counted counted, Tolerances table, ImmutableArray<MergeConflict> changed)
    {
        if (!merged.OnGrid().IsValid)
        {
            return Failed("invalid", changed);
        }
        var residual = before.SquareMetres(merged.TwiceArea + common.TwiceArea - ours.TwiceArea - theirs.TwiceArea);
        if (Math.Abs(residual) > table.EqualAreaM2)
        {
            return Failed("area", changed);
        }
        var findings = Checks.Of(merged, null, table);
        if (findings.Count > 0)
        {
            var known = Checks.Of(ours, null, table).Concat(Checks.Of(theirs, null, table)).Select(one => one.Key(before.Lattice, table)).ToHashSet(StringComparer.Ordinal);
            if (findings.Any(one => !known.Contains(one.Key(before.Lattice, table))))
            {
                return Failed("finding", changed);
            }
        }
        return new(merged, new(before.AreaM2, ours.AreaM2, theirs.AreaM2, merged.AreaM2, residual, counted.Ours, counted.Theirs, counted.Alike, findings.Count), []);
    }

    static MergeResult Failed(string code, ImmutableArray<MergeConflict> changed) =>
        new(null, null, changed.IsEmpty ? [new(code, 0, 0, [], [], [])] : [.. changed.Select(one => one with { Code = code })]);

    static bool HasRingsOf(AnnexShape one, AnnexShape other) => one.Parts.Select(part => part.Rings.Length).SequenceEqual(other.Parts.Select(part => part.Rings.Length));

    /// <summary>A node stays unless a side took it away; what a side recorded comes in.</summary>
    static IEnumerable<EdgeNode> Nodes(AnnexShape before, AnnexShape ours, AnnexShape theirs)
    {
        var (old, mine, others) = (Keys(before), Keys(ours), Keys(theirs));
        return ours.Nodes.Concat(theirs.Nodes).DistinctBy(Key).Where(node => old.Contains(Key(node)) ? mine.Contains(Key(node)) && others.Contains(Key(node)) : true);

        static (Corner, long?) Key(EdgeNode node) => (node.At, node.Feature);

        static HashSet<(Corner, long?)> Keys(AnnexShape shape) => [.. shape.Nodes.Select(Key)];
    }

    sealed class Counted
    {
        public int Ours, Theirs, Alike;
    }

    /// <summary>One ring of three.</summary>
    sealed class RingMerge
    {
        public RingMerge(int part, int number, AnnexRing before, AnnexRing ours, AnnexRing theirs, Counted counted, Answers? answers)
        {
            Merged = Common = before;
            if (ours.Equals(before) && theirs.Equals(before))
            {
                return;
            }
            if (Begun(before, ours, theirs) is not { } begun)
            {
                Conflicts.Add(new("no-anchor", part, number, before.Corners, ours.Corners, theirs.Corners));
                return;
            }
            var (old, mine, others) = (Steps(begun.Before), Steps(begun.Ours), Steps(begun.Theirs));
            var (toOurs, toTheirs) = (CornerMatch.Of(begun.Before.Corners, begun.Ours.Corners), CornerMatch.Of(begun.Before.Corners, begun.Theirs.Corners));
            // The anchor stands at 0 in all three, and again behind the last.
            var anchors = Enumerable.Range(0, old.Length).Where(at => toOurs[at] >= 0 && toTheirs[at] >= 0).ToList();
            var (merged, common) = (new List<Step>(), new List<Step>());
            for (var at = 0; at < anchors.Count; at++)
            {
                var isLast = at + 1 == anchors.Count;
                var (here, next) = (anchors[at], isLast ? 0 : anchors[at + 1]);
                var b = old[here..(isLast ? old.Length : next)];
                var o = mine[toOurs[here]..(isLast ? mine.Length : toOurs[next])];
                var t = others[toTheirs[here]..(isLast ? others.Length : toTheirs[next])];
                var (sameOurs, sameTheirs, alike) = (Same(o, b), Same(t, b), Same(o, t));
                if (!sameOurs || !sameTheirs)
                {
                    var end = old[next].At;
                    var stretch = new MergeConflict("both-changed", part, number, Places(b, end), Places(o, end), Places(t, end));
                    if (!sameOurs && !sameTheirs && !alike && answers?.Next() is { } answer)
                    {
                        merged.AddRange(Decided(stretch, answer, o, t, answers.Drawn));
                        common.AddRange(b);
                        Changed.Add(stretch);
                        continue;
                    }
                    (sameOurs || sameTheirs || alike ? Changed : Conflicts).Add(stretch);
                    counted.Ours += !sameOurs && sameTheirs ? 1 : 0;
                    counted.Theirs += sameOurs && !sameTheirs ? 1 : 0;
                    counted.Alike += alike ? 1 : 0;
                }
                merged.AddRange(sameOurs ? t : o);
                common.AddRange(alike ? o : b);
            }
            if (Conflicts.Count == 0)
            {
                (Merged, Common) = (Ring(merged), Ring(common));
            }
        }

        public AnnexRing Merged { get; }

        /// <summary>The base with what both did alike: against it their changes are apart.</summary>
        public AnnexRing Common { get; }

        public List<MergeConflict> Conflicts { get; } = [];

        public List<MergeConflict> Changed { get; } = [];

        readonly record struct Step(Corner At, Stretch Onward);

        static IEnumerable<Step> Decided(MergeConflict conflict, ImmutableArray<Corner> answer, Step[] ours, Step[] theirs, Stretch drawn)
        {
            if (answer.IsDefault || answer.Length < 2 || answer[0] != conflict.Base[0] || answer[^1] != conflict.Base[^1])
            {
                throw new AnnexException("other-ends", "", "The answer does not begin and end where the conflict does.");
            }
            return answer.SequenceEqual(conflict.Ours) ? ours : answer.SequenceEqual(conflict.Theirs) ? theirs : answer[..^1].Select(corner => new Step(corner, drawn));
        }

        static Step[] Steps(AnnexRing ring) => [.. ring.BySegment().Zip(ring.Corners, (stretch, corner) => new Step(corner, stretch with { From = 0 }))];

        static bool Same(Step[] one, Step[] other) => one.AsSpan().SequenceEqual(other);

        static ImmutableArray<Corner> Places(Step[] steps, Corner end) => [.. steps.Select(step => step.At), end];

        static AnnexRing Ring(List<Step> steps) => AnnexRing.OfSegments([.. steps.Select(step => step.At)], [.. steps.Select(step => step.Onward)]);

        /// <summary>All three begun at a corner that each has once, the base's earliest; null when there is none, or a side runs the other way.</summary>
        static (AnnexRing Before, AnnexRing Ours, AnnexRing Theirs)? Begun(AnnexRing before, AnnexRing ours, AnnexRing theirs)
        {
            var (mine, others) = (CornerMatch.Once(ours.Corners), CornerMatch.Once(theirs.Corners));
            foreach (var (corner, at) in CornerMatch.Once(before.Corners).OrderBy(pair => pair.Value))
            {
                if (mine.TryGetValue(corner, out var inOurs) && others.TryGetValue(corner, out var inTheirs))
                {
                    return (before.BegunAt(at), ours.BegunAt(inOurs), theirs.BegunAt(inTheirs));
                }
            }
            return null;
        }
    }
}
