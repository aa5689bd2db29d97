using System.Globalization;

namespace EnvGis.Spatial.GeoJson;

/// <summary>Reads JSON numbers (RFC 8259 §6) faster than a tokenizer: two of them stand in every position.</summary>
static class JsonNumber
{
    // Up to 2^53 and 10^22 both operands are exact, so one division gives the nearest double.
    const ulong ExactMantissa = 1UL << 53;
    const int MaxMantissaDigits = 18;

    static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the number at the start of <paramref name="text"/>.</summary>
    /// <param name="text">Starts at the first character of the number; may go on after it.</param>
    /// <param name="value">The nearest double; infinite when beyond its range. -0 becomes 0.</param>
    /// <returns>Length of the number, 0 when none stands here by the grammar of JSON.</returns>
    internal static int Read(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var at = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative)
        {
            at++;
        }

        ulong mantissa = 0;
        var wholeStart = at;
        at = Digits(text, at, ref mantissa);
        var digits = at - wholeStart;
        if (digits == 0 || digits > 1 && text[wholeStart] == (byte)'0')
        {
            return 0;
        }

        var decimals = 0;
        if (at < text.Length && text[at] == (byte)'.')
        {
            var fractionStart = ++at;
            at = Digits(text, at, ref mantissa);
            decimals = at - fractionStart;
            if (decimals == 0)
            {
                return 0;
            }
            digits += decimals;
        }

        var plain = true;
        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            plain = false;
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }
            var exponentStart = at;
            ulong exponent = 0;
            at = Digits(text, at, ref exponent);
            if (at == exponentStart)
            {
                return 0;
            }
        }

        if (plain && digits <= MaxMantissaDigits && mantissa <= ExactMantissa)
        {
            value = negative ? 0 - mantissa / PowersOfTen[decimals] : mantissa / PowersOfTen[decimals];
        }
        else
        {
            value = double.Parse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture) + 0.0;
        }
        return at;
    }

    static int Digits(ReadOnlySpan<byte> text, int at, ref ulong value)
    {
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }
            value = value * 10 + digit;
        }

        return at;
    }
}
