using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// What is straight in the annex is straight in its grid. In longitude and latitude that line is bent: by 0.7 cm over 1 km, 64 cm over 10 km, so longer segments get points between.
/// </summary>
static class StraightLine
{
    /// <summary>Segments up to this length stay as they are.</summary>
    const double ShortMetres = 1_000;

    /// <summary>How far the published line may stray from the line of the annex.</summary>
    public const double StrayMetres = 0.01;

    /// <summary>The derived points between two corners, none of them a corner; reversed of the reversed segment, bit by bit.</summary>
    public static Coordinate[] Between(Lattice lattice, Corner from, Corner to)
    {
        if (LatticeMath.Distance(from, to) <= ShortMetres * lattice.UnitsPerMetre)
        {
            return [];
        }
        // Always reckoned from the lesser corner.
        var (a, b) = from.CompareTo(to) < 0 ? (from, to) : (to, from);
        var pieces = Pieces(lattice, a, b);
        var points = new Coordinate[pieces - 1];
        for (var at = 1; at < pieces; at++)
        {
            var (longitude, latitude) = Place(lattice, a, b, at / (double)pieces);
            points[a == from ? at - 1 : pieces - 1 - at] = new(longitude, latitude);
        }
        return points;
    }

    static int Pieces(Lattice lattice, Corner a, Corner b)
    {
        var (begin, end) = (Place(lattice, a, b, 0), Place(lattice, a, b, 1));
        // A line across the meridian bends both ways and may meet its chord in the middle.
        var stray = Enumerable.Range(1, 7).Max(at => Stray(begin, end, Place(lattice, a, b, at / 8.0)));
        var pieces = 1;
        while (stray > StrayMetres)
        {
            // The stray falls with the square of the number.
            pieces = Math.Max(pieces + 1, (int)Math.Ceiling(pieces * Math.Sqrt(stray / StrayMetres)));
            stray = 0;
            var left = begin;
            for (var at = 0; at < pieces; at++)
            {
                var right = Place(lattice, a, b, (at + 1) / (double)pieces);
                stray = Math.Max(stray, Stray(left, right, Place(lattice, a, b, (at + 0.5) / pieces)));
                left = right;
            }
        }
        return pieces;
    }

    static (double Longitude, double Latitude) Place(Lattice lattice, Corner a, Corner b, double share) => lattice.ToWgs84(
        (a.East + (b.East - a.East) * share) / lattice.UnitsPerMetre, (a.North + (b.North - a.North) * share) / lattice.UnitsPerMetre);

    /// <summary>Distance of a place from a chord in longitude and latitude, metres; a degree is taken as long as at the place, to 1 %.</summary>
    static double Stray((double Longitude, double Latitude) from, (double Longitude, double Latitude) to, (double Longitude, double Latitude) at)
    {
        const double metresPerDegreeNorth = 110_700;
        var metresPerDegreeEast = 111_320 * Math.Cos(double.DegreesToRadians(at.Latitude));
        var (x, y) = ((to.Longitude - from.Longitude) * metresPerDegreeEast, (to.Latitude - from.Latitude) * metresPerDegreeNorth);
        var (u, v) = ((at.Longitude - from.Longitude) * metresPerDegreeEast, (at.Latitude - from.Latitude) * metresPerDegreeNorth);
        return Math.Abs(x * v - y * u) / double.Hypot(x, y);
    }
}
