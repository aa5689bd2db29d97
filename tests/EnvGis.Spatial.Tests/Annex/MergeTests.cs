using System.Collections.Immutable;
using EnvGis.Spatial.Annex;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class MergeTests
{
    static AnnexShape Edited(AnnexShape shape, params (int Index, Corner? To)[] edits)
    {
        var ring = shape.Parts[0].Rings[0];
        var corners = ring.Corners.ToList();
        foreach (var (index, to) in edits.OrderByDescending(edit => edit.Index))
        {
            if (to is { } corner)
            {
                corners[index] = corner;
            }
            else
            {
                corners.RemoveAt(index);
            }
        }
        return new(shape.Lattice, [new([AnnexRing.Of(corners, StretchOrigin.Drawn, 5), .. shape.Parts[0].Rings.Skip(1)])], shape.Nodes);
    }

    [Fact]
    public void Ten_thousand_pairs_of_edits_merge_with_proof_or_conflict_and_never_into_anything_else()
    {
        var random = new Random(14);
        var (merged, conflicts, unproven) = (0, 0, new Dictionary<string, int>());
        for (var round = 0; round < 10_000; round++)
        {
            var shape = Star(12, 1_000, random);
            var count = shape.Parts[0].Rings[0].Corners.Length;
            var (mine, theirs) = (random.Next(count), random.Next(count));
            var (ours, others) = (Edit(mine), Edit(theirs));
            if (!ours.OnGrid().IsValid || !others.OnGrid().IsValid || ours.Equals(others))
            {
                continue;
            }

            var result = Merge.Of(shape, ours, others);

            // Two edits of 12 corners are parted where they are not neighbours and not the same.
            var apart = Math.Min((mine - theirs + count) % count, (theirs - mine + count) % count);
            if (result.Merged is { } made)
            {
                merged++;
                apart.ShouldBeGreaterThan(1);
                made.OnGrid().IsValid.ShouldBeTrue();
                made.TwiceArea.ShouldBe(ours.TwiceArea + others.TwiceArea - shape.TwiceArea);
                result.Proof!.ResidualM2.ShouldBe(0);
                (result.Proof.OursChanged, result.Proof.TheirsChanged).ShouldBe((1, 1));
                // Both edits are in it.
                made.Parts[0].Rings[0].Corners.ToHashSet().SetEquals(Expected(shape, ours, others)).ShouldBeTrue();
                result.Conflicts.ShouldBeEmpty();
            }
            else
            {
                conflicts++;
                result.Proof.ShouldBeNull();
                result.Conflicts.ShouldNotBeEmpty();
                foreach (var conflict in result.Conflicts)
                {
                    unproven[conflict.Code] = unproven.GetValueOrDefault(conflict.Code) + 1;
                    if (apart > 1)
                    {
                        // Parted, and yet no merge: then it was not to be.
                        conflict.Code.ShouldBeOneOf("invalid", "finding");
                    }
                    else
                    {
                        conflict.Code.ShouldBe("both-changed");
                    }
                }
            }

            AnnexShape Edit(int index)
            {
                var at = shape.Parts[0].Rings[0].Corners[index];
                Corner Near() => new(at.East + random.Next(-40_000, 40_000), at.North + random.Next(-40_000, 40_000));
                return random.Next(10) == 0 ? Edited(shape, (index, null)) : Edited(shape, (index, Near()));
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{merged} merged, {conflicts} in conflict: {string.Join(", ", unproven.Select(one => $"{one.Key} {one.Value}"))}");
        merged.ShouldBeGreaterThan(3_000);
        unproven.Keys.ShouldContain("invalid");
        unproven.Keys.ShouldContain("both-changed");

        static HashSet<Corner> Expected(AnnexShape shape, AnnexShape ours, AnnexShape theirs)
        {
            var (old, mine, others) = (Set(shape), Set(ours), Set(theirs));
            return [.. mine.Where(corner => others.Contains(corner) || !old.Contains(corner)), .. others.Where(corner => !old.Contains(corner))];
        }

        static HashSet<Corner> Set(AnnexShape shape) => [.. shape.Parts[0].Rings[0].Corners];
    }

    enum Act
    {
        Move,
        Remove,
        InsertBehind,
    }

    [Fact]
    public void Several_edits_of_each_side_merge_into_what_all_of_them_make_or_conflict()
    {
        var random = new Random(15);
        var (merged, conflicts) = (0, 0);
        for (var round = 0; round < 3_000; round++)
        {
            var shape = Star(30, 1_000, random);
            var corners = shape.Parts[0].Rings[0].Corners;
            var (mine, theirs) = (Acts(), Acts());
            var (ours, others) = (Made(mine), Made(theirs));
            if (!ours.OnGrid().IsValid || !others.OnGrid().IsValid)
            {
                continue;
            }

            var result = Merge.Of(shape, ours, others);

            if (result.Merged is { } made)
            {
                merged++;
                // Of one corner both can have made the same thing alone.
                mine.Keys.Intersect(theirs.Keys).ShouldAllBe(index => mine[index].Act == Act.Remove && theirs[index].Act == Act.Remove);
                made.IsSameAs(Made(mine.Concat(theirs.Where(act => !mine.ContainsKey(act.Key))).ToDictionary())).ShouldBeTrue();
                made.OnGrid().IsValid.ShouldBeTrue();
                result.Proof!.ResidualM2.ShouldBe(0);
            }
            else
            {
                conflicts++;
                result.Conflicts.ShouldNotBeEmpty();
            }

            Dictionary<int, (Act Act, Corner At)> Acts() => Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(corners.Length)).Distinct().ToDictionary(
                index => index, index => ((Act)random.Next(3), new Corner(corners[index].East + random.Next(-9_000, 9_000), corners[index].North + random.Next(-9_000, 9_000))));

            AnnexShape Made(Dictionary<int, (Act Act, Corner At)> acts) => new(shape.Lattice, [new([AnnexRing.Of(corners.SelectMany((corner, at) => !acts.TryGetValue(at, out var act)
                ? (Corner[])[corner] : act.Act switch { Act.Move => [act.At], Act.Remove => [], _ => [corner, act.At] }), StretchOrigin.Drawn, 5)])]);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{merged} merged, {conflicts} in conflict");
        merged.ShouldBeGreaterThan(800);
        conflicts.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void A_person_takes_ours_theirs_or_draws_a_third_between_the_same_ends()
    {
        var shape = Star(12, 1_000, new Random(2));
        var corners = shape.Parts[0].Rings[0].Corners;
        var ours = Edited(shape, (4, new(corners[4].East + 10, corners[4].North)), (9, new(corners[9].East + 1, corners[9].North)));
        var theirs = Edited(shape, (4, new(corners[4].East + 20, corners[4].North)), (7, new(corners[7].East + 1, corners[7].North)));
        var conflict = Merge.Of(shape, ours, theirs).Conflicts.ShouldHaveSingleItem();
        var drawn = new Stretch(0, StretchOrigin.Surveyed, 0.1, "máy");
        AnnexShape Decided(params Corner[][] answers) => Merge.Decided(shape, ours, theirs, [.. answers.Select(answer => answer.ToImmutableArray())], drawn);

        // What was in no conflict is merged beside it.
        Decided([.. conflict.Ours]).ShouldBe(Edited(ours, (7, new(corners[7].East + 1, corners[7].North))));
        Decided([.. conflict.Theirs]).ShouldBe(Edited(theirs, (9, new(corners[9].East + 1, corners[9].North))));
        var third = Decided([corners[3], new(corners[4].East + 15, corners[4].North), corners[5]]);
        third.Parts[0].Rings[0].Corners[4].ShouldBe(new(corners[4].East + 15, corners[4].North));
        third.Parts[0].Rings[0].StretchAt(4).Of.ShouldBe("máy");
        third.Parts[0].Rings[0].StretchAt(5).Of.ShouldBeNull();
        Should.Throw<AnnexException>(() => Decided()).Code.ShouldBe("unanswered");
        Should.Throw<AnnexException>(() => Decided([.. conflict.Ours], [.. conflict.Ours])).Code.ShouldBe("unanswered");
        Should.Throw<AnnexException>(() => Decided([corners[2], corners[5]])).Code.ShouldBe("other-ends");
        // Right through the other side.
        var beyond = new Corner(At(0, 0).East - 2 * (corners[4].East - At(0, 0).East), At(0, 0).North - 2 * (corners[4].North - At(0, 0).North));
        Should.Throw<AnnexException>(() => Decided([corners[3], beyond, corners[5]])).Code.ShouldBe("invalid-result");
    }

    [Fact]
    public void Edits_of_one_stretch_conflict_with_the_three_readings_between_the_unchanged_corners()
    {
        var shape = Star(12, 1_000, new Random(2));
        var corners = shape.Parts[0].Rings[0].Corners;
        var (ours, theirs) = (Edited(shape, (4, new(corners[4].East + 10, corners[4].North))), Edited(shape, (5, new(corners[5].East + 20, corners[5].North))));

        var conflict = Merge.Of(shape, ours, theirs).Conflicts.ShouldHaveSingleItem();

        (conflict.Code, conflict.Part, conflict.Ring).ShouldBe(("both-changed", 1, 1));
        conflict.Base.ShouldBe(corners[3..7]);
        conflict.Ours.ShouldBe([corners[3], new(corners[4].East + 10, corners[4].North), corners[5], corners[6]]);
        conflict.Theirs.ShouldBe([corners[3], corners[4], new(corners[5].East + 20, corners[5].North), corners[6]]);
    }

    [Fact]
    public void Edits_on_both_sides_of_the_first_corner_merge_though_a_side_begins_its_ring_elsewhere()
    {
        var shape = Star(12, 1_000, new Random(2));
        var corners = shape.Parts[0].Rings[0].Corners;
        var ours = Edited(shape, (11, new(corners[11].East + 10, corners[11].North)));
        var theirs = Edited(shape, (1, new(corners[1].East + 20, corners[1].North)));
        theirs = new(theirs.Lattice, [new([theirs.Parts[0].Rings[0].BegunAt(7)])]);

        var merged = Merge.Of(shape, ours, theirs).Merged.ShouldNotBeNull();

        merged.Parts[0].Rings[0].Corners.ShouldBe([corners[0], new(corners[1].East + 20, corners[1].North), .. corners[2..11], new(corners[11].East + 10, corners[11].North)]);
        // The first corner itself.
        var first = Edited(shape, (0, new(corners[0].East + 5, corners[0].North)));
        Merge.Of(shape, first, Edited(shape, (6, new(corners[6].East + 5, corners[6].North)))).Merged.ShouldNotBeNull();
        Merge.Of(shape, first, ours).Conflicts.ShouldHaveSingleItem().Code.ShouldBe("both-changed");
    }

    [Fact]
    public void What_both_did_alike_is_taken_once_and_the_areas_still_add_up()
    {
        var shape = Star(12, 1_000, new Random(3));
        var corners = shape.Parts[0].Rings[0].Corners;
        var both = (2, (Corner?)new Corner(corners[2].East + 500, corners[2].North + 100));
        var result = Merge.Of(shape, Edited(shape, both, (5, new(corners[5].East + 10, corners[5].North))), Edited(shape, both, (9, new(corners[9].East + 10, corners[9].North))));

        result.Merged.ShouldBe(Edited(shape, both, (5, new(corners[5].East + 10, corners[5].North)), (9, new(corners[9].East + 10, corners[9].North))));
        result.Proof.ShouldNotBeNull();
        (result.Proof.OursChanged, result.Proof.TheirsChanged, result.Proof.BothAlike, result.Proof.ResidualM2).ShouldBe((1, 1, 1, 0));
    }

    [Fact]
    public void An_edit_of_one_side_alone_is_taken_whatever_it_did_to_rings()
    {
        var shape = Box(0, 0, 1_000, 1_000);
        var hole = Kernel.Difference(shape, Box(100, 100, 300, 300)).Shape;

        Merge.Of(shape, hole, shape).Merged.ShouldBe(hole);
        Merge.Of(shape, shape, hole).Merged.ShouldBe(hole);
        Merge.Of(shape, hole, hole).Merged.ShouldBe(hole);
        Merge.Of(shape, hole, Edited(shape, (2, At(1_100, 1_100)))).Conflicts.ShouldHaveSingleItem().Code.ShouldBe("structure");
    }

    [Fact]
    public void Edits_of_different_rings_merge_and_a_new_origin_is_an_edit_too()
    {
        var shape = Of(Ring((0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000)), Ring((100, 100), (300, 100), (300, 300), (100, 300)));
        var hole = new AnnexShape(shape.Lattice, [new([shape.Parts[0].Rings[0], Ring((100, 100), (310, 90), (300, 300), (100, 300))])]);
        var surveyed = shape.Parts[0].Rings[0] with { Stretches = [new(0, StretchOrigin.Drawn, 5, null), new(2, StretchOrigin.Surveyed, 0.1, "máy"), new(3, StretchOrigin.Drawn, 5, null)] };
        var measured = new AnnexShape(shape.Lattice, [new([surveyed, shape.Parts[0].Rings[1]])]);

        var merged = Merge.Of(shape, hole, measured).Merged.ShouldNotBeNull();

        merged.Parts[0].Rings[0].StretchAt(2).Of.ShouldBe("máy");
        merged.Parts[0].Rings[1].ShouldBe(hole.Parts[0].Rings[1]);
        Merge.Of(shape, Edited(shape, (3, At(-10, 1_000))), measured).Conflicts.ShouldHaveSingleItem().Code.ShouldBe("both-changed");
    }

    [Fact]
    public void Two_narrowings_that_are_right_alone_and_a_neck_together_are_a_conflict()
    {
        var shape = Of((0, 0), (100, 0), (150, 0), (200, 0), (300, 0), (300, 100), (200, 100), (150, 100), (100, 100), (0, 100));
        var (below, above) = (Edited(shape, (1, At(100, 49.6)), (2, At(150, 49.6)), (3, At(200, 49.6))), Edited(shape, (6, At(200, 50.4)), (7, At(150, 50.4)), (8, At(100, 50.4))));
        below.Problems().ShouldBeEmpty();
        above.Problems().ShouldBeEmpty();

        Merge.Of(shape, below, above).Conflicts.Select(conflict => conflict.Code).ShouldBe(["finding", "finding"]);
    }

    [Fact]
    public void A_neighbours_corner_recorded_on_an_edge_that_the_other_moved_is_a_conflict()
    {
        var shape = Box(0, 0, 1_000, 1_000);
        var noded = Kernel.RecordNode(shape, At(1_000, 400), 5);

        Merge.Of(shape, noded, Edited(shape, (2, At(1_100, 1_100)))).Conflicts.ShouldAllBe(conflict => conflict.Code == "node");
        Merge.Of(shape, noded, Edited(shape, (3, At(-10, 1_100)))).Merged.ShouldNotBeNull().Nodes.ShouldBe(noded.Nodes);
        // Taken away by one, untouched by the other.
        Merge.Of(noded, shape, Edited(noded, (3, At(-10, 1_100)))).Merged.ShouldNotBeNull().Nodes.ShouldBeEmpty();
    }
}
