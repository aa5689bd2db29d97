using System.Globalization;
using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Vn2000;

/// <summary>How a central meridian was written.</summary>
public enum MeridianNotation
{
    /// <summary>Degrees and minutes apart: <c>105°45'</c>.</summary>
    DegreesAndMinutes,

    /// <summary>Decimal degrees: <c>105.75</c>.</summary>
    DecimalDegrees,

    /// <summary>
    /// Degrees, point, minutes, as the EPSG database writes them: <c>105.45</c> for 105°45'. Worth showing to the person.
    /// </summary>
    Sexagesimal,
}

/// <summary>A central meridian of VN-2000: whole degrees east of Greenwich and 0, 15, 30 or 45 minutes.</summary>
/// <param name="Degrees">Whole degrees, 102…111.</param>
/// <param name="Minutes">0, 15, 30 or 45.</param>
public readonly partial record struct Meridian(int Degrees, int Minutes)
{
    const int Least = 102;
    const int Greatest = 111;

    /// <summary>Decimal degrees; exact, since quarters of a degree are.</summary>
    public double DecimalDegrees => Degrees + Minutes / 60.0;

    /// <summary>The meridian at decimal degrees; null when it is none of VN-2000.</summary>
    /// <param name="degrees">Decimal degrees east.</param>
    public static Meridian? OfDegrees(double degrees)
    {
        var minutes = degrees * 60;
        if (!(degrees is >= Least and <= Greatest) || Math.Abs(minutes - Math.Round(minutes / 15) * 15) > 1e-6)
        {
            return null;
        }
        var whole = (int)Math.Round(minutes);
        return new Meridian(whole / 60, whole % 60);
    }

    /// <summary>
    /// Reads a central meridian. <c>105.45</c> is the trap: as decimal degrees it is 105°27', which is no meridian of VN-2000, so it is
    /// taken
    /// as 105°45'. Every meridian is a multiple of 15 minutes, so the two readings never both fit, except where they mean the same.
    /// </summary>
    /// <param name="text">
    /// <c>105°45'</c>, <c>105°45′00″</c>, <c>105 45</c>, <c>105-45</c>, <c>105d45</c>, <c>105.75</c>, <c>105,75</c>, <c>105.45</c> or
    /// <c>105</c>.
    /// </param>
    /// <param name="meridian">What was read.</param>
    /// <param name="notation">How it was written.</param>
    /// <returns>False when the text is no meridian of VN-2000.</returns>
    public static bool TryParse(string? text, out Meridian meridian, out MeridianNotation notation)
    {
        meridian = default;
        notation = default;
        var trimmed = text?.Trim() ?? "";
        if (Parts().Match(trimmed) is { Success: true } parts)
        {
            var minutes = parts.Groups["minutes"].Success ? Number(parts.Groups["minutes"].Value) : 0;
            return minutes < 60 && Take(OfDegrees(Number(parts.Groups["degrees"].Value) + minutes / 60.0), out meridian);
        }

        if (Decimal().Match(trimmed) is not { Success: true } match)
        {
            return false;
        }
        var whole = match.Groups["degrees"].Value;
        var fraction = match.Groups["fraction"].Value;
        notation = MeridianNotation.DecimalDegrees;
        if (Take(OfDegrees(double.Parse($"{whole}.{fraction}", CultureInfo.InvariantCulture)), out meridian))
        {
            return true;
        }
        notation = MeridianNotation.Sexagesimal;
        return fraction.Length == 2 && Number(fraction) < 60 && Take(OfDegrees(Number(whole) + Number(fraction) / 60.0), out meridian);
    }

    /// <summary>As Vietnamese documents write it: <c>105°45'</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Degrees}°{Minutes:00}'");

    static bool Take(Meridian? found, out Meridian meridian)
    {
        meridian = found ?? default;
        return found is not null;
    }

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """^(?<degrees>[0-9]{3})(?:\s*[°ºd]\s*|\s*-\s*|\s+|\z)(?:(?<minutes>[0-9]{1,2})\s*['′’]?\s*(?:00?\s*(?:["″”]|'')?)?)?\z""")]
    private static partial Regex Parts();

    [GeneratedRegex("""^(?<degrees>[0-9]{3})[.,](?<fraction>[0-9]{1,8})\s*°?\z""")]
    private static partial Regex Decimal();
}
