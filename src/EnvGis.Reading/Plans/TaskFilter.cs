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
        new("plan", "Mã các kế hoạch", "Ids of plans") { Kind = ParameterKind.Plan, Several = true, Example = "thai-nguyen" },
        new("task", "Mã các nhiệm vụ", "Ids of tasks") { Kind = ParameterKind.Task, Several = true },
        new("layer", "Mã các lớp mà nhiệm vụ liên quan", "Ids of layers that the task concerns") { Kind = ParameterKind.Layer, Several = true },
        new("topic", "Mã các chủ đề", "Ids of topics") { Several = true },
        Parameter.ProvinceCode, Parameter.CommuneCode,
        new("agency", "Một phần tên cơ quan chủ trì hoặc phối hợp", "Part of the name of a body that leads it or takes part in it"),
        new("lead", "Cơ quan chủ trì, nguyên văn", "Who leads it, in full"),
        new("from", "Năm, hoặc ngày, đầu của thời gian thực hiện", "First year, or day, of the period in which it runs") { Kind = ParameterKind.Year, Example = "2026" },
        new("to", "Năm, hoặc ngày, cuối của thời gian đó", "Last year, or day, of that period") { Kind = ParameterKind.Year, Example = "2030" },
        Parameter.Words,
        new("place", "Mã xã hoặc tỉnh, hoặc mã một nơi mà kế hoạch nêu", "Code of a commune or a province, or id of a place that a plan names"),
        new("kind", "Loại mục", "Kind of item") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.TaskKind) },
        new("gis", "Bản đồ cần cho nó đến đâu", "How far it needs a map") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.GisRelevance) },
        new("state", "Tình trạng hôm nay", "How it stands today") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.TaskState) },
        new("places", "Đã có nơi trên bản đồ, chưa có, hay không cần", "Whether it has a place on the map, has none, or needs none") { Several = true, Values = ["with", "without", "unneeded"] },
    ];

    public const int DefaultLimit = 50, MaximumLimit = 200;

    /// <summary>What a page of tasks takes.</summary>
    public static readonly Parameter[] Paged = [.. Described, Parameter.After, Parameter.Limit(DefaultLimit, MaximumLimit)];

    /// <summary>What is wrong with it, the query tells.</summary>
    /// <param name="paged">Whether the address answers page by page.</param>
    public static TaskFilter Of(QueryParameters query, bool paged)
    {
        var (from, to) = (query.Year("from"), query.Year("to"));
        query.CheckOrder("from", from, "to", to);
        // No plan, task, layer, topic or code has a comma in its name; agencies do, so of them only one can be asked for.
        return new(query.Codes("plan")?.ToArray(), query.Codes("task")?.ToArray(), query.Texts("layer")?.ToArray(), query.Texts("topic")?.ToArray(), query.Codes("province_code")?.ToArray(),
            query.Codes("commune_code")?.ToArray(), query.Text("agency"), query.Text("lead"), from, to, query.Text("q"), query.Text("place"), query.Words("kind")?.ToArray(),
            query.Words("gis")?.ToArray(), query.Words("state")?.ToArray(), query.Words("places")?.ToArray(), paged ? query.Cursor("after", text => text) : null, paged ? query.Limit() : DefaultLimit,
            query.Today);
    }
}
