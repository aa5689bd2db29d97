using System.Globalization;
using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Tables;

/// <summary>A latitude or longitude of a table: <c>20°51'23,4"</c>, <c>20 51 23.4 N</c>, <c>106.70567</c>.</summary>
static partial class TableAngle
{
    /// <summary>Reads a cell as degrees of latitude (7 to 24) or longitude (101 to 118) in Vietnam.</summary>
    /// <returns>Decimal degrees; null of anything else.</returns>
    public static double? Read(string? text)
    {
        if (text is not { Length: > 3 and <= 60 })
        {
            return null;
        }
        double degrees;
        if (Parts().Match(text.Trim()) is { Success: true } parts)
        {
            var (minutes, seconds) = (Number(parts.Groups["minutes"].Value), parts.Groups["seconds"].Success ? Number(parts.Groups["seconds"].Value) : 0);
            if (minutes >= 60 || seconds >= 60)
            {
                return null;
            }
            degrees = Number(parts.Groups["degrees"].Value) + minutes / 60 + seconds / 3600;
        }
        else if (Decimal().Match(text.Trim()) is { Success: true } match)
        {
            degrees = Number(match.Groups["degrees"].Value);
        }
        else
        {
            return null;
        }
        return IsLatitude(degrees) || IsLongitude(degrees) ? degrees : null;
    }

    public static bool IsLatitude(double degrees) => degrees is >= 7 and <= 24;

    public static bool IsLongitude(double degrees) => degrees is >= 101 and <= 118;

    static double Number(string text) => double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(?:[NEBĐ]\s*)?(?<degrees>[0-9]{1,3})\s*(?:[°ºo˚d]|độ|\s)\s*(?<minutes>[0-9]{1,2}(?:[.,][0-9]{1,8})?)\s*['′’]?\s*(?:(?<seconds>[0-9]{1,2}(?:[.,][0-9]{1,8})?)\s*(?:["″”]|''|’’)?)?\s*(?:[NEBĐ])?\z""")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<degrees>[0-9]{1,3}[.,][0-9]{4,14})\s*°?\s*(?:[NEBĐ])?\z")]
    private static partial Regex Decimal();
}
