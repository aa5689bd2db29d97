namespace EnvGis.Spatial.Tiling;

/// <summary>The projection of the tile grid: EPSG:3857, method 1024 of EPSG Guidance Note 7-2, on a sphere of 6,378,137 m.</summary>
public static class WebMercator
{
    /// <summary>Radius of the sphere in metres.</summary>
    public const double RadiusMetres = 6_378_137;

    /// <summary>Half the side of the world square in metres: π times the radius.</summary>
    public const double HalfSideMetres = Math.PI * RadiusMetres;

    /// <summary>Side of the world square in metres.</summary>
    public const double SideMetres = 2 * HalfSideMetres;

    /// <summary>Degrees north or south where the square ends: atan(sinh π).</summary>
    public const double MaxLatitude = 85.051128779806604;

    /// <summary>Longitude and latitude to metres.</summary>
    /// <param name="longitude">Degrees.</param>
    /// <param name="latitude">Degrees; beyond ±85.05112878 the value of that edge.</param>
    /// <returns>Metres east and north.</returns>
    public static (double X, double Y) FromDegrees(double longitude, double latitude) => (
        double.DegreesToRadians(longitude) * RadiusMetres,
        Math.Asinh(Math.Tan(double.DegreesToRadians(Math.Clamp(latitude, -MaxLatitude, MaxLatitude)))) * RadiusMetres);

    /// <summary>Metres to longitude and latitude.</summary>
    /// <param name="x">Metres east.</param>
    /// <param name="y">Metres north.</param>
    /// <returns>Degrees.</returns>
    public static (double Longitude, double Latitude) ToDegrees(double x, double y) =>
        (double.RadiansToDegrees(x / RadiusMetres), double.RadiansToDegrees(Math.Atan(Math.Sinh(y / RadiusMetres))));

    internal static double ColumnAt(int zoom, double longitude) => (longitude + 180) / 360 * (1 << zoom);

    internal static double RowAt(int zoom, double latitude) =>
        (HalfSideMetres - FromDegrees(0, latitude).Y) / SideMetres * (1 << zoom);

    /// <summary>Degrees east of a column of tiles, which may lie between two.</summary>
    /// <param name="zoom">0 to 22.</param>
    /// <param name="column">0 at the west edge of the world.</param>
    public static double LongitudeAt(int zoom, double column) => column * 360.0 / (1 << zoom) - 180;

    /// <summary>Degrees north of a row of tiles, which may lie between two.</summary>
    /// <param name="zoom">0 to 22.</param>
    /// <param name="row">0 at the north edge of the world.</param>
    public static double LatitudeAt(int zoom, double row) => ToDegrees(0, HalfSideMetres - row * SideMetres / (1 << zoom)).Latitude;
}
