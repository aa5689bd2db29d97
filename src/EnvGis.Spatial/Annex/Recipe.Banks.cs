using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace EnvGis.Spatial.Annex;

public static partial class Recipe
{
    /// <summary>How far from a line it is asked on which side of it something lies, metres.</summary>
    const double BesideM = 0.001;

    /// <summary>All within a distance, in runs.</summary>
    static (Geometry All, double BeyondM) Widened(Lattice lattice, Geometry free, double metres, CancellationToken cancellationToken)
    {
        var (pieces, beyond) = (new List<Geometry>(), 0.0);
        foreach (var run in Runs(free))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (wide, by, _, _) = Kernel.Widen(lattice, run, metres);
            pieces.Add(wide);
            beyond = Math.Max(beyond, by);
        }
        return (Together(pieces, cancellationToken), beyond);
    }

    /// <summary>
    /// What of the surroundings of a line lies on one side of it. At its ends the line is thought to go straight on.
    /// </summary>
    /// <exception cref="AnnexException"><c>bank-winds</c>: the line comes back to itself within the distance, so that a place lies on both sides.</exception>
    static Geometry OnOneSide(Geometry wide, Coordinate[] line, bool left)
    {
        var far = wide.EnvelopeInternal.Diameter + 1;
        Coordinate[] through = line[0].Equals2D(line[^1]) ? line : [Onward(line[1], line[0], far), .. line, Onward(line[^2], line[^1], far)];
        var faces = Faces(wide, [wide.Factory.CreateLineString(through)]).Select(face => (Face: face, Inside: new IndexedPointInAreaLocator(face))).ToList();
        var (own, other) = (new HashSet<Polygon>(), new HashSet<Polygon>());
        for (var at = 1; at < line.Length; at++)
        {
            var (from, to) = (line[at - 1], line[at]);
            var length = from.Distance(to);
            if (length == 0)
            {
                continue;
            }
            var (x, y) = (-(to.Y - from.Y) / length * BesideM, (to.X - from.X) / length * BesideM);
            foreach (var (side, set) in ((int, HashSet<Polygon>)[])[(1, left ? own : other), (-1, left ? other : own)])
            {
                var beside = new Coordinate((from.X + to.X) / 2 + side * x, (from.Y + to.Y) / 2 + side * y);
                var found = faces.Find(one => one.Face.EnvelopeInternal.Contains(beside) && one.Inside.Locate(beside) == Location.Interior);
                if (found.Face is not null)
                {
                    set.Add(found.Face);
                }
            }
        }
        if (own.Count == 0 || own.Overlaps(other))
        {
            throw new AnnexException("bank-winds", "", "The bank comes back to itself within the distance, so that it has no two sides there.");
        }
        return wide.Factory.CreateMultiPolygon([.. faces.Select(one => one.Face).Where(own.Contains)]);
    }

    static Coordinate Onward(Coordinate from, Coordinate to, double metres)
    {
        var length = from.Distance(to);
        return length == 0 ? to.Copy() : new(to.X + (to.X - from.X) / length * metres, to.Y + (to.Y - from.Y) / length * metres);
    }

    /// <summary>Areas as lines cut them.</summary>
    static List<Polygon> Faces(Geometry areas, IEnumerable<LineString> cuts)
    {
        var polygonizer = new Polygonizer();
        polygonizer.Add(OverlayNGRobust.Union([areas.Boundary, .. cuts]));
        var within = new IndexedPointInAreaLocator(areas);
        return [.. polygonizer.GetPolygons().Cast<Polygon>().Where(face => within.Locate(face.InteriorPoint.Coordinate) == Location.Interior)];
    }
}
