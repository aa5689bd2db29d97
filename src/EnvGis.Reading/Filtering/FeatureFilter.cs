using System.Globalization;
using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis.Filtering;

/// <summary>
/// Which features are meant: the one grammar of map, tiles, items, list, counts and exports. Several values of one parameter, separated by commas,
/// mean any of them; different parameters must all hold. Null where anything goes.
/// </summary>
/// <param name="Ids">These features and no others.</param>
/// <param name="Plans">Plans of which a task concerns the feature.</param>
/// <param name="Tasks">Tasks that concern it.</param>
/// <param name="Agency">Part of the name of a body that leads such a task or takes part in it.</param>
/// <param name="From">First year of the period in which such a task runs; with <paramref name="To"/>, the last one.</param>
/// <param name="TaskStates">How such a task stands today, a word of <see cref="Vocabularies.TaskState"/>.</param>
/// <param name="Grades">On the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious.</param>
/// <param name="States">In the words of all layers, of <see cref="Vocabularies.State"/>.</param>
/// <param name="Delineated">Whether it is known as an area, not only as a point, a line or not at all.</param>
/// <param name="OpenTask">Whether a task concerns it that has begun and is not done.</param>
/// <param name="Attributes">By layer: what its own attributes must be.</param>
/// <param name="Days">In force on these days in Vietnam; null for today.</param>
/// <param name="KnownAt">As the record stood at that moment; null for now.</param>
public sealed record FeatureFilter(
    IReadOnlyList<long>? Ids, IReadOnlyList<string>? ProvinceCodes, IReadOnlyList<string>? CommuneCodes, IReadOnlyList<string>? Plans, IReadOnlyList<string>? Tasks, string? Agency,
    int? From, int? To, IReadOnlyList<string>? TaskStates, IReadOnlyList<short>? Grades, IReadOnlyList<string>? States, string? Code, bool? Demonstration, bool? Unlocated, bool? Delineated,
    bool? OpenTask,
    IReadOnlyDictionary<string, IReadOnlyList<AttributeCondition>> Attributes, DayInterval? Days, DateTime? KnownAt)
{
    /// <summary>Its parameters, as the API document describes them. An attribute's name stands alone where an address is about one layer.</summary>
    public static readonly Parameter[] Described =
    [
        new("ids", "Số hiệu các đối tượng", "Numbers of features") { Kind = ParameterKind.Feature, Several = true },
        Parameter.ProvinceCode, Parameter.CommuneCode,
        new("plan", "Mã các kế hoạch có nhiệm vụ gắn với đối tượng", "Ids of plans of which a task concerns the feature") { Kind = ParameterKind.Plan, Several = true },
        new("task", "Mã các nhiệm vụ gắn với đối tượng", "Ids of tasks that concern the feature") { Kind = ParameterKind.Task, Several = true },
        new("agency", "Một phần tên cơ quan chủ trì hoặc phối hợp nhiệm vụ", "Part of the name of a body that leads such a task or takes part in it"),
        new("from", "Năm, hoặc ngày, đầu của thời gian thực hiện nhiệm vụ", "First year, or day, of the period in which such a task runs") { Kind = ParameterKind.Year, Example = "2026" },
        new("to", "Năm, hoặc ngày, cuối của thời gian đó", "Last year, or day, of that period") { Kind = ParameterKind.Year, Example = "2030" },
        new("task_state", "Tình trạng hôm nay của nhiệm vụ", "How such a task stands today") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.TaskState) },
        new("grade", "Mức độ theo thang chung: 0 chưa xếp, 1 nhẹ, 2 trung bình, 3 nghiêm trọng, 4 đặc biệt nghiêm trọng",
            "Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.Grade) },
        new("state", "Tình trạng theo từ chung của mọi lớp", "State in the words of all layers") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.State) },
        new("code", "Một phần mã của đối tượng", "Part of the feature's code"),
        new("demonstration", "Chỉ, hoặc không kể, đối tượng minh họa", "Only what is a demonstration, or only what is none", "boolean"),
        new("unlocated", "Chỉ, hoặc không kể, nơi chưa có tọa độ", "Only what has no coordinates yet, or only what has", "boolean"),
        new("delineated", "Chỉ, hoặc không kể, nơi đã khoanh thành vùng", "Only what is known as an area, or only what is not", "boolean"),
        new("open_task", "Chỉ, hoặc không kể, nơi có nhiệm vụ đã bắt đầu và chưa xong", "Only what a task concerns that has begun and is not done, or only the rest", "boolean"),
        new("datetime", "Hiệu lực vào ngày, thời điểm hoặc khoảng này, theo giờ Việt Nam; bỏ trống là hôm nay",
            "In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out")
            { Kind = ParameterKind.Days, Example = "2026-01-01/.." },
        new("asOf", "Theo hiểu biết vào thời điểm này; bỏ trống là bây giờ", "As it was known at this moment; now when left out")
            { Kind = ParameterKind.Moment, Example = "2026-06-01T00:00:00Z" },
        new("attributes", "Thuộc tính của lớp, tên tham số là lớp.thuộc-tính, hoặc tên thuộc tính nơi chỉ hỏi một lớp; thuộc tính lọc được ghi trong /api/layers",
            "Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters") { AnyName = true },
    ];

    static readonly string[] Parameters = [.. Described.Where(parameter => !parameter.AnyName).Select(parameter => parameter.Name)];

    /// <summary>The day in Vietnam on which tasks are looked at.</summary>
    public DateOnly Today { get; private init; }

    public static FeatureFilter None { get; } = new(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, new Dictionary<string, IReadOnlyList<AttributeCondition>>(), null, null);

    public bool IsEmpty => this is
    {
        Ids: null, ProvinceCodes: null, CommuneCodes: null, Plans: null, Tasks: null, Agency: null, From: null, To: null, TaskStates: null, Grades: null, States: null, Code: null,
        Demonstration: null, Unlocated: null, Delineated: null, OpenTask: null, Attributes.Count: 0, Days: null, KnownAt: null,
    };

    /// <summary>Whether the record is read as of another day or moment, which is the slower way.</summary>
    public bool IsOfAnotherTime => Days is not null || KnownAt is not null;

    /// <summary>Whether a task must concern the feature.</summary>
    public bool NeedsTask => Plans is not null || Tasks is not null || Agency is not null || From is not null || To is not null || TaskStates is not null;

    /// <summary>Whether the rows that it leaves of a layer are not everybody's: all are restricted, or they are chosen by an attribute that is.</summary>
    public bool ShowsRestricted(Layer layer) =>
        layer.IsRestricted || Attributes.GetValueOrDefault(layer.Id, []).Any(condition => layer.Attribute(condition.Attribute) is { Restricted: true });

    /// <summary>Whether an address about these layers has a filter parameter of this name beside the common ones: "layer.attribute", or the attribute alone when there is one layer.</summary>
    public static bool IsAttribute(string name, IReadOnlyList<Layer> layers) => Find(name, layers) is not null;

    /// <summary>What is wrong with it, the query tells.</summary>
    /// <param name="layers">The layers that the request is about.</param>
    public static FeatureFilter Of(QueryParameters query, IReadOnlyList<Layer> layers)
    {
        var (from, to) = (query.Year("from"), query.Year("to"));
        query.CheckOrder("from", from, "to", to);
        return new(query.Features("ids"), query.Codes("province_code"), query.Codes("commune_code"), query.Codes("plan"), query.Codes("task"), query.Text("agency"), from, to,
            query.Words("task_state"), query.Words("grade")?.Select(grade => short.Parse(grade, CultureInfo.InvariantCulture)).ToList(), query.Words("state"), query.Text("code"),
            query.Boolean("demonstration"), query.Boolean("unlocated"), query.Boolean("delineated"), query.Boolean("open_task"),
            AttributesOf(query, layers), query.Days("datetime"), query.Moment("asOf")?.UtcDateTime)
        { Today = query.Today };
    }

    static (Layer Layer, LayerAttribute Attribute)? Find(string name, IReadOnlyList<Layer> layers)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var layer = dot < 0 ? layers is [var only] ? only : null : layers.FirstOrDefault(one => one.Id.AsSpan().SequenceEqual(name.AsSpan(0, dot)));
        return layer?.Attribute(name[(dot + 1)..]) is { Filter: true } attribute ? (layer, attribute) : null;
    }

    static Dictionary<string, IReadOnlyList<AttributeCondition>> AttributesOf(QueryParameters query, IReadOnlyList<Layer> layers)
    {
        var found = new Dictionary<string, IReadOnlyList<AttributeCondition>>(StringComparer.Ordinal);
        foreach (var (name, text) in query.All)
        {
            if (Parameters.Contains(name) || Find(name, layers) is not var (layer, attribute))
            {
                continue;
            }
            if (AttributeCondition.TryParse(attribute, name, text, out var condition, out var refusal))
            {
                found[layer.Id] = [.. found.GetValueOrDefault(layer.Id, []), condition];
            }
            else
            {
                query.Refuse(refusal);
            }
        }
        return found;
    }
}
