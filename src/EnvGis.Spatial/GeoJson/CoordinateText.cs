using System.Buffers.Text;

namespace EnvGis.Spatial.GeoJson;

/// <summary>Writes one coordinate as decimal text: at most 7 decimals, no exponent, no culture, no "-0", no trailing zeros.</summary>
static class CoordinateText
{
    /// <summary>Bytes that one coordinate never exceeds: sign, 9 digits, point, 7 decimals.</summary>
    internal const int MaxBytes = 18;

    // 7 decimals of a degree are about 1 cm; a double still holds the scaled value exactly up to this bound.
    const double Scale = 1e7;
    const double ScaledBound = 9e15;
    const uint FractionUnits = 10_000_000;

    static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"u8 +
        "495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <returns>How many bytes were written; <paramref name="target"/> must hold <see cref="MaxBytes"/>.</returns>
    /// <exception cref="FormatException">The value is NaN, infinite, or 9·10⁸ or more away from zero.</exception>
    internal static int Write(Span<byte> target, double value)
    {
        var scaled = Math.Round(value * Scale);
        if (!(Math.Abs(scaled) < ScaledBound))
        {
            throw new FormatException("A coordinate is not a number, or lies farther from zero than any CRS in use reaches.");
        }

        var units = (long)scaled;
        var at = 0;
        if (units < 0)
        {
            target[at++] = (byte)'-';
            units = -units;
        }

        var whole = (uint)((ulong)units / FractionUnits);
        var fraction = (uint)((ulong)units - (ulong)whole * FractionUnits);
        at += WriteWhole(target[at..], whole);
        if (fraction == 0)
        {
            return at;
        }

        target[at++] = (byte)'.';
        WritePair(target, at, fraction / 100_000);
        WritePair(target, at + 2, fraction / 1_000 % 100);
        WritePair(target, at + 4, fraction / 10 % 100);
        target[at + 6] = (byte)('0' + fraction % 10);
        at += 7;
        while (target[at - 1] == (byte)'0')
        {
            at--;
        }
        return at;
    }

    static int WriteWhole(Span<byte> target, uint whole)
    {
        if (whole < 10)
        {
            target[0] = (byte)('0' + whole);
            return 1;
        }

        if (whole < 100)
        {
            WritePair(target, 0, whole);
            return 2;
        }

        if (whole < 1000)
        {
            target[0] = (byte)('0' + whole / 100);
            WritePair(target, 1, whole % 100);
            return 3;
        }

        Utf8Formatter.TryFormat(whole, target, out var written);
        return written;
    }

    static void WritePair(Span<byte> target, int at, uint pair)
    {
        target[at + 1] = Pairs[(int)pair * 2 + 1];
        target[at] = Pairs[(int)pair * 2];
    }
}
