using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;

namespace EnvGis.Spatial.Annex;

public static partial class Recipe
{
    /// <summary>Farthest an intake lies from the line of its river, metres of the grid: farther off it is an intake of something else.</summary>
    public const double FarthestIntakeM = 500;

    /// <summary>Lines whose ends lie so near to one another are one river, metres.</summary>
    public const double JoinM = 0.5;

    /// <summary>Longest way along a river, metres.</summary>
    public const double LongestReachM = 100_000;

    /// <summary>By how much what is cut off at an end is drawn larger than what it is cut from, metres.</summary>
    const double AmpleM = 5;

    /// <summary>Half of the longest line across a river, metres.</summary>
    const double AcrossM = 20_000;

    static void DemandReaches(IReadOnlyList<RecipeReach> reaches)
    {
        foreach (var (intake, river, up, down, width, _) in reaches)
        {
            if (!(up is >= 0 and <= LongestReachM && down is >= 0 and <= LongestReachM && up + down > 0 && width is > 0 and <= Kernel.FarthestBufferM))
            {
                throw new AnnexException("distance", "", "A distance is 0 to 100 km.", ("upstreamM", up), ("downstreamM", down), ("widthM", width));
            }
            if (intake.Geometry is not Point)
            {
                throw new AnnexException("not-a-point", "", "An intake is a point.");
            }
            if (!river.Any(one => one.Geometry is LineString or MultiLineString) || river.Any(one => one.Geometry is not (LineString or MultiLineString or Polygon or MultiPolygon)))
            {
                throw new AnnexException("no-river", "", "A river is a line at least, along which is measured; its water may be polygons.");
            }
        }
    }

    // A piece of a river's line away from the intake; of each of its points how far it is, metres on the ground, negative downstream; and whether it ends where the distance does.
    sealed record Course(Coordinate[] Way, double[] At, bool IsCut);

