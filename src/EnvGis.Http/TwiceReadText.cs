using System.Collections.Frozen;
using System.Text;

namespace EnvGis.Http;

/// <summary>
/// Text whose letters are bytes of UTF-8 that some program took for letters of Latin-1, Windows-1252 or Windows-1258, once or more than once: CÃ´ng ty for Công ty. A sign
/// beside a capital letter may stand there by itself, as in “XÃ”; so it counts only where nobody writes it.
/// </summary>
static class TwiceReadText
{
    // The bytes 80 to 9F as Windows-1252 shows them; Latin-1 has controls there, which stand for the bytes of their own number.
    const string Windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    // What people do write behind a letter: quotation marks, dashes, dots, spaces, marks of trade.
    const string Ordinary = "‘’“”…–—»·™®\u00A0";

    static readonly FrozenDictionary<char, byte> Bytes = Windows.Select((letter, i) => (letter, code: (byte)(0x80 + i)))
        .Concat(Enumerable.Range(0x80, 0x80).Select(code => ((char)code, (byte)code)))
        // Windows-1258 differs from the others in what may begin a letter here.
        .Append(('Ă', (byte)0xC3)).Distinct().ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    // Of what Windows-1252 shows, what stands for half a letter that was read wrongly twice and for none by itself.
    const string Halves = "ƒˆ˜";

    /// <summary>Stands for a letter of which a program dropped a part: which one it was, the text does not say.</summary>
    public const char Lost = '\uFFFD';

    // What Vietnamese and its neighbours are written with beside Latin-1.
    const string Letters = "ĂăĐđĨĩŨũƠơƯưŒœŠšŽžŸ", Marks = "\u0300\u0301\u0302\u0303\u0306\u0308\u0309\u031B\u0323\u0327";

    /// <summary>What the text was before it was read wrongly, with <see cref="Lost"/> for letters that are gone; null when nothing says that it was.</summary>
    public static string? Mended(string text)
    {
        // Twice is what is met; what was read wrongly more often has its own trouble.
        var mended = Once(text);
        for (var again = mended is null ? null : Once(mended); again is not null && again.Length < mended!.Length; again = Once(mended))
        {
            mended = again;
        }
        // Of the letters that begin so, Đ is the one whose second part is a control.
        return mended is null ? null : string.Concat(mended.Select((letter, i) => letter == 'Ä' && i + 1 < mended.Length && char.IsLetter(mended[i + 1]) ? 'Đ' : letter))
            .Normalize(NormalizationForm.FormC);
    }

    static string? Once(string text)
    {
        if (Ascii.IsValid(text))
        {
            return null;
        }
        var (mended, isSure, isQuoted) = (new StringBuilder(text.Length), false, false);
        for (var i = 0; i < text.Length;)
        {
            isQuoted = text[i] switch { '«' => true, '»' => false, _ => isQuoted };
            if (Read(text, i) is var (letter, length))
            {
                isSure |= IsSure(text, i, letter, length, isQuoted);
                mended.Append(letter);
                i += length;
                continue;
            }
            if (text[i] == 'á' && i + 2 < text.Length && text[i + 1] is 'º' or '»' && char.IsLower(text[i + 2]) && !isQuoted)
            {
                // The third part was a control, which many programs drop: Há»c for Học.
                isSure = true;
                mended.Append(Lost);
                i += 2;
                continue;
            }
            mended.Append(text[i++]);
        }
        return isSure ? mended.ToString() : null;
    }

    /// <returns>The letter that these two or three were, and how many they are; null when they are none that is likely.</returns>
    static (char Letter, int Length)? Read(string text, int at)
    {
        if (!Bytes.TryGetValue(text[at], out var first) || !Follows(text, at + 1, out var second))
        {
            return null;
        }
        switch (first)
        {
            // Signs of Latin-1, and the controls that are half of what was read twice.
            case 0xC2:
                return ((char)second, 2);
            case >= 0xC3 and <= 0xDF:
                var two = (char)((first & 0x1F) << 6 | second & 0x3F);
                return first == 0xC3 && two is not ('×' or '÷') || Letters.Contains(two, StringComparison.Ordinal) || Marks.Contains(two, StringComparison.Ordinal)
                    || Halves.Contains(two, StringComparison.Ordinal) ? (two, 2) : null;
            case 0xE1 or 0xE2 when Follows(text, at + 2, out var third):
                var three = (char)((first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F);
                return three is >= '\u1EA0' and <= '\u1EF9' or >= '\u2010' and <= '\u203F' or '₫' or '€' or '™' or '−' or '≤' or '≥' ? (three, 3) : null;
            default:
                return null;
        }
    }

    static bool Follows(string text, int at, out byte code)
    {
        code = 0;
        return at < text.Length && Bytes.TryGetValue(text[at], out code) && code < 0xC0;
    }

    static bool IsSure(string text, int at, char letter, int length, bool isQuoted)
    {
        var (before, last, after) = (at == 0 ? ' ' : text[at - 1], text[at + length - 1], at + length == text.Length ? ' ' : text[at + length]);
        if (length == 3)
        {
            // «há»…: the marks of a quotation and what comes behind it.
            return text[at] != 'á' || text[at + 1] != '»' || !isQuoted;
        }
        if (text[at] == 'Â')
        {
            // 30Â°C, mÂ²; CHÂ… and TÂ° are no such thing.
            return char.IsAsciiDigit(before) || char.IsLower(before);
        }
        if (Halves.Contains(letter, StringComparison.Ordinal))
        {
            return false;
        }
        // Viên, đi, Ông and CÔNG are words; “XÃ” is one, and XÔ at its end would be none.
        return char.IsLower(before) || !Ordinary.Contains(last, StringComparison.Ordinal)
            || (char.IsLower(letter) ? char.IsLower(after) : char.IsLower(after) && !char.IsLetter(before) || char.IsUpper(before) && char.IsUpper(after));
    }
}
