using System.Globalization;
using EnvGis.Http;

namespace EnvGis.Plans;

/// <summary>What of /api/tasks is asked for; null where anything goes.</summary>
/// <param name="From">First year of the period; a task that has any year in the period is in it.</param>
/// <param name="Place">A commune's or province's code, or the id of a place that a plan names.</param>
/// <param name="After">The last task of the page before.</param>
sealed record TaskFilter(
    string? Plan, string? Layer, string? Agency, int? From, int? To, string? Text, string? Place, string? Kind, string? Gis, string? After, int Limit)
{
    public static readonly string[] Parameters = ["plan", "layer", "agency", "from", "to", "q", "place", "kind", "gis", "after", "limit"];

    static readonly string[] Kinds = ["task", "measure", "organisation"];
    static readonly string[] Relevances = ["core", "supporting", "none"];

    /// <returns>The filter, or what is wrong with the query.</returns>
    public static (TaskFilter? Filter, Refusal? Refusal) Read(QueryParameters query)
    {
        if (query.All.FirstOrDefault(one => one.Key != "lang" && one.Value.Length is 0 or > 200) is { Key: not null } wrong)
        {
            return (null, Problems.BadParameter(wrong.Key, wrong.Value, "cần từ 1 đến 200 ký tự", "it takes 1 to 200 characters"));
        }
        if (!TryYear(query["from"], out var from))
        {
            return (null, NotAYear("from"));
        }
        if (!TryYear(query["to"], out var to))
        {
            return (null, NotAYear("to"));
        }
        if (from > to)
        {
            return (null, Problems.BadParameter("from", query["from"]!, "sau tham số to", "it is after the parameter to"));
        }
        foreach (var (name, allowed) in new[] { ("kind", Kinds), ("gis", Relevances) })
        {
            if (query[name] is { } value && !allowed.Contains(value))
            {
                return (null, Problems.BadParameter(name, value, $"cần một trong {string.Join(", ", allowed)}", $"it takes one of {string.Join(", ", allowed)}"));
            }
        }
        var limit = 50;
        if (query["limit"] is { } given && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 200))
        {
            return (null, Problems.BadParameter("limit", given, "cần một số từ 1 đến 200", "it takes a number from 1 to 200"));
        }
        return (new(query["plan"], query["layer"], query["agency"], from, to, query["q"], query["place"], query["kind"], query["gis"], query["after"], limit), null);

        Refusal NotAYear(string name) => Problems.BadParameter(name, query[name]!, "cần một năm (2026) hoặc một ngày (2026-12-31)",
            "it takes a year (2026) or a day (2026-12-31)");
    }

    static bool TryYear(string? value, out int? year)
    {
        year = null;
        if (value is null)
        {
            return true;
        }
        if (value.Length == 4 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bare))
        {
            year = bare;
            return true;
        }
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            year = day.Year;
            return true;
        }
        return false;
    }
}
