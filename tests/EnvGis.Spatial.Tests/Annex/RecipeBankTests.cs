using EnvGis.Spatial.Annex;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Annex;

/// <summary>Corridors from a bank and intake areas along a river.</summary>
public sealed class RecipeBankTests
{
    static readonly CancellationToken Never = CancellationToken.None;

    static readonly GeometryFactory Wgs84 = new(new PrecisionModel(), 4326);

    static Coordinate Degrees(double east, double north) => Shapes.Centimetres.ToWgs84(Shapes.At(east, north)) is var (x, y) ? new(x, y) : null!;

    static RecipeInput Line(string name, params (double East, double North)[] corners) => new(Wgs84.CreateLineString([.. corners.Select(one => Degrees(one.East, one.North))]), null, 0, 20, name);

    static RecipeInput Intake(double east, double north) => new(Wgs84.CreatePoint(Degrees(east, north)), null, 0, 5, "intake");

    static RecipeInput Water(AnnexShape shape) => new(shape.ToWgs84(), null, 0, 5, "water");

    /// <summary>A river that winds, from west to east, by sines; in pieces that follow one another.</summary>
    static List<(double East, double North)> Winding(Random random, double length)
    {
        var (height, period) = (100 + 200 * random.NextDouble(), 1_500 + 1_500 * random.NextDouble());
        return [.. Enumerable.Range(0, (int)(length / 25)).Select(at => (at * 25.0, height * Math.Sin(at * 25 / period * 2 * Math.PI)))];
    }

    static RecipeResult Make(params RecipeReach[] reaches) => Recipe.Make(Shapes.Centimetres, [], [], null, 0, Never, reaches);

    static LineString OnGrid(IEnumerable<(double East, double North)> line) => new([.. line.Select(one => new Coordinate(550_000 + one.East, 1_850_000 + one.North))]);

