using System.Globalization;
using System.Text;
using System.Xml;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// The sheets of an XLSX workbook (ECMA-376 part 1, chapter 18) as tables of texts. MiniExcel gives what a cell's format makes of its number, which is what a coordinate must not go through
/// (delineation traps 20, 21: exponents, merged cells, 0.57999…), so cells are read as they are stored.
/// </summary>
public static class ReadWorkbook
{
    const int LastColumn = 16_384, LastRow = 1_048_576;

    /// <summary>One table for each sheet that is shown, in their order; formulas give the value that was stored with them.</summary>
    /// <param name="stream">The file, from where it stands; it stays open.</param>
    /// <param name="limits">How much is read; <see cref="DocumentLimits.Usual"/> by default.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DocumentException">The file is refused.</exception>
    public static IReadOnlyList<TableText> Tables(Stream stream, DocumentLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= DocumentLimits.Usual;
        using var archive = OfficeArchive.Open(stream, limits);
        var workbook = archive.Main();
        var relations = archive.Relations(workbook);
        var rows = new GatheredRows(limits);
        var shared = Shared(archive, PartOf("sharedStrings"), rows);
        var decimals = Decimals(archive, PartOf("styles"));
        var tables = new List<TableText>();
        foreach (var (name, id) in Sheets(archive, workbook))
        {
            // A chart sheet has no cells.
            if (relations.GetValueOrDefault(id) is ("worksheet", var part))
            {
                ReadSheet(archive, part, shared, decimals, rows, cancellationToken);
                tables.Add(new(name, rows.Take()));
            }
        }
        return tables;

        string? PartOf(string type) => relations.Values.FirstOrDefault(relation => relation.Type == type).Part;
    }