    static (Geometry Area, double BeyondM) Along(Lattice lattice, RecipeReach reach, CancellationToken cancellationToken)
    {
        var river = InOrder(reach.River).ToList();
        var lines = river.Where(one => one.Geometry is LineString or MultiLineString)
            .SelectMany(one => Kernel.Lines(OnGrid(one, lattice, dense: true))).Select(line => reach.Reversed ? [.. line.Reverse()] : line).ToList();
        var waters = river.Where(one => one.Geometry is Polygon or MultiPolygon).Select(one => (Geometry)Areas(one, lattice)).ToList();
        var intake = OnGrid(reach.Intake, lattice, dense: false).Coordinate;
        var (nearest, segment) = lines.SelectMany((line, number) => Enumerable.Range(1, line.Length - 1).Select(at => (number, at)))
            .MinBy(one => new LineSegment(lines[one.number][one.at - 1], lines[one.number][one.at]).Distance(intake));
        var foot = new LineSegment(lines[nearest][segment - 1], lines[nearest][segment]).ClosestPoint(intake);
        if (foot.Distance(intake) > FarthestIntakeM)
        {
            throw new AnnexException("far-from-river", "", "The intake lies too far from its river.", ("metres", foot.Distance(intake)), ("most", FarthestIntakeM));
        }
        // An end goes to the nearest point of the lattice, which may be nearer to the intake.
        var margin = 0.7072 * lattice.Unit;
        var downstream = Courses(lattice, lines, nearest, [foot, .. lines[nearest][segment..]], reach.DownstreamM + reach.DownstreamM * 1e-6 + margin, -1);
        List<Coordinate[]> against = [.. lines.Select(line => line.Reverse().ToArray())];
        var upstream = Courses(lattice, against, nearest, [foot, .. lines[nearest][..segment].Reverse()], reach.UpstreamM + reach.UpstreamM * 1e-6 + margin, 1);
        foreach (var (courses, metres, name) in ((List<Course>, double, string)[])[(upstream, reach.UpstreamM, "upstream"), (downstream, reach.DownstreamM, "downstream")])
        {
            if (metres > 0 && !courses.Exists(one => one.IsCut))
            {
                throw new AnnexException("river-ends", "", $"The line of the river ends {courses.Max(one => Math.Abs(one.At[^1])):0} m {name} of the intake; name what continues it, or turn its direction.",
                    ("metres", courses.Max(one => Math.Abs(one.At[^1]))));
            }
        }
        List<Course> all = [.. upstream, .. downstream];
        var factory = new GeometryFactory(new PrecisionModel(), lattice.Zone.Code);
        var width = reach.WidthM + BentM;
        if (all.Sum(one => ArcPoints(factory.CreateLineString(one.Way), width)) is var arcs && arcs > MostArcPoints)
        {
            throw new AnnexException("too-many-corners", "", "The sources have too many points to be computed at once.", ("corners", arcs), ("most", MostArcPoints));
        }
        var ends = all.Where(one => one.IsCut).Select(one => new End(one.Way[^2], one.Way[^1], one.At[^1])).ToList();
        var section = factory.CreateMultiLineString([.. all.Select(one => factory.CreateLineString(one.Way))]);
        var (area, beyond) = Widened(lattice, section, width, cancellationToken);
        var wet = (Geometry)factory.CreateMultiPolygon();
        if (waters.Count > 0)
        {
            var water = Together(waters, cancellationToken);
            ends = [.. ends.Select(end => end with { Across = Across(water, end) })];
            wet = factory.CreateMultiPolygon([.. Faces(water, ends.Select(end => end.Across).OfType<LineString>()).Where(face => face.Intersection(section).Length > JoinM)]);
            if (!wet.IsEmpty)
            {
                var (beside, by) = Widened(lattice, wet, width, cancellationToken);
                area = Together([area, beside, wet], cancellationToken);
                beyond = Math.Max(beyond, by);
            }
        }
        foreach (var end in ends)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var over = OverlayNGOf(BeyondEnd(lattice, end, width, factory), wet, SpatialFunction.Difference);
            // What comes back to the end from farther along the river belongs to the stretch.
            var near = 2 * (width + (end.Across?.Length ?? 0));
            var rest = Rest(all, end.At, near, factory);
            if (!rest.IsEmpty)
            {
                over = OverlayNGOf(over, Widened(lattice, rest, width, cancellationToken).All, SpatialFunction.Difference);
            }
            // And so does, on the inner side of a bend, what lies straight beside the river before it.
            if (all.SelectMany(course => Beside(course, end, near, width + AmpleM, factory)).ToList() is { Count: > 0 } beside)
            {
                over = OverlayNGOf(over, Together(beside, cancellationToken), SpatialFunction.Difference);
            }
            area = Overlay.Areas(area, over, SpatialFunction.Difference);
        }
        return (area, Math.Max(beyond + BentM, 2 * margin + (reach.UpstreamM + reach.DownstreamM) * 1e-6));
    }

    static Geometry OverlayNGOf(Geometry one, Geometry other, SpatialFunction function) => other.IsEmpty ? one : Overlay.Areas(one, other, function);

    // Across: from bank to bank; null where the end lies in no water.
    sealed record End(Coordinate Before, Coordinate Place, double At, LineString? Across = null);

    /// <summary>All ways from the intake along lines in their direction, as far as the distance or the lines go.</summary>
    static List<Course> Courses(Lattice lattice, List<Coordinate[]> lines, int first, Coordinate[] begun, double metres, int sign)
    {
        var (courses, seen, next) = (new List<Course>(), new HashSet<int> { first }, new PriorityQueue<(Coordinate[] Line, double Gone), double>());
        next.Enqueue((begun, 0), 0);
        while (next.TryDequeue(out var one, out _))
        {
            var (way, at, gone) = (new List<Coordinate> { one.Line[0] }, new List<double> { sign * one.Gone }, one.Gone);
            var isCut = false;
            foreach (var to in one.Line.Skip(1))
            {
                var from = way[^1];
                if (from.Distance(to) is var grid && grid == 0)
                {
                    continue;
                }
                var far = grid / Kernel.LocalScale(lattice, (from.X + to.X) / 2, (from.Y + to.Y) / 2);
                isCut = gone + far >= metres;
                way.Add(isCut ? new(from.X + (to.X - from.X) * (metres - gone) / far, from.Y + (to.Y - from.Y) * (metres - gone) / far) : to);
                gone = isCut ? metres : gone + far;
                at.Add(sign * gone);
                if (isCut)
                {
                    break;
                }
            }
            if (way.Count > 1)
            {
                courses.Add(new([.. way], [.. at], isCut));
            }
            if (isCut)
            {
                continue;
            }
            for (var number = 0; number < lines.Count; number++)
            {
                if (!seen.Contains(number) && lines[number][0].Distance(way[^1]) <= JoinM)
                {
                    seen.Add(number);
                    next.Enqueue(([way[^1], .. lines[number]], gone), gone);
                }
            }
        }
        return courses.Count > 0 ? courses : [new([begun[0], begun[0]], [0, 0], false)];
    }

    /// <summary>The line through an end, square to the river, from bank to bank.</summary>
    static LineString? Across(Geometry water, End end)
    {
        var (along, length) = ((X: end.Place.X - end.Before.X, Y: end.Place.Y - end.Before.Y), end.Before.Distance(end.Place));
        Coordinate Off(double metres) => new(end.Place.X - along.Y / length * metres, end.Place.Y + along.X / length * metres);
        var line = water.Factory.CreateLineString([Off(-AcrossM), end.Place, Off(AcrossM)]);
        var met = Overlay.Run(line, water, SpatialFunction.Intersection);
        var pieces = Enumerable.Range(0, met.NumGeometries).Select(met.GetGeometryN).OfType<LineString>()
            .Where(piece => !piece.IsEmpty && piece.Distance(water.Factory.CreatePoint(end.Place)) < BesideM).ToList();
        if (pieces.Count == 0)
        {
            return null;
        }
        var far = pieces.SelectMany(piece => piece.Coordinates).Select(at => (at.X - end.Place.X) * -along.Y / length + (at.Y - end.Place.Y) * along.X / length).ToList();
        // A little onto the land, so that it surely meets the bank.
        return water.Factory.CreateLineString([Off(far.Min() - BesideM), end.Place, Off(far.Max() + BesideM)]);
    }

    /// <summary>What lies on the far side of an end, as far as a width reaches there.</summary>
    static Geometry BeyondEnd(Lattice lattice, End end, double width, GeometryFactory factory)
    {
        var length = end.Before.Distance(end.Place);
        var (x, y) = ((end.Place.X - end.Before.X) / length, (end.Place.Y - end.Before.Y) / length);
        var (around, _, _, _) = Kernel.Widen(lattice, end.Across ?? (Geometry)factory.CreatePoint(end.Place), width + AmpleM);
        var reach = around.EnvelopeInternal.Diameter;
        Coordinate At(double onward, double aside) => new(end.Place.X + x * onward - y * aside, end.Place.Y + y * onward + x * aside);
        var half = factory.CreatePolygon([At(0, -reach), At(reach, -reach), At(reach, reach), At(0, reach), At(0, -reach)]);
        return Overlay.Areas(around, half, SpatialFunction.Intersection);
    }

    /// <summary>What lies square beside each segment near an end but the last.</summary>
    static IEnumerable<Geometry> Beside(Course course, End end, double near, double metres, GeometryFactory factory)
    {
        for (var at = 1; at < course.Way.Length; at++)
        {
            var (from, to) = (course.Way[at - 1], course.Way[at]);
            if (ReferenceEquals(to, end.Place) || Math.Abs(course.At[at - 1] - end.At) > near && Math.Abs(course.At[at] - end.At) > near)
            {
                continue;
            }
            var length = from.Distance(to);
            var (x, y) = (-(to.Y - from.Y) / length * metres, (to.X - from.X) / length * metres);
            yield return factory.CreatePolygon([new(from.X + x, from.Y + y), new(to.X + x, to.Y + y), new(to.X - x, to.Y - y), new(from.X - x, from.Y - y), new(from.X + x, from.Y + y)]);
        }
    }

    /// <summary>What of the river lies farther along it from an end than a distance.</summary>
    static MultiLineString Rest(List<Course> all, double end, double metres, GeometryFactory factory) => factory.CreateMultiLineString([.. all.SelectMany(course =>
    {
        var lines = new List<LineString>();
        var run = new List<Coordinate>();
        for (var at = 0; at < course.Way.Length; at++)
        {
            if (Math.Abs(course.At[at] - end) > metres)
            {
                run.Add(course.Way[at]);
                continue;
            }
            Close();
        }
        Close();
        return lines;

        void Close()
        {
            if (run.Count > 1)
            {
                lines.Add(factory.CreateLineString([.. run]));
            }
            run.Clear();
        }
    })]);
}
