namespace EnvGis.Accounts;

/// <summary>
/// Ways over neighbouring keys of the keyboard that is used here (US, of which the Vietnamese one has the places), with Shift or without, along a row or from row to row; and steps of the alphabet.
/// </summary>
static class KeyboardWalk
{
    /// <summary>Fewer keys are no way: such stand in every word.</summary>
    const int ShortestWalk = 3;

    // Each key without Shift and with it, and where its row begins, in widths of a key.
    static readonly Dictionary<char, (int Row, double At)> Keys = new (int Row, double Begins, string Keys)[]
    {
        (0, 0.0, "`1234567890-="), (0, 0.0, "~!@#$%^&*()_+"), (1, 1.5, "qwertyuiop[]\\"), (1, 1.5, "QWERTYUIOP{}|"),
        (2, 1.75, "asdfghjkl;'"), (2, 1.75, "ASDFGHJKL:\""), (3, 2.25, "zxcvbnm,./"), (3, 2.25, "ZXCVBNM<>?"),
    }.SelectMany(row => row.Keys.Select((key, at) => (key, Place: (row.Row, row.Begins + at)))).ToDictionary(one => one.key, one => one.Place);

    /// <param name="Rest">The text with a 6, which stands for no letter, in the place of each way.</param>
    /// <param name="Walked">Keys of all ways.</param>
    /// <param name="Letters">Those of them that are letters.</param>
    public readonly record struct Taken(string Rest, int Walked, int Letters);

    /// <summary>Takes all ways out of a text.</summary>
    public static Taken TakeFrom(string text)
    {
        var rest = new System.Text.StringBuilder(text.Length);
        var (walked, letters) = (0, 0);
        for (var from = 0; from < text.Length;)
        {
            var to = from + 1;
            while (to < text.Length && AreNeighbours(text[to - 1], text[to]))
            {
                to++;
            }
            if (to - from >= ShortestWalk)
            {
                rest.Append('6');
                walked += to - from;
                letters += text[from..to].Count(char.IsLetter);
            }
            else
            {
                rest.Append(text, from, to - from);
            }
            from = to;
        }
        return new(rest.ToString(), walked, letters);
    }

    static bool AreNeighbours(char one, char next) =>
        Keys.TryGetValue(one, out var from) && Keys.TryGetValue(next, out var to) && Math.Abs(from.Row - to.Row) <= 1 && Math.Abs(from.At - to.At) <= 1
        || char.IsAsciiLetter(one) && char.IsAsciiLetter(next) && Math.Abs((one | 0x20) - (next | 0x20)) == 1;
}
