namespace EnvGis.Spatial.Crs;

/// <summary>A box in longitude and latitude, WGS 84 degrees, edges included; it never crosses the antimeridian.</summary>
/// <param name="West">Least longitude, −180…180.</param>
/// <param name="South">Least latitude, −90…90.</param>
/// <param name="East">Greatest longitude, not less than <paramref name="West"/>.</param>
/// <param name="North">Greatest latitude, not less than <paramref name="South"/>.</param>
public readonly record struct Extent(double West, double South, double East, double North)
{
    /// <summary>
    /// The frame official maps of Vietnam show, with both archipelagos (QCVN 80:2024/BTNMT, as quoted in public sources).
    /// </summary>
    public static Extent VietnamMapFrame { get; } = new(102, 4.5, 118, 23.5);

    /// <summary>Whether all four numbers are finite, in bounds and in order.</summary>
    public bool IsValid => West >= -180 && East <= 180 && West <= East && South >= -90 && North <= 90 && South <= North;

    /// <summary>Whether a position lies inside or on the edge.</summary>
    /// <param name="longitude">Degrees east.</param>
    /// <param name="latitude">Degrees north.</param>
    public bool Contains(double longitude, double latitude) =>
        longitude >= West && longitude <= East && latitude >= South && latitude <= North;

    /// <summary>Whether another box lies inside, edges may coincide.</summary>
    /// <param name="other">The box that may lie inside.</param>
    public bool Contains(Extent other) => Contains(other.West, other.South) && Contains(other.East, other.North);

    /// <summary>Whether the two boxes share a point; touching edges do.</summary>
    /// <param name="other">The other box.</param>
    public bool Intersects(Extent other) =>
        West <= other.East && other.West <= East && South <= other.North && other.South <= North;

    /// <summary>The smallest box around both.</summary>
    /// <param name="other">The other box.</param>
    public Extent Union(Extent other) =>
        new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));
}
