using System.Globalization;
using System.Text;
using System.Xml;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// The tables of a DOCX document (ECMA-376 part 1, chapter 17) with the text between them. Deleted text of tracked changes, hidden instructions of fields and the second of two renderings are left
/// out. A raised 0 or o reads as the degree that it is meant for: «104⁰45'» would be 104045 otherwise (law 4.1, no. 3). A table within a cell follows the table that holds it.
/// </summary>
public static class ReadDocument
{
    const int WidestSpan = 200;

    sealed class OpenTable
    {
        public readonly List<List<string>> Rows = [];
        public List<string>? Row;
        public StringBuilder? Cell;
        public int Span = 1;
        public bool Continues;
    }

    /// <summary>The tables in their order; text behind the last is a table without rows.</summary>
    /// <param name="stream">The file, from where it stands; it stays open.</param>
    /// <param name="limits">How much is read; <see cref="DocumentLimits.Usual"/> by default.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Of cells merged sideways the text stands in the first, of cells merged downwards in the topmost; the others are empty.</returns>
    /// <exception cref="DocumentException">The file is refused.</exception>
    public static IReadOnlyList<TableText> Tables(Stream stream, DocumentLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= DocumentLimits.Usual;
        using var archive = OfficeArchive.Open(stream, limits);
        using var reader = archive.Read(archive.Main())!;
        var rows = new GatheredRows(limits);
        var tables = new List<TableText>();
        var inner = new List<TableText>();
        var open = new Stack<OpenTable>();
        var between = new StringBuilder();
        var (skipped, inText, raised) = (-1, false, false);
        while (archive.Next(reader))
        {
            if (skipped >= 0)
            {
                skipped = reader.NodeType == XmlNodeType.EndElement && reader.Depth == skipped ? -1 : skipped;
                continue;
            }
            var into = open.TryPeek(out var table) ? table.Cell : between;
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    case "del" or "moveFrom" or "Fallback" or "instrText" or "delText" or "footnote" or "sectPr" when !reader.IsEmptyElement:
                        skipped = reader.Depth;
                        break;
                    case "tbl" when !reader.IsEmptyElement:
                        cancellationToken.ThrowIfCancellationRequested();
                        open.Push(new());
                        break;
                    case "tr" when table is not null && !reader.IsEmptyElement:
                        table.Row = [];
                        break;
                    case "tc" when table?.Row is not null && !reader.IsEmptyElement:
                        (table.Cell, table.Span, table.Continues) = (new(), 1, false);
                        break;
                    case "gridBefore" when table?.Row is { Count: 0 } row:
                        row.AddRange(Enumerable.Repeat("", Value(reader) is > 0 and <= WidestSpan and var before ? before : 0));
                        break;
                    case "gridSpan" when table is not null:
                        table.Span = Value(reader) is > 0 and <= WidestSpan and var span ? span : 1;
                        break;
                    case "vMerge" when table is not null:
                        table.Continues = Attribute(reader, "val") is null or "continue";
                        break;
                    case "r":
                        raised = false;
                        break;
                    case "vertAlign":
                        raised = Attribute(reader, "val") == "superscript";
                        break;
                    case "t":
                        inText = !reader.IsEmptyElement;
                        break;
                    case "tab":
                        into?.Append('\t');
                        break;
                    case "br" or "cr":
                        into?.Append('\n');
                        break;
                    case "noBreakHyphen":
                        into?.Append('-');
                        break;
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                switch (reader.LocalName)
                {
                    case "t":
                        inText = false;
                        break;
                    case "p":
                        into?.Append('\n');
                        break;
                    case "tc" when table is { Row: { } row, Cell: { } cell }:
                        rows.CountCells(table.Span);
                        row.Add(table.Continues ? "" : cell.ToString().Trim());
                        row.AddRange(Enumerable.Repeat("", table.Span - 1));
                        table.Cell = null;
                        break;
                    case "tr" when table is { Row: { } row }:
                        table.Rows.Add(row);
                        table.Row = null;
                        break;
                    case "tbl" when table is not null:
                        open.Pop();
                        table.Rows.ForEach(rows.Add);
                        if (open.Count > 0)
                        {
                            inner.Add(new(null, rows.Take()));
                            break;
                        }
                        tables.Add(new(Taken(between), rows.Take()));
                        tables.AddRange(inner);
                        inner.Clear();
                        break;
                }
            }
            else if (inText && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                var from = into?.Length ?? 0;
                archive.Append(reader, into, rows);
                if (raised && into?.ToString(from, Math.Min(into.Length - from, 2)) is "0" or "o" or "O")
                {
                    into.Length = from;
                    into.Append('°');
                }
            }
        }
        if (Taken(between) is { } last)
        {
            tables.Add(new(last, []));
        }
        return tables;
    }

    static int? Value(XmlReader reader) => int.TryParse(Attribute(reader, "val"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Its namespace is one of two, by edition.
    static string? Attribute(XmlReader reader, string name)
    {
        string? found = null;
        while (reader.MoveToNextAttribute())
        {
            found = reader.LocalName == name ? reader.Value : found;
        }
        reader.MoveToElement();
        return found;
    }

    static string? Taken(StringBuilder between)
    {
        var lines = between.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        var text = string.Join('\n', lines);
        between.Clear();
        return text.Length == 0 ? null : text;
    }
}
