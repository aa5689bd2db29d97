using System.Text;
using EnvGis.Spatial.Documents;

namespace EnvGis.Spatial.Tables;

/// <summary>
/// Cells out of plain text: what is pasted out of a spreadsheet, a document or a scanned decision, or saved as CSV. What parts the cells is found, not asked: the sign by which most lines have two
/// coordinates. A comma is tried last, since in Vietnam it stands before the decimals.
/// </summary>
public static class PlainTable
{
    /// <summary>Lines by which the sign is chosen.</summary>
    const int LookedAt = 2_000;

    static readonly Func<string, List<string>>[] Ways =
    [
        line => Quoted(line, '\t'), line => Quoted(line, '|'), line => Quoted(line, ';'), Gaps, Blanks, line => Quoted(line, ','),
    ];

    /// <summary>The table in a text.</summary>
    /// <param name="text">Lines; any of CR LF, LF and CR between them.</param>
    /// <returns>One table, a row for each line, blank ones too, so that rows keep the numbers that a person counts.</returns>
    public static TableText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Trim('\uFEFF').Split('\n');
        var most = 0;
        var best = Ways[0];
        string[] looked = lines.Length > LookedAt ? lines[..LookedAt] : lines;
        foreach (var way in Ways)
        {
            var pairs = looked.Count(line => way(line).Count(cell => TableNumber.IsCoordinate(cell) || TableAngle.Read(cell) is not null) >= 2);
            // A later way has to be better by more than a stray line.
            if (pairs > most + most / 10)
            {
                (most, best) = (pairs, way);
            }
        }
        return new(null, [.. lines.Select(line => (IReadOnlyList<string>)best(line))]);
    }

    /// <summary>Cells between single signs; a cell may stand in quotation marks, doubled inside (RFC 4180).
    /// A mark that nobody closes spoils its own line and not, as in a file of CSV, all that follows.</summary>
    static List<string> Quoted(string line, char sign)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (inside, isBlank) = (false, true);
        for (var at = 0; at < line.Length; at++)
        {
            var here = line[at];
            if (here == '"' && (inside || isBlank))
            {
                if (inside && at + 1 < line.Length && line[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    inside = !inside;
                }
            }
            else if (here == sign && !inside)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                isBlank = true;
            }
            else
            {
                cell.Append(here);
                isBlank &= !inside && char.IsWhiteSpace(here);
            }
        }
        cells.Add(cell.ToString().Trim());
        return cells;
    }

    /// <summary>Cells parted by two blanks or more, as text out of a PDF has them.</summary>
    static List<string> Gaps(string line) => [.. TableWords.Gap().Split(line.Trim()).Select(cell => cell.Trim())];

    /// <summary>Words; the digits of one number between single blanks, as 2 495 034, stay together.</summary>
    static List<string> Blanks(string line)
    {
        var cells = new List<string>();
        var rest = line.Trim();
        foreach (System.Text.RegularExpressions.Match match in TableWords.WordOrNumber().Matches(rest))
        {
            cells.Add(match.Value.TrimEnd(',', ';'));
        }
        return cells;
    }
}
