using EnvGis.Spatial.Annex;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

/// <summary>What a shape costs to check is of its length, not of its square; what would be is refused.</summary>
public sealed class CheckCosts
{
    static AnnexShape Of(int corners, Func<int, (double East, double North)> at) => new(Centimetres, [new([AnnexRing.Of(
        Enumerable.Range(0, corners).Select(one => at(one)).Select(place => new Corner(Centimetres.Units(place.East), Centimetres.Units(place.North))), StretchOrigin.Drawn, 5)])]);

    static AnnexShape Circle(double east, double north, double radius, int corners) =>
        Of(corners, at => (east + radius * Math.Cos(2 * Math.PI * at / corners), north + radius * Math.Sin(2 * Math.PI * at / corners)));

    [Fact]
    public void A_tangle_is_refused_and_not_laid_beside_itself_edge_by_edge()
    {
        // Each edge across a tenth of all, anywhere.
        var tangle = Of(60_000, at => (500_000 + at * 7_919L % 40_009, 2_300_000 + at * 104_729L % 39_989));
        Should.Throw<AnnexException>(() => Checks.Fault(tangle)).Code.ShouldBe("too-tangled");
        Should.Throw<AnnexException>(() => Checks.Of(tangle)).Code.ShouldBe("too-tangled");
    }

    [Fact]
    public void Long_borders_of_one_piece_are_none()
    {
        Checks.Fault(Circle(500_000, 2_380_000, 20_000, 20_000)).ShouldBeNull();
        // A river's corridor: 20 km long, 60 m wide.
        Checks.Fault(Of(8_000, at => at < 4_000 ? (500_000 + at * 5, 2_300_000 + 300 * Math.Sin(at / 40.0)) : (500_000 + (7_999 - at) * 5, 2_300_060 + 300 * Math.Sin((7_999 - at) / 40.0)))).ShouldBeNull();
        // A comb of 2,000 teeth, each as long as all of it is wide.
        Checks.Fault(Of(8_000, at => (500_000 + at / 4 * 8 + (at % 4) switch { 0 => 0, 1 => 0, 2 => 4, _ => 4 }, at % 4 is 1 or 2 ? 2_316_000 : 2_300_000 - (at % 4 == 3 ? 0 : 0)) is var one && at == 7_999
            ? (one.Item1, 2_299_000.0) : one)).ShouldBeNull();
    }

    [Fact]
    public void What_two_others_have_with_each_other_is_not_looked_for()
    {
        var (mine, one, other) = (Square(0), Square(500), Square(600));
        var all = Checks.All([(1, mine), (2, one), (3, other)]);
        all.ShouldContain(problem => problem.Ids.SequenceEqual(new long[] { 2, 3 }));
        Checks.All([(1, mine), (2, one), (3, other)], about: new HashSet<long> { 1 }).ShouldBe(all.Where(problem => problem.Ids.Contains(1)));

        static AnnexShape Square(double east) => Of(4, at => (500_000 + east + (at is 1 or 2 ? 550 : 0), 2_300_000 + (at is 2 or 3 ? 1_000 : 0)));
    }

    [Fact]
    public void Whoever_left_is_not_computed_for()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Should.Throw<OperationCanceledException>(() => Checks.All([(1, Circle(500_000, 2_300_000, 100, 8)), (2, Circle(500_050, 2_300_000, 100, 8))], cancellationToken: gone.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_index_of_edges_answers_as_one_edge_after_the_other_does(int seed)
    {
        var random = new Random(seed);
        var shape = Circle(500_000, 2_300_000, 500, 200);
        var index = new EdgeIndex(shape.Parts);
        var ring = shape.Parts[0].Rings[0];
        var met = 0;
        for (var at = 0; at < 3_000; at++)
        {
            var (from, to) = (ring[at], ring[at + 1]);
            var along = random.NextDouble();
            var corner = new Corner(from.East + (long)((to.East - from.East) * along) + random.Next(-2, 3), from.North + (long)((to.North - from.North) * along) + random.Next(-2, 3));
            index.At(corner).ShouldBe(Provenance.EdgeAt(shape.Parts, corner));
            met += index.At(corner) is null ? 0 : 1;
        }
        met.ShouldBeInRange(500, 2_900);
    }
}
