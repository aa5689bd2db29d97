using System.Globalization;
using System.Text;

namespace EnvGis.Http;

/// <summary>
/// Text as it is kept and asked for, so that what looks equal is equal: the same as <c>env.plain_text</c> (Database/Schema/env/plain_text.sql), which makes plain whatever is written.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// Composed letters (NFC), Đ and đ for the foreign letters that look like them, nothing invisible, ordinary spaces and none at the ends.
    /// </summary>
    /// <param name="keepLines">Whether line breaks and tabs stay; they become spaces otherwise.</param>
    /// <returns>An empty text when nothing is left that can be seen. Half of a surrogate pair becomes U+FFFD.</returns>
    public static string Of(string text, bool keepLines)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.Contains('\x7F', StringComparison.Ordinal))
        {
            return text.Trim();
        }
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n' or '\t' when keepLines:
                    kept.Append(rune);
                    break;
                // Icelandic Eth and African D, as keyboards of other countries have them.
                case 0xD0 or 0x189:
                    kept.Append('Đ');
                    break;
                case 0xF0 or 0x256:
                    kept.Append('đ');
                    break;
                default:
                    if (IsSpace(rune))
                    {
                        kept.Append(' ');
                    }
                    else if (!IsInvisible(rune))
                    {
                        kept.Append(rune);
                    }
                    break;
            }
        }
        return IsBlank(text) ? "" : kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '\n', '\t');
    }

    /// <summary>
    /// Whether nothing of the text can be seen, as of spaces, letters that fill a place (Hangul), signs that only choose how another is drawn, the blank of
    /// Braille, marks without a letter, or what no character is.
    /// </summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsSpace(rune) && !IsInvisible(rune) && !IsMark(rune) && !DrawsNothing(rune.Value))
            {
                return false;
            }
        }
        return true;
    }

    // Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties) beyond those of category Format, and U+2800, BRAILLE PATTERN BLANK.
    static bool DrawsNothing(int code) => code
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    static bool IsSpace(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Zero-width spaces, direction marks, byte order marks, and what has no meaning.
    static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
