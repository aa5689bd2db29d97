using System.Collections.Frozen;
using System.Globalization;

namespace EnvGis.Spatial.Vn2000;

/// <summary>
/// A projection zone of VN-2000: Transverse Mercator from latitude 0°, scale 0.9996 in 6° and 0.9999 in 3° zones, false easting 500,000 m,
/// false northing 0 (Thông tư 973/2001/TT-TCĐC, article 3). Codes, names and meridians are those of the EPSG registry, v10.076 and v13.101.
/// </summary>
public sealed record Vn2000Zone
{
    /// <summary>Metres east that the central meridian has in every zone.</summary>
    public const double FalseEastingMetres = 500_000;

    /// <summary>Metres north that the equator has in every zone.</summary>
    public const double FalseNorthingMetres = 0;

    Vn2000Zone(int code, string name, int degrees, int minutes, int widthDegrees, string area)
    {
        Code = code;
        Name = $"VN-2000 / {name}";
        CentralMeridian = new Meridian(degrees, minutes);
        WidthDegrees = widthDegrees;
        Area = area;
    }

    /// <summary>All zones, by EPSG code.</summary>
    public static IReadOnlyList<Vn2000Zone> All { get; } =
    [
        new(3405, "UTM zone 48N", 105, 0, 6, "đất liền phía tây 108°00'"),
        new(3406, "UTM zone 49N", 111, 0, 6, "đất liền phía đông 108°00'"),
        new(5896, "TM-3 zone 481", 102, 0, 3, "phía tây 103°30'"),
        new(5897, "TM-3 zone 482", 105, 0, 3, "Hà Nội, Hà Nam, Ninh Bình, Thanh Hóa, Vĩnh Phúc, Cần Thơ, Bạc Liêu, Đồng Tháp, Hậu Giang"),
        new(5898, "TM-3 zone 491", 108, 0, 3, "Quảng Ngãi"),
        new(5899, "TM-3 107-45", 107, 45, 3, "Quảng Ninh, Đà Nẵng, Quảng Nam, Bà Rịa–Vũng Tàu, Đồng Nai, Lâm Đồng"),
        new(9205, "TM-3 103-00", 103, 0, 3, "Điện Biên, Lai Châu"),
        new(9206, "TM-3 104-00", 104, 0, 3, "Sơn La"),
        new(9207, "TM-3 104-30", 104, 30, 3, "Cà Mau, Kiên Giang"),
        new(9208, "TM-3 104-45", 104, 45, 3, "An Giang, Lào Cai, Nghệ An, Phú Thọ, Yên Bái"),
        new(9209, "TM-3 105-30", 105, 30, 3,
            "Bắc Ninh, Hà Giang, Hà Tĩnh, Hải Dương, Hưng Yên, Nam Định, Sóc Trăng, Tây Ninh, Thái Bình, Trà Vinh, Vĩnh Long"),
        new(9210, "TM-3 105-45", 105, 45, 3, "Hải Phòng, Thành phố Hồ Chí Minh, Bến Tre, Bình Dương, Cao Bằng, Long An, Tiền Giang"),
        new(9211, "TM-3 106-00", 106, 0, 3, "Hòa Bình, Quảng Bình, Tuyên Quang"),
        new(9212, "TM-3 106-15", 106, 15, 3, "Bình Phước, Quảng Trị"),
        new(9213, "TM-3 106-30", 106, 30, 3, "Bắc Kạn, Thái Nguyên"),
        new(9214, "TM-3 107-00", 107, 0, 3, "Bắc Giang, Thừa Thiên Huế"),
        new(9215, "TM-3 107-15", 107, 15, 3, "Lạng Sơn"),
        new(9216, "TM-3 107-30", 107, 30, 3, "Kon Tum"),
        new(9217, "TM-3 108-15", 108, 15, 3, "Bình Định, Khánh Hòa, Ninh Thuận"),
        new(9218, "TM-3 108-30", 108, 30, 3, "Bình Thuận, Đắk Lắk, Đắk Nông, Gia Lai, Phú Yên"),
    ];

