using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class RecipeTests
{
    static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>As a layer without an annex has it: nothing but longitude and latitude.</summary>
    static RecipeInput Published(string name, AnnexShape shape, double metres) => new(shape.ToWgs84(), null, metres, 5, name);

    static RecipeInput Decided(string name, AnnexShape shape, double metres) => new(shape.ToWgs84(), shape, metres, 5, name);

    static RecipeInput Line(string name, double metres, params (double East, double North)[] corners) => new(
        new GeometryFactory(new PrecisionModel(), 4326).CreateLineString([.. corners.Select(one => Shapes.Centimetres.ToWgs84(Shapes.At(one.East, one.North))).Select(at => new Coordinate(at.Longitude, at.Latitude))]),
        null, metres, 20, name);

    /// <summary>Recipes of every kind: of points, lines, polygons and winding borders, decided or not, widened or not, with and without zones taken off and a clip.</summary>
    static IEnumerable<(string What, List<RecipeInput> Sources, List<RecipeInput> Minus, RecipeInput? Clip)> Kinds(Random random)
    {
        var point = new RecipeInput(new Point(Shapes.Centimetres.ToWgs84(Shapes.At(200, 300)) is var (x, y) ? new Coordinate(x, y) : null) { SRID = 4326 }, null, 500, 10, "point");
        var line = Line("line", 120, (0, 0), (3_000, 400), (2_500, 4_000));
        var star = Shapes.Star(30, 900, random);
        var coast = Shapes.Coast(400, 2_000, random, 5_000);
        yield return ("point", [point], [], null);
        yield return ("line", [line], [], null);
        yield return ("whole", [Decided("a", star, 0), Published("b", Shapes.Box(5_000, 0, 6_000, 1_000), 0)], [], null);
        yield return ("widened", [Decided("a", star, 250)], [], null);
        yield return ("published", [Published("a", coast, 300.5)], [Decided("strict", coast, 0)], null);
        yield return ("all", [point, line, Published("a", coast, 75), Decided("b", star, 40)], [Decided("strict", star, 0)], Published("province", Shapes.Box(-700, -900, 6_000, 3_000), 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_recipe_makes_the_same_again_in_whatever_order_it_is_told(int seed)
    {
        foreach (var (what, sources, minus, clip) in Kinds(new Random(seed)))
        {
            var made = Recipe.Make(Shapes.Centimetres, sources, minus, clip, 100, Never);

            var again = Recipe.Make(Shapes.Centimetres, [.. Enumerable.Reverse(sources)], [.. Enumerable.Reverse(minus)], clip, 100, Never);
            again.Shape.ShouldBe(made.Shape, what);
            Recipe.Prove(made.Shape, again.Shape).ShouldBe(new(true, 0, made.Shape.PerimeterM * 0.001), what);
            made.Shape.OnGrid().IsValid.ShouldBeTrue(what);
            // Where somebody else's border is met, its corners stay.
            made.Shape.Problems().ShouldAllBe(one => one.Code != "duplicate-corner" || minus.Count > 0, what);
        }
    }

    [Theory]
    [InlineData(9212, 550_000, 37.5)]
    [InlineData(9212, 660_000, 1_500)]
    [InlineData(3406, 560_000, 300)]
    public void What_is_widened_is_never_short_of_its_distance_nor_farther_than_it_says(int epsg, double east, double metres)
    {
        var lattice = new Lattice(Vn2000Zone.Find(epsg)!, 2);
        var random = new Random(epsg);
        var coast = Shapes.Coast(300, 2_500, random).OnGrid();
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        // A border as it is published: straight in longitude and latitude, in pieces of up to some kilometres.
        Coordinate Degrees(Coordinate at) => lattice.ToWgs84(lattice.Units(at.X - 550_000 + east) is var e && lattice.Units(at.Y) is var n ? new Corner(e, n) : default) is var (x, y) ? new(x, y) : null!;
        var source = factory.CreatePolygon([.. ((Polygon)coast.GetGeometryN(0)).ExteriorRing.Coordinates.Where((_, at) => at % 5 == 0).Select(Degrees)]);
        var made = Recipe.Make(lattice, [new(source, null, metres, 5, "a")], [], null, 0, Never);

        var outer = made.Shape.OnGrid().Boundary;
        var along = new NetTopologySuite.LinearReferencing.LengthIndexedLine(outer);
        var (least, most) = (double.MaxValue, 0.0);
        foreach (var at in Enumerable.Range(0, 400).Select(_ => along.ExtractPoint(random.NextDouble() * outer.Length)))
        {
            var here = lattice.ToWgs84(at.X, at.Y);
            var ground = NearestM(source.ExteriorRing.Coordinates, here);
            (least, most) = (Math.Min(least, ground), Math.Max(most, ground));
        }
        least.ShouldBeGreaterThanOrEqualTo(metres - 1e-4);
        most.ShouldBeLessThanOrEqualTo(metres + made.BeyondM + 1e-4);
        made.BeyondM.ShouldBeLessThan(metres > 1_000 ? 0.05 : 0.03);
    }

    /// <summary>Along the geodesic, by halving where the border comes nearest.</summary>
    static double NearestM(Coordinate[] ring, (double Longitude, double Latitude) at)
    {
        var nearest = double.MaxValue;
        for (var segment = 0; segment + 1 < ring.Length; segment++)
        {
            var (from, to) = (ring[segment], ring[segment + 1]);
            double Far(double share) => Geodesic.Between(at, (from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share)).DistanceM;
            // Far off by more than it is long: it cannot be the nearest.
            if (Far(0.5) - from.Distance(to) * 111_400 > nearest)
            {
                continue;
            }
            var (low, high) = (0.0, 1.0);
            for (var round = 0; round < 50; round++)
            {
                var (one, other) = (low + (high - low) / 3, high - (high - low) / 3);
                (low, high) = Far(one) < Far(other) ? (low, other) : (one, high);
            }
            nearest = Math.Min(nearest, Math.Min(Far((low + high) / 2), Math.Min(Far(0), Far(1))));
        }
        return nearest;
    }

    [Fact]
    public void A_winding_border_in_runs_is_what_it_is_in_one()
    {
        var coast = Shapes.Coast(1_500, 3_000, new Random(5));

        var made = Recipe.Make(Shapes.Centimetres, [Decided("a", coast, 400)], [], null, 0, Never);
        var whole = Kernel.Buffer(coast, 400, new(0, StretchOrigin.Drawn, 5, null));

        var compared = Comparison.Of(whole.Shape, made.Shape);
        (compared.GainedM2 + compared.LostM2).ShouldBeLessThan(whole.Shape.PerimeterM * 0.012);
    }

    [Fact]
    public void Parts_under_the_area_are_left_out_and_counted_and_so_is_what_is_clipped_and_taken_off()
    {
        var sources = new List<RecipeInput> { Decided("a", Shapes.Box(0, 0, 1_000, 1_000), 0), Decided("small", Shapes.Box(2_000, 0, 2_009, 10), 0) };

        var made = Recipe.Make(Shapes.Centimetres, sources, [Decided("strict", Shapes.Box(400, 400, 600, 600), 0)], Decided("province", Shapes.Box(0, 0, 5_000, 900), 0), 100, Never);

        (made.DroppedParts, made.DroppedM2, made.Shape.Parts.Length, made.Shape.AreaM2).ShouldBe((1, 90, 1, 900_000 - 40_000));
        made.ClippedM2.ShouldBe(100_000, 0.001);
        made.SubtractedM2.ShouldBe(40_000, 0.001);
        made.BeyondM.ShouldBe(0);
        // Each stretch of the border says what it follows.
        made.Shape.Parts[0].Rings.SelectMany(ring => ring.Stretches).Select(stretch => (stretch.Origin, stretch.Of)).Distinct().ShouldBe(
            [(StretchOrigin.Traced, "a"), (StretchOrigin.Traced, "province"), (StretchOrigin.Traced, "strict")], ignoreOrder: true);
        Refusal(() => Recipe.Make(Shapes.Centimetres, sources, [], null, 1e9, Never)).ShouldBe("nothing-left");
        Refusal(() => Recipe.Make(Shapes.Centimetres, [Line("line", 0, (0, 0), (10, 0))], [], null, 0, Never)).ShouldBe("not-a-polygon");
        Refusal(() => Recipe.Make(Shapes.Centimetres, [Decided("a", Shapes.Box(0, 0, 9, 9), double.NaN)], [], null, 0, Never)).ShouldBe("distance");
    }

    [Fact]
    public void What_would_cost_much_is_refused_before_it_is_computed()
    {
        var random = new Random(7);
        (double, double)[] tangle = [.. Enumerable.Range(0, 20_000).Select(_ => (random.NextDouble() * 1_000, random.NextDouble() * 1_000))];
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        // Before the first step, after each of which it is asked whether somebody still waits.
        Refusal(() => Recipe.Make(Shapes.Centimetres, [Line("tangle", 5_000, tangle)], [], null, 0, gone.Token)).ShouldBe("too-many-corners");

        // What is just let through ends when nobody waits for it any more.
        Should.Throw<OperationCanceledException>(() => Recipe.Make(Shapes.Centimetres, [Line("tangle", 500, tangle[..2_000])], [], null, 0, gone.Token));
    }

    [Fact]
    public void After_another_version_of_the_kernel_a_millimetre_along_the_border_is_the_same_shape()
    {
        var fine = new Lattice(Vn2000Zone.Find(9212)!, 3);
        AnnexShape Box(long by) => new(fine, [new([AnnexRing.Of([new(550_000_000, 1_850_000_000), new(551_000_000 + by, 1_850_000_000), new(551_000_000 + by, 1_851_000_000), new(550_000_000, 1_851_000_000)],
            StretchOrigin.Drawn, 5)])]);
        var stands = Box(0);

        var moved = Recipe.Prove(stands, Box(1));
        (moved.Same, moved.Holds("annex-0 nts-2.5.0"), moved.Holds(Kernel.Version)).ShouldBe((false, true, false));
        Recipe.Prove(stands, Box(50)).Holds("annex-0 nts-2.5.0").ShouldBeFalse();
        Recipe.Prove(stands, Box(0)).Holds(Kernel.Version).ShouldBeTrue();
    }

    static string Refusal(Action act) => Should.Throw<AnnexException>(act).Code;
}
