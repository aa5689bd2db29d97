using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class KernelTests
{
    static readonly Stretch Drawn = new(0, StretchOrigin.Drawn, 5, null);

    static readonly Stretch Traced = new(0, StretchOrigin.Traced, 2, "sông");

    static string Refusal(Action act) => Should.Throw<AnnexException>(act).Code;

    static List<Corner> Line(params (double East, double North)[] corners) => [.. corners.Select(corner => At(corner.East, corner.North))];

    [Fact]
    public void A_union_counts_what_is_shared_once_and_keeps_how_each_stretch_came_about()
    {
        var river = new AnnexShape(Centimetres, [new([AnnexRing.Of(Box(50, -50, 200, 50).Parts[0].Rings[0].Corners, StretchOrigin.Surveyed, 0.05, "máy")])]);

        var result = Kernel.Union(Box(0, 0, 100, 100), river);

        (result.AreaBeforeM2, result.AreaAfterM2).ShouldBe((25_000, 22_500));
        result.Added.Order().ShouldBe([At(50, 0), At(100, 50)]);
        var ring = result.Shape.Parts[0].Rings[0];
        ring.Corners.ShouldBe(Line((0, 0), (50, 0), (50, -50), (200, -50), (200, 50), (100, 50), (100, 100), (0, 100)));
        ring.Stretches.ShouldBe([new(1, StretchOrigin.Surveyed, 0.05, "máy"), new(5, StretchOrigin.Drawn, 5, null)]);
    }

    [Fact]
    public void What_an_operation_leaves_as_it_is_is_the_shape_that_was_given()
    {
        var shape = Box(0, 0, 100, 100);

        Kernel.Difference(shape, Box(500, 0, 600, 100)).Shape.ShouldBeSameAs(shape);
        Kernel.Union(shape, Box(10, 10, 20, 20)).Shape.ShouldBeSameAs(shape);
        Kernel.Intersection(shape, Box(-10, -10, 220, 220)).Shape.ShouldBeSameAs(shape);
    }

    [Fact]
    public void A_shape_taken_from_its_inside_is_a_hole_and_from_its_side_a_shared_border()
    {
        var hole = Kernel.Difference(Box(0, 0, 100, 100), Box(40, 40, 60, 60)).Shape;
        hole.Parts[0].Rings.Length.ShouldBe(2);
        hole.AreaM2.ShouldBe(9_600);
        Kernel.Union(hole, Box(40, 40, 60, 60)).Shape.IsSameAs(Box(0, 0, 100, 100)).ShouldBeTrue();

        var neighbour = Of((70, 10), (150, 30), (130, 90), (60, 80));
        var cut = Kernel.Difference(Box(0, 0, 100, 100), neighbour);
        // Nothing is between them and nothing in both.
        cut.Shape.OnGrid().Touches(Overlay.Noded(neighbour)).ShouldBeFalse("the crossings are not yet recorded in the neighbour");
        var noded = cut.Added.Aggregate(neighbour, (shape, at) => Kernel.RecordNode(shape, at, 1));
        cut.Added.Length.ShouldBe(2);
        noded.Nodes.Length.ShouldBe(2);
        cut.Shape.ToWgs84().Touches(noded.ToWgs84()).ShouldBeTrue();
        Overlay.Noded(cut.Shape).Touches(Overlay.Noded(noded)).ShouldBeTrue();
    }

    [Fact]
    public void A_bay_that_a_union_closes_is_a_hole_and_runs_against_the_outer_ring()
    {
        var bay = Of((0, 0), (100, 0), (100, 100), (60, 100), (60, 40), (40, 40), (40, 100), (0, 100));

        var closed = Kernel.Union(bay, Box(30, 100, 70, 120)).Shape;

        closed.Parts[0].Rings.Length.ShouldBe(2);
        (closed.Parts[0].Rings[0].TwiceSignedArea > 0).ShouldBeTrue();
        (closed.Parts[0].Rings[1].TwiceSignedArea > 0).ShouldBeFalse();
        closed.AreaM2.ShouldBe(bay.AreaM2 + 800);
    }

    [Fact]
    public void A_neighbours_corner_on_a_straight_edge_becomes_a_node_of_it_and_no_corner()
    {
        // The neighbour's side lies on the edge, between its ends.
        var result = Kernel.Difference(Box(0, 0, 100, 100), Of((100, 20), (150, 20), (150, 60), (100, 60)));
        result.Shape.Parts.ShouldBe(Box(0, 0, 100, 100).Parts);
        result.Shape.Nodes.Select(node => node.At).ShouldBe(Line((100, 20), (100, 60)));

        var bitten = Kernel.Difference(Box(0, 0, 100, 100), Of((90, 90), (150, 90), (150, 150), (90, 150), (90, 95)));
        bitten.Shape.Parts[0].Rings[0].Corners.ShouldBe(Line((0, 0), (100, 0), (100, 90), (90, 90), (90, 95), (90, 100), (0, 100)));

        var touching = Kernel.Difference(Box(0, 0, 100, 100), Of((100, 20), (150, 0), (150, 110), (90, 100), (95, 90), (105, 80)));
        touching.Shape.Parts[0].Rings[0].Corners.ShouldNotContain(At(100, 20));
        touching.Shape.Nodes.ShouldHaveSingleItem().At.ShouldBe(At(100, 20));
    }

    [Fact]
    public void A_recorded_node_is_where_two_borders_meet_however_the_edge_is_rounded()
    {
        var random = new Random(8);
        for (var round = 0; round < 100; round++)
        {
            var (a, b) = (At(0, 0), At(random.Next(100, 20_000) + 0.37, random.Next(100, 20_000) + 0.11));
            var zone = new AnnexShape(Centimetres, [new([AnnexRing.Of([a, b, At(-3_000, 9_000)], StretchOrigin.Drawn, 5)])]);
            var share = 0.1 + 0.8 * random.NextDouble();
            var t = Kernel.Snap([zone], new(a.East + (long)((b.East - a.East) * share), a.North + (long)((b.North - a.North) * share)), 1, 7)!;
            t.Node.ShouldNotBeNull();
            var noded = Kernel.RecordNode(zone, t.At, 7);
            noded.Nodes.ShouldBe([t.Node]);
            var neighbour = new AnnexShape(Centimetres, [new([AnnexRing.Of([a, new(t.At.East + 300_000, t.At.North - 500_000), t.At], StretchOrigin.Drawn, 5)])]);

            var union = Kernel.Union(noded, neighbour);

            union.Added.ShouldBeEmpty();
            union.Shape.Parts[0].Rings.Length.ShouldBe(1);
            // The sliver of the T is what rounding leaves: a unit wide at most.
            Math.Abs(union.AreaAfterM2 - union.AreaBeforeM2).ShouldBeLessThan(LatticeMath.Distance(a, b) / 100 * 0.01);
            Kernel.Difference(noded, neighbour).Shape.ShouldBeSameAs(noded);
        }
    }

    [Fact]
    public void No_operation_makes_more_parts_without_being_asked()
    {
        Refusal(() => Kernel.Difference(Box(0, 0, 100, 100), Box(40, -10, 60, 110))).ShouldBe("falls-apart");
        Kernel.Difference(Box(0, 0, 100, 100), Box(40, -10, 60, 110), allowParts: true).Shape.Parts.Length.ShouldBe(2);
        Refusal(() => Kernel.Union(Box(0, 0, 100, 100), Box(200, 0, 300, 100))).ShouldBe("falls-apart");
        Refusal(() => Kernel.Intersection(Box(0, 0, 100, 100), Box(100, 0, 300, 100))).ShouldBe("nothing-left");
        Refusal(() => Kernel.Difference(Box(0, 0, 100, 100), Box(-1, -1, 101, 101))).ShouldBe("nothing-left");
        Refusal(() => Kernel.Union(Box(0, 0, 100, 100), Of((0, 0), (100, 100), (100, 0), (0, 100)))).ShouldBe("invalid");
        Refusal(() => Kernel.Union(Box(0, 0, 100, 100), Kernel.ToLattice(Box(0, 0, 100, 100), new(Centimetres.Zone, 3)))).ShouldBe("other-lattice");
    }

    [Fact]
    public void Overlays_of_random_shapes_are_valid_on_the_lattice_and_their_areas_add_up()
    {
        var random = new Random(12);
        for (var round = 0; round < 200; round++)
        {
            AnnexShape Named(AnnexShape shape, string name) => Of(AnnexRing.Of(shape.Parts[0].Rings[0].Corners, StretchOrigin.Annex, 0.1, name));
            var (one, other) = (Named(Star(random.Next(3, 40), 500, random), "one"), Named(Star(random.Next(3, 40), 500, random, random.Next(-600, 600), random.Next(-600, 600)), "other"));
            AnnexShape? Try(Func<KernelResult> act)
            {
                try
                {
                    return act().Shape;
                }
                catch (AnnexException refused) when (refused.Code == "nothing-left")
                {
                    return null;
                }
            }
            var (union, shared, rest) = (Try(() => Kernel.Union(one, other, true)), Try(() => Kernel.Intersection(one, other, true)), Try(() => Kernel.Difference(one, other, true)));

            // Rounded crossings move edges by less than a unit.
            ((union?.AreaM2 ?? 0) + (shared?.AreaM2 ?? 0)).ShouldBe(one.AreaM2 + other.AreaM2, 0.01 * (one.PerimeterM + other.PerimeterM));
            ((rest?.AreaM2 ?? 0) + (shared?.AreaM2 ?? 0)).ShouldBe(one.AreaM2, 0.01 * (one.PerimeterM + other.PerimeterM));
            var borders = new Dictionary<string, Geometry> { ["one"] = one.OnGrid().Boundary, ["other"] = other.OnGrid().Boundary };
            foreach (var made in new[] { union, shared, rest }.OfType<AnnexShape>())
            {
                made.OnGrid().IsValid.ShouldBeTrue();
                // Each segment names the border of which it is a piece, to what rounding moved it.
                foreach (var ring in made.Parts.SelectMany(part => part.Rings))
                {
                    for (var at = 0; at < ring.Corners.Length; at++)
                    {
                        var middle = new Point((Overlay.At(ring[at], Centimetres).X + Overlay.At(ring[at + 1], Centimetres).X) / 2,
                            (Overlay.At(ring[at], Centimetres).Y + Overlay.At(ring[at + 1], Centimetres).Y) / 2);
                        borders[ring.StretchAt(at).Of.ShouldNotBeNull()].Distance(middle).ShouldBeLessThan(0.011);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_line_from_side_to_side_splits_and_both_pieces_have_the_same_corners_along_it()
    {
        var shape = new AnnexShape(Centimetres, [new([Ring((0, 0), (100, 0), (100, 100), (0, 100)), Ring((20, 40), (40, 40), (40, 60), (20, 60))]), Box(500, 0, 600, 100).Parts[0]]);

        var split = Kernel.Split(shape, Line((50, -20), (60.01, 50.02), (45, 120)), Traced);

        split.Pieces.Length.ShouldBe(2);
        (split.AreaBeforeM2, split.AreaAfterM2).ShouldBe((19_600, 19_600));
        split.Pieces[0].Parts.Length.ShouldBe(2);
        split.Pieces[0].Parts[0].Rings[0].Corners[0].ShouldBe(At(0, 0));
        split.Pieces[0].Parts[0].Rings.Length.ShouldBe(2);
        split.Added.Length.ShouldBe(2);
        var shared = split.Pieces[0].Parts[0].Rings[0].Corners.Intersect(split.Pieces[1].Parts[0].Rings[0].Corners).ToList();
        shared.Order().ShouldBe(split.Added.Add(At(60.01, 50.02)).Order());
        split.Pieces[1].Parts[0].Rings[0].Stretches.ShouldContain(stretch => stretch.Origin == StretchOrigin.Traced && stretch.Of == "sông");
        Kernel.Union(split.Pieces[0], split.Pieces[1]).AreaAfterM2.ShouldBe(19_600);
    }

    [Fact]
    public void A_line_that_ends_inside_or_passes_by_does_not_split()
    {
        Refusal(() => Kernel.Split(Box(0, 0, 100, 100), Line((50, -20), (50, 50)), Drawn)).ShouldBe("line-ends-inside");
        Refusal(() => Kernel.Split(Box(0, 0, 100, 100), Line((150, -20), (150, 150)), Drawn)).ShouldBe("does-not-split");
        Refusal(() => Kernel.Split(Box(0, 0, 100, 100), Line((150, -20), (150, -20)), Drawn)).ShouldBe("no-line");
        // From corner to corner, not a unit beyond.
        Kernel.Split(Box(0, 0, 100, 100), Line((0, 0), (100, 100)), Drawn).Added.ShouldBeEmpty();
    }

    [Fact]
    public void A_border_is_moved_to_a_line_outwards_inwards_and_both()
    {
        Kernel.Reshape(Box(0, 0, 100, 100), Line((20, 90), (20, 130), (80, 130), (80, 90)), Traced).AreaAfterM2.ShouldBe(10_000 + 60 * 30);
        Kernel.Reshape(Box(0, 0, 100, 100), Line((20, 110), (20, 70), (80, 70), (80, 110)), Traced).AreaAfterM2.ShouldBe(10_000 - 60 * 30);
        var both = Kernel.Reshape(Box(0, 0, 100, 100), Line((0, 110), (50, 90), (100, 110)), Traced);
        both.AreaAfterM2.ShouldBe(10_000 - 250, 0.01);
        both.Shape.Parts[0].Rings[0].Stretches.ShouldContain(stretch => stretch.Of == "sông");
        // Weaving over the edge, in and out.
        var weaving = Kernel.Reshape(Box(0, 0, 100, 100), Line((10, 100), (30, 90), (50, 110), (70, 90), (90, 110), (90, 100)), Drawn);
        weaving.Shape.Parts.Length.ShouldBe(1);
        weaving.AreaAfterM2.ShouldBe(10_000 - 30 * 10 / 2 - 20 * 10 / 2 + 20 * 10 / 2 + 10 * 10 / 2, 0.01);
        Refusal(() => Kernel.Reshape(Box(0, 0, 100, 100), Line((50, -10), (50, 50)), Drawn)).ShouldBe("does-not-reshape");
    }

    [Fact]
    public void In_a_hole_a_line_makes_the_hole_smaller_and_holes_it_does_not_meet_stay()
    {
        var shape = Of(Ring((0, 0), (100, 0), (100, 100), (0, 100)), Ring((20, 20), (40, 20), (40, 40), (20, 40)), Ring((60, 60), (80, 60), (80, 80), (60, 80)));

        var result = Kernel.Reshape(shape, Line((35, 10), (35, 50)), Drawn);

        result.Shape.Parts[0].Rings.Length.ShouldBe(3);
        result.AreaAfterM2.ShouldBe(shape.AreaM2 + 5 * 20);
    }

    [Theory]
    [InlineData(9212, 2, 500_000, 500)]
    [InlineData(9212, 3, 665_000, 500)]
    [InlineData(3405, 3, 800_000, 200)]
    [InlineData(9212, 2, 420_000, 2_000)]
    public void A_buffer_is_never_short_of_the_distance_and_a_centimetre_of_arcs_and_the_lattice_beyond_at_most(int code, int decimals, double east, double metres)
    {
        var lattice = new Lattice(Vn2000Zone.Find(code)!, decimals);
        var random = new Random(code + decimals);
        Corner Place(double e, double n) => new(lattice.Units(east + e), lattice.Units(1_850_000 + n));
        List<Corner> bend = [Place(0, 0), Place(300.123, 5.2), Place(600.5, 10.9), Place(650, 700), Place(649, 1_400), Place(-300, 900)];
        var shape = new AnnexShape(lattice, [new([AnnexRing.Of(bend, StretchOrigin.Annex, 0.1)])]);
        (string What, Geometry Source, BufferResult Result)[] all =
        [
            ("point", new Point(east, 1_850_000), Kernel.Buffer(lattice, Place(0, 0), metres, Drawn)),
            ("line", Overlay.Line(bend, lattice), Kernel.Buffer(lattice, bend, metres, Drawn)),
            ("shape", shape.OnGrid(), Kernel.Buffer(shape, metres, Drawn)),
        ];
        foreach (var (what, source, result) in all)
        {
            var ring = result.Shape.OnGrid().Boundary;
            var (least, most) = (double.MaxValue, 0.0);
            // Vertices and places between them; the nearest place of the source is that of the grid, near enough for a hundredth of a millimetre.
            var along = new NetTopologySuite.LinearReferencing.LengthIndexedLine(ring);
            foreach (var at in ring.Coordinates.Concat(Enumerable.Range(0, 2_000).Select(_ => along.ExtractPoint(random.NextDouble() * ring.Length))))
            {
                var nearest = NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(source, new Point(at.X, at.Y))[0];
                var ground = Geodesic.Between(lattice.ToWgs84(at.X, at.Y), lattice.ToWgs84(nearest.X, nearest.Y)).DistanceM;
                (least, most) = (Math.Min(least, ground), Math.Max(most, ground));
            }
            least.ShouldBeGreaterThanOrEqualTo(metres, what);
            most.ShouldBeLessThanOrEqualTo(metres + result.BeyondM, what);
            result.BeyondM.ShouldBeLessThan(metres > 1_000 ? 0.05 : 0.03, what);
            TestContext.Current.TestOutputHelper?.WriteLine($"{what} {code} {metres} m: {least - metres:0.0000} to {most - metres:0.0000} m beyond, at most {result.BeyondM:0.0000}; {result.Shape.CornerCount} corners");
            result.Shape.Canonical().ShouldBe(new AnnexShape(lattice, result.Shape.Parts).Canonical());
        }
        Refusal(() => Kernel.Buffer(shape, 0, Drawn)).ShouldBe("distance");
        Refusal(() => Kernel.Buffer(shape, double.NaN, Drawn)).ShouldBe("distance");
    }

    [Fact]
    public void A_corner_that_two_shapes_share_moves_in_both_and_no_gap_opens()
    {
        var (west, east) = (Box(0, 0, 100, 100), Of((100, 0), (200, 0), (200, 100), (100, 100)));
        var far = Kernel.RecordNode(Box(300, 0, 400, 100), At(300, 40), 5);

        var moved = Kernel.MoveCorner([west, east, far], At(100, 100), At(110.05, 120.07));

        moved[0].Shape.Parts[0].Rings[0].Corners.ShouldContain(At(110.05, 120.07));
        moved[1].Shape.Parts[0].Rings[0].Corners.ShouldContain(At(110.05, 120.07));
        moved[2].Shape.ShouldBeSameAs(far);
        moved[0].Shape.OnGrid().Touches(moved[1].Shape.OnGrid()).ShouldBeTrue();
        (moved[0].AreaBeforeM2, moved[1].AreaBeforeM2).ShouldBe((10_000, 10_000));
        Refusal(() => Kernel.MoveCorner([west, east], At(1, 2), At(3, 4))).ShouldBe("no-such-corner");
        Refusal(() => Kernel.MoveCorner([west, east], At(100, 100), At(100, 0))).ShouldBe("meets-corner");
        Refusal(() => Kernel.MoveCorner([west, east], At(100, 100), At(150, -50))).ShouldBe("invalid-result");
    }

    [Fact]
    public void A_node_goes_with_its_corner_along_the_edge_and_is_named_when_it_leaves_it()
    {
        var shape = Kernel.RecordNode(Box(0, 0, 100, 100), At(100, 40), 5);
        var neighbour = Of((100, 40), (200, 0), (200, 100));

        var along = Kernel.MoveCorner([neighbour, shape], At(100, 40), At(100, 60))[1];
        along.Shape.Nodes.ShouldBe([new(1, 1, 1, At(100, 60), 5)]);
        along.LostNodes.ShouldBeEmpty();
        var off = Kernel.MoveCorner([neighbour, shape], At(100, 40), At(105, 60))[1];
        off.Shape.Nodes.ShouldBeEmpty();
        off.LostNodes.ShouldHaveSingleItem().Feature.ShouldBe(5);
        // The edge is taken away from under it.
        Kernel.MoveCorner([shape], At(100, 0), At(90, 0))[0].LostNodes.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_corner_stands_in_its_edge_and_stretches_and_nodes_behind_it_count_on()
    {
        var ring = Ring((0, 0), (100, 0), (100, 100), (0, 100)) with { Stretches = [new(0, StretchOrigin.Drawn, 5, null), new(2, StretchOrigin.Surveyed, 0.1, null)] };
        var shape = Kernel.RecordNode(Of(ring), At(0, 50), 5);

        var result = Kernel.InsertNode(shape, 1, 1, 1, At(110, 50));

        result.Shape.Parts[0].Rings[0].Corners.ShouldBe(Line((0, 0), (100, 0), (110, 50), (100, 100), (0, 100)));
        result.Shape.Parts[0].Rings[0].Stretches[1].From.ShouldBe(3);
        result.Shape.Nodes.ShouldBe([new(1, 1, 4, At(0, 50), 5)]);
        result.Added.ShouldBe([At(110, 50)]);
        Kernel.InsertNode(shape, 1, 1, 3, At(0, 50)).Shape.Nodes.ShouldBeEmpty();
        Refusal(() => Kernel.InsertNode(shape, 1, 1, 4, At(0, 50))).ShouldBe("no-such-edge");
        Refusal(() => Kernel.InsertNode(shape, 1, 1, 1, At(100, 100))).ShouldBe("meets-corner");
    }

    [Fact]
    public void A_pointer_snaps_to_a_corner_before_an_edge_and_to_nothing_out_of_reach()
    {
        var shapes = new[] { Box(0, 0, 100, 100), Of((200, 0), (300, 77.77), (200, 100)) };

        Kernel.Snap(shapes, At(98, 97), 5, null).ShouldBe(new(0, At(100, 100), 1, 1, 2, null, Math.Sqrt(13)));
        var edge = Kernel.Snap(shapes, At(251, 38), 5, 9)!;
        edge.Target.ShouldBe(1);
        edge.Node!.Feature.ShouldBe(9);
        LatticeMath.Distance(edge.At, At(200, 0), At(300, 77.77)).ShouldBeLessThanOrEqualTo(Math.Sqrt(0.5));
        Kernel.Snap(shapes, At(150, 50), 5, null).ShouldBeNull();
    }

    [Fact]
    public void A_border_is_followed_both_ways_corner_by_corner()
    {
        var ring = Ring((0, 0), (100, 0), (100, 100), (0, 100)) with { Stretches = [new(0, StretchOrigin.Drawn, 5, null), new(2, StretchOrigin.Surveyed, 0.1, null)] };

        var forward = Kernel.Trace(Of(ring), 1, 1, At(100, 100), At(0, 0), backwards: false, "966");
        var back = Kernel.Trace(Of(ring), 1, 1, At(100, 100), At(0, 0), backwards: true, "966");

        forward.Corners.ShouldBe(Line((100, 100), (0, 100), (0, 0)));
        forward.Stretch.ShouldBe(new(0, StretchOrigin.Traced, 0.1, "966"));
        back.Corners.ShouldBe(Line((100, 100), (100, 0), (0, 0)));
        back.Stretch.AccuracyM.ShouldBe(5);
        (forward.LengthM, back.LengthM).ShouldBe((200, 200));
        Refusal(() => Kernel.Trace(Of(ring), 1, 1, At(1, 1), At(0, 0), false, null)).ShouldBe("no-such-corner");
        Refusal(() => Kernel.Trace(Of(ring), 1, 1, At(0, 0), At(0, 0), false, null)).ShouldBe("same-corner");
    }

    [Fact]
    public void A_way_by_distance_and_bearing_is_measured_as_it_was_gone()
    {
        foreach (var by in Enum.GetValues<LengthBy>())
        {
            for (var bearing = 0.0; bearing < 360; bearing += 17.3)
            {
                var to = Kernel.Go(Centimetres, At(0, 0), 1_234.56, bearing, by);
                var (distance, back) = Kernel.Way(Centimetres, At(0, 0), to, by);
                distance.ShouldBe(1_234.56, 0.008);
                back.ShouldBe(bearing, 0.001);
            }
        }
        // A kilometre on the ground is less than one on the grid at 50 km from the meridian: 0.9999 × (1 + 3.1e-5).
        Kernel.Way(Centimetres, At(0, 0), Kernel.Go(Centimetres, At(0, 0), 1_000, 90, LengthBy.Geodesic), LengthBy.Grid).DistanceM.ShouldBe(999.93, 0.01);
        Kernel.Go(Centimetres, At(0, 0), 100, 90, LengthBy.Grid).ShouldBe(At(100, 0));
        Refusal(() => Kernel.Go(Centimetres, At(0, 0), double.NaN, 90, LengthBy.Grid)).ShouldBe("not-a-number");
    }

    [Fact]
    public void Geodesics_agree_with_those_published()
    {
        // Geoscience Australia, GDA technical manual: Flinders Peak to Buninyong on GRS 80 is 54,972.271 m at 306°52'05.37"; WGS 84 differs by less than 0.1 mm there.
        var peak = (144.0 + 25 / 60.0 + 29.52440 / 3600, -(37.0 + 57 / 60.0 + 3.72030 / 3600));
        var town = (143.0 + 55 / 60.0 + 35.38390 / 3600, -(37.0 + 39 / 60.0 + 10.15610 / 3600));

        var (distance, bearing) = Geodesic.Between(peak, town);

        distance.ShouldBe(54_972.271, 0.001);
        bearing.ShouldBe(306 + 52 / 60.0 + 5.37 / 3600, 0.01 / 3600);
        var (longitude, latitude) = Geodesic.From(peak, distance, bearing);
        longitude.ShouldBe(town.Item1, 1e-11);
        latitude.ShouldBe(town.Item2, 1e-11);
    }

    [Fact]
    public void A_right_angle_is_right_to_what_the_lattice_allows()
    {
        Kernel.RightAngle(Centimetres, At(0, 0), At(100, 0), At(130, 40)).ShouldBe(At(100, 40));
        Kernel.RightAngle(Centimetres, At(0, 0), At(100, 0), At(30, -40)).ShouldBe(At(100, -40));
        var corner = Kernel.RightAngle(Centimetres, At(0, 0), At(70.1, 30.3), At(50, 90));
        Math.Abs((double)LatticeMath.Dot(At(70.1, 30.3), At(0, 0), corner) / LatticeMath.Distance(At(0, 0), At(70.1, 30.3))).ShouldBeLessThan(0.75);
        Refusal(() => Kernel.RightAngle(Centimetres, At(0, 0), At(0, 0), At(1, 1))).ShouldBe("same-corner");
    }

    [Fact]
    public void A_shape_goes_to_a_finer_lattice_of_its_zone_without_moving_and_to_another_zone_by_its_position()
    {
        var shape = Kernel.RecordNode(Star(50, 900, new Random(4)), Star(50, 900, new Random(4)).Parts[0].Rings[0].Corners[0], 1);
        var fine = Kernel.ToLattice(shape, new(Centimetres.Zone, 3));

        fine.AreaM2.ShouldBe(shape.AreaM2);
        fine.ToWgs84().EqualsExact(shape.ToWgs84()).ShouldBeTrue();
        Kernel.ToLattice(fine, Centimetres).ShouldBe(shape);
        var elsewhere = Kernel.ToLattice(shape, new(Vn2000Zone.Find(3405)!, 3));
        // Another projection, another scale: 0.9996 for 0.9999.
        (elsewhere.AreaM2 / shape.AreaM2).ShouldBe(1, 0.001);
        Kernel.ToLattice(elsewhere, Centimetres).ShouldBe(shape);
    }
}
