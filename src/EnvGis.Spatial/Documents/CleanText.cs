using System.Globalization;
using System.Text;

namespace EnvGis.Spatial.Documents;

/// <summary>Text of files from elsewhere in NFC, at a cost of its length: halves of letters and what is no character are left out, and of marks upon one letter all but the first few.</summary>
public static class CleanText
{
    /// <summary>Letters of Vietnamese have two; putting a thousand in order costs the square of that.</summary>
    const int MostMarks = 8;

    /// <summary>The text.</summary>
    /// <param name="text">Any UTF-16, well formed or not.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                at++;
                continue;
            }
            at += rune.Utf16SequenceLength;
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MostMarks && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF))
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>So much of a text, and no half of a letter.</summary>
    /// <param name="text">Any.</param>
    /// <param name="most">UTF-16 units.</param>
    public static string Head(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