    static List<(string Name, string Id)> Sheets(OfficeArchive archive, string workbook)
    {
        var sheets = new List<(string, string)>();
        using var reader = archive.Read(workbook);
        while (reader is not null && archive.Next(reader))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && reader.GetAttribute("state") is null or "visible")
            {
                var (name, id) = (reader.GetAttribute("name") ?? "", (string?)null);
                while (reader.MoveToNextAttribute())
                {
                    id = reader.LocalName == "id" && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal) ? reader.Value : id;
                }
                if (id is not null)
                {
                    sheets.Add((name, id));
                }
            }
        }
        return sheets;
    }

    static List<string> Shared(OfficeArchive archive, string? part, GatheredRows rows)
    {
        var texts = new List<string>();
        using var reader = part is null ? null : archive.Read(part);
        while (reader is not null && archive.Next(reader))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                rows.CountCells(1);
                texts.Add(RichText(archive, reader, rows));
            }
        }
        return texts;
    }

    /// <summary>The text of an element with runs (<c>si</c>, <c>is</c>), without how it is to be pronounced; the reader stands at its end afterwards.</summary>
    static string RichText(OfficeArchive archive, XmlReader reader, GatheredRows rows)
    {
        var text = new StringBuilder();
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var (depth, inText, phonetic) = (reader.Depth, false, 0);
        while (archive.Next(reader) && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "t":
                    inText = !reader.IsEmptyElement;
                    break;
                case XmlNodeType.Element when reader.LocalName == "rPh" && !reader.IsEmptyElement:
                    phonetic++;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "t":
                    inText = false;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "rPh":
                    phonetic--;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inText && phonetic == 0:
                    archive.Append(reader, text, rows);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>How many decimals each cell format shows; −1 where it shows no plain number.</summary>
    static List<int> Decimals(OfficeArchive archive, string? part)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal) { ["0"] = -1, ["1"] = 0, ["2"] = 2, ["3"] = 0, ["4"] = 2 };
        var formats = new List<int>();
        var inCells = false;
        using var reader = part is null ? null : archive.Read(part);
        while (reader is not null && archive.Next(reader))
        {
            if (reader.LocalName == "cellXfs")
            {
                inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && reader.GetAttribute("numFmtId") is { } id && reader.GetAttribute("formatCode") is { } code && !inCells)
            {
                codes[id] = DecimalsOf(code);
            }
            else if (inCells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" } && formats.Count < 65_536)
            {
                formats.Add(codes.GetValueOrDefault(reader.GetAttribute("numFmtId") ?? "0", -1));
            }
        }
        return formats;
    }

    /// <summary>The decimals of a format that shows a plain number; −1 of any other.</summary>
    static int DecimalsOf(string code)
    {
        var first = code.Split(';')[0].Replace("\\ ", " ", StringComparison.Ordinal).Trim();
        var point = first.IndexOf('.', StringComparison.Ordinal);
        var noughts = point < 0 ? "" : first[(point + 1)..];
        return first.Length > 0 && first.All(sign => sign is '0' or '#' or ',' or '.' or ' ') && noughts.All(sign => sign == '0') && noughts.Length <= 15 ? noughts.Length : -1;
    }

    static void ReadSheet(OfficeArchive archive, string part, List<string> shared, List<int> decimals, GatheredRows rows, CancellationToken cancellationToken)
    {
        using var reader = archive.Read(part) ?? throw new DocumentException("damaged", "A sheet of the workbook is missing.");
        var row = new List<string>();
        while (archive.Next(reader))
        {
            if (reader.LocalName == "row" && reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    rows.Add(row);
                    continue;
                }
                cancellationToken.ThrowIfCancellationRequested();
                row = [];
                // Rows go on after one another where they are not numbered, and never back.
                if (reader.GetAttribute("r") is { } text
                    && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > LastRow || number <= rows.Count))
                {
                    throw new DocumentException("damaged", "The rows of a sheet are out of order.");
                }
                else if (reader.GetAttribute("r") is { } at)
                {
                    rows.PadTo(int.Parse(at, CultureInfo.InvariantCulture) - 1);
                }
                if (reader.IsEmptyElement)
                {
                    rows.PadTo(rows.Count + 1);
                }
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var column = reader.GetAttribute("r") is { } place ? ColumnOf(place) : row.Count;
                if (column < row.Count || column >= LastColumn)
                {
                    throw new DocumentException("damaged", "The cells of a row are out of order.");
                }
                rows.CountCells(column + 1 - row.Count);
                while (row.Count < column)
                {
                    row.Add("");
                }
                row.Add(Cell(archive, reader, shared, decimals, rows));
            }
        }
    }

    static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = column * 26 + letter - 'A' + 1;
        }
        return column == 0 ? throw new DocumentException("damaged", "A cell has no place.") : column - 1;
    }

    static string Cell(OfficeArchive archive, XmlReader reader, List<string> shared, List<int> decimals, GatheredRows rows)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var (type, depth) = (reader.GetAttribute("t") ?? "n", reader.Depth);
        var style = int.TryParse(reader.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var format) && format < decimals.Count ? decimals[format] : -1;
        var (text, value, inValue) = ("", new StringBuilder(), false);
        while (archive.Next(reader) && reader.Depth > depth)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                text = RichText(archive, reader, rows);
            }
            else if (reader.LocalName == "v" && reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                inValue = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            }
            else if (inValue && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                archive.Append(reader, value, rows);
            }
        }
        text += value;
        return type switch
        {
            "s" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                ? shared[index] : throw new DocumentException("damaged", "A cell names a text that the workbook does not have."),
            "b" => text == "1" ? "TRUE" : text == "0" ? "FALSE" : text,
            "n" => Number(text, style),
            _ => text,
        };
    }

    /// <summary>The shortest decimal that is the same number (0.58, not 0.57999999999999996) or what a spreadsheet shows of it in full, with as many noughts as its format shows; a text that is
    /// no number stays as it is.</summary>
    internal static string Number(string stored, int decimals)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return stored;
        }
        var (shortest, shown) = (number.ToString("R", CultureInfo.InvariantCulture), number.ToString("G15", CultureInfo.InvariantCulture));
        // Spreadsheets show 15 digits; what sums leave behind them (384410.66000000003) nobody has seen.
        shortest = shown.Length + 3 <= shortest.Length ? shown : shortest;
        if (Math.Abs(number) >= 1e28 || (number != 0 && Math.Abs(number) < 1e-12) || !decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return shortest;
        }
        var plain = exact.ToString(CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var has = point < 0 ? 0 : plain.Length - point - 1;
        return decimals <= has ? plain : (point < 0 ? plain + "." : plain) + new string('0', decimals - has);
    }
}
