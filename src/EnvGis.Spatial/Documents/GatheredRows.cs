namespace EnvGis.Spatial.Documents;

/// <summary>Rows as they come, counted against the limits.</summary>
sealed class GatheredRows(DocumentLimits limits)
{
    static readonly IReadOnlyList<string> Empty = [];

    int cells, characters;
    List<IReadOnlyList<string>> rows = [];

    /// <summary>How many rows there are since the last <see cref="Take"/>.</summary>
    public int Count => rows.Count;

    /// <summary>A text is read, of a cell or between tables.</summary>
    public void CountText(int length)
    {
        if ((characters += length) > limits.MaxCharacters)
        {
            throw new DocumentException("too-large", "The file has more text than is read.");
        }
    }

    /// <summary>Cells are read.</summary>
    public void CountCells(int count)
    {
        if (count > limits.MaxCells - cells)
        {
            throw new DocumentException("too-many-cells", "The file has more cells than are read.");
        }
        cells += count;
    }

    /// <summary>A row; empty cells behind the last that has text are dropped.</summary>
    public void Add(List<string> row)
    {
        var length = row.FindLastIndex(cell => cell.Length > 0) + 1;
        rows.Add(length == 0 ? Empty : row.GetRange(0, length).ToArray());
    }

    /// <summary>Empty rows up to a number of rows.</summary>
    public void PadTo(int count)
    {
        CountCells(Math.Max(0, count - rows.Count));
        while (rows.Count < count)
        {
            rows.Add(Empty);
        }
    }

    /// <summary>The rows up to here, without the empty ones at the end.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Take()
    {
        var taken = rows;
        taken.RemoveRange(taken.FindLastIndex(row => row.Count > 0) + 1, taken.Count - taken.FindLastIndex(row => row.Count > 0) - 1);
        rows = [];
        return taken;
    }
}
