namespace EnvGis.Spatial.Vn2000;

/// <summary>A point whose position is known in VN-2000 and in WGS 84.</summary>
/// <param name="Name">What the point is, for a report.</param>
/// <param name="Zone">The VN-2000 zone.</param>
/// <param name="EastingMetres">Metres east in the zone (Vietnamese: Y).</param>
/// <param name="NorthingMetres">Metres north in the zone (Vietnamese: X).</param>
/// <param name="Longitude">WGS 84 decimal degrees east.</param>
/// <param name="Latitude">WGS 84 decimal degrees north.</param>
/// <param name="Source">How the pair was established.</param>
public sealed record KnownPoint(
    string Name, Vn2000Zone Zone, double EastingMetres, double NorthingMetres, double Longitude, double Latitude, string Source);

/// <summary>
/// Points against which every transformation in use (this library, PostGIS) is checked before anything is served. The longitudes and
/// latitudes follow from the published parameters by another implementation, so a sign, an axis or a zone that went wrong shows; no
/// coordinates of ground marks are published freely.
/// </summary>
public static class KnownPoints
{
    const string Source =
        "Quyết định 05/2007/QĐ-BTNMT = EPSG:6960 (coordinate frame), zone by the EPSG registry v10.076; computed with PROJ 9.1.1 (cs2cs)";

    /// <summary>One or more points for both 6° zones and for 3° zones of every province with a plan, given to 10⁻¹⁰ degrees.</summary>
    public static IReadOnlyList<KnownPoint> All { get; } =
    [
        Of("Thái Nguyên, kinh tuyến trục 106°30'", 9213, 500_000, 2_400_000, 106.5018895592, 21.6959209962),
        Of("Thái Nguyên, phía tây", 9213, 430_000, 2_388_000, 105.8258864756, 21.5861689734),
        Of("Hà Nội", 5897, 588_154.477, 2_326_509.054, 105.8500000109, 21.0299999967),
        Of("UTM 48N", 3405, 600_000, 2_330_000, 105.9644842408, 21.0672351503),
        Of("UTM 49N", 3406, 250_000, 1_700_000, 108.6729546571, 15.3635736254),
        Of("Lai Châu", 9205, 550_000, 2_450_000, 103.4866541649, 22.1468351336),
        Of("Sơn La", 9206, 500_000, 2_360_000, 104.0018901267, 21.3346524170),
        Of("Quảng Bình cũ", 9211, 550_000, 1_930_000, 106.4725673254, 17.4491935877),
        Of("Quảng Trị", 9212, 560_000, 1_850_000, 106.8145280475, 16.7260382729),
        Of("Hải Phòng", 9210, 600_000, 2_300_000, 106.7124207684, 20.7899596540),
        Of("Quảng Ninh", 5899, 500_000, 2_320_000, 107.7518762891, 20.9732979011),
        Of("Đắk Lắk", 9218, 450_000, 1_400_000, 108.0414770490, 12.6589655996),
    ];

    static KnownPoint Of(string name, int code, double easting, double northing, double longitude, double latitude) =>
        new(name, Vn2000Zone.Find(code)!, easting, northing, longitude, latitude, Source);
}
