using System.Globalization;
using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Crs;

/// <summary>
/// Finds the position in what is copied out of another program: the address of a web map, a geo URI (RFC 5870), a point in WKT or EWKT, a point in GeoJSON (RFC 7946), a point of KML with its height.
/// Of an address that names both a marker and the middle of the map the marker is meant.
/// </summary>
static partial class PastedPosition
{
    const int LongestText = 2_000;

    /// <summary>The position as numbers that <see cref="PositionText"/> reads; null when the text is nothing of the kind.</summary>
    /// <returns>Degrees as <c>latitude N longitude E</c>, or the pair as it stands, behind its code where one is named.</returns>
    public static string? Find(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }
        text = text.Trim();
        if (WellKnownText().Match(text) is { Success: true } point)
        {
            var (x, y) = (point.Groups["x"].Value, point.Groups["y"].Value);
            var code = point.Groups["srid"].Value is { Length: > 0 } srid ? $"EPSG:{srid} " : "";
            return code is "" or "EPSG:4326 " && IsDegrees(x, 180) && IsDegrees(y, 90) ? Degrees(y, x) : $"{code}{x} {y}";
        }
        if (GeoJson().Match(text) is { Success: true } json)
        {
            return Degrees(json.Groups["x"].Value, json.Groups["y"].Value, swapped: true);
        }
        // Ranges tell longitude, latitude and height from latitude, longitude and height.
        if (WithHeight().Match(text) is { Success: true } kml)
        {
            return $"{kml.Groups["x"].Value} {kml.Groups["y"].Value}";
        }
        if (!Address().IsMatch(text))
        {
            return null;
        }
        text = Uri.UnescapeDataString(text).Replace('+', ' ');
        foreach (var form in (ReadOnlySpan<Regex>)[Marker(), MarkerPair(), Asked(), At(), MapHash(), Geo()])
        {
            if (form.Match(text) is { Success: true } match)
            {
                return Degrees(match.Groups["lat"].Value, match.Groups["lon"].Value);
            }
        }
        return null;
    }

    /// <summary>Whether a text is the address of a page, or holds a short address, which leads to a map and says nothing of where.</summary>
    /// <param name="text">What was typed or pasted.</param>
    /// <param name="shortHost">The host of the short address; null of another.</param>
    public static bool IsAddress(string text, out string? shortHost)
    {
        shortHost = text.Length <= LongestText && ShortAddress().Match(text) is { Success: true } match ? match.Groups["host"].Value : null;
        return shortHost is not null || text.Length <= LongestText && Page().IsMatch(text.Trim());
    }

    static string Degrees(string latitude, string longitude, bool swapped = false) => swapped ? Degrees(longitude, latitude) : $"{Signed(latitude, 'N', 'S')} {Signed(longitude, 'E', 'W')}";

    static string Signed(string number, char positive, char negative) => number[0] == '-' ? $"{number[1..]} {negative}" : $"{number} {positive}";

    static bool IsDegrees(string number, double most) => Math.Abs(double.Parse(number, CultureInfo.InvariantCulture)) <= most;

    const string Latitude = @"(?<lat>-?[0-9]{1,2}(?:\.[0-9]{1,16})?)";

    const string Longitude = @"(?<lon>-?[0-9]{1,3}(?:\.[0-9]{1,16})?)";

    const string Number = @"-?[0-9]{1,8}(?:\.[0-9]{1,16})?";

    [GeneratedRegex(@"^(?:SRID\s*=\s*(?<srid>[0-9]{4,5})\s*;\s*)?POINT\s*(?:ZM|Z|M)?\s*\(\s*(?<x>" + Number + @")\s+(?<y>" + Number + @")(?:\s+" + Number + @"){0,2}\s*\)\z", RegexOptions.IgnoreCase)]
    private static partial Regex WellKnownText();

    [GeneratedRegex(@"^\{.*""coordinates""\s*:\s*\[\s*(?<x>" + Number + @")\s*,\s*(?<y>" + Number + @")\s*[,\]]", RegexOptions.Singleline)]
    private static partial Regex GeoJson();

    [GeneratedRegex(@"^(?<x>[0-9]{1,3}\.[0-9]{2,16}),\s*(?<y>[0-9]{1,3}\.[0-9]{2,16}),\s*-?[0-9]{1,5}(?:\.[0-9]{1,16})?\z")]
    private static partial Regex WithHeight();

    [GeneratedRegex(@"^(?:https?://|geo:)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^https?://[^\s/]+\.[^\s]+\z", RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"(?:^|[\s/])(?<host>maps\.app\.goo\.gl|goo\.gl(?=/maps)|g\.co(?=/maps)|maps\.apple(?=/p))/\S", RegexOptions.IgnoreCase)]
    private static partial Regex ShortAddress();

    [GeneratedRegex("!3d" + Latitude + "!4d" + Longitude)]
    private static partial Regex Marker();

    [GeneratedRegex("[?&#]m?lat(?:itude)?=" + Latitude + "&m?(?:lon|lng|long|longitude)=" + Longitude, RegexOptions.IgnoreCase)]
    private static partial Regex MarkerPair();

    [GeneratedRegex("[?&#](?:q|query|ll|sll|center|destination|daddr|cp|point)=(?:loc:)?" + Latitude + @"\s*[,~;]\s*" + Longitude, RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex("/@" + Latitude + "," + Longitude)]
    private static partial Regex At();

    [GeneratedRegex(@"#(?:map=)?[0-9]{1,2}(?:\.[0-9]+)?/" + Latitude + "/" + Longitude)]
    private static partial Regex MapHash();

    [GeneratedRegex("^geo:" + Latitude + @",\s*" + Longitude, RegexOptions.IgnoreCase)]
    private static partial Regex Geo();
}
