using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EnvGis.Http;

/// <summary>
/// The query of a request with its names checked: one that the address does not know is refused. Of a paging parameter given twice the last counts,
/// as clients append theirs to a link that has one already; any other may be repeated only with the same value.
/// </summary>
public sealed class QueryParameters
{
    static readonly string[] LastCounts = ["limit", "offset", "after", "f", "lang"];

    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    QueryParameters()
    {
    }

    /// <summary>Names as given and values in plain text, in order of first appearance.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => values;

    /// <summary>The day in Vietnam on which it is asked: deadlines and states are told as of it.</summary>
    public DateOnly Today { get; private init; }

    /// <returns>The value, null when not given; an empty value is an empty string.</returns>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <param name="isKnown">Whether the address has a parameter of this name; <c>lang</c> is known everywhere.</param>
    public static bool TryRead(HttpRequest request, Func<string, bool> isKnown, out QueryParameters parameters, [NotNullWhen(false)] out Refusal? refusal)
    {
        parameters = new() { Today = request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().TodayInVietnam() };
        foreach (var (name, given) in request.Query)
        {
            if (name != "lang" && !isKnown(name))
            {
                refusal = Problems.UnknownParameter(name);
                return false;
            }
            var value = given[^1] ?? "";
            if (!LastCounts.Contains(name) && given.FirstOrDefault(other => other != value) is { } different)
            {
                refusal = Problems.BadParameter(name, different, "được ghi hai lần với hai giá trị khác nhau", "it is given twice with different values");
                return false;
            }
            parameters.values[name] = PlainText.Of(value, keepLines: false);
        }
        refusal = null;
        return true;
    }

    public static bool TryRead(HttpRequest request, ReadOnlySpan<string> known, out QueryParameters parameters, [NotNullWhen(false)] out Refusal? refusal)
    {
        var names = known.ToArray();
        return TryRead(request, names.Contains, out parameters, out refusal);
    }

    /// <summary>How many at most, from 1; more than <paramref name="maximum"/> is not refused but answered with that many.</summary>
    public bool TryLimit(int byDefault, int maximum, out int limit, [NotNullWhen(false)] out Refusal? refusal)
    {
        limit = byDefault;
        refusal = null;
        if (this["limit"] is not { } text)
        {
            return true;
        }
        if (text.Length == 0 || !text.All(char.IsAsciiDigit) || text.All(digit => digit == '0'))
        {
            refusal = Problems.BadParameter("limit", text, $"cần một số nguyên từ 1 đến {maximum}", $"it takes a whole number from 1 to {maximum}");
            return false;
        }
        limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, maximum) : maximum;
        return true;
    }

    /// <returns>Null when not given.</returns>
    public bool TryBoolean(string name, out bool? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = this[name] switch { "true" => true, "false" => false, _ => null };
        refusal = value is null && this[name] is { } text ? Problems.BadParameter(name, text, "cần true hoặc false", "it takes true or false") : null;
        return refusal is null;
    }
}
