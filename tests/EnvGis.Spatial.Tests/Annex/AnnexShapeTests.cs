using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class AnnexShapeTests
{
    const string Example = """
        {"epsg":9212,"decimals":2,"parts":[{"rings":[{"corners":[[55000000,185000000],[55100000,185000000],[55100000,185100000],[55000000,185100000]],
        "stretches":[{"from":0,"origin":"drawn","accuracyM":5,"of":null},{"from":2,"origin":"traced","accuracyM":0.25,"of":"xã Gio Linh"}]}]}],
        "nodes":[{"part":1,"ring":1,"segment":3,"at":[55000000,185040000],"feature":12}]}
        """;

    static AnnexShape Read(string json) => AnnexShape.Read(JsonDocument.Parse(json).RootElement);

    static string Written(AnnexShape shape)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            shape.Write(writer);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [Fact]
    public void What_was_read_is_written_the_same_and_equal_when_read_again()
    {
        var shape = Read(Example);

        JsonNode.DeepEquals(JsonNode.Parse(Written(shape)), JsonNode.Parse(Example)).ShouldBeTrue();
        Read(Written(shape)).ShouldBe(shape);
        Read(Written(shape)).GetHashCode().ShouldBe(shape.GetHashCode());
        shape.Parts[0].Rings[0].StretchAt(3).Of.ShouldBe("xã Gio Linh");
        shape.Nodes.ShouldBe([new(1, 1, 3, new(55_000_000, 185_040_000), 12)]);
        shape.AreaM2.ShouldBe(1_000_000);
        shape.PerimeterM.ShouldBe(4_000);
    }

    [Theory]
    [InlineData("\"epsg\":9212", "\"epsg\":6956", "zone", "/epsg")]
    [InlineData("\"epsg\":9212", "\"epsg\":\"9212\"", "not-a-whole-number", "/epsg")]
    [InlineData("\"epsg\":9212,", "", "missing", "/epsg")]
    [InlineData("\"epsg\":9212,", "\"epsg\":9212,\"epsg\":9212,", "twice", "/epsg")]
    [InlineData("\"epsg\":9212,", "\"epsg\":9212,\"x\":1,", "unknown-member", "")]
    [InlineData("\"decimals\":2", "\"decimals\":4", "decimals", "/decimals")]
    [InlineData("[55100000,185000000]", "[55100000.5,185000000]", "not-a-whole-number", "/parts/0/rings/0/corners/1/0")]
    [InlineData("[55100000,185000000]", "[55100000,185000000,0]", "not-a-corner", "/parts/0/rings/0/corners/1")]
    [InlineData("[55100000,185000000]", "[185000000,55100000]", "outside", "/parts/0/rings/0/corners/1")]
    [InlineData("[55100000,185000000],[55100000,185100000],", "", "too-few-corners", "/parts/0/rings/0/corners")]
    [InlineData("\"from\":2", "\"from\":4", "stretch-order", "/parts/0/rings/0/stretches/1/from")]
    [InlineData("\"from\":2", "\"from\":0", "stretch-order", "/parts/0/rings/0/stretches/1/from")]
    [InlineData("\"origin\":\"traced\"", "\"origin\":\"Traced\"", "origin", "/parts/0/rings/0/stretches/1/origin")]
    [InlineData("\"accuracyM\":0.25", "\"accuracyM\":-1", "accuracy", "/parts/0/rings/0/stretches/1/accuracyM")]
    [InlineData("\"accuracyM\":0.25", "\"accuracyM\":1e999", "not-a-number", "/parts/0/rings/0/stretches/1/accuracyM")]
    [InlineData("xã Gio Linh", "\\ud800", "not-a-text", "/parts/0/rings/0/stretches/1/of")]
    [InlineData("\"segment\":3", "\"segment\":4", "node-without-edge", "/nodes/0")]
    [InlineData("[55000000,185040000]", "[55000002,185040000]", "node-off-edge", "/nodes/0/at")]
    public void A_shape_that_cannot_be_is_refused_with_what_and_where(string good, string bad, string code, string pointer)
    {
        var refused = Should.Throw<AnnexException>(() => Read(Example.Replace(good, bad, StringComparison.Ordinal)));

        (refused.Code, refused.Pointer).ShouldBe((code, pointer));
    }

    [Fact]
    public void More_corners_than_a_shape_may_have_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, AnnexShape.MaxCorners + 1).Select(at => "[55000000,185000000]"));

        Should.Throw<AnnexException>(() => Read(Example.Replace("[55100000,185000000]", many, StringComparison.Ordinal))).Code.ShouldBe("too-many-corners");
    }

    [Fact]
    public void One_shape_has_one_canonical_text_wherever_its_rings_begin_and_whichever_way_they_run()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var hole = Shapes.Star(9, 50, random).Parts[0].Rings[0];
            var other = Shapes.Star(7, 40, random, 200).Parts[0].Rings[0];
            var outer = Shapes.Star(12, 1_000, random).Parts[0].Rings[0];
            outer = outer with { Stretches = [new(2, StretchOrigin.Surveyed, 0.05, "máy"), new(5, StretchOrigin.Drawn, 5, null), new(9, StretchOrigin.Traced, 1, "sông")] };
            var far = Shapes.Star(8, 100, random, 5_000).Parts[0];
            var shape = new AnnexShape(Shapes.Centimetres, [new([outer, hole, other]), far], [new(1, 1, 4, outer.Corners[4], 7)]);

            var turned = outer.Reversed();
            var begun = turned.BegunAt(3);
            var segment = (outer.Corners.Length - 1 - 4 - 3 + outer.Corners.Length) % outer.Corners.Length;
            var again = new AnnexShape(Shapes.Centimetres, [far, new([begun, other.BegunAt(2), hole.Reversed()])], [new(2, 1, segment, outer.Corners[4], 7)]);

            again.ShouldNotBe(shape);
            again.Canonical().ShouldBe(shape.Canonical());
            again.IsSameAs(shape).ShouldBeTrue();
            Read(shape.Canonical()).Canonical().ShouldBe(shape.Canonical());
            turned.Reversed().BySegment().Select(one => one with { From = 0 }).ShouldBe(outer.BySegment().Select(one => one with { From = 0 }));
            var moved = outer with { Corners = outer.Corners.SetItem(1, new(outer.Corners[1].East + 1, outer.Corners[1].North)) };
            new AnnexShape(Shapes.Centimetres, [new([moved, hole, other]), far]).IsSameAs(shape).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_ring_that_meets_its_least_corner_twice_has_one_text_too()
    {
        var eight = Shapes.Of((0, 0), (10, -10), (20, 0), (10, 10), (0, 0), (30, -30), (60, 0), (30, 30));

        eight.Parts[0].Rings[0].Corners.Length.ShouldBe(8);
        foreach (var first in Enumerable.Range(0, 8))
        {
            new AnnexShape(eight.Lattice, [new([eight.Parts[0].Rings[0].BegunAt(first)])]).Canonical().ShouldBe(eight.Canonical());
        }
    }

    [Fact]
    public void The_area_is_exact_where_doubles_are_not()
    {
        // 1,000 km by 1 cm: twice the area in units is known to the last digit.
        var thin = new AnnexShape(Shapes.Centimetres, [new([AnnexRing.Of([new(0, 0), new(100_000_000, 270_000_000), new(100_000_000, 269_999_999)], StretchOrigin.Annex, 0)])]);

        thin.TwiceArea.ShouldBe(100_000_000);
        thin.AreaM2.ShouldBe(5_000);
        Shapes.Of(Shapes.Ring((0, 0), (100, 0), (100, 100), (0, 100)), Shapes.Ring((10, 10), (20, 10), (20, 20), (10, 20))).AreaM2.ShouldBe(9_900);
    }

    [Fact]
    public void On_the_grid_each_coordinate_is_the_double_of_the_printed_decimal()
    {
        var shape = Shapes.Star(500, 3_000, new Random(1));
        var grid = shape.OnGrid();

        grid.SRID.ShouldBe(9212);
        foreach (var (corner, at) in shape.Parts[0].Rings[0].Corners.Zip(((Polygon)grid[0]).Shell.Coordinates))
        {
            at.X.ShouldBe(double.Parse(shape.Lattice.Print(corner.East), System.Globalization.CultureInfo.InvariantCulture));
            at.Y.ShouldBe(double.Parse(shape.Lattice.Print(corner.North), System.Globalization.CultureInfo.InvariantCulture));
        }
        grid.Area.ShouldBe(shape.AreaM2, 0.001);
        grid.Length.ShouldBe(shape.PerimeterM, 0.000_001);
    }

    [Theory]
    [InlineData(9212)]
    [InlineData(3405)]
    public void Long_segments_get_points_by_which_the_published_line_stays_within_a_centimetre_and_come_back_without_them(int code)
    {
        var lattice = new Lattice(Vn2000Zone.Find(code)!, 2);
        var random = new Random(code);
        for (var round = 0; round < 30; round++)
        {
            var corners = Shapes.Star(5, 30_000, random).Parts[0].Rings[0].Corners;
            var ring = AnnexRing.Of(corners, StretchOrigin.Annex, 0.1);
            var shape = new AnnexShape(lattice, [new([ring])]);

            var published = (Polygon)shape.ToWgs84();

            published.SRID.ShouldBe(4326);
            published.NumPoints.ShouldBeGreaterThan(30);
            published.IsValid.ShouldBeTrue();
            // Every middle of the published line, taken back to the grid, lies within a centimetre of the annex's line.
            var points = published.Shell.Coordinates;
            foreach (var (a, b) in points.Zip(points.Skip(1)))
            {
                var (east, north) = lattice.ToGrid((a.X + b.X) / 2, (a.Y + b.Y) / 2);
                shape.OnGrid().Boundary.Distance(new Point(east, north)).ShouldBeLessThan(0.0102);
            }
            AnnexShape.OfWgs84(published, lattice, StretchOrigin.Annex, 0.1, leaveOutDerived: true).ShouldBe(shape);
            AnnexShape.OfWgs84(published, lattice, StretchOrigin.Annex, 0.1).CornerCount.ShouldBe(published.NumPoints - 1);
            // Whichever way the ring runs.
            var reversed = new AnnexShape(lattice, [new([ring.Reversed()])]);
            reversed.ToWgs84().Coordinates.ShouldBe(published.Coordinates.Reverse());
            AnnexShape.OfWgs84(reversed.ToWgs84(), lattice, StretchOrigin.Annex, 0.1, leaveOutDerived: true).ShouldBe(reversed);
        }
    }

    [Fact]
    public void Derived_points_that_fall_on_the_lattice_are_left_out_as_well()
    {
        // 40 km along the grid: pieces of whole metres.
        var shape = Shapes.Of((0, 0), (40_000, 0), (40_000, 40_000), (0, 40_000));

        AnnexShape.OfWgs84(shape.ToWgs84(), shape.Lattice, StretchOrigin.Drawn, 5, leaveOutDerived: true).ShouldBe(shape);
    }

    [Fact]
    public void Corners_of_short_segments_that_lie_on_a_straight_line_stay()
    {
        var shape = Shapes.Of((0, 0), (500, 0), (1_000, 0), (1_500, 0), (1_500, 500), (0, 500));

        AnnexShape.OfWgs84(shape.ToWgs84(), shape.Lattice, StretchOrigin.Drawn, 5, leaveOutDerived: true).ShouldBe(shape);
    }

    [Fact]
    public void A_neighbour_who_ends_at_a_recorded_node_touches_the_published_shape()
    {
        var random = new Random(5);
        var plain = 0;
        for (var round = 0; round < 200; round++)
        {
            var (a, b) = (Shapes.At(0, 0), Shapes.At(random.Next(1_000, 20_000) + 0.37, random.Next(1_000, 20_000) + 0.11));
            var share = random.NextDouble();
            var t = new Corner(a.East + (long)Math.Round((b.East - a.East) * share), a.North + (long)Math.Round((b.North - a.North) * share));
            var zone = AnnexRing.Of([a, b, Shapes.At(-3_000, 9_000)], StretchOrigin.Drawn, 5);
            var neighbour = new AnnexShape(Shapes.Centimetres, [new([AnnexRing.Of([a, new(t.East + 300_000, t.North - 500_000), t], StretchOrigin.Drawn, 5)])]).ToWgs84();

            var shape = new AnnexShape(Shapes.Centimetres, [new([zone])], [new(1, 1, 0, t, 966)]);

            shape.ToWgs84().Touches(neighbour).ShouldBeTrue();
            plain += new AnnexShape(Shapes.Centimetres, [new([zone])]).ToWgs84().Touches(neighbour) ? 1 : 0;
        }
        // Without the record it is a matter of luck.
        plain.ShouldBeLessThan(190);
    }

    [Fact]
    public void What_is_no_polygon_or_nothing_on_the_lattice_is_refused()
    {
        Should.Throw<AnnexException>(() => AnnexShape.OfWgs84(new Point(106, 17), Shapes.Centimetres, StretchOrigin.Drawn, 5)).Code.ShouldBe("not-a-polygon");
        Should.Throw<AnnexException>(() => AnnexShape.OfWgs84(Polygon.Empty, Shapes.Centimetres, StretchOrigin.Drawn, 5)).Code.ShouldBe("empty");
        var tiny = new Polygon(new([new(106.3, 17), new(106.300_000_001, 17), new(106.300_000_001, 17.000_000_001), new(106.3, 17)]));
        Should.Throw<AnnexException>(() => AnnexShape.OfWgs84(tiny, Shapes.Centimetres, StretchOrigin.Drawn, 5)).Code.ShouldBe("too-few-corners");
    }
}
