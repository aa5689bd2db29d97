using System.Text;
using EnvGis.Database;

namespace EnvGis.Places;

/// <summary>A small table in UTF-8 with a line of column names: comma-separated with quotes by RFC 4180, or tab-separated without.</summary>
static class DelimitedFile
{
    /// <returns>Each row by column name; an empty cell is null.</returns>
    /// <exception cref="SetupException">A column is missing, or a row has another number of cells; the message has file and line.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string?>> Read(string file, char separator, params string[] columns)
    {
        var name = Path.GetFileName(file);
        var lines = File.ReadAllLines(file, Encoding.UTF8);
        var header = lines.Length == 0 ? [] : Cells(lines[0], separator);
        if (columns.FirstOrDefault(column => !header.Contains(column)) is { } missing)
        {
            throw new SetupException($"{name}:1: the column \"{missing}\" is missing; there are {string.Join(", ", header)}.");
        }
        var rows = new List<IReadOnlyDictionary<string, string?>>(lines.Length);
        for (var line = 1; line < lines.Length; line++)
        {
            if (lines[line].Length == 0)
            {
                continue;
            }
            var cells = Cells(lines[line], separator);
            if (cells.Count != header.Count)
            {
                throw new SetupException($"{name}:{line + 1}: {cells.Count} cells where the first line names {header.Count} columns.");
            }
            var row = new Dictionary<string, string?>(header.Count, StringComparer.Ordinal);
            for (var index = 0; index < cells.Count; index++)
            {
                row[header[index]] = cells[index].Length == 0 ? null : cells[index];
            }
            rows.Add(row);
        }
        return rows;
    }

    static List<string> Cells(string line, char separator)
    {
        if (separator != ',')
        {
            return [.. line.Split(separator)];
        }
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < line.Length; index++)
        {
            var character = line[index];
            if (character == '"' && quoted && index + 1 < line.Length && line[index + 1] == '"')
            {
                cell.Append('"');
                index++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
