using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
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
/// <param name="TaskStates">How such a task stands today, see <see cref="AllTaskStates"/>.</param>
/// <param name="Grades">On the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious.</param>
/// <param name="States">In the words of all layers, see <see cref="AllStates"/>.</param>
/// <param name="Delineated">Whether it is known as an area, not only as a point, a line or not at all.</param>
/// <param name="OpenTask">Whether a task concerns it that has begun and is not done.</param>
/// <param name="Attributes">By layer: what its own attributes must be.</param>
/// <param name="Days">In force on these days in Vietnam; null for today.</param>
/// <param name="KnownAt">As the record stood at that moment; null for now.</param>
public sealed partial record FeatureFilter(
    IReadOnlyList<long>? Ids, IReadOnlyList<string>? ProvinceCodes, IReadOnlyList<string>? CommuneCodes, IReadOnlyList<string>? Plans, IReadOnlyList<string>? Tasks, string? Agency,
    int? From, int? To, IReadOnlyList<string>? TaskStates, IReadOnlyList<short>? Grades, IReadOnlyList<string>? States, string? Code, bool? Demonstration, bool? Unlocated, bool? Delineated,
    bool? OpenTask,
    IReadOnlyDictionary<string, IReadOnlyList<AttributeCondition>> Attributes, DayInterval? Days, DateTime? KnownAt)
{
    public static readonly string[] AllStates = ["proposed", "in_force", "repealed", "open", "treating", "done", "operating", "stopped", "unknown"];

    public static readonly string[] AllTaskStates = ["overdue", "running", "open-ended", "not-begun", "undated", "done"];

    /// <summary>Its parameters, as the API document describes them. An attribute's name stands alone where an address is about one layer.</summary>
    public static readonly Parameter[] Described =
    [
        new("ids", "Số hiệu các đối tượng", "Numbers of features") { Several = true },
        Parameter.ProvinceCode, Parameter.CommuneCode,
        new("plan", "Mã các kế hoạch có nhiệm vụ gắn với đối tượng", "Ids of plans of which a task concerns the feature") { Several = true },
        new("task", "Mã các nhiệm vụ gắn với đối tượng", "Ids of tasks that concern the feature") { Several = true },
        new("agency", "Một phần tên cơ quan chủ trì hoặc phối hợp nhiệm vụ", "Part of the name of a body that leads such a task or takes part in it"),
        new("from", "Năm đầu của thời gian thực hiện nhiệm vụ", "First year of the period in which such a task runs", "integer"),
        new("to", "Năm cuối của thời gian đó", "Last year of that period", "integer"),
        new("task_state", "Tình trạng hôm nay của nhiệm vụ", "How such a task stands today") { Several = true, Values = AllTaskStates },
        new("grade", "Mức độ theo thang chung: 0 chưa xếp, 1 nhẹ, 2 trung bình, 3 nghiêm trọng, 4 đặc biệt nghiêm trọng",
            "Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious") { Several = true, Values = ["0", "1", "2", "3", "4"] },
        new("state", "Tình trạng theo từ chung của mọi lớp", "State in the words of all layers") { Several = true, Values = AllStates },
        new("code", "Một phần mã của đối tượng", "Part of the feature's code"),
        new("demonstration", "Chỉ, hoặc không kể, đối tượng minh họa", "Only what is a demonstration, or only what is none", "boolean"),
        new("unlocated", "Chỉ, hoặc không kể, nơi chưa có tọa độ", "Only what has no coordinates yet, or only what has", "boolean"),
        new("delineated", "Chỉ, hoặc không kể, nơi đã khoanh thành vùng", "Only what is known as an area, or only what is not", "boolean"),
        new("open_task", "Chỉ, hoặc không kể, nơi có nhiệm vụ đã bắt đầu và chưa xong", "Only what a task concerns that has begun and is not done, or only the rest", "boolean"),
        new("datetime", "Hiệu lực vào ngày, thời điểm hoặc khoảng này, theo giờ Việt Nam; bỏ trống là hôm nay",
            "In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out")
            { Example = "2026-01-01/.." },
        new("asOf", "Theo hiểu biết vào thời điểm này; bỏ trống là bây giờ", "As it was known at this moment; now when left out") { Example = "2026-06-01T00:00:00Z" },
        new("attributes", "Thuộc tính của lớp, tên tham số là lớp.thuộc-tính, hoặc tên thuộc tính nơi chỉ hỏi một lớp; thuộc tính lọc được ghi trong /api/layers",
            "Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters") { AnyName = true },
    ];

    static readonly string[] Parameters = [.. Described.Where(parameter => !parameter.AnyName).Select(parameter => parameter.Name)];

    /// <summary>The day in Vietnam on which tasks are looked at.</summary>
    public DateOnly Today { get; private init; }

    const int MostValues = 200, LongestText = 200;

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

    /// <summary>Whether an address about these layers has a filter parameter of this name: a common one, "layer.attribute", or the attribute alone when there is one layer.</summary>
    public static bool IsParameter(string name, IReadOnlyList<Layer> layers) => Parameters.Contains(name) || Find(name, layers) is not null;

    /// <param name="layers">The layers that the request is about.</param>
    public static bool TryRead(
        QueryParameters query, IReadOnlyList<Layer> layers, [NotNullWhen(true)] out FeatureFilter? filter, [NotNullWhen(false)] out Refusal? refusal)
    {
        filter = null;
        if (!TryList(query, "ids", FeatureId, "cần số của các đối tượng, cách nhau bằng dấu phẩy", "it takes the numbers of features, separated by commas", out var ids, out refusal)
            || !TryList(query, "province_code", ProvinceCode, "mã gồm hai chữ số", "the code has two digits", out var provinces, out refusal)
            || !TryList(query, "commune_code", CommuneCode, "mã gồm năm chữ số", "the code has five digits", out var communes, out refusal)
            || !TryList(query, "plan", PlanId, "cần mã kế hoạch; danh sách ở /api/plans", "it takes the id of a plan; they are listed at /api/plans", out var plans, out refusal)
            || !TryList(query, "task", TaskId, "cần mã nhiệm vụ; danh sách ở /api/tasks", "it takes the id of a task; they are listed at /api/tasks", out var tasks, out refusal)
            || !TryText(query, "agency", out var agency, out refusal)
            || !TryYear(query, "from", out var from, out refusal)
            || !TryYear(query, "to", out var to, out refusal)
            || !TryList(query, "task_state", TaskState, $"cần một trong {string.Join(", ", AllTaskStates)}", $"it takes one of {string.Join(", ", AllTaskStates)}", out var taskStates, out refusal)
            || !TryList(query, "grade", Grade, "cần các mức từ 0 đến 4", "it takes grades from 0 to 4", out var grades, out refusal)
            || !TryList(query, "state", State, $"cần một trong {string.Join(", ", AllStates)}", $"it takes one of {string.Join(", ", AllStates)}", out var states, out refusal)
            || !TryText(query, "code", out var code, out refusal)
            || !query.TryBoolean("demonstration", out var demonstration, out refusal)
            || !query.TryBoolean("unlocated", out var unlocated, out refusal)
            || !query.TryBoolean("delineated", out var delineated, out refusal)
            || !query.TryBoolean("open_task", out var openTask, out refusal)
            || !TryDays(query, out var days, out refusal)
            || !TryMoment(query, out var knownAt, out refusal)
            || !TryAttributes(query, layers, out var attributes, out refusal))
        {
            return false;
        }
        if (from > to)
        {
            refusal = Problems.BadParameter("from", query["from"]!, "sau tham số to", "it is after the parameter to");
            return false;
        }
        filter = new(ids?.Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList(), provinces, communes, plans, tasks, agency, from, to, taskStates,
            grades?.Select(grade => short.Parse(grade, CultureInfo.InvariantCulture)).ToList(),
            states, code, demonstration, unlocated, delineated, openTask, attributes, days, knownAt) { Today = query.Today };
        return true;
    }

    static (Layer Layer, LayerAttribute Attribute)? Find(string name, IReadOnlyList<Layer> layers)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var layer = dot < 0 ? layers is [var only] ? only : null : layers.FirstOrDefault(one => one.Id.AsSpan().SequenceEqual(name.AsSpan(0, dot)));
        return layer?.Attribute(name[(dot + 1)..]) is { Filter: true } attribute ? (layer, attribute) : null;
    }

    static bool TryAttributes(
        QueryParameters query, IReadOnlyList<Layer> layers, out IReadOnlyDictionary<string, IReadOnlyList<AttributeCondition>> attributes,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        var found = new Dictionary<string, IReadOnlyList<AttributeCondition>>(StringComparer.Ordinal);
        attributes = found;
        refusal = null;
        foreach (var (name, text) in query.All)
        {
            if (Parameters.Contains(name) || Find(name, layers) is not var (layer, attribute))
            {
                continue;
            }
            if (!AttributeCondition.TryParse(attribute, name, text, out var condition, out refusal))
            {
                return false;
            }
            found[layer.Id] = [.. found.GetValueOrDefault(layer.Id, []), condition];
        }
        return true;
    }

    static bool TryList(
        QueryParameters query, string name, Regex pattern, string vi, string en, out IReadOnlyList<string>? values, [NotNullWhen(false)] out Refusal? refusal)
    {
        values = query[name]?.Split(',');
        refusal = values?.FirstOrDefault(value => !pattern.IsMatch(value)) is { } wrong ? Problems.BadParameter(name, wrong, vi, en)
            : values?.Count > MostValues ? Problems.BadParameter(name, query[name]!, $"không quá {MostValues} giá trị", $"it takes at most {MostValues} values")
            : null;
        return refusal is null;
    }

    static bool TryText(QueryParameters query, string name, out string? text, [NotNullWhen(false)] out Refusal? refusal)
    {
        text = query[name];
        // Half of a surrogate pair is no character, and PostgreSQL does not take it; enumerated, it becomes U+FFFD.
        refusal = text is { Length: 0 or > LongestText } || text?.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar) is true
            ? Problems.BadParameter(name, text, $"cần từ 1 đến {LongestText} ký tự", $"it takes 1 to {LongestText} characters") : null;
        return refusal is null;
    }

    static bool TryYear(QueryParameters query, string name, out int? year, [NotNullWhen(false)] out Refusal? refusal)
    {
        year = null;
        refusal = null;
        if (query[name] is { } text)
        {
            if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                year = number;
            }
            else
            {
                refusal = Problems.BadParameter(name, text, "cần một năm, ví dụ 2026", "it takes a year, such as 2026");
            }
        }
        return refusal is null;
    }

    static bool TryDays(QueryParameters query, out DayInterval? days, [NotNullWhen(false)] out Refusal? refusal)
    {
        days = null;
        refusal = null;
        if (query["datetime"] is not { } text)
        {
            return true;
        }
        if (DayInterval.TryParse(text, out var interval))
        {
            days = interval;
            return true;
        }
        refusal = Problems.BadParameter("datetime", text,
            "cần một ngày 2026-04-01, một thời điểm 2026-04-01T00:00:00Z, hoặc một khoảng như 2026-01-01/.. với đầu không sau cuối",
            "it takes a day 2026-04-01, a moment 2026-04-01T00:00:00Z, or an interval such as 2026-01-01/.. whose start is not after its end");
        return false;
    }

    // A day means its end in Vietnam: what was recorded on it is known.
    static bool TryMoment(QueryParameters query, out DateTime? moment, [NotNullWhen(false)] out Refusal? refusal)
    {
        moment = null;
        refusal = null;
        if (query["asOf"] is not { } text)
        {
            return true;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 9000)
        {
            moment = DateTime.SpecifyKind(day.AddDays(1).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddHours(-7).AddMicroseconds(-1);
            return true;
        }
        if (DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var instant) && instant.Year is >= 1900 and <= 9000)
        {
            moment = instant.UtcDateTime;
            return true;
        }
        refusal = Problems.BadParameter("asOf", text, "cần một ngày 2026-04-01 hoặc một thời điểm 2026-04-01T00:00:00Z",
            "it takes a day 2026-04-01 or a moment 2026-04-01T00:00:00Z");
        return false;
    }

    [GeneratedRegex(@"^[1-9][0-9]{0,17}\z")]
    private static partial Regex FeatureId { get; }

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex CommuneCode { get; }

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex ProvinceCode { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,60}\z")]
    private static partial Regex PlanId { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,60}/[A-Za-z0-9._-]{1,80}\z")]
    private static partial Regex TaskId { get; }

    [GeneratedRegex(@"^[0-4]\z")]
    private static partial Regex Grade { get; }

    [GeneratedRegex(@"^(proposed|in_force|repealed|open|treating|done|operating|stopped|unknown)\z")]
    private static partial Regex State { get; }

    [GeneratedRegex(@"^(overdue|running|open-ended|not-begun|undated|done)\z")]
    private static partial Regex TaskState { get; }
}
