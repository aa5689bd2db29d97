using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace EnvGis.Search;

/// <summary>
/// What the keys were that somebody pressed whose Vietnamese keyboard was off: «ddaf nawngx» in Telex and «d9a2 na84ng» in VNI are Đà Nẵng. A word is read so where nobody
/// writes it as it stands and its reading is a word that is known.
/// </summary>
static partial class KeyedText
{
    const string KnownSql = "select w from unnest(@words) w where exists (select from published.known_word k where k.word = w)";

    const int MostWords = 40;

    public static async Task<string> DecodedAsync(string text, DbConnection connection, CancellationToken cancellationToken)
    {
        var read = Keyed().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Take(MostWords).Select(word => (Word: word, Meant: Decoded(word)))
            .Where(one => one.Meant is not null).ToList();
        if (read.Count == 0)
        {
            return text;
        }
        var words = read.SelectMany(one => new[] { one.Word, one.Meant! }).Select(SearchWords.Key).Distinct().ToArray();
        var known = (await connection.QueryAsync<string>(new CommandDefinition(KnownSql, new { words }, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
        var meant = read.Where(one => !known.Contains(SearchWords.Key(one.Word)) && known.Contains(SearchWords.Key(one.Meant!)))
            .ToDictionary(one => one.Word, one => one.Meant!, StringComparer.Ordinal);
        return Keyed().Replace(text, match => meant.GetValueOrDefault(match.Value, match.Value));
    }

    /// <returns>Null of a word that is none in either way of typing.</returns>
    public static string? Decoded(string word)
    {
        var keys = word.ToLowerInvariant();
        var letters = keys.Any(char.IsAsciiDigit) ? Formula().IsMatch(keys) ? null : Vni(keys) : Telex(keys);
        return letters is not null && letters != keys && Syllable().IsMatch(SearchWords.Key(letters)) ? letters.Normalize(NormalizationForm.FormC) : null;
    }

    static string? Telex(string keys)
    {
        var (letters, tone) = ToneOf(keys, "sfrxj");
        if (letters is null)
        {
            return null;
        }
        letters = DoubleD().Replace(letters, "đ$1$2");
        // A hook or horn may be typed at the end of the syllable.
        letters = LateW().Replace(letters, "$1w$2");
        letters = letters.Replace("uwow", "ươ", StringComparison.Ordinal).Replace("uow", "ươ", StringComparison.Ordinal).Replace("uwo", "ươ", StringComparison.Ordinal)
            .Replace("aw", "ă", StringComparison.Ordinal).Replace("ow", "ơ", StringComparison.Ordinal).Replace("uw", "ư", StringComparison.Ordinal)
            .Replace("aa", "â", StringComparison.Ordinal).Replace("ee", "ê", StringComparison.Ordinal).Replace("oo", "ô", StringComparison.Ordinal);
        // The u of qu is no vowel.
        letters = letters.Replace("qươ", "quơ", StringComparison.Ordinal);
        return letters.Contains('w', StringComparison.Ordinal) ? null : Toned(letters, tone);
    }

    static string? Vni(string keys)
    {
        var (letters, tone) = ToneOf(keys, "12345");
        if (letters is null)
        {
            return null;
        }
        letters = StrokedD().Replace(letters, "đ$1$2");
        foreach (var (digit, from, to) in ((char, string, string)[])[('6', "aeo", "âêô"), ('8', "a", "ă"), ('7', "ou", "ơư")])
        {
            while (letters.IndexOf(digit, StringComparison.Ordinal) is >= 0 and var at)
            {
                var rest = letters.Remove(at, 1);
                var vowel = rest.LastIndexOfAny(from.ToCharArray(), Math.Max(0, Math.Min(at, rest.Length) - 1));
                if (vowel < 0)
                {
                    return null;
                }
                letters = $"{rest[..vowel]}{to[from.IndexOf(rest[vowel], StringComparison.Ordinal)]}{rest[(vowel + 1)..]}";
                letters = LateHorn().Replace(letters, "ươ");
            }
        }
        return letters.Any(char.IsAsciiDigit) ? null : Toned(letters, tone);
    }

    /// <summary>The keys without that of the tone, which stands anywhere behind the first vowel.</summary>
    /// <returns>Null where there are several.</returns>
    static (string? Base, char? Tone) ToneOf(string keys, string tones)
    {
        var vowel = keys.AsSpan().IndexOfAny("aeiouy");
        if (vowel < 0)
        {
            return (null, null);
        }
        var at = keys.AsSpan(vowel).IndexOfAny(tones) is >= 0 and var found ? vowel + found : -1;
        return at < 0 ? (keys, null) : keys.AsSpan(at + 1).ContainsAny(tones) ? (null, null) : (keys.Remove(at, 1), Tones[tones.IndexOf(keys[at], StringComparison.Ordinal)]);
    }

    /// <summary>Acute, grave, hook, tilde, dot: the order of both ways of typing.</summary>
    const string Tones = "\u0301\u0300\u0309\u0303\u0323";

    static string? Toned(string letters, char? tone)
    {
        if (tone is null)
        {
            return letters;
        }
        var last = letters.AsSpan().LastIndexOfAny("aeiouyăâêôơư");
        return last < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{letters[..(last + 1)]}{tone}{letters[(last + 1)..]}");
    }

    [GeneratedRegex("(?<![\\p{L}\\p{M}\\p{Nd}])[A-Za-z]{2,}[A-Za-z0-9]*(?![\\p{L}\\p{M}\\p{Nd}])|(?<![\\p{L}\\p{M}\\p{Nd}])[dD]9[a-zA-Z0-9]+(?![\\p{L}\\p{M}\\p{Nd}])")]
    private static partial Regex Keyed();

    // SO2, PM10, QH15; and what is written so in short: p2, xom4.
    [GeneratedRegex("^(?:[a-z][0-9]+|(?:so|no|co|nh|ch|po)[2-4]|(?:pm|qh|ct|khu|thon|ap|xom|to)[0-9]{1,2})\\z")]
    private static partial Regex Formula();

    [GeneratedRegex("^dd(.*)\\z|^d(.+)d\\z")]
    private static partial Regex DoubleD();

    [GeneratedRegex("^d(?=[^9]*9)([^9]*)9(.*)\\z")]
    private static partial Regex StrokedD();

    [GeneratedRegex("(uo|[aou])([bcdghklmnpt]+|i|u)w\\z")]
    private static partial Regex LateW();

    [GeneratedRegex("(?<!q)uơ(?=.)")]
    private static partial Regex LateHorn();

    // Of the languages of the highlands too: prông, păh.
    [GeneratedRegex("^[bcdghjklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:ch|ng|nh|[chklmnprt])?\\z")]
    private static partial Regex Syllable();
}
