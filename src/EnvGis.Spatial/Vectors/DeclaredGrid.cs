using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Vectors;

/// <summary>
/// What a file says of its coordinates. Programs of surveyors write VN-2000 in a dozen ways, few of them with a code: what tells is the central meridian and the scale on it, 0.9999 of zones of 3°
/// and 0.9996 of those of 6° (Thông tư 973/2001/TT-TCĐC, Điều 3).
/// </summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="Zone">The zone of VN-2000; null of others.</param>
/// <param name="Degrees">The datum of longitude and latitude; null of metres.</param>
/// <param name="IsOnWgs84">Whether it is another grid on WGS 84, from which longitude and latitude can be computed without a change of datum.</param>
/// <param name="NamesWgs84">Of a zone: whether its datum is called WGS 84, as many programs do that have no other.</param>
public sealed partial record DeclaredGrid(string Name, Vn2000Zone? Zone, DegreesOf? Degrees, bool IsOnWgs84, bool NamesWgs84 = false)
{
    /// <summary>WGS 84, longitude and latitude: what GeoJSON and KML always are (RFC 7946 §4, OGC 12-007r2 §7).</summary>
    public static DeclaredGrid Wgs84 { get; } = new("WGS 84", null, DegreesOf.Wgs84, true);

    /// <summary>Whether its coordinates can be brought into a zone of VN-2000.</summary>
    public bool IsKnown => Zone is not null || Degrees is not null || IsOnWgs84;

    /// <summary>What is said, as of a table's heading; null where nothing is said of a zone of VN-2000 or of degrees.</summary>
    internal GridSaid? Said => Zone is { } zone ? new(null, null, zone.Code, NamesWgs84, !NamesWgs84)
        : Degrees is { } datum ? new(null, null, null, datum == DegreesOf.Wgs84, datum == DegreesOf.Vn2000)
        : IsOnWgs84 ? new(null, null, null, true, false) : null;

    /// <summary>By its code.</summary>
    /// <param name="epsg">EPSG code.</param>
    /// <param name="name">As the file calls it.</param>
    public static DeclaredGrid Of(int epsg, string name) =>
        Vn2000Zone.Find(epsg) is { } zone ? new(name, zone, null, false)
        : epsg == CrsCatalogue.Wgs84Code ? Wgs84
        : epsg == Vn2000Datum.GeographicCode ? new(name, null, DegreesOf.Vn2000, false)
        : new(name, null, null, epsg is 3857 or 32648 or 32649);

    /// <summary>Reads well-known text of a coordinate reference system.</summary>
    /// <param name="wkt">WKT 2 (ISO 19162), as GDAL writes it of any format.</param>
    /// <returns>Null when it says nothing.</returns>
    public static DeclaredGrid? Read(string? wkt) => Read(wkt, false);

    static DeclaredGrid? Read(string? wkt, bool isNational)
    {
        var text = wkt?.Trim() ?? "";
        if (text.Length > 20_000)
        {
            return null;
        }
        // With parameters to WGS 84 the system itself is the source of that; the parameters are the national ones whatever the file says of them.
        if (text.StartsWith("BOUNDCRS", StringComparison.Ordinal) && text.IndexOf("SOURCECRS[", StringComparison.Ordinal) is > 0 and var from
            && text.IndexOf("TARGETCRS[", StringComparison.Ordinal) is var to && to > from)
        {
            return Read(text[(from + "SOURCECRS[".Length)..to].TrimEnd().TrimEnd(',').TrimEnd(']'), text.Contains(FirstParameter, StringComparison.Ordinal));
        }
        if (Quoted().Match(text) is not { Success: true } named)
        {
            return null;
        }
        var name = named.Groups["name"].Value;
        if (text.StartsWith("ENGCRS", StringComparison.Ordinal) || text.StartsWith("LOCAL", StringComparison.Ordinal))
        {
            // A sheet of paper without a place: it says nothing.
            return null;
        }
        if (!IsPlain(text))
        {
            return new(name, null, null, false);
        }
        var coded = OwnCode().Match(text) is { Success: true } code ? Of(int.Parse(code.Groups["code"].Value, CultureInfo.InvariantCulture), name) : null;
        // A definition that was copied and altered keeps the code of what it was.
        return coded is not { IsKnown: true } ? OfParameters(text, name, isNational)
            : coded.Zone is { } zone && Number("Longitude of natural origin", text) is not null && OfParameters(text, name, true).Zone != zone ? new(name, null, null, false) : coded;
    }

