using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnvGis.Http;

namespace EnvGis.Plans;

/// <summary>What of the tasks is asked for; null where anything goes. Of several values one is enough, of several members all must hold.</summary>
/// <param name="ProvinceCodes">Provinces whose plan it is, or where it has a place.</param>
/// <param name="CommuneCodes">Communes where it has a place, on the map or by name.</param>
/// <param name="Agency">Part of the name of an agency that leads or helps.</param>
/// <param name="Lead">The whole name of an agency that leads.</param>
/// <param name="From">First year of the period; a task that has any year in the period is in it.</param>
/// <param name="Place">A commune's or province's code, or the id of a place that a plan names.</param>
/// <param name="States">How the task stands on <see cref="Today"/>, see <see cref="TaskQuery.Summary"/>.</param>
/// <param name="Places">with, without (the task needs a map and has no place on it) or unneeded.</param>
/// <param name="After">The last task of the page before; null on the first.</param>
/// <param name="Today">The day in Vietnam on which it is asked.</param>
public sealed record TaskFilter(
    string[]? Plans, string[]? Tasks, string[]? Layers, string[]? Topics, string[]? ProvinceCodes, string[]? CommuneCodes, string? Agency, string? Lead, int? From, int? To,
    string? Text, string? Place, string[]? Kinds, string[]? Relevances, string[]? States, string[]? Places, string? After, int Limit, DateOnly Today)
{
    /// <summary>A tsquery of the text, empty where that has no word; null until it is read.</summary>
    public string? Words { get; init; }

    /// <summary>What the id of a task may be that was typed.</summary>
    public string[] IdKeys { get; init; } = [];

    public string[] IdStarts { get; init; } = [];

    /// <summary>The text in the form of <c>published.words_key</c>.</summary>
    public string Bare { get; init; } = "";

    /// <summary>Whether no task has the words, so that those are taken that have them when one slip is mended.</summary>
    public bool IsNear { get; init; }

    /// <summary>What narrows the tasks.</summary>
    public static readonly Parameter[] Described =
    [
        new("plan", "Mã các kế hoạch", "Ids of plans") { Several = true, Example = "thai-nguyen" },
        new("task", "Mã các nhiệm vụ", "Ids of tasks") { Several = true },
        new("layer", "Mã các lớp mà nhiệm vụ liên quan", "Ids of layers that the task concerns") { Several = true },
        new("topic", "Mã các chủ đề", "Ids of topics") { Several = true },
        Parameter.ProvinceCode, Parameter.CommuneCode,
        new("agency", "Một phần tên cơ quan chủ trì hoặc phối hợp", "Part of the name of a body that leads it or takes part in it"),
        new("lead", "Cơ quan chủ trì, nguyên văn", "Who leads it, in full"),
        new("from", "Năm, hoặc ngày, đầu của thời gian thực hiện", "First year, or day, of the period in which it runs") { Example = "2026" },
        new("to", "Năm, hoặc ngày, cuối của thời gian đó", "Last year, or day, of that period") { Example = "2030" },
        Parameter.Words,
        new("place", "Mã xã hoặc tỉnh, hoặc mã một nơi mà kế hoạch nêu", "Code of a commune or a province, or id of a place that a plan names"),
        new("kind", "Loại mục", "Kind of item") { Several = true, Values = ["task", "measure", "organisation"] },
        new("gis", "Bản đồ cần cho nó đến đâu", "How far it needs a map") { Several = true, Values = ["core", "supporting", "none"] },
        new("state", "Tình trạng hôm nay", "How it stands today") { Several = true, Values = ["overdue", "running", "open-ended", "not-begun", "undated", "done"] },
        new("places", "Đã có nơi trên bản đồ, chưa có, hay không cần", "Whether it has a place on the map, has none, or needs none") { Several = true, Values = ["with", "without", "unneeded"] },
    ];

    static readonly string[] Narrowing = [.. Described.Select(parameter => parameter.Name)];

    static readonly Dictionary<string, IReadOnlyList<string>> Allowed = Described.Where(parameter => parameter.Values.Count > 0)
        .ToDictionary(parameter => parameter.Name, parameter => parameter.Values);

    public const int DefaultLimit = 50, MaximumLimit = 200;

    /// <param name="paged">Whether the address answers page by page.</param>
    public static bool TryRead(
        HttpRequest request, bool paged, [NotNullWhen(true)] out TaskFilter? filter, out QueryParameters query, [NotNullWhen(false)] out Refusal? refusal)
    {
        filter = null;
        if (!QueryParameters.TryRead(request, paged ? [.. Narrowing, "after", "limit"] : Narrowing, out query, out refusal))
        {
            return false;
        }
        var (read, wrong) = Read(query);
        filter = read;
        refusal = wrong;
        return read is not null;
    }

    static (TaskFilter? Filter, Refusal? Refusal) Read(QueryParameters query)
    {
        if (query.All.FirstOrDefault(one => one.Key != "lang" && one.Value.Length is 0 or > 200) is { Key: not null } wrong)
        {
            return (null, Problems.BadParameter(wrong.Key, wrong.Value, "hãy nhập từ 1 đến 200 ký tự", "it takes 1 to 200 characters"));
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
        foreach (var (name, allowed) in Allowed)
        {
            if (Several(name)?.FirstOrDefault(value => !allowed.Contains(value)) is { } unknown)
            {
                return (null, Problems.BadParameter(name, unknown, $"cần một hay nhiều trong {string.Join(", ", allowed)}, cách nhau bằng dấu phẩy",
                    $"it takes one or several of {string.Join(", ", allowed)}, with commas between"));
            }
        }
        var limit = DefaultLimit;
        if (query["limit"] is { } given
            && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaximumLimit))
        {
            return (null, Problems.BadParameter("limit", given, $"cần một số từ 1 đến {MaximumLimit}", $"it takes a number from 1 to {MaximumLimit}"));
        }
        return (new(Several("plan"), Several("task"), Several("layer"), Several("topic"), Several("province_code"), Several("commune_code"), query["agency"], query["lead"], from, to,
            query["q"], query["place"], Several("kind"), Several("gis"), Several("state"), Several("places"), query["after"], limit, query.Today), null);

        // No plan, task, layer, topic or code has a comma in its name; agencies do, so of them only one can be asked for.
        string[]? Several(string name) => query[name]?.Split(',');

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
