using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.Vn2000;

/// <summary>Which coordinate is the same all along a grid line.</summary>
public enum GridAxis
{
    /// <summary>The line runs north; its easting (Vietnamese: Y) is constant.</summary>
    Easting,

    /// <summary>The line runs east; its northing (Vietnamese: X) is constant.</summary>
    Northing,
}

/// <summary>A line of a VN-2000 grid, as it lies on the WGS 84 ellipsoid.</summary>
/// <param name="Axis">Which coordinate is constant.</param>
/// <param name="Metres">Its value in metres, a whole multiple of the step.</param>
/// <param name="Points">Decimal degrees, longitude first; from south to north or from west to east.</param>
public sealed record GridLine(GridAxis Axis, double Metres, IReadOnlyList<(double Longitude, double Latitude)> Points);

/// <summary>The square grid of a VN-2000 zone over a box of longitude and latitude, for the frame of a printed map.</summary>
public static class Vn2000Grid
{
    /// <summary>No sheet of paper can hold more lines and still be read.</summary>
    public const int MostLines = 200;

    /// <summary>Degrees of longitude from the central meridian up to which a grid is drawn; beyond, the projection is nobody's choice.</summary>
    public const double FarthestDegrees = 6;

    // In 16 parts the chord of a line 100 km long strays from its curve by 0.3 m, which is nothing at the scale that shows 100 km.
    const int Parts = 16;

    // A box's edges are curves in the projection: their extremes are looked for at these many places a side.
    const int Looks = 16;

    /// <summary>Whether all of a box is near enough to a zone's central meridian.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="box">WGS 84 degrees.</param>
    public static bool Reaches(Vn2000Zone zone, Extent box) =>
        box.West >= zone.CentralMeridian.DecimalDegrees - FarthestDegrees && box.East <= zone.CentralMeridian.DecimalDegrees + FarthestDegrees;

    /// <summary>How many lines <see cref="Lines"/> would give; it costs next to nothing.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="box">WGS 84 degrees.</param>
    /// <param name="stepMetres">Distance of two lines.</param>
    public static double Count(Vn2000Zone zone, Extent box, int stepMetres)
    {
        var (west, south, east, north) = Projected(zone, box);
        return Math.Max(0, Math.Floor(east / stepMetres) - Math.Ceiling(west / stepMetres) + 1)
            + Math.Max(0, Math.Floor(north / stepMetres) - Math.Ceiling(south / stepMetres) + 1);
    }

    /// <summary>All lines at multiples of a step that cross the box; each reaches over its edges, to be cut by the frame.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="box">WGS 84 degrees.</param>
    /// <param name="stepMetres">Distance of two lines.</param>
    /// <returns>Those of constant easting from the west, then those of constant northing from the south.</returns>
    public static IReadOnlyList<GridLine> Lines(Vn2000Zone zone, Extent box, int stepMetres)
    {
        var (west, south, east, north) = Projected(zone, box);
        return
        [
            .. Multiples(west, east, stepMetres).Select(easting => new GridLine(GridAxis.Easting, easting,
                [.. Between(south, north, Parts).Select(northing => Vn2000Transformation.ToWgs84(zone, easting, northing))])),
            .. Multiples(south, north, stepMetres).Select(northing => new GridLine(GridAxis.Northing, northing,
                [.. Between(west, east, Parts).Select(easting => Vn2000Transformation.ToWgs84(zone, easting, northing))])),
        ];
    }

    static (double West, double South, double East, double North) Projected(Vn2000Zone zone, Extent box)
    {
        var edge = (
            from longitude in Between(box.West, box.East, Looks)
            from latitude in new[] { box.South, box.North }
            select Vn2000Transformation.FromWgs84(zone, longitude, latitude)).Concat(
            from latitude in Between(box.South, box.North, Looks)
            from longitude in new[] { box.West, box.East }
            select Vn2000Transformation.FromWgs84(zone, longitude, latitude)).ToList();
        return (edge.Min(at => at.Easting), edge.Min(at => at.Northing), edge.Max(at => at.Easting), edge.Max(at => at.Northing));
    }

    static IEnumerable<double> Multiples(double from, double to, int step)
    {
        for (var multiple = Math.Ceiling(from / step); multiple * step <= to; multiple++)
        {
            yield return multiple * step;
        }
    }

    static IEnumerable<double> Between(double from, double to, int parts) =>
        Enumerable.Range(0, parts + 1).Select(part => from + (to - from) * part / parts);
}
