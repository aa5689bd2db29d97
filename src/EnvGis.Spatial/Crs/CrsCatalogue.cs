using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Crs;

/// <summary>The coordinate reference systems EnvGis supports, and how they are named.</summary>
public static partial class CrsCatalogue
{
    /// <summary>SRID of WGS 84 longitude and latitude in the database.</summary>
    public const int Wgs84Code = 4326;

    /// <summary>WGS 84, longitude first: what RFC 7946 and OGC API Features answer in by default (OGC 17-069r4 §6.6).</summary>
    public static CoordinateSystem Crs84 { get; } = new(
        "CRS84", Wgs84Code, "WGS 84 longitude-latitude",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84", AxisOrder.EastNorth, AxisUnit.Degree);

    /// <summary>All of them, CRS84 first, then by EPSG code.</summary>
    public static IReadOnlyList<CoordinateSystem> All { get; } =
    [
        Crs84,
        .. Vn2000Zone.All
            .Select(zone => Epsg(zone.Code, zone.Name, AxisOrder.EastNorth, AxisUnit.Metre))
            .Append(Epsg(3857, "WGS 84 / Pseudo-Mercator", AxisOrder.EastNorth, AxisUnit.Metre))
            .Append(Epsg(Wgs84Code, "WGS 84", AxisOrder.NorthEast, AxisUnit.Degree))
            .Append(Epsg(Vn2000Datum.GeographicCode, "VN-2000", AxisOrder.NorthEast, AxisUnit.Degree))
            .OrderBy(crs => crs.Srid),
    ];

    static readonly FrozenDictionary<string, CoordinateSystem> ById = All.ToFrozenDictionary(crs => crs.Id, StringComparer.Ordinal);

    /// <summary>The CRS with an EPSG code; null when not supported.</summary>
    /// <param name="code">EPSG code; 4326 gives EPSG:4326, not CRS84.</param>
    public static CoordinateSystem? Find(int code) => ById.GetValueOrDefault(EpsgId(code));

    /// <summary>Reads a name of a CRS.</summary>
    /// <param name="text">
    /// A URI (<c>http://www.opengis.net/def/crs/EPSG/0/9213</c>, http or https), a URN (<c>urn:ogc:def:crs:EPSG::9213</c>,
    /// <c>urn:ogc:def:crs:OGC:1.3:CRS84</c>), a CURIE (<c>EPSG:9213</c>) or safe CURIE (<c>[EPSG:9213]</c>); letters of the authority in
    /// any case.
    /// </param>
    /// <param name="crs">What it names; null when refused.</param>
    /// <param name="refusal">Why not; null when taken.</param>
    /// <returns>Whether it was taken.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CoordinateSystem? crs, [NotNullWhen(false)] out CrsRefusal? refusal)
    {
        crs = null;
        refusal = null;
        var named = text?.Trim() ?? "";
        foreach (var form in (ReadOnlySpan<Regex>)[Uri(), Urn(), SafeCurie(), Curie()])
        {
            var match = form.Match(named);
            if (!match.Success)
            {
                continue;
            }
            var authority = match.Groups["authority"].Value.ToUpperInvariant();
            var code = match.Groups["code"].Value.ToUpperInvariant();
            crs = ById.GetValueOrDefault(authority == "EPSG" ? $"EPSG:{code}" : code);
            if (crs is not null)
            {
                return true;
            }
            if (authority == "EPSG" && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && Vn2000Zone.IsDeprecated(number))
            {
                refusal = new CrsRefusal(
                    named,
                    $"EPSG:{number} đã bị bãi bỏ: định nghĩa nhầm dịch gốc (đông 0, bắc 500 000 m). "
                    + $"Dùng EPSG:{number - 1060} cho cùng kinh tuyến trục.",
                    $"EPSG:{number} is deprecated: it defines false easting 0 and northing 500,000 m by mistake. "
                    + $"Use EPSG:{number - 1060} for the same meridian.");
                return false;
            }

            refusal = new CrsRefusal(
                named,
                $"EnvGis không hỗ trợ hệ tọa độ {named}; hãy chọn CRS84, EPSG:4326, EPSG:3857 hoặc một múi VN-2000.",
                $"EnvGis does not support the CRS {named}; choose CRS84, EPSG:4326, EPSG:3857 or a VN-2000 zone.");
            return false;
        }

        refusal = new CrsRefusal(
            named,
            $"Không hiểu tên hệ tọa độ \"{named}\"; viết dạng EPSG:9213 hoặc http://www.opengis.net/def/crs/EPSG/0/9213.",
            $"\"{named}\" names no CRS; write it as EPSG:9213 or http://www.opengis.net/def/crs/EPSG/0/9213.");
        return false;
    }

    static CoordinateSystem Epsg(int code, string name, AxisOrder axes, AxisUnit unit) => new(
        EpsgId(code), code, name, string.Create(CultureInfo.InvariantCulture, $"http://www.opengis.net/def/crs/EPSG/0/{code}"), axes, unit);

    static string EpsgId(int code) => string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}");

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^https?://www\.opengis\.net/def/crs/(?<authority>EPSG|OGC)/[0-9.]{1,12}/(?<code>[A-Z0-9]{1,12})\z", Options)]
    private static partial Regex Uri();

    [GeneratedRegex(@"^urn:ogc:def:crs:(?<authority>EPSG|OGC):[0-9.]{0,12}:(?<code>[A-Z0-9]{1,12})\z", Options)]
    private static partial Regex Urn();

    [GeneratedRegex(@"^\[(?<authority>EPSG|OGC):(?<code>[A-Z0-9]{1,12})\]\z", Options)]
    private static partial Regex SafeCurie();

    [GeneratedRegex(@"^(?:(?<authority>EPSG|OGC):)?(?<code>(?<!^)[A-Z0-9]{1,12}|CRS84)\z", Options)]
    private static partial Regex Curie();
}
