using System.Globalization;
using System.Text;

namespace EnvGis.Http;

/// <summary>
/// Text as it is kept and asked for, so that what looks equal is equal: the same as <c>env.plain_text</c> (migration 032), which makes plain whatever is written.
/// </summary>
static class PlainText
{
    /// <summary>
    /// Composed letters (NFC), Đ and đ for the foreign letters that look like them, nothing invisible, ordinary spaces and none at the ends.
    /// </summary>
    /// <param name="keepLines">Whether line breaks and tabs stay; they become spaces otherwise.</param>
    /// <returns>An empty text when nothing is left. Half of a surrogate pair becomes U+FFFD.</returns>
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
        return kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '\n', '\t');
    }

    static bool IsSpace(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;

    // Zero-width spaces, direction marks, byte order marks, and what has no meaning.
    static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
