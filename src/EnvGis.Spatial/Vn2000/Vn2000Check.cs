namespace EnvGis.Spatial.Vn2000;

/// <summary>How far a transformation put a known point from where it is.</summary>
/// <param name="Point">The known point.</param>
/// <param name="DifferenceMetres">Distance on the ground, metres; not a number when the transformation gave none.</param>
public readonly record struct KnownPointResult(KnownPoint Point, double DifferenceMetres)
{
    /// <summary>Whether the difference is at most <see cref="Vn2000Check.ToleranceMetres"/>.</summary>
    public bool IsAccepted => DifferenceMetres <= Vn2000Check.ToleranceMetres;
}

/// <summary>
/// Compares transformations with the known points. Typical faults and their size: rotations with the decision's signs in TOWGS84
/// 0.57–0.76 m from south to north, translations only half of that, no datum shift 224 m, EPSG:6956–6959 some 700 km.
/// </summary>
public static class Vn2000Check
{
    /// <summary>Greatest accepted difference in metres.</summary>
    public const double ToleranceMetres = 0.005;

    /// <summary>Compares one result, wherever it was computed, with the known WGS 84 position.</summary>
    /// <param name="point">The known point, whose easting and northing were transformed.</param>
    /// <param name="longitude">Decimal degrees the transformation gave.</param>
    /// <param name="latitude">Decimal degrees the transformation gave.</param>
    public static KnownPointResult Compare(KnownPoint point, double longitude, double latitude) =>
        new(point, DistanceMetres(point.Longitude, point.Latitude, longitude, latitude));

    /// <summary>Checks this library's own transformation, forward and back.</summary>
    /// <returns>Two results per known point.</returns>
    public static IReadOnlyList<KnownPointResult> CompareOwn() =>
    [
        .. KnownPoints.All.SelectMany(point =>
        {
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(point.Zone, point.EastingMetres, point.NorthingMetres);
            var (easting, northing) = Vn2000Transformation.FromWgs84(point.Zone, point.Longitude, point.Latitude);
            return (KnownPointResult[])
            [
                Compare(point, longitude, latitude),
                new(point, double.Hypot(easting - point.EastingMetres, northing - point.NorthingMetres)),
            ];
        }),
    ];

    /// <summary>
    /// Distance between two near WGS 84 positions in metres, from the radii of curvature of the ellipsoid (meridian M, prime vertical N);
    /// exact to 0.1 % up to some kilometres, which is all that telling millimetres from metres needs.
    /// </summary>
    /// <param name="longitude1">Degrees.</param>
    /// <param name="latitude1">Degrees.</param>
    /// <param name="longitude2">Degrees.</param>
    /// <param name="latitude2">Degrees.</param>
    public static double DistanceMetres(double longitude1, double latitude1, double longitude2, double latitude2)
    {
        const double flattening = 1 / Vn2000Datum.InverseFlattening;
        const double eccentricitySquared = flattening * (2 - flattening);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians((latitude1 + latitude2) / 2));
        var root = Math.Sqrt(1 - eccentricitySquared * sin * sin);
        var primeVertical = Vn2000Datum.SemiMajorAxisMetres / root;
        var meridian = primeVertical * (1 - eccentricitySquared) / (root * root);
        return double.Hypot(
            double.DegreesToRadians(longitude2 - longitude1) * primeVertical * cos,
            double.DegreesToRadians(latitude2 - latitude1) * meridian);
    }
}
