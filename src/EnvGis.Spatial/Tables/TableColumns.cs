namespace EnvGis.Spatial.Tables;

/// <summary>Which column of a table holds what.</summary>
sealed class TableColumns
{
    int label = -1;
    readonly bool[] isCoordinate;

    public TableColumns(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        var (metres, degrees) = (new int[width], new int[width]);
        var (north, east) = (new int[width], new int[width]);
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Count; at++)
            {
                if (TableNumber.TryRead(row[at], out var number) && number.Value is >= 100_000 and < 10_000_000)
                {
                    metres[at]++;
                    north[at] += number.IsNorthing ? 1 : 0;
                    east[at] += number.IsEasting ? 1 : 0;
                }
                else if (TableAngle.Read(row[at]) is not null)
                {
                    degrees[at]++;
                }
            }
        }
        foreach (var row in rows)
        {
            Head(row);
        }
        isCoordinate = [.. metres.Select(count => count > 0 && count * 2 >= Most(metres))];
        IsDegrees = Most(metres) < 3 && Most(degrees) >= 3 || Most(metres) == 0 && Most(degrees) > 0;
        if (IsDegrees)
        {
            // Of two pairs that of VN-2000 is the one that the annex means.
            int[] candidates = [.. Enumerable.Range(0, width).Where(at => degrees[at] > 0 && degrees[at] * 2 >= Most(degrees))];
            var from = candidates.Length >= 4 && SaidOver(rows, candidates[2]) is { IsVn2000: true } ? 2 : 0;
            (First, Second) = candidates.Length > from + 1 ? (candidates[from], candidates[from + 1]) : (-1, -1);
            DegreesSaid = First < 0 ? null : SaidOver(rows, First);
            return;
        }
        int[] all = [.. Enumerable.Range(0, width).Where(at => isCoordinate[at])];
        (First, Second) = Pair(all, X, Y, north, east);
        XIsEast = X >= 0 && Y >= 0 && First == Math.Min(X, Y) && Second == Math.Max(X, Y) ? east[X] > north[X] : null;
        IsLines = all.Length >= 4 && all.Length % 2 == 0 && First >= 0 && (north[all[2]] > 0 || east[all[2]] > 0) && north[all[2]] + north[all[3]] >= Most(metres)
            && east[all[2]] + east[all[3]] >= Most(metres);
        // Text out of a document has lost its empty cells: headings stand over other columns then.
        if (label < 0 || label == First || label == Second)
        {
            label = LabelBefore(rows);
        }
        if (Area == First || Area == Second)
        {
            Area = -1;
        }
        if (Name < 0 || Name == First || Name == Second || !rows.Any(row => IsNumber(row, First) && Name < row.Count && row[Name].Any(char.IsLetter)))
        {
            Name = Enumerable.Range(0, width).Where(at => at != First && at != Second && at != label).Where(at => at < First)
                .OrderByDescending(at => rows.Count(row => IsNumber(row, First) && at < row.Count && row[at].Count(char.IsLetter) > 3)).FirstOrDefault(-1);
        }
    }

    public int First { get; } = -1;

    public int Second { get; } = -1;

    public int Name { get; private set; } = -1;

    public int Area { get; private set; } = -1;

    public int Meridian { get; private set; } = -1;

    public string? AreaUnit { get; private set; }

    public bool IsDegrees { get; }

    public bool IsLines { get; }

    public GridSaid? DegreesSaid { get; }

    /// <summary>Whether the heading gives X to the eastings; null when there is no heading of both.</summary>
    public bool? XIsEast { get; }

    int X { get; set; } = -1;

    int Y { get; set; } = -1;

    /// <summary>Whether a row is a heading of columns, which tables repeat on each page.</summary>
    public static bool IsHead(IReadOnlyList<string> row)
    {
        var known = row.Count(cell => cell.Length is > 0 and < 80 && TableWords.Fold(cell) is var folded && (TableWords.X().IsMatch(folded) || TableWords.Y().IsMatch(folded)
            || TableWords.LabelHead().IsMatch(folded) || TableWords.OrderHead().IsMatch(folded) || TableWords.NoteHead().IsMatch(folded) || TableWords.MeridianHead().IsMatch(folded)
            || TableWords.LatitudeHead().IsMatch(folded) || TableWords.LongitudeHead().IsMatch(folded) || TableWords.AreaHead().IsMatch(folded) && !folded.Any(char.IsAsciiDigit)
            || folded.StartsWith("toa do", StringComparison.Ordinal)));
        return known >= 2 || known == 1 && row.Count(cell => cell.Length > 0) == 1 && TableWords.Fold(string.Concat(row)).StartsWith("toa do", StringComparison.Ordinal);
    }

    /// <summary>Whether a row is nothing but a heading.</summary>
    public bool Take(IReadOnlyList<string> row) => IsHead(row) && row.Count(cell => TableNumber.IsCoordinate(cell)) == 0 && row.All(cell => GridSaid.Read(cell) is null);

    /// <summary>Where the two coordinates of a row are: in their columns, or shifted where cells were merged; −1 where the row has none.</summary>
    public (int First, int Second) PairOf(IReadOnlyList<string> row)
    {
        var (one, two) = (IsNumber(row, First), IsNumber(row, Second));
        if (First >= 0 && one && two)
        {
            return (First, Second);
        }
        for (var at = 0; at + 1 < row.Count; at++)
        {
            if (TableNumber.TryRead(row[at], out var a) && TableNumber.TryRead(row[at + 1], out var b)
                && (a.IsNorthing && b.IsEasting || a.IsEasting && b.IsNorthing) && (a.IsNorthing != a.IsEasting || b.IsNorthing != b.IsEasting))
            {
                return (at, at + 1);
            }
        }
        // One of them in its place, and something where the other should be or nothing: a corner that cannot be read.
        return First >= 0 && (one && row.Count > 1 || two || Damaged(row, First) && Damaged(row, Second)) ? (First, Second) : (-1, -1);
    }

    /// <summary>What the table calls a corner.</summary>
    public string? LabelOf(IReadOnlyList<string> row, int first)
    {
        var at = label >= 0 && label < row.Count && first == First ? label : first - 1;
        return at >= 0 && at < row.Count && row[at].Length is > 0 and <= 20 ? row[at] : null;
    }

    static int Most(int[] counts) => counts.Length == 0 ? 0 : counts.Max();

    static bool IsNumber(IReadOnlyList<string> row, int at) => at >= 0 && at < row.Count && TableNumber.IsCoordinate(row[at]);

    static bool Damaged(IReadOnlyList<string> row, int at) => at >= 0 && at < row.Count && row[at].Count(char.IsAsciiDigit) >= 4;

    static (int First, int Second) Pair(int[] all, int x, int y, int[] north, int[] east)
    {
        if (x >= 0 && y >= 0 && all.Contains(x) && all.Contains(y))
        {
            return (Math.Min(x, y), Math.Max(x, y));
        }
        var best = (First: -1, Second: -1);
        var most = -1;
        for (var one = 0; one < all.Length; one++)
        {
            for (var two = one + 1; two < all.Length; two++)
            {
                var (a, b) = (all[one], all[two]);
                var score = Math.Max(Math.Min(north[a], east[b]), Math.Min(east[a], north[b])) * 2 + (b == a + 1 ? 1 : 0);
                if (score > most)
                {
                    (best, most) = ((a, b), score);
                }
            }
        }
        return best;
    }

    /// <summary>Reads a row as a heading.</summary>
    void Head(IReadOnlyList<string> row)
    {
        if (!IsHead(row))
        {
            return;
        }
        for (var at = 0; at < row.Count; at++)
        {
            var folded = TableWords.Fold(row[at]).Trim();
            if (folded.Length == 0)
            {
                continue;
            }
            if (X < 0 && TableWords.X().IsMatch(folded))
            {
                X = at;
            }
            else if (Y < 0 && TableWords.Y().IsMatch(folded))
            {
                Y = at;
            }
            else if (label < 0 && TableWords.LabelHead().IsMatch(folded))
            {
                label = at;
            }
            else if (Area < 0 && TableWords.AreaHead().IsMatch(folded))
            {
                (Area, AreaUnit) = (at, folded.Contains("km2", StringComparison.Ordinal) || folded.Contains("km²", StringComparison.Ordinal) ? "km2"
                    : folded.Contains("m2", StringComparison.Ordinal) || folded.Contains("m²", StringComparison.Ordinal) ? "m2" : "ha");
            }
            else if (Meridian < 0 && TableWords.MeridianHead().IsMatch(folded) && GridSaid.Read(folded) is not ({ Meridian: not null } or { IsSeveral: true }))
            {
                Meridian = at;
            }
            else if (Name < 0 && TableWords.NameHead().IsMatch(folded))
            {
                Name = at;
            }
        }
    }

    int LabelBefore(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        for (var at = First - 1; at >= 0; at--)
        {
            string[] cells = [.. rows.Where(row => IsNumber(row, First) && at < row.Count && row[at].Length > 0).Select(row => row[at])];
            if (cells.Length > 0 && cells.Count(cell => cell.Length <= 12 && TableWords.Label().IsMatch(cell)) * 10 >= cells.Length * 6
                && cells.Distinct(StringComparer.Ordinal).Count() * 2 >= Math.Min(cells.Length, 3))
            {
                return at;
            }
        }
        return -1;
    }

    static GridSaid? SaidOver(IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        GridSaid? said = null;
        foreach (var row in rows.TakeWhile(row => row.All(cell => TableAngle.Read(cell) is null)))
        {
            // A heading over two columns stands in the first of them.
            for (var at = Math.Min(column, row.Count - 1); at >= 0; at--)
            {
                if (row[at].Length > 0)
                {
                    said = GridSaid.Read(row[at]) ?? said;
                    break;
                }
            }
        }
        return said;
    }
}
