using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class ChecksTests
{
    static AnnexProblem Only(IReadOnlyList<AnnexProblem> found, string code)
    {
        found.Select(one => one.Code).ShouldBe([code]);
        var (longitude, latitude) = Centimetres.ToWgs84(found[0].At);
        (found[0].Longitude, found[0].Latitude).ShouldBe((longitude, latitude));
        Checks.Codes.ShouldContainKey(code);
        return found[0];
    }

    static IReadOnlyList<AnnexProblem> Between(AnnexShape one, AnnexShape other) => Checks.Between((3, one), (7, other));

    [Fact]
    public void A_clean_shape_has_no_findings_and_clean_neighbours_have_none()
    {
        Box(0, 0, 1_000, 1_000).Problems().ShouldBeEmpty();
        Coast(2_000, 3_000, new Random(2)).Problems().ShouldBeEmpty();
        Of(Ring((0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000)), Ring((100, 100), (300, 100), (300, 300), (100, 300))).Problems().ShouldBeEmpty();
        Between(Box(0, 0, 100, 100), Box(100, 0, 200, 100)).ShouldBeEmpty();
        Between(Box(0, 0, 100, 100), Box(300, 0, 400, 100)).ShouldBeEmpty();
        // At a corner alone, and around a hole that the other fills.
        Between(Box(0, 0, 100, 100), Box(100, 100, 200, 200)).ShouldBeEmpty();
        var hole = Kernel.Difference(Box(0, 0, 100, 100), Box(40, 40, 60, 60)).Shape;
        Between(hole, Box(40, 40, 60, 60)).ShouldBeEmpty();
    }

    [Fact]
    public void A_border_that_crosses_itself_is_invalid_and_the_place_is_named()
    {
        var problem = Only(Of((0, 0), (100, 100), (100, 0), (0, 100)).Problems(), "invalid");

        problem.At.ShouldBe(At(50, 50));
        Only(Of(Ring((0, 0), (100, 0), (100, 100), (0, 100)), Ring((200, 200), (220, 200), (220, 220), (200, 220))).Problems(), "invalid");
    }

    [Fact]
    public void A_ring_that_meets_itself_in_a_corner_or_on_an_edge_touches_itself()
    {
        Only(Of((0, 0), (50, 50), (100, 0), (100, 100), (50, 50), (0, 100)).Problems(), "self-touch").At.ShouldBe(At(50, 50));
        // On the edge but for a unit, which no plain test sees.
        var near = Of((0, 0), (100, 0), (100, 100), (50, 0.01), (0, 100)).Problems();
        near.ShouldContain(one => one.Code == "self-touch" && one.At == At(50, 0.01) && one.Pointer == "/parts/0/rings/0/corners/3");
        Of(Ring((0, 0), (100, 0), (100, 100), (0, 100)), Ring((0, 50), (40, 30), (40, 70))).Problems().ShouldContain(one => one.Code == "self-touch" && one.At == At(0, 50));
    }

    [Fact]
    public void A_corner_that_stands_twice_is_found_with_its_distance()
    {
        var twice = Only(Of((0, 0), (100, 0), (100, 0), (100, 100), (0, 100)).Problems(), "duplicate-corner");
        (twice.At, twice.WidthM, twice.Pointer).ShouldBe((At(100, 0), 0, "/parts/0/rings/0/corners/1"));
        Only(Of((0, 0), (100, 0), (100, 0.02), (100, 100), (0, 100)).Problems(), "duplicate-corner").WidthM.ShouldBe(0.02);
        Of((0, 0), (100, 0), (100, 0.03), (100, 100), (0, 100)).Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_spike_is_found_by_its_angle()
    {
        var spike = Only(Of((0, 0), (100, 0), (100, 100), (50.1, 100), (50, 140), (49.9, 100), (0, 100)).Problems(), "spike");

        spike.At.ShouldBe(At(50, 140));
        spike.AreaM2!.Value.ShouldBe(4, 0.01);
        spike.WidthM!.Value.ShouldBe(0.2, 0.001);
        // There and back on one line: also invalid, and both are said.
        Of((0, 0), (100, 0), (100, 100), (50, 100), (50, 140), (50, 100), (0, 100)).Problems().Select(one => one.Code).ShouldContain("spike");
    }

    [Fact]
    public void What_is_too_small_or_a_sliver_is_found_in_parts_and_in_holes()
    {
        Only(Box(0, 0, 9, 9).Problems(), "too-small").AreaM2.ShouldBe(81);
        Only(Of(Ring((0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000)), Ring((100, 100), (105, 100), (105, 105), (100, 105))).Problems(), "too-small").Pointer.ShouldBe("/parts/0/rings/1");
        var sliver = Only(Box(0, 0, 500, 0.5).Problems(), "sliver");
        sliver.WidthM!.Value.ShouldBe(0.5, 0.01);
        sliver.AreaM2.ShouldBe(250);
        Only(new AnnexShape(Centimetres, [Box(0, 0, 100, 100).Parts[0], Box(200, 0, 700, 0.3).Parts[0]]).Problems(), "sliver").Pointer.ShouldBe("/parts/1/rings/0");
    }

    [Fact]
    public void A_neck_between_two_wide_places_is_too_narrow_and_a_pointed_corner_is_not()
    {
        var neck = Only(Of((0, 0), (100, 0), (100, 49), (140, 49), (140, 0), (240, 0), (240, 100), (140, 100), (140, 50), (100, 50), (100, 100), (0, 100)).Problems(), "too-narrow");

        neck.WidthM!.Value.ShouldBe(1, 0.05);
        neck.AreaM2!.Value.ShouldBe(40, 3);
        neck.At.East.ShouldBeInRange(At(100, 0).East, At(140, 0).East);
        Of((0, 0), (300, 0), (0, 60)).Problems().ShouldBeEmpty();
    }

    [Fact]
    public void An_overlap_is_an_area_and_a_narrow_one_a_sliver()
    {
        var overlap = Only(Between(Box(0, 0, 100, 100), Box(90, 0, 200, 100)), "overlap");
        overlap.Ids.ShouldBe([3L, 7]);
        (overlap.AreaM2!.Value, overlap.WidthM!.Value).ShouldSatisfyAllConditions(one => one.Item1.ShouldBe(1_000, 0.001), one => one.Item2.ShouldBe(10, 0.2));
        overlap.At.East.ShouldBeInRange(At(90, 0).East, At(100, 0).East);

        var sliver = Only(Between(Box(0, 0, 100, 100), Box(99.5, 0, 200, 100)), "sliver");
        sliver.AreaM2!.Value.ShouldBe(50, 0.001);
        // Two places are two findings.
        Between(Of((0, 0), (100, 0), (80, 50), (100, 100), (0, 100)), Box(90, -10, 200, 110)).Count(one => one.Code == "overlap").ShouldBe(2);
    }

    [Fact]
    public void A_shape_inside_another_is_contained_and_the_same_shape_is_equal_though_no_lines_cross()
    {
        Only(Between(Box(0, 0, 1_000, 1_000), Box(300, 300, 400, 400)), "contained").AreaM2!.Value.ShouldBe(10_000, 0.001);
        Only(Between(Box(300, 300, 400, 400), Box(0, 0, 1_000, 1_000)), "contained");
        Only(Between(Box(0, 0, 100, 100), new AnnexShape(Centimetres, [new([Box(0, 0, 100, 100).Parts[0].Rings[0].BegunAt(2).Reversed()])])), "equal").AreaM2!.Value.ShouldBe(10_000, 0.001);
        Only(Between(Box(0, 0, 100, 100), Box(0, 0, 100, 100.01)), "equal");
        // Inside, along the border.
        Only(Between(Box(0, 0, 100, 100), Box(0, 0, 50, 100)), "contained");
    }

    [Fact]
    public void A_gap_is_found_between_two_and_among_three()
    {
        var open = Only(Between(Box(0, 0, 100, 100), Box(100.4, 0, 200, 100)), "gap");
        open.WidthM!.Value.ShouldBe(0.4, 0.05);
        open.AreaM2!.Value.ShouldBe(40, 2);
        Between(Box(0, 0, 100, 100), Box(102, 0, 200, 100)).ShouldBeEmpty();

        var left = Of((0, 0), (100, 0), (100, 40), (95, 45), (95, 55), (100, 60), (100, 100), (0, 100));
        var enclosed = Only(Between(left, Of((100, 0), (200, 0), (200, 100), (100, 100), (100, 60), (100, 40))), "gap");
        enclosed.AreaM2!.Value.ShouldBe(75, 0.1);

        var three = Checks.All([(1, Of((0, 0), (100, 0), (100, 49), (49, 49), (49, 100), (0, 100))), (2, Box(49, 49, 49.01, 49.01)), (3, Box(500, 500, 600, 600))]);
        three.ShouldNotContain(one => one.Code == "gap");
        // What a third fills is no gap between two.
        Checks.Between((1, Box(0, 0, 100, 100)), (2, Box(100.4, 0, 200, 100)), [Box(100, -10, 100.4, 110)]).ShouldNotContain(one => one.Code == "gap");
        // Each two meet; what is between belongs to nobody.
        var triangle = Checks.All([
            (1, Of((0, 0), (100, 0), (50, 30))), (2, Of((100, 0), (50, 100), (60, 40), (50, 30))), (3, Of((50, 100), (0, 0), (50, 30), (40, 40)))]);
        triangle.Where(one => one.Code == "gap").ShouldContain(one => one.Ids.Length == 3);
    }

    [Fact]
    public void The_case_in_which_a_coverage_tool_finds_no_gap_is_found()
    {
        // Unnoded borders around a hole, as in JTS 1134: none of the corners of the one is a corner of the other.
        var ring = Of((0, 0), (100, 0), (100, 100), (60, 100), (60, 40), (40, 40), (40, 100), (0, 100));
        var lid = Of((30, 100), (70, 100), (70, 150), (30, 150));
        var filling = Kernel.Difference(Box(40, 40, 60, 100), Box(45, 60, 50, 65)).Shape;

        // The space of 20 by 60 m below the lid.
        var found = Between(ring, lid);
        found.Count(one => one.Code == "gap").ShouldBe(1);
        found.Count(one => one.Code == "touches-node").ShouldBe(4);
        Checks.All([(1, ring), (2, lid), (3, filling)]).ShouldNotContain(one => one.Code == "gap");
    }

    [Fact]
    public void A_corner_on_a_neighbours_edge_wants_to_be_recorded_and_then_neither_sliver_nor_gap_is_left()
    {
        var random = new Random(6);
        for (var round = 0; round < 60; round++)
        {
            var (a, b) = (At(0, 0), At(random.Next(500, 20_000) + 0.37, random.Next(500, 20_000) + 0.11));
            var zone = new AnnexShape(Centimetres, [new([AnnexRing.Of([a, b, At(-3_000, 9_000)], StretchOrigin.Drawn, 5)])]);
            var share = 0.2 + 0.6 * random.NextDouble();
            var t = Kernel.Snap([zone], new(a.East + (long)((b.East - a.East) * share), a.North + (long)((b.North - a.North) * share)), 1, 7)!.At;
            var neighbour = new AnnexShape(Centimetres, [new([AnnexRing.Of([a, new(t.East + 300_000, t.North - 500_000), t], StretchOrigin.Drawn, 5)])]);

            var found = Only(Between(zone, neighbour), "touches-node");
            found.At.ShouldBe(t);
            found.WidthM!.Value.ShouldBeLessThanOrEqualTo(0.0071);
            Between(Kernel.RecordNode(zone, t, 7), neighbour).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Shapes_on_different_lattices_are_compared_on_the_firsts()
    {
        var elsewhere = Kernel.ToLattice(Box(100, 0, 200, 100), new(Vn2000Zone.Find(3405)!, 3));

        Between(Box(0, 0, 100, 100), elsewhere).ShouldBeEmpty();
        Only(Between(Box(0, 0, 110, 100), elsewhere), "overlap").AreaM2!.Value.ShouldBe(1_000, 0.1);
    }

    [Fact]
    public void One_finding_has_one_key_while_it_stays_in_its_cell()
    {
        var (before, after) = (Between(Box(0, 0, 100, 100), Box(90, 0, 200, 100))[0], Between(Box(0, 0, 100, 100), Box(90.01, 0, 200, 100))[0]);

        before.Key(Centimetres, Tolerances.InUse).ShouldBe(after.Key(Centimetres, Tolerances.InUse));
        before.Key(Centimetres, Tolerances.InUse).ShouldStartWith("overlap 3 7 ");
        Checks.Between((7, Box(90, 0, 200, 100)), (3, Box(0, 0, 100, 100)))[0].Key(Centimetres, Tolerances.InUse).ShouldBe(before.Key(Centimetres, Tolerances.InUse));
    }
}
