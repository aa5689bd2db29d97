namespace EnvGis.Spatial.Vn2000;

/// <summary>
/// The shift between VN-2000 and WGS 84 latitude and longitude by way of geocentric coordinates (EPSG method 9607), with the height of every point taken as 0 on
/// the ellipsoid of VN-2000, since tables and maps give none.
/// </summary>
/// <remarks>
/// ProjNet's own shift puts points 0.1 mm (8° N) to 1.8 mm (23° N) too far north: it finds the latitude by one step of Toms' approximation (constant 1.0026), which
/// is made for heights of satellites. Here the latitude is found to the last bit, and PROJ agrees within 0.01 mm.
/// </remarks>
sealed class Vn2000Shift(HelmertParameters positionVector)
{
    const double
        SemiMajor = Vn2000Datum.SemiMajorAxisMetres,
        Flattening = 1 / Vn2000Datum.InverseFlattening,
        SemiMinor = SemiMajor * (1 - Flattening),
        EccentricitySquared = Flattening * (2 - Flattening),
        SecondEccentricitySquared = EccentricitySquared / (1 - EccentricitySquared);

    /// <summary>Below a unit in the last place of a longitude in Vietnam, radians: 10 nm on the ground.</summary>
    const double Exact = 1e-15;

    readonly double rx = Radians(positionVector.RxArcSeconds), ry = Radians(positionVector.RyArcSeconds), rz = Radians(positionVector.RzArcSeconds),
        scale = 1 + positionVector.ScalePpm * 1e-6;

    /// <summary>VN-2000 to WGS 84, radians.</summary>
    public (double Longitude, double Latitude) ToWgs84(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var primeVertical = SemiMajor / Math.Sqrt(1 - EccentricitySquared * sin * sin);
        var (x, y, z) = (primeVertical * cos * Math.Cos(longitude), primeVertical * cos * Math.Sin(longitude), primeVertical * (1 - EccentricitySquared) * sin);
        return Geodetic(
            positionVector.DxMetres + scale * (x - rz * y + ry * z),
            positionVector.DyMetres + scale * (rz * x + y - rx * z),
            positionVector.DzMetres + scale * (-ry * x + rx * y + z));
    }

    /// <summary>
    /// WGS 84 to VN-2000, radians: the position whose shift is the one given. PROJ turns the seven parameters around instead and drops the height between the
    /// ellipsoids (some 26 m) a second time, which moves a point by up to 1.6 mm there and back; here it comes back to where it was.
    /// </summary>
    public (double Longitude, double Latitude) FromWgs84(double longitude, double latitude)
    {
        var (east, north) = (longitude, latitude);
        // Each step leaves a hundred-thousandth of the error; four reach the last bit.
        for (var step = 0; step < 8; step++)
        {
            var (shiftedEast, shiftedNorth) = this.ToWgs84(east, north);
            var (missingEast, missingNorth) = (longitude - shiftedEast, latitude - shiftedNorth);
            (east, north) = (east + missingEast, north + missingNorth);
            if (Math.Abs(missingEast) < Exact && Math.Abs(missingNorth) < Exact)
            {
                break;
            }
        }
        return (east, north);
    }

    /// <summary>Bowring's formula (1976), repeated until it stands still.</summary>
    static (double Longitude, double Latitude) Geodetic(double x, double y, double z)
    {
        var fromAxis = double.Hypot(x, y);
        var reduced = Math.Atan2(z * SemiMajor, fromAxis * SemiMinor);
        for (var step = 0; ; step++)
        {
            var (sin, cos) = Math.SinCos(reduced);
            var latitude = Math.Atan2(z + SecondEccentricitySquared * SemiMinor * sin * sin * sin, fromAxis - EccentricitySquared * SemiMajor * cos * cos * cos);
            var next = Math.Atan((1 - Flattening) * Math.Tan(latitude));
            if (step == 8 || Math.Abs(next - reduced) < Exact)
            {
                return (Math.Atan2(y, x), latitude);
            }
            reduced = next;
        }
    }

    static double Radians(double arcSeconds) => double.DegreesToRadians(arcSeconds / 3600);
}
