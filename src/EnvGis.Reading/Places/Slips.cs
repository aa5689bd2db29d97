using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>How far a text is from a name.</summary>
static class Slips
{
    /// <summary>How many slips a text may have: one in four letters.</summary>
    public static int Farthest(string text) => Math.Max(1, text.Length / 4);

    /// <summary>
    /// Letters to put in, take out, change or swap with their neighbour: optimal string alignment. A sound taken for another is one slip, and i and y are one letter: the y of
    /// Kry may be that of Krey.
    /// </summary>
    public static int Distance(string a, string b) => Sounds.Between(a, b) is { } sounds ? Math.Min(sounds, Letters(a, b)) : Letters(a, b);

    static int Letters(string a, string b)
    {
        (a, b) = (a.Replace('y', 'i'), b.Replace('y', 'i'));
        var (before, last, now) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }
            }
            (before, last, now) = (last, now, before);
        }
        return last[b.Length];
    }
}