    static DeclaredGrid OfParameters(string text, string name, bool isNational)
    {
        var datum = string.Join(' ', Datums().Matches(text).Select(match => match.Groups["name"].Value));
        var isVn2000 = isNational || Vietnamese().IsMatch(datum) || Vietnamese().IsMatch(name);
        var isWgs84 = !isVn2000 && Worldwide().IsMatch(datum);
        if (text.StartsWith("GEOG", StringComparison.Ordinal) || text.StartsWith("GEODCRS", StringComparison.Ordinal))
        {
            return new(name, null, isVn2000 ? DegreesOf.Vn2000 : isWgs84 ? DegreesOf.Wgs84 : null, isWgs84);
        }
        if (Mercator().IsMatch(text) && Number("Longitude of natural origin", text) is { } meridian && Number("False easting", text) is Vn2000Zone.FalseEastingMetres
            && Number("False northing", text) is Vn2000Zone.FalseNorthingMetres && Number("Latitude of natural origin", text) is 0 && (isVn2000 || isWgs84))
        {
            int? width = Number("Scale factor at natural origin", text) switch { 0.9999 => 3, 0.9996 when isVn2000 => 6, _ => null };
            if (width is { } wide && Meridian.OfDegrees(meridian) is { } central && Vn2000Zone.Find(central, wide) is { } zone)
            {
                return new(name, zone, null, false, isWgs84);
            }
        }
        return new(name, null, null, isWgs84);
    }

    /// <summary>Metres, degrees, Greenwich and the ellipsoid that VN-2000 and WGS 84 have: a foot, a grad or Krassovsky's ellipsoid is another grid, whatever it is called.</summary>
    static bool IsPlain(string text) =>
        Lengths().Matches(text).All(unit => Value(unit) == 1) && Angles().Matches(text).All(unit => Math.Abs(Value(unit) - Math.PI / 180) < 1e-9)
        && Meridians().Matches(text).All(prime => Value(prime) == 0)
        && Ellipsoids().Matches(text).All(one => Value(one) == 6_378_137 && Math.Abs(double.Parse(one.Groups["flattening"].Value, CultureInfo.InvariantCulture) - 298.257223563) < 1e-3);

    static double Value(Match match) => double.Parse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    static double? Number(string parameter, string text) =>
        Regex.Match(text, $"PARAMETER\\[\"{parameter}\",(?<value>[-0-9.eE+]{{1,30}})", RegexOptions.CultureInvariant) is { Success: true } match
            && double.TryParse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Of the shift from VN-2000 to WGS 84 (Quyết định 05/2007/QĐ-BTNMT), by which MapInfo says VN-2000.</summary>
    const string FirstParameter = "-191.904";

    [GeneratedRegex("LENGTHUNIT\\[\"[^\"]{0,80}\",(?<value>[0-9.eE+-]{1,30})")]
    private static partial Regex Lengths();

    [GeneratedRegex("ANGLEUNIT\\[\"[^\"]{0,80}\",(?<value>[0-9.eE+-]{1,30})")]
    private static partial Regex Angles();

    [GeneratedRegex("PRIMEM\\[\"[^\"]{0,80}\",(?<value>[0-9.eE+-]{1,30})")]
    private static partial Regex Meridians();

    [GeneratedRegex("ELLIPSOID\\[\"[^\"]{0,80}\",(?<value>[0-9.eE+-]{1,30}),(?<flattening>[0-9.eE+-]{1,30})")]
    private static partial Regex Ellipsoids();

    [GeneratedRegex("^[A-Z0-9]{3,20}\\[\"(?<name>[^\"]{0,200})\"")]
    private static partial Regex Quoted();

    // The last identifier is that of the whole.
    [GeneratedRegex("ID\\[\"EPSG\",(?<code>[0-9]{4,6})\\]\\s*\\]\\s*\\z")]
    private static partial Regex OwnCode();

    [GeneratedRegex("(?:DATUM|ENSEMBLE|BASEGEOGCRS|BASEGEODCRS)\\[\\s*\"(?<name>[^\"]{0,200})\"")]
    private static partial Regex Datums();

    [GeneratedRegex("VN[-_ ]?2000|Viet\\s?nam 2000", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vietnamese();

    [GeneratedRegex("World Geodetic System 1984|WGS[-_ ]?(?:19)?84", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Worldwide();

    [GeneratedRegex("METHOD\\[\"Transverse Mercator\"")]
    private static partial Regex Mercator();
}

/// <summary>The datum of longitude and latitude.</summary>
public enum DegreesOf
{
    /// <summary>WGS 84.</summary>
    Wgs84,

    /// <summary>VN-2000, some 200 m off.</summary>
    Vn2000,
}
