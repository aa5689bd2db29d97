using System.Globalization;

namespace EnvGis.Http;

/// <summary>
/// A table for the spreadsheet of the caller's language: a Vietnamese one splits at semicolons and reckons with decimal commas, an English one takes RFC 4180
/// as it is. <c>separator=semicolon</c> or <c>comma</c> chooses, whatever the language.
/// </summary>
/// <param name="Numbers">How numbers are written, so that the spreadsheet reads them as numbers.</param>
public sealed record Csv(char Separator, CultureInfo Numbers)
{
    static readonly Csv Vietnamese = new(';', CultureInfo.GetCultureInfo("vi-VN")), Plain = new(',', CultureInfo.InvariantCulture);

    /// <summary>That of the caller's language.</summary>
    public static Csv Of(HttpRequest request) => CallerLanguage.Of(request) == "vi" ? Vietnamese : Plain;

    /// <summary>As <c>separator</c> chooses.</summary>
    public static Csv Of(HttpRequest request, QueryParameters query) => query.Word("separator") switch { "semicolon" => Vietnamese, "comma" => Plain, _ => Of(request) };

    /// <summary>A line with its end; a field that needs quotes gets them.</summary>
    public string Row(IEnumerable<string?> fields) => string.Join(Separator, fields.Select(Quoted)) + "\r\n";

    public string? Number(IFormattable? value, string? format = null) => value?.ToString(format, Numbers);

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe, which it shows as text; some look behind spaces and at wide signs too.</summary>
    public static string? Safe(string? text) =>
        text is ['\t' or '\r' or '\n', ..] || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;

    // A number with its decimal comma stays one among semicolons.
    string? Quoted(string? field) =>
        field is not null && field.AsSpan().ContainsAny(Separator == ';' ? "\"\r\n;" : ",\"\r\n;") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
