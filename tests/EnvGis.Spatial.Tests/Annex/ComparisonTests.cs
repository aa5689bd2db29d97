using EnvGis.Spatial.Annex;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class ComparisonTests
{
    [Fact]
    public void What_was_gained_and_lost_is_told_apart_though_the_area_is_the_same()
    {
        var compared = Comparison.Of(Box(0, 0, 100, 100), Box(10, 0, 110, 100));

        (compared.AreaBeforeM2, compared.AreaAfterM2).ShouldBe((10_000, 10_000));
        (compared.GainedM2, compared.LostM2).ShouldBe((1_000, 1_000));
    }

    [Fact]
    public void Gained_less_lost_is_the_difference_of_the_exact_areas()
    {
        var random = new Random(9);
        for (var round = 0; round < 100; round++)
        {
            var (one, other) = (Coast(300, 5_000, random), Coast(300, 5_000, random, random.Next(-500, 500)));
            var compared = Comparison.Of(one, other);

            (compared.GainedM2 - compared.LostM2).ShouldBe(other.AreaM2 - one.AreaM2, 0.001);
        }
    }

    [Fact]
    public void Corners_that_moved_came_and_went_are_named()
    {
        var before = Of((0, 0), (100, 0), (100, 100), (50, 100), (0, 100));

        var moved = Comparison.Of(before, Of((100, 0), (103, 104), (50, 100), (0, 100), (0, 0)));
        moved.Moved.ShouldBe([new(At(100, 100), At(103, 104), 5)]);
        moved.Added.ShouldBeEmpty();
        moved.Removed.ShouldBeEmpty();
        Comparison.Of(before, Of((0, 0), (100, 0), (100, 100), (0, 100))).Removed.ShouldBe([At(50, 100)]);
        Comparison.Of(before, Of((0, 0), (50, -5), (100, 0), (100, 100), (50, 100), (0, 100))).Added.ShouldBe([At(50, -5)]);
        // Walked the other way nothing has moved.
        var turned = Comparison.Of(before, new(before.Lattice, [new([before.Parts[0].Rings[0].Reversed()])]));
        (turned.Moved.Length, turned.Added.Length, turned.Removed.Length, turned.GainedM2).ShouldBe((0, 0, 0, 0));
        // A hole that is new.
        Comparison.Of(Box(0, 0, 100, 100), Kernel.Difference(Box(0, 0, 100, 100), Box(40, 40, 60, 60)).Shape).ShouldSatisfyAllConditions(
            one => one.Added.Length.ShouldBe(4), one => one.LostM2.ShouldBe(400));
    }

    [Fact]
    public void A_stretch_that_was_measured_since_is_named()
    {
        var shape = Box(0, 0, 100, 100);
        var ring = shape.Parts[0].Rings[0] with { Stretches = [new(0, StretchOrigin.Drawn, 5, null), new(3, StretchOrigin.Surveyed, 0.05, "máy")] };

        var changed = Comparison.Of(shape, Of(ring)).Stretches.ShouldHaveSingleItem();

        changed.ShouldBe(new(At(0, 100), At(0, 0), new(0, StretchOrigin.Drawn, 5, null), new(0, StretchOrigin.Surveyed, 0.05, "máy")));
    }

    [Fact]
    public void A_duplicate_is_dropped_and_stretches_and_nodes_stay_where_they_were()
    {
        var ring = Ring((0, 0), (100, 0), (100, 0.01), (100, 100), (0, 100)) with { Stretches = [new(0, StretchOrigin.Drawn, 5, null), new(3, StretchOrigin.Surveyed, 0.05, "máy")] };
        var shape = Kernel.RecordNode(Of(ring), At(0, 50), 4);

        var mended = Mends.DropDuplicates(shape);

        mended.Shape.Parts[0].Rings[0].Corners.ShouldBe(Box(0, 0, 100, 100).Parts[0].Rings[0].Corners);
        mended.Shape.Parts[0].Rings[0].Stretches[1].From.ShouldBe(2);
        mended.Shape.Nodes.ShouldBe([new(1, 1, 3, At(0, 50), 4)]);
        mended.Shape.Problems().ShouldBeEmpty();
        (mended.AreaBeforeM2, mended.AreaAfterM2).ShouldBe((10_000, 10_000));
        Should.Throw<AnnexException>(() => Mends.DropDuplicates(Box(0, 0, 100, 100))).Code.ShouldBe("nothing-to-mend");
    }

    [Fact]
    public void A_spike_is_dropped_even_one_that_made_the_shape_invalid_and_a_large_one_is_refused()
    {
        var thin = Mends.DropSpikes(Of((0, 0), (100, 0), (100, 100), (50.01, 100), (50, 140), (49.99, 100), (0, 100)));
        thin.AreaBeforeM2.ShouldBe(10_000.4, 0.001);
        thin.AreaAfterM2.ShouldBe(10_000, 0.001);
        thin.Shape.Problems().Select(one => one.Code).ShouldNotContain("spike");

        var folded = Of((0, 0), (100, 0), (100, 100), (50, 100), (50, 140), (50, 100), (0, 100));
        folded.OnGrid().IsValid.ShouldBeFalse();
        Mends.DropSpikes(folded).Shape.Problems().ShouldBeEmpty();

        var refused = Should.Throw<AnnexException>(() => Mends.DropSpikes(Of((0, 0), (100, 0), (100, 100), (50.1, 100), (50, 140), (49.9, 100), (0, 100))));
        refused.Code.ShouldBe("changes-too-much");
        refused.Numbers["changedM2"].ShouldBe(4, 0.001);
        refused.Numbers["mostM2"].ShouldBe(1);
    }

    [Fact]
    public void A_bow_tie_is_not_mended_by_dropping_half_of_it()
    {
        var bow = Of((0, 0), (100, 100), (100, 0), (0, 100));

        Should.Throw<AnnexException>(() => Mends.DropSpikes(bow)).Code.ShouldBe("nothing-to-mend");
        Should.Throw<AnnexException>(() => Mends.DropDuplicates(bow)).Code.ShouldBe("nothing-to-mend");
    }

    [Fact]
    public void Corners_near_a_neighbours_become_his_and_what_would_move_too_much_is_refused()
    {
        var neighbour = Box(100, 0, 200, 100);

        var mended = Mends.Snap(Of((0, 0), (99.99, 0), (100, 100), (0, 100)), [neighbour], 0.02);
        mended.Shape.ShouldBe(Box(0, 0, 100, 100));
        mended.AreaAfterM2.ShouldBe(10_000);
        Checks.Between((1, mended.Shape), (2, neighbour)).ShouldBeEmpty();
        Should.Throw<AnnexException>(() => Mends.Snap(Of((0, 0), (99, 0), (99, 100), (0, 100)), [neighbour], 2)).Code.ShouldBe("changes-too-much");
        Should.Throw<AnnexException>(() => Mends.Snap(Box(0, 0, 100, 100), [neighbour], 2)).Code.ShouldBe("nothing-to-mend");
    }
}
