using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Numbers;

/// <summary>
/// Reads a number as people in Vietnam write it: a comma or a point before the decimals, points, commas or spaces between thousands, perhaps a unit behind.
/// What can be read in two ways has two readings, and whoever asks decides or asks back; nothing is guessed. The page reads by the same rules
/// (<c>numbers.ts</c>), and one table of examples tests both.
/// </summary>
public static partial class NumberText
{
    /// <summary>2^53 − 1: whole numbers up to it, and no further, are agreed upon by whatever reads numbers as IEEE 754 doubles, as most readers of JSON do (RFC 8259, 6).</summary>
    public const double MostExact = 9_007_199_254_740_991;

    /// <summary>Whether a text is some number and only too small to be told from nought, such as 1e-400.</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="read">What it was read as.</param>
    public static bool IsLost(string text, double read)
    {
        ArgumentNullException.ThrowIfNull(text);
        return read == 0 && text.AsSpan(0, text.AsSpan().IndexOfAny('e', 'E') is var exponent && exponent < 0 ? text.Length : exponent).ContainsAnyInRange('1', '9');
    }

    /// <summary>
    /// Whether a number has more digits than anybody measures: more than 40 that count. Noughts before and behind them do not: PostgreSQL writes 1e-50 out with fifty of them, and reads it back.
    /// </summary>
    /// <param name="utf8">The number as JSON writes it (RFC 8259, 6).</param>
    public static bool IsTooLong(ReadOnlySpan<byte> utf8)
    {
        var exponent = utf8.IndexOfAny((byte)'e', (byte)'E');
        var digits = utf8[..(exponent < 0 ? utf8.Length : exponent)].Trim("-0."u8);
        // Of nought too, an exponent is written out by noughts.
        return utf8.Length > 1_000 || exponent >= 0 && !(Utf8Parser.TryParse(utf8[(exponent + 1)..], out int power, out _) && Math.Abs(power) <= 1_000)
            || digits.Length - (digits.Contains((byte)'.') ? 1 : 0) > 40;
    }

    /// <summary>Units of a length in metres, as they may stand behind one.</summary>
    public static IReadOnlyList<string> Metres { get; } = ["m", "mét", "met", "metres", "meters", "metre", "meter"];

    /// <summary>What a text can mean: no number, one, or two, as <c>1.000</c> is one or a thousand. With two the smaller stands first.</summary>
    /// <param name="text">As it was typed; spaces around it do not matter.</param>
    /// <param name="fits">Leaves out what the field cannot hold, such as a latitude of 21 590; null takes all.</param>
    /// <param name="units">Words that may follow the number.</param>
    public static IReadOnlyList<double> Read(string text, Func<double, bool>? fits = null, IReadOnlyList<string>? units = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = WithoutUnit(Spaces().Replace(text, " ").Replace('−', '-').Replace('–', '-').Trim(), units);
        var readings = new List<double>(2);
        if (Plain().IsMatch(plain))
        {
            Add(double.Parse(plain.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        if (Grouped().Match(plain) is { Success: true } match)
        {
            var whole = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit));
            Add(double.Parse($"{match.Groups["sign"].Value}{whole}.{match.Groups["fraction"].Value}0", CultureInfo.InvariantCulture));
        }

        return readings;

        void Add(double number)
        {
            // Minus nought is nought.
            number += 0.0;
            if (double.IsFinite(number) && !IsLost(plain, number) && !readings.Contains(number) && (fits is null || fits(number)))
            {
                readings.Add(number);
            }
        }
    }

    /// <summary>What to tell somebody whose text does not have exactly one reading: one sentence in each language, without the field's name.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="readings">What <see cref="Read"/> made of it.</param>
    public static (string Vietnamese, string English) Doubt(string text, IReadOnlyList<double> readings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(readings);
        var shown = text.Length > 40 ? text[..40] + "…" : text;
        return readings is [var one, var other]
            ? ($"“{shown}” có thể là {Clear(one, ',')} hoặc {Clear(other, ',')}; hãy viết rõ một trong hai cách đó",
                $"“{shown}” may be {Clear(one, '.')} or {Clear(other, '.')}; write it in one of these ways")
            : ($"“{shown}” không phải là số dùng được ở đây; viết như 1234,5", $"“{shown}” is no number that fits here; write it as 1234.5");
    }

    /// <summary>A number so that it has one reading only: no thousands marked, and never three decimals.</summary>
    static string Clear(double number, char point)
    {
        var text = number.ToString("0.############", CultureInfo.InvariantCulture);
        var at = text.IndexOf('.', StringComparison.Ordinal);
        return (at == text.Length - 4 && at > 0 ? text + "0" : text).Replace('.', point);
    }

    /// <summary>A whole number that a program wrote with a fraction of noughts, as <c>5503.0</c>, is that whole number; any other text stays as it is.</summary>
    /// <param name="text">A number or a code.</param>
    public static string WithoutZeroFraction(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ZeroFraction().Match(text) is { Success: true } match ? match.Groups["whole"].Value
            : text.Length <= 40 && Exponent().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsInteger(number) && Math.Abs(number) < 1e15 ? number.ToString("0", CultureInfo.InvariantCulture)
            : text;
    }

    static string WithoutUnit(string text, IReadOnlyList<string>? units)
    {
        foreach (var unit in units ?? [])
        {
            if (text.Length > unit.Length && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(text[^(unit.Length + 1)]))
            {
                return text[..^unit.Length].TrimEnd();
            }
        }

        return text;
    }

    // Also those that do not break, by which programs part thousands.
    [GeneratedRegex(@"[\s\u00A0\u2007\u2009\u202F]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex Plain();

    // Thousands do not begin with a nought: 0.500 is a half.
    [GeneratedRegex(@"^(?<sign>[+-]?)(?:(?<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,](?<fraction>[0-9]{1,15}))?|(?<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?<fraction>[0-9]{1,15}))?|(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?<fraction>[0-9]{1,15}))?)\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<whole>-?[0-9]{1,18})\.0+\z")]
    private static partial Regex ZeroFraction();

    [GeneratedRegex(@"^-?[0-9.]+[eE][+-]?[0-9]+\z")]
    private static partial Regex Exponent();
}