    /// <summary>Ground metres for a grid metre about there.</summary>
    static double Ground => 1 / Kernel.LocalScale(Shapes.Centimetres, 554_000, 1_850_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_intake_area_holds_all_within_its_width_of_its_stretch_and_nothing_beyond_its_ends(int seed)
    {
        var random = new Random(seed);
        var river = Winding(random, 8_000);
        var at = river.Count / 2 + random.Next(20);
        var (up, down, width) = (1_000 + 500 * random.NextDouble(), 100 + 100 * random.NextDouble(), 20 + 60 * random.NextDouble());
        // In three features, and the middle one is drawn on.
        var (first, second) = (river.Count / 4, river.Count * 3 / 4);
        RecipeInput[] pieces = [Line("a", [.. river[..(first + 1)]]), Line("b", [.. river[first..(second + 1)]]), Line("c", [.. river[second..]])];
        var intake = (East: river[at].East, North: river[at].North + 5);
        var made = Make(new RecipeReach(Intake(intake.East, intake.North), pieces, up, down, width, false));

        var line = OnGrid(river);
        var along = new LengthIndexedLine(line);
        var (area, foot) = (made.Shape.OnGrid(), along.Project(new Coordinate(550_000 + intake.East, 1_850_000 + intake.North)));
        for (var round = 0; round < 2_000; round++)
        {
            var s = foot + (random.NextDouble() * 1.6 - 0.8) * 3_000;
            var aside = (random.NextDouble() * 2 - 1) * width * 1.5;
            var probe = along.ExtractPoint(s, aside);
            // What the point is nearest to is where it lies along the river.
            var (far, where) = (line.Distance(new Point(probe)) * Ground, (along.Project(probe) - foot) * Ground);
            var holds = area.Contains(new Point(probe));
            // By the digitised direction the water flows east: upstream is behind.
            if (far <= width && where >= -up && where <= down)
            {
                holds.ShouldBeTrue($"{far} m aside, {where} m along, of {width}, {-up} to {down}");
            }
            else if (far > width + made.BeyondM + 0.001 || where < -up - made.BeyondM - 1 || where > down + made.BeyondM + 1)
            {
                // Where the river turns at an end, a place beside it is beyond the end and near to what is before it: within a metre it is either.
                holds.ShouldBeFalse($"{far} m aside, {where} m along, of {width}, {-up} to {down}");
            }
        }
        made.BeyondM.ShouldBeLessThan(0.03);
        made.Shape.OnGrid().IsValid.ShouldBeTrue();
        made.Shape.Problems().ShouldAllBe(one => one.Code != "duplicate-corner");
        // Whoever drew the line against the current says so.
        RecipeInput[] drawnUp = [.. pieces.Select(one => one with { Geometry = one.Geometry.Reverse() })];
        Make(new RecipeReach(Intake(intake.East, intake.North), drawnUp, up, down, width, true)).Shape.AreaM2.ShouldBe(made.Shape.AreaM2, 0.5);
        // And it is made again, in whatever order.
        Make(new RecipeReach(Intake(intake.East, intake.North), [.. pieces.Reverse()], up, down, width, false)).Shape.ShouldBe(made.Shape);
    }

    /// <summary>In short pieces: what is straight in longitude and latitude is bent on the grid.</summary>
    static IEnumerable<(double East, double North)> Straight(int from, int to) => Enumerable.Range(0, (to - from) / 100 + 1).Select(at => (from + at * 100.0, 0.0));

    [Fact]
    public void On_a_straight_river_the_ends_are_where_the_law_has_them()
    {
        var made = Make(new RecipeReach(Intake(5_000, 3), [Line("a", [.. Straight(0, 4_000)]), Line("b", [.. Straight(4_000, 9_000)])], 1_000, 200, 50, false)).Shape.OnGrid().EnvelopeInternal;

        foreach (var (what, grid, metres) in ((string, double, double)[])
            [("up", 555_000 - made.MinX, 1_000), ("down", made.MaxX - 555_000, 200), ("north", made.MaxY - 1_850_000, 50), ("south", 1_850_000 - made.MinY, 50)])
        {
            (grid * Ground).ShouldBeInRange(metres - 1e-4, metres + 0.03, what);
        }
    }

    [Fact]
    public void Where_the_river_is_water_the_width_is_measured_from_the_bank_and_the_stretch_ends_across_it()
    {
        var water = Shapes.Box(-1_000, -60, 9_000, 80);
        var made = Make(new RecipeReach(Intake(5_000, 3), [Line("a", (0, 0), (9_000, 0)), Water(water)], 1_000, 200, 50, false));

        var box = made.Shape.OnGrid().EnvelopeInternal;
        ((555_000 - box.MinX) * Ground).ShouldBeInRange(1_000 - 1e-4, 1_000.03);
        ((box.MaxX - 555_000) * Ground).ShouldBeInRange(200 - 1e-4, 200.03);
        ((box.MaxY - 1_850_080) * Ground).ShouldBeInRange(50 - 1e-4, 50.03);
        ((1_849_940 - box.MinY) * Ground).ShouldBeInRange(50 - 1e-4, 50.03);
        made.Shape.AreaM2.ShouldBe(1_200 / Ground * (140 + 100 / Ground), 50);
    }

    [Fact]
    public void Tributaries_that_are_named_belong_to_what_lies_upstream()
    {
        var main = Line("main", (0, 0), (6_000, 0));
        var made = Make(new RecipeReach(Intake(7_000, 0), [main, Line("lower", (6_000, 0), (9_000, 0)), Line("side", (6_000, 3_000), (6_000, 0))], 2_000, 100, 30, false));

        var area = made.Shape.OnGrid();
        area.Contains(new Point(550_000 + 6_000, 1_850_000 + 900)).ShouldBeTrue();
        area.Contains(new Point(550_000 + 5_100, 1_850_000)).ShouldBeTrue();
        area.Contains(new Point(550_000 + 6_000, 1_850_000 + 1_002)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_corridor_begins_at_the_bank_without_the_water(int seed)
    {
        var random = new Random(seed);
        var lake = Shapes.Coast(200, 1_000, random);
        var source = Water(lake) with { Metres = 10 };
        var around = Recipe.Make(Shapes.Centimetres, [source], [], null, 0, Never).Shape;
        var strip = Recipe.Make(Shapes.Centimetres, [source with { Side = RecipeSide.Outside }], [], null, 0, Never);

        strip.Shape.AreaM2.ShouldBe(around.AreaM2 - lake.AreaM2, 0.02 * lake.PerimeterM);
        strip.Shape.OnGrid().Intersection(lake.OnGrid()).Area.ShouldBeLessThan(0.02 * lake.PerimeterM);
        // A neighbouring commune keeps its water all the same; another lake is no land of this one's strip.
        var beside = Shapes.Box(3_000, 0, 3_100, 100);
        var near = Shapes.Box(3_105, 0, 3_200, 100);
        var both = Recipe.Make(Shapes.Centimetres, [new(beside.ToWgs84(), beside, 10, 5, "b", RecipeSide.Outside), new(near.ToWgs84(), near, 10, 5, "c", RecipeSide.Outside)], [], null, 0, Never);
        both.Shape.OnGrid().Contains(new Point(553_102.5, 1_850_050)).ShouldBeTrue();
        both.Shape.OnGrid().Intersection(near.OnGrid()).Area.ShouldBeLessThan(0.001);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void The_two_sides_of_a_bank_are_together_what_lies_around_it(int seed)
    {
        var random = new Random(seed);
        var bank = Line("bank", [.. Winding(random, 4_000)]) with { Metres = 25 };
        AnnexShape Of(RecipeSide side) => Recipe.Make(Shapes.Centimetres, [bank with { Side = side }], [], null, 0, Never).Shape;
        var (left, right, around) = (Of(RecipeSide.Left), Of(RecipeSide.Right), Of(RecipeSide.Around));

        (left.AreaM2 + right.AreaM2).ShouldBe(around.AreaM2, 5_000 * 0.02);
        left.OnGrid().Intersection(right.OnGrid()).Area.ShouldBeLessThan(5_000 * 0.02);
        var line = OnGrid(Winding(new Random(seed), 4_000));
        var along = new LengthIndexedLine(line);
        foreach (var at in Enumerable.Range(1, 300).Select(number => number * line.Length / 301))
        {
            // The left is the one with a positive offset.
            left.OnGrid().Contains(new Point(along.ExtractPoint(at, 20))).ShouldBeTrue();
            right.OnGrid().Contains(new Point(along.ExtractPoint(at, -20))).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_no_bank_or_river_can_mean_is_refused()
    {
        var river = Line("a", (0, 0), (9_000, 0));
        var lake = Water(Shapes.Box(0, 0, 100, 100)) with { Metres = 10 };
        string Reach(RecipeReach reach) => Should.Throw<AnnexException>(() => Make(reach)).Code;
        string Source(RecipeInput source) => Should.Throw<AnnexException>(() => Recipe.Make(Shapes.Centimetres, [source], [], null, 0, Never)).Code;

        Reach(new(Intake(5_000, 600), [river], 1_000, 100, 50, false)).ShouldBe("far-from-river");
        Reach(new(Intake(500, 0), [river], 1_000, 100, 50, false)).ShouldBe("river-ends");
        Reach(new(Intake(500, 0), [river, Line("b", (-0.4, 0), (-5_000, 0))], 1_000, 100, 50, false)).ShouldBe("river-ends");
        Reach(new(Intake(5_000, 0), [lake], 1_000, 100, 50, false)).ShouldBe("no-river");
        Reach(new(lake, [river], 1_000, 100, 50, false)).ShouldBe("not-a-point");
        Reach(new(Intake(5_000, 0), [river], 0, 0, 50, false)).ShouldBe("distance");
        Reach(new(Intake(5_000, 0), [river], 1_000, 100, 0, false)).ShouldBe("distance");
        Source(river with { Metres = 10, Side = RecipeSide.Outside }).ShouldBe("not-a-water");
        Source(lake with { Metres = 0, Side = RecipeSide.Outside }).ShouldBe("not-a-water");
        Source(lake with { Side = RecipeSide.Left }).ShouldBe("not-a-bank");
        // It comes back to itself within the distance.
        Source(Line("hook", (0, 0), (1_000, 0), (1_000, 20), (0, 20), (0, -30), (500, -30)) with { Metres = 60, Side = RecipeSide.Left }).ShouldBe("bank-winds");
    }
}
