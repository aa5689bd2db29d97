using System.Text.RegularExpressions;

namespace EnvGis.Search;

/// <summary>
/// First sounds that many speakers take for each other, so that a name is written with the wrong one: s and x, ch and tr, d, gi and r, l and n. <c>published.sounds_of</c> says the same.
/// </summary>
static partial class Sounds
{
    static readonly string[][] Alike = [["s", "x"], ["ch", "tr"], ["d", "gi", "r"], ["l", "n"]];

    /// <summary>The texts that differ from one in the first sound of one word.</summary>
    public static IEnumerable<IReadOnlyList<SearchToken>> Of(IReadOnlyList<SearchToken> text) =>
        text.SelectMany((token, at) => Of(token).Select(other => (IReadOnlyList<SearchToken>)[.. text.Take(at), other, .. text.Skip(at + 1)]));

    /// <summary>How many words of a text differ from those of another, each in its first sound only; null when one differs otherwise.</summary>
    public static int? Between(string one, string other)
    {
        var (words, others) = (one.Split(' '), other.Split(' '));
        var differing = 0;
        if (words.Length != others.Length)
        {
            return null;
        }
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] != others[at])
            {
                if (!Of(words[at]).Contains(others[at]))
                {
                    return null;
                }
                differing++;
            }
        }
        return differing;
    }

    /// <summary>The words that differ from one in their first sound.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (First().Match(word) is not { Success: true, Value: var first })
        {
            yield break;
        }
        var rest = word[first.Length..];
        foreach (var other in Alike.Where(group => group.Contains(first)).SelectMany(group => group).Where(other => other != first))
        {
            // Gì has one i.
            yield return other == "gi" && rest[0] == 'i' ? "g" + rest : other + rest;
        }
    }

    // Đ is another sound than d; where no marks are typed d may be either.
    static IEnumerable<SearchToken> Of(SearchToken token) => token.IsKind || token.Spelt is null or ['đ', ..]
        ? [] : Of(token.Key).Zip(Of(token.Spelt), (key, spelt) => token with { Key = key, Spelt = spelt });

    [GeneratedRegex("^(?:s|x|ch|tr|d|gi(?=[aeouy])|r|l|n)(?=[aeiouy])")]
    private static partial Regex First();
}
