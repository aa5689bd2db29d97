using System.Text.RegularExpressions;

namespace EnvGis.Accounts;

/// <summary>
/// Vietnamese as it is typed without accents: each syllable is an initial, a vowel or two or three, and a final. What reads as a few of them is two words or a
/// name, of which there are few enough to try all,
/// however they are written apart.
/// </summary>
static partial class Syllables
{
    /// <summary>Whether all of the letters read as one to <paramref name="most"/> syllables.</summary>
    /// <param name="letters">Small, without accents and without anything between.</param>
    public static bool AreAtMost(int most, string letters)
    {
        // The fewest syllables that each beginning of the letters reads as.
        var fewest = new int[letters.Length + 1];
        Array.Fill(fewest, int.MaxValue, 1, letters.Length);
        for (var at = 0; at < letters.Length; at++)
        {
            for (var length = 1; fewest[at] < most && length <= Longest && at + length <= letters.Length; length++)
            {
                if (fewest[at] + 1 < fewest[at + length] && Syllable().IsMatch(letters.AsSpan(at, length)))
                {
                    fewest[at + length] = fewest[at] + 1;
                }
            }
        }
        return letters.Length > 0 && fewest[^1] <= most;
    }

    /// <summary>Letters of «nghiêng».</summary>
    const int Longest = 7;

    [GeneratedRegex(@"\A(?:ngh?|nh|ch|gh?|kh|ph|th|tr|qu|gi|[bcdhklmnprstvx])?(?:uye|uya|oai|oay|oao|oeo|uay|uyu|uoi|uou|ieu|yeu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|ai|ao|au|ay|eo|eu|[aeiouy])(?:ng|nh|ch|[cmnpt])?\z")]
    private static partial Regex Syllable();
}
