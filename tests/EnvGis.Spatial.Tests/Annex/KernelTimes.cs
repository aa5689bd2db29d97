using EnvGis.Spatial.Annex;
using Xunit;
using static EnvGis.Spatial.Tests.Annex.Shapes;

namespace EnvGis.Spatial.Tests.Annex;

/// <summary>Prints what processor time each operation takes at 5,000 corners; it asserts nothing, for a machine may be busy.</summary>
[Collection(nameof(EnvGis.Tests.Alone))]
public sealed class KernelTimes
{
    [Fact]
    public void Milliseconds_of_each_operation_at_5_000_corners()
    {
        var random = new Random(1);
        var (shape, other) = (Coast(5_000, 3_000, random), Coast(5_000, 3_000, random, 2_500, 400));
        var drawn = new Stretch(0, StretchOrigin.Drawn, 5, null);
        Corner[] line = [At(-5_000, 10), At(1, 33), At(5_000, -20)];
        var corner = shape.Parts[0].Rings[0].Corners[77];
        Print("union", () => Kernel.Union(shape, other, true));
        Print("difference", () => Kernel.Difference(shape, other, true));
        Print("intersection", () => Kernel.Intersection(shape, other, true));
        Print("split", () => Kernel.Split(shape, line, drawn));
        Print("reshape", () => Kernel.Reshape(shape, line, drawn));
        Print("buffer 500 m", () => Kernel.Buffer(shape, 500, drawn));
        Print("buffer 20 m", () => Kernel.Buffer(shape, 20, drawn));
        Print("move a corner", () => Kernel.MoveCorner([shape, other], corner, new(corner.East + 1, corner.North)));
        Print("insert a node", () => Kernel.InsertNode(shape, 1, 1, 77, new(corner.East + 1, corner.North)));
        Print("snap", () => Kernel.Snap([shape, other], corner, 5, null));
        Print("trace", () => Kernel.Trace(shape, 1, 1, corner, shape.Parts[0].Rings[0].Corners[4_000], false, null));
        Print("to WGS 84", () => shape.ToWgs84());
        Print("checks of one", () => Checks.Of(shape));
        Print("checks of two", () => Checks.Between((1, shape), (2, other)));
        Print("merge", () => Merge.Of(shape, Kernel.MoveCorner([shape], corner, new(corner.East + 1, corner.North))[0].Shape,
            Kernel.MoveCorner([shape], shape.Parts[0].Rings[0].Corners[99], new(shape.Parts[0].Rings[0].Corners[99].East + 1, shape.Parts[0].Rings[0].Corners[99].North))[0].Shape));
        Print("comparison", () => Comparison.Of(shape, other));
        Print("canonical", () => shape.Canonical());
    }

    /// <summary>Processor time: of the clock a busy machine takes its share. The first call compiles.</summary>
    static void Print(string what, Func<object?> act)
    {
        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            act();
            times.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: first {times[0]:0} ms, then {times.Min():0} to {times.Skip(1).Max():0} ms");
    }
}
