using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Documents;

namespace EnvGis.Spatial.Vectors;

/// <summary>
/// Names in files of surveyors are in UTF-8, in Windows-1258 or in the single bytes of TCVN 5712:1999 (VN3, the fonts «.Vn…»), and what the file says of that is often wrong or missing. Which it is,
/// the words tell: those that are syllables of Vietnamese in one encoding are none in another.
/// </summary>
public static partial class VietnameseLetters
{
    /// <summary>Encodings that are tried, by the names that people know them by.</summary>
    static readonly (string Name, Func<byte[], string?> Decode)[] Encodings = [("Windows-1258", Windows1258), ("TCVN3", Tcvn3)];

    static readonly UTF8Encoding Strict = new(false, true);

    // Small letters by their bytes from 0xA8 on, and the capitals before; TCVN 5712:1999, table of VN3. Other capitals are small letters in a font of capitals.
    static readonly FrozenDictionary<byte, char> Vn3 = Letters(
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"), (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"));

    /// <summary>Texts as they were meant.</summary>
    /// <param name="texts">Of one file.</param>
    /// <param name="areBytes">Whether they are its bytes read one by one (ISO 8859-1); else whoever read it decoded them, and what stands there stands, but for signs of Latin-1 within words.</param>
    /// <returns>The same in NFC, and the encoding they were found to be in; null when they are as they were meant.</returns>
    public static (IReadOnlyList<string> Texts, string? Encoding) Read(IReadOnlyList<string> texts, bool areBytes = true)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] best = [.. texts.Select(CleanText.Of)];
        string? encoding = null;
        if (best.All(text => Ascii.IsValid(text)) || !areBytes && !best.Any(text => Odd().IsMatch(text)))
        {
            return (best, null);
        }
        // What is UTF-8 throughout is nothing else: no other encoding falls into its pattern.
        if (areBytes && texts.Select(text => Ascii.IsValid(text) || Bytes(text) is not { } bytes ? text : Utf8(bytes)).ToList() is var unicode && unicode.TrueForAll(text => text is not null))
        {
            return ([.. unicode.Select(text => CleanText.Of(text!))], "UTF-8");
        }
        var most = best.Sum(Score);
        foreach (var (name, decode) in Encodings)
        {
            var read = new string[best.Length];
            var fits = true;
            for (var at = 0; fits && at < read.Length; at++)
            {
                // What has letters beyond bytes was never read byte by byte.
                var decoded = Ascii.IsValid(texts[at]) || Bytes(texts[at]) is not { } bytes ? texts[at] : decode(bytes);
                fits = decoded is not null;
                read[at] = decoded is null ? "" : CleanText.Of(decoded);
            }
            if (fits && read.Sum(Score) is var score && score > most)
            {
                (best, encoding, most) = (read, name, score);
            }
        }
        return (best, encoding);
    }

    /// <summary>How Vietnamese a text is: a word that is a syllable counts one, one that has a letter or shape that none has takes three away.</summary>
    static int Score(string text) => Words().Matches(text).Sum(word => Ascii.IsValid(word.Value) ? 0 : IsSyllable(word.Value) ? 1 : -3);

    static bool IsSyllable(string word)
    {
        var letters = new StringBuilder();
        var tone = '\0';
        foreach (var letter in word.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323' or '\u0302' or '\u0306' or '\u031B')
            {
                tone = letter is '\u0302' or '\u0306' or '\u031B' ? tone : letter;
                continue;
            }
            letters.Append(letter);
        }
        // Syllables that end in a stop have the rising or the heavy tone.
        if (Stopped().IsMatch(letters.ToString()) && tone is not ('\u0301' or '\u0323'))
        {
            return false;
        }
        // A capital within small letters is a small letter of another encoding.
        return Syllable().IsMatch(letters.ToString()) && !word.Skip(1).Zip(word, (here, before) => char.IsUpper(here) && char.IsLower(before)).Any(mixed => mixed);
    }

    static byte[]? Bytes(string text)
    {
        if (text.All(letter => letter <= 0xFF))
        {
            return Encoding.Latin1.GetBytes(text);
        }
        try
        {
            // As a program of Western Windows reads them.
            return CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    static string? Utf8(byte[] bytes)
    {
        // A field of so many bytes may end within a letter: a beginning that wants more.
        var length = bytes.Length;
        for (var tail = 1; tail <= Math.Min(3, bytes.Length); tail++)
        {
            if (Rune.DecodeFromUtf8(bytes.AsSpan(bytes.Length - tail), out _, out _) == System.Buffers.OperationStatus.NeedMoreData)
            {
                length -= tail;
                break;
            }
        }
        try
        {
            return Strict.GetString(bytes.AsSpan(0, length));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static string? Windows1258(byte[] bytes) => CodePagesEncodingProvider.Instance.GetEncoding(1258)!.GetString(bytes);

    static string? Tcvn3(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            if (one < 0x80)
            {
                text.Append((char)one);
            }
            else if (Vn3.TryGetValue(one, out var letter))
            {
                text.Append(letter);
            }
            else
            {
                // Quotation marks, dashes and signs of measure are the system's own.
                text.Append(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString([one]));
            }
        }
        return text.ToString();
    }

    static FrozenDictionary<byte, char> Letters(params ReadOnlySpan<(int From, string Run)> runs)
    {
        var letters = new Dictionary<byte, char>();
        foreach (var (from, run) in runs)
        {
            for (var at = 0; at < run.Length; at++)
            {
                letters.Add((byte)(from + at), run[at]);
            }
        }
        return letters.ToFrozenDictionary();
    }

    [GeneratedRegex("(?:[cpt]|ch)\\z")]
    private static partial Regex Stopped();

    // A sign within or right before letters, where text has none.
    [GeneratedRegex(@"\p{L}[¡¢£¤¥¦§¨©«¬®¯´¶¸»¼½¾¿\u00AD·¹µ]|[¡¢£¤¥¦§¨®¶¸¼½¾]\p{L}")]
    private static partial Regex Odd();

    // Signs of Latin-1 belong to a word too: as bytes of another encoding they are its letters.
    [GeneratedRegex(@"[\p{L}\p{M}\u0080-\u00FF]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\A(?:ngh?|nh|ch|gh?|kh|ph|th|tr|qu|gi|[bcdhklmnprstvx])?(?:uye|uya|oai|oay|oao|oeo|uay|uyu|uoi|uou|ieu|yeu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|ai|ao|au|ay|eo|eu|[aeiouy])(?:ng|nh|ch|[cmnpt])?\z")]
    private static partial Regex Syllable();
}
