using System.Globalization;

namespace EnvGis.Spatial.Vn2000;

/// <summary>A seven-parameter shift from VN-2000 to WGS 84 geocentric coordinates.</summary>
/// <param name="DxMetres">Shift along X.</param>
/// <param name="DyMetres">Shift along Y.</param>
/// <param name="DzMetres">Shift along Z.</param>
/// <param name="RxArcSeconds">Rotation about X; its sign depends on the convention.</param>
/// <param name="RyArcSeconds">Rotation about Y; its sign depends on the convention.</param>
/// <param name="RzArcSeconds">Rotation about Z; its sign depends on the convention.</param>
/// <param name="ScalePpm">Scale difference in parts per million.</param>
public sealed record HelmertParameters(
    double DxMetres, double DyMetres, double DzMetres, double RxArcSeconds, double RyArcSeconds, double RzArcSeconds, double ScalePpm)
{
    /// <summary>The seven numbers with commas between, as in WKT and PROJ strings.</summary>
    public string Listed => string.Create(
        CultureInfo.InvariantCulture,
        $"{DxMetres},{DyMetres},{DzMetres},{RxArcSeconds},{RyArcSeconds},{RzArcSeconds},{ScalePpm}");
}

/// <summary>
/// The datum of VN-2000: ellipsoid WGS 84 (a = 6,378,137 m, 1/f = 298.257223563; Thông tư 973/2001/TT-TCĐC, article 3), and its shift to
/// WGS 84 by Quyết định 05/2007/QĐ-BTNMT. Left out, the shift misplaces a point by about 224 m; with the rotations in the wrong
/// sign by 0.57 (south) to 0.76 m (north). EPSG:5194, an older set for the Mekong delta that PROJ prefers there, differs by 0.8 m and is
/// never used.
/// </summary>
public static class Vn2000Datum
{
    /// <summary>EPSG code of VN-2000 latitude and longitude.</summary>
    public const int GeographicCode = 4756;

    /// <summary>Semi-major axis in metres.</summary>
    public const double SemiMajorAxisMetres = 6_378_137;

    /// <summary>Inverse flattening.</summary>
    public const double InverseFlattening = 298.257223563;

    /// <summary>
    /// Signs as the decision prints them (k = 1.000000252906278), which is the coordinate frame convention: EPSG:6960, method 9607,
    /// accuracy 1 m.
    /// </summary>
    public static HelmertParameters CoordinateFrame { get; } =
        new(-191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278);

    /// <summary>
    /// The same shift for everything called TOWGS84 (WKT 1, PROJ strings, proj4js), which is the position vector convention: rotations
    /// change sign.
    /// </summary>
    public static HelmertParameters PositionVector { get; } = CoordinateFrame with
    {
        RxArcSeconds = -CoordinateFrame.RxArcSeconds,
        RyArcSeconds = -CoordinateFrame.RyArcSeconds,
        RzArcSeconds = -CoordinateFrame.RzArcSeconds,
    };
}