    static readonly FrozenDictionary<int, Vn2000Zone> ByCode = All.ToFrozenDictionary(zone => zone.Code);

    /// <summary>EPSG code.</summary>
    public int Code { get; }

    /// <summary>Name in the EPSG registry.</summary>
    public string Name { get; }

    /// <summary>Central meridian, equal in VN-2000 and in the projection's definition.</summary>
    public Meridian CentralMeridian { get; }

    /// <summary>3 or 6 degrees of longitude.</summary>
    public int WidthDegrees { get; }

    /// <summary>Scale on the central meridian: 0.9999 for 3° zones, 0.9996 for 6° zones.</summary>
    public double ScaleFactor => WidthDegrees == 3 ? 0.9999 : 0.9996;

    /// <summary>Where the EPSG registry says it is used, by the provinces before 1 July 2025; a hint, not a rule.</summary>
    public string Area { get; }

    /// <summary>Where the definition comes from.</summary>
    public string Source => string.Create(CultureInfo.InvariantCulture, $"EPSG:{Code}; Thông tư 973/2001/TT-TCĐC, Điều 3");

    /// <summary>WKT 1 (OGC 01-009) with TOWGS84 in the position vector signs, axes easting then northing.</summary>
    public string Wkt => string.Create(CultureInfo.InvariantCulture, $"""
        PROJCS["{Name}",
            GEOGCS["VN-2000",
                DATUM["Vietnam_2000",
                    SPHEROID["WGS 84",{Vn2000Datum.SemiMajorAxisMetres},{Vn2000Datum.InverseFlattening}],
                    TOWGS84[{Vn2000Datum.PositionVector.Listed}]],
                PRIMEM["Greenwich",0],
                UNIT["degree",0.0174532925199433]],
            PROJECTION["Transverse_Mercator"],
            PARAMETER["latitude_of_origin",0],
            PARAMETER["central_meridian",{CentralMeridian.DecimalDegrees}],
            PARAMETER["scale_factor",{ScaleFactor}],
            PARAMETER["false_easting",{FalseEastingMetres}],
            PARAMETER["false_northing",{FalseNorthingMetres}],
            UNIT["metre",1],
            AXIS["Easting",EAST],
            AXIS["Northing",NORTH],
            AUTHORITY["EPSG","{Code}"]]
        """);

    /// <summary>The zone of an EPSG code; null when the code is no zone of VN-2000, or one that <see cref="IsDeprecated"/>.</summary>
    /// <param name="code">EPSG code.</param>
    public static Vn2000Zone? Find(int code) => ByCode.GetValueOrDefault(code);

    /// <summary>The zone with a central meridian; null when none has it.</summary>
    /// <param name="meridian">Central meridian.</param>
    /// <param name="widthDegrees">3 or 6; 105° is the meridian of a zone of either width.</param>
    public static Vn2000Zone? Find(Meridian meridian, int widthDegrees = 3) =>
        All.FirstOrDefault(zone => zone.CentralMeridian == meridian && zone.WidthDegrees == widthDegrees);

    /// <summary>The 3° zone whose central meridian is nearest, for a place whose province is not known.</summary>
    /// <param name="longitude">Decimal degrees east.</param>
    public static Vn2000Zone NearestTo(double longitude) =>
        All.Where(zone => zone.WidthDegrees == 3).MinBy(zone => Math.Abs(zone.CentralMeridian.DecimalDegrees - longitude))!;

    /// <summary>Whether a longitude lies beyond the zone: farther from its meridian than half its width, where lengths are distorted more than the zone allows.</summary>
    /// <param name="longitude">Decimal degrees east.</param>
    public bool IsBeyond(double longitude) => Math.Abs(longitude - CentralMeridian.DecimalDegrees) > WidthDegrees / 2.0;

    /// <summary>
    /// Whether a code is one of EPSG:6956–6959, withdrawn by the registry: they give false easting 0 and false northing 500,000 m under the
    /// names of 5896–5899, so every point lands 700 km off. PostGIS still knows them.
    /// </summary>
    /// <param name="code">EPSG code.</param>
    public static bool IsDeprecated(int code) => code is >= 6956 and <= 6959;
}
