namespace EnvGis.Http;

/// <summary>Fields of a table for a spreadsheet, by RFC 4180.</summary>
static class Csv
{
    /// <summary>Safe against formulas, and in quotes where it must be.</summary>
    public static string? Field(string? text) => Quoted(Safe(text));

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe, which it shows as text.</summary>
    public static string? Safe(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    public static string? Quoted(string? field) =>
        field is not null && field.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
