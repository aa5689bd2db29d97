using EnvGis.Spatial.Annex;
using Shouldly;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

/// <summary>Long chains of operations, as days of drawing make them.</summary>
public sealed class KernelFuzzTests
{
    static readonly Stretch Drawn = new(0, StretchOrigin.Drawn, 5, null);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_land_that_was_split_again_and_again_has_neither_overlap_nor_gap_when_its_nodes_are_recorded(int seed)
    {
        var random = new Random(seed);
        var land = Coast(60, 5_000, random);
        var zones = new List<AnnexShape> { land };
        var refused = 0;
        for (var round = 0; round < 25; round++)
        {
            var which = random.Next(zones.Count);
            var box = zones[which].OnGrid().EnvelopeInternal;
            Corner Place() => new(Centimetres.Units(box.MinX + random.NextDouble() * box.Width), Centimetres.Units(box.MinY + random.NextDouble() * box.Height));
            var (middle, end) = (Place(), Place());
            Corner[] line = [new(2 * end.East - middle.East + 1_000_000, 2 * end.North - middle.North), end, middle, new(2 * middle.East - end.East - 1_000_000, 2 * middle.North - end.North + 700_000)];
            try
            {
                var split = Kernel.Split(zones[which], line, Drawn);
                zones.RemoveAt(which);
                zones.AddRange(split.Pieces);
                // As whoever saves records them: with each whose edge they lie on.
                for (var at = 0; at < zones.Count; at++)
                {
                    foreach (var corner in split.Added.Where(corner => Provenance.EdgeAt(zones[at].Parts, corner) is not null))
                    {
                        zones[at] = Kernel.RecordNode(zones[at], corner, round);
                    }
                }
            }
            catch (AnnexException one) when (one.Code is "does-not-split" or "line-ends-inside")
            {
                refused++;
            }
        }
        zones.Count.ShouldBeGreaterThan(15);
        TestContext.Current.TestOutputHelper?.WriteLine($"{zones.Count} zones, {zones.Sum(zone => zone.Nodes.Length)} nodes, {refused} lines refused");

        var found = Checks.All([.. zones.Select((zone, at) => ((long)at, zone))]).Where(one => one.Ids.Length > 1).ToList();
        found.ShouldBeEmpty(string.Join("; ", found.Select(one => $"{one.Code} {string.Join(' ', one.Ids)} {one.AreaM2:0.0000} m2 {one.WidthM:0.0000} m")));
        zones.Sum(zone => zone.AreaM2).ShouldBe(land.AreaM2, 0.01 * zones.Sum(zone => zone.PerimeterM));

        // And back: all of them together are the land again.
        var whole = zones[0];
        var left = zones.Skip(1).ToList();
        while (left.Count > 0)
        {
            var next = left.FindIndex(zone => Overlay.Noded(zone).Intersects(Overlay.Noded(whole)));
            whole = Kernel.Union(whole, left[next], allowParts: true).Shape;
            left.RemoveAt(next);
        }
        whole.Parts.Length.ShouldBe(1);
        whole.Parts[0].Rings.Length.ShouldBe(1);
        whole.AreaM2.ShouldBe(land.AreaM2, 0.01 * land.PerimeterM);
        land.Parts[0].Rings[0].Corners.Except(whole.Parts[0].Rings[0].Corners).ShouldBeEmpty();
    }

    [Fact]
    public void Random_lines_reshape_into_valid_shapes_or_are_refused_with_a_reason()
    {
        var random = new Random(21);
        var (done, refused) = (0, new Dictionary<string, int>());
        for (var round = 0; round < 400; round++)
        {
            var shape = Kernel.Difference(Coast(80, 1_000, random), Box(-100, -100, 150, 120)).Shape;
            var line = Enumerable.Range(0, random.Next(2, 6)).Select(_ => At(random.Next(-1_500, 1_500) + random.NextDouble(), random.Next(-1_500, 1_500) + random.NextDouble())).ToList();
            try
            {
                var result = Kernel.Reshape(shape, line, Drawn);
                done++;
                result.Shape.OnGrid().IsValid.ShouldBeTrue();
                // Whatever is left of the border is as it was, and the rest lies on the line.
                var border = shape.OnGrid().Boundary.Union(Overlay.Line(line, Centimetres)).Buffer(0.02);
                result.Shape.OnGrid().Boundary.Within(border).ShouldBeTrue();
            }
            catch (AnnexException one)
            {
                refused[one.Code] = refused.GetValueOrDefault(one.Code) + 1;
                one.Code.ShouldBeOneOf("does-not-reshape", "falls-apart", "invalid-result");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{done} reshaped; {string.Join(", ", refused.Select(one => $"{one.Key} {one.Value}"))}");
        done.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Neighbours_whose_shared_corners_are_moved_at_random_stay_neighbours()
    {
        var random = new Random(22);
        var split = Kernel.Split(Coast(200, 2_000, random), [At(-5_000, 3), At(10, 40), At(30, -60), At(5_000, 0)], Drawn);
        AnnexShape[] pair = [split.Pieces[0], split.Pieces[1]];
        var (moved, refused) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            var shared = pair[0].Parts[0].Rings[0].Corners.Intersect(pair[1].Parts[0].Rings[0].Corners).ToList();
            var from = shared[random.Next(shared.Count)];
            try
            {
                var results = Kernel.MoveCorner(pair, from, new(from.East + random.Next(-3_000, 3_000), from.North + random.Next(-3_000, 3_000)));
                pair = [results[0].Shape, results[1].Shape];
                moved++;
                pair[0].OnGrid().Touches(pair[1].OnGrid()).ShouldBeTrue();
            }
            catch (AnnexException one) when (one.Code == "invalid-result")
            {
                refused++;
            }
        }
        moved.ShouldBeGreaterThan(200, $"{refused} refused");
    }
}
