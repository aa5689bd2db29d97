using System.Globalization;
using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Tables;

/// <summary>
/// A number of a coordinate table, exact, as it was printed. Where a comma or a point stands before decimals and where between thousands is told by how many digits a coordinate of VN-2000 has before
/// its decimals: seven of a northing and six of an easting (8° to 24° N, 102° to 118° E), so that no text has two readings.
/// </summary>
/// <param name="Value">Metres.</param>
/// <param name="Decimals">Digits behind the comma, as printed.</param>
public readonly partial record struct TableNumber(decimal Value, int Decimals)
{
    /// <summary>Least and greatest northing in Vietnam, metres: 7° to 24° N.</summary>
    public const decimal LeastNorth = 770_000, GreatestNorth = 2_660_000;

    /// <summary>Least and greatest easting, metres: what lies up to 3.5° from its meridian.</summary>
    public const decimal LeastEast = 120_000, GreatestEast = 880_000;

    /// <summary>Whether it can be a northing in Vietnam, in any zone.</summary>
    public bool IsNorthing => Value is >= LeastNorth and <= GreatestNorth;

    /// <summary>Whether it can be an easting.</summary>
    public bool IsEasting => Value is >= LeastEast and <= GreatestEast;

    /// <summary>Whether a text is a number of six or seven digits before its decimals, as both coordinates are.</summary>
    /// <param name="text">A cell.</param>
    public static bool IsCoordinate(string text) => TryRead(text, out var number) && number.Value is >= 100_000 and < 10_000_000;

    /// <summary>Reads a cell; <c>2497366,81</c>, <c>424207,000</c>, <c>2.495.034</c>, <c>385.096</c>, <c>2 495 034,12</c>, <c>X = 2497366</c>, <c>2.497366E+06</c>.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="number">What was read; of fewer or more digits than a coordinate has too, so that what is wrong with it can be said.</param>
    /// <returns>False when the cell is no number of four to nine digits.</returns>
    public static bool TryRead(string? text, out TableNumber number)
    {
        number = default;
        if (text is null || text.Length > 60)
        {
            return false;
        }
        var plain = Trimmed(text);
        if (Plain().Match(plain) is { Success: true } match)
        {
            return Take(match.Groups["whole"].Value, match.Groups["fraction"].Value, out number);
        }
        if (Grouped().Match(plain) is { Success: true } grouped)
        {
            return Take(string.Concat(grouped.Groups["whole"].Value.Where(char.IsAsciiDigit)), grouped.Groups["fraction"].Value, out number);
        }
        if (Exponent().IsMatch(plain) && decimal.TryParse(plain.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var scaled))
        {
            number = new(scaled, Math.Max(0, (int)(byte)(decimal.GetBits(scaled)[3] >> 16)));
            return true;
        }
        return false;
    }

    /// <summary>The same with one digit replaced, put in or left out, for whoever looks for a misprint.</summary>
    internal IEnumerable<TableNumber> WithOneDigitOther()
    {
        var whole = decimal.Truncate(Value);
        var (digits, rest) = (whole.ToString("0", CultureInfo.InvariantCulture), Value - whole);
        for (var at = 0; at < digits.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != digits[at])
                {
                    yield return Of($"{digits[..at]}{digit}{digits[(at + 1)..]}");
                }
            }
        }
        for (var at = 0; at <= digits.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                yield return Of($"{digits[..at]}{digit}{digits[at..]}");
            }
        }
        for (var at = 0; at < digits.Length && digits.Length > 1; at++)
        {
            yield return Of(digits.Remove(at, 1));
        }

        TableNumber Of(string text) => new(decimal.Parse(text, CultureInfo.InvariantCulture) + rest, 0);
    }

    static string Trimmed(string text)
    {
        var plain = Spaces().Replace(text, " ").Trim().TrimStart('\'', '`').TrimEnd(',', ';', '.').Trim();
        return Around().Match(plain) is { Success: true } match ? match.Groups["number"].Value.Trim() : plain;
    }

    static bool Take(string whole, string fraction, out TableNumber number)
    {
        number = default;
        if (whole.Length is < 4 or > 9)
        {
            return false;
        }
        number = new(decimal.Parse(fraction.Length == 0 ? whole : $"{whole}.{fraction}", CultureInfo.InvariantCulture), fraction.Length);
        return true;
    }

    [GeneratedRegex(@"[\s\u00A0\u2007\u2009\u202F]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:[XYNEBĐxyneđ]\s*(?:\(\s*m\s*\))?\s*[=:]\s*)?(?<number>[0-9].*?)\s*(?:m|mét)?\z")]
    private static partial Regex Around();

    [GeneratedRegex(@"^(?<whole>[0-9]{4,9})(?:[.,](?<fraction>[0-9]{1,12}))?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:(?<whole>[0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:,(?<fraction>[0-9]{1,12}))?|(?<whole>[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.(?<fraction>[0-9]{1,12}))?"
        + @"|(?<whole>[0-9]{1,3}(?: [0-9]{3}){1,2}|[0-9]{1,3}(?:['’][0-9]{3}){1,2})(?:[.,](?<fraction>[0-9]{1,12}))?)\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9][.,][0-9]{2,12}[eE]\+?0?[56]\z")]
    private static partial Regex Exponent();
}
