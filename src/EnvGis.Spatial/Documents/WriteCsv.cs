using System.Text;

namespace EnvGis.Spatial.Documents;

/// <summary>An annex as delimited text for a Vietnamese spreadsheet: UTF-8 with its mark, semicolons, decimal commas.</summary>
public static class WriteCsv
{
    /// <summary>The file.</summary>
    /// <param name="annex">What it holds.</param>
    public static byte[] Of(AnnexDocument annex)
    {
        var text = new StringBuilder();
        foreach (var line in (string[])[AnnexDocument.Heading, annex.PrintedTitle, annex.PrintedCaption])
        {
            Row(line);
        }
        for (var zone = 0; zone < annex.Zones.Length; zone++)
        {
            var table = annex.Zones[zone];
            foreach (var line in (string[])["", annex.HeadingOf(zone), .. annex.VerifyingOf(table), table.System])
            {
                Row(line);
            }
            foreach (var ring in table.Rings)
            {
                Row(ring.Label);
                Row([.. Annex.CoordinateTable.Heads]);
                foreach (var (point, north, east) in ring.Rows)
                {
                    Row(point, north, east);
                }
            }
            Row(table.Area);
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

        void Row(params string[] fields) => text.AppendJoin(';', fields.Select(Field)).Append("\r\n");
    }

    // A title that a spreadsheet would take for a formula gets an apostrophe, which it shows as text.
    static string Field(string field)
    {
        var safe = field.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] && !char.IsAsciiDigit(field[^1]) ? "'" + field : field;
        return safe.AsSpan().ContainsAny("\";\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
