using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Spatial.Tables;

/// <summary>Rows of tables as corners, names, marks and areas. Which columns hold what is told by what stands in them; headings decide where that leaves a choice.</summary>
sealed class TableScan
{
    readonly List<TableRow> rows = [];
    int number;
    GridSaid? said;

    /// <summary>Whether a heading gives X to the eastings; null where none says.</summary>
    public bool? HeadSaysXEast { get; private set; }

    /// <summary>Whether most corners of all tables have the northing first; null without corners in metres.</summary>
    public bool? NorthFirst { get; private set; }

    /// <summary>Tables with two pairs of coordinates a row: from where to where of lines.</summary>
    public bool HasLines { get; private set; }

    /// <summary>All rows of all tables.</summary>
    public static (IReadOnlyList<TableRow> Rows, TableScan Scan) Of(IReadOnlyList<TableText> tables)
    {
        var scan = new TableScan();
        foreach (var table in tables)
        {
            scan.Text(table.Before);
            scan.Table(table.Rows);
        }
        scan.Look();
        return (scan.rows, scan);
    }

    /// <summary>Of corners that are read already.</summary>
    public static TableScan OfCorners(IEnumerable<TableRow> corners)
    {
        var scan = new TableScan();
        scan.rows.AddRange(corners);
        scan.Look();
        return scan;
    }

    void Look()
    {
        TableRow[] corners = [.. rows.Where(row => row is { Kind: RowKind.Corner, First: not null })];
        NorthFirst = corners.Length == 0 ? null : corners.Count(row => row.First!.Value.Value > row.Second!.Value.Value) * 2 >= corners.Length;
    }

    /// <summary>Lines between tables tell grids, names and marks as rows without coordinates do; they have the number of the row before them.</summary>
    void Text(string? text)
    {
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Loose([line]);
        }
    }

    void Table(IReadOnlyList<IReadOnlyList<string>> cells)
    {
        var columns = new TableColumns(cells);
        HasLines |= columns.IsLines;
        foreach (var row in cells)
        {
            number++;
            if (columns.Take(row))
            {
                continue;
            }
            if (CornerOf(row, columns) is { } corner)
            {
                rows.Add(corner);
            }
            else
            {
                Loose(row);
            }
        }
        HeadSaysXEast ??= columns.XIsEast;
    }

    TableRow? CornerOf(IReadOnlyList<string> row, TableColumns columns)
    {
        if (columns.IsDegrees)
        {
            return DegreesOf(row, columns);
        }
        var (at, second) = columns.PairOf(row);
        if (at < 0)
        {
            return null;
        }
        var (first, other) = (Cell(row, at), Cell(row, second));
        var (one, two) = (Number(first), Number(other));
        var (name, area, grid) = AsideOf(row, columns, at, second);
        var kind = one is { } a && two is { } b && IsWhole(a) && IsWhole(b) ? RowKind.Corner : RowKind.Broken;
        return new(number, kind, columns.LabelOf(row, at), first, other, one, two, name, area, grid is null ? said : grid.Over(said),
            grid?.Over(said).Zones is { Count: 1 } own && !(said?.Zones is [var heading] && heading == own[0]));
    }

    TableRow? DegreesOf(IReadOnlyList<string> row, TableColumns columns)
    {
        var (first, second) = (Cell(row, columns.First), Cell(row, columns.Second));
        var (one, two) = (TableAngle.Read(first), TableAngle.Read(second));
        if (one is null && two is null)
        {
            return null;
        }
        var (name, area, grid) = AsideOf(row, columns, columns.First, columns.Second);
        var told = grid is null ? columns.DegreesSaid?.Over(said) ?? said : grid.Over(said);
        (double, double)? position = (one, two) switch
        {
            ({ } a, { } b) when TableAngle.IsLatitude(a) && TableAngle.IsLongitude(b) => (a, b),
            ({ } a, { } b) when TableAngle.IsLongitude(a) && TableAngle.IsLatitude(b) => (b, a),
            _ => null,
        };
        return new(number, position is null ? RowKind.Broken : RowKind.Corner, columns.LabelOf(row, columns.First), first, second, null, null, name, area, told, grid is not null, Position: position);
    }

    /// <summary>What stands beside the coordinates.</summary>
    (string? Name, IReadOnlyList<double>? Area, GridSaid? Grid) AsideOf(IReadOnlyList<string> row, TableColumns columns, int first, int second)
    {
        string? name = null;
        IReadOnlyList<double>? area = null;
        GridSaid? grid = null;
        for (var at = 0; at < row.Count; at++)
        {
            if (at == first || at == second || row[at].Length == 0)
            {
                continue;
            }
            var isMeridian = at == columns.Meridian;
            if (GridSaid.Read(row[at], isMeridian) is { Zones.Count: > 0 } own)
            {
                grid = own;
            }
            else if (at == columns.Name && row[at].Any(char.IsLetter))
            {
                name = row[at];
            }
            else if (at == columns.Area || columns.Area < 0 && at > Math.Max(first, second) && !isMeridian)
            {
                area ??= Areas(row[at], columns.AreaUnit);
            }
        }
        return (name, area, grid);
    }

    /// <summary>A row without coordinates.</summary>
    void Loose(IReadOnlyList<string> row)
    {
        // What was one cell over several stands in each of them; a word may come again.
        string[] cells = [.. row.Where(cell => cell.Length > 0)];
        var text = string.Join(' ', cells.Where((cell, at) => at == 0 || cell != cells[at - 1])).Trim();
        if (text.Length == 0)
        {
            return;
        }
        if (GridSaid.Read(text) is { } grid)
        {
            said = grid.Over(said);
        }
        var folded = TableWords.Fold(text);
        if (TableWords.Area().Match(folded) is { Success: true } area && !folded.Contains("da tru", StringComparison.Ordinal))
        {
            rows.Add(new(number, RowKind.Area, AreaM2: Numbers(area.Groups["number"].Value, area.Groups["unit"].Value, null)));
        }
        else if (TableWords.Hole().IsMatch(text) && text.Length < 120)
        {
            rows.Add(new(number, RowKind.Mark, IsHole: true));
        }
        else if ((TableWords.Outer().IsMatch(folded) || TableWords.Part().IsMatch(folded)) && text.Length < 120)
        {
            rows.Add(new(number, RowKind.Mark));
        }
        else if (text.Length <= 200 && text.Count(char.IsLetter) >= 3 && !TableColumns.IsHead(row) && GridSaid.Read(text) is null && !TableWords.Caption().IsMatch(folded))
        {
            rows.Add(new(number, RowKind.Name, Name: text));
        }
    }

    IReadOnlyList<double>? Areas(string cell, string? unit) =>
        TableWords.AreaCell().Match(TableWords.Fold(cell)) is { Success: true } match ? Numbers(match.Groups["number"].Value, match.Groups["unit"].Value, unit) : null;

    static IReadOnlyList<double> Numbers(string number, string unit, string? headUnit)
    {
        var metres = (unit.Length > 0 ? unit : headUnit ?? "ha") switch { "m2" or "m²" => 1, "km2" or "km²" => 1_000_000, _ => 10_000.0 };
        return [.. NumberText.Read(number.Trim().TrimEnd('.', ',')).Where(one => one > 0).Select(one => one * metres)];
    }

    static bool IsWhole(TableNumber one) => one.Value is >= 100_000 and < 10_000_000;

    static TableNumber? Number(string text) => TableNumber.TryRead(text, out var number) ? number : null;

    static string Cell(IReadOnlyList<string> row, int at) => at >= 0 && at < row.Count ? row[at] : "";
}
