namespace EnvGis.Spatial.Annex;

/// <summary>Which corners of a ring are those of another, in the same order: the longest run of corners that both have once.</summary>
static class CornerMatch
{
    /// <summary>For each corner of the one list its index in the other, −1 where it has none; rising. A corner that stands twice in either matches nothing.</summary>
    public static int[] Of(IReadOnlyList<Corner> one, IReadOnlyList<Corner> other)
    {
        var places = Once(other);
        var mine = Once(one);
        var pairs = new List<(int One, int Other)>();
        for (var at = 0; at < one.Count; at++)
        {
            if (mine.ContainsKey(one[at]) && places.TryGetValue(one[at], out var place))
            {
                pairs.Add((at, place));
            }
        }
        // The longest rising subsequence, by the least last places of runs of each length.
        var last = new List<int>();
        var before = new int[pairs.Count];
        for (var at = 0; at < pairs.Count; at++)
        {
            var (low, high) = (0, last.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[last[middle]].Other < pairs[at].Other ? (middle + 1, high) : (low, middle);
            }
            before[at] = low == 0 ? -1 : last[low - 1];
            if (low == last.Count)
            {
                last.Add(at);
            }
            else
            {
                last[low] = at;
            }
        }
        var match = new int[one.Count];
        Array.Fill(match, -1);
        for (var at = last.Count == 0 ? -1 : last[^1]; at >= 0; at = before[at])
        {
            match[pairs[at].One] = pairs[at].Other;
        }
        return match;
    }

    /// <summary>Corners that stand once, with their index.</summary>
    public static Dictionary<Corner, int> Once(IReadOnlyList<Corner> corners)
    {
        var once = new Dictionary<Corner, int>();
        var twice = new HashSet<Corner>();
        for (var at = 0; at < corners.Count; at++)
        {
            if (!once.TryAdd(corners[at], at))
            {
                twice.Add(corners[at]);
            }
        }
        foreach (var corner in twice)
        {
            once.Remove(corner);
        }
        return once;
    }

    /// <summary>The other ring running as the one does, and begun so that the first corner that both have once comes at the same place of the order; null when they have none.</summary>
    public static (AnnexRing One, AnnexRing Other)? Aligned(AnnexRing one, AnnexRing other)
    {
        if (one.TwiceSignedArea > 0 != other.TwiceSignedArea > 0)
        {
            other = other.Reversed();
        }
        var places = Once(other.Corners);
        foreach (var (corner, at) in Once(one.Corners).OrderBy(pair => pair.Value))
        {
            if (places.TryGetValue(corner, out var place))
            {
                return (one.BegunAt(at), other.BegunAt(place));
            }
        }
        return null;
    }
}
