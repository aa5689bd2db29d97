using System.Data.Common;
using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Http;

namespace EnvGis.Plans;

/// <summary>What the plans set a date for, by that date: what is overdue, what comes within a year, and what of it is done.</summary>
public static class Deadlines
{
    /// <param name="Plans">Null for all.</param>
    /// <param name="Kinds">report, milestone and task; null for all.</param>
    /// <param name="States">overdue, running, not-begun and done; null for all.</param>
    /// <param name="Overdue">Only what is overdue, or only what is not; null for both.</param>
    /// <param name="After">Date, kind and id of the last deadline of the page before; null on the first page.</param>
    /// <param name="Today">The day in Vietnam on which it is asked.</param>
    public sealed record Question(string[]? Plans, string[]? ProvinceCodes, string[]? Kinds, string[]? States, bool? Overdue, Last? After, int Limit,
        DateOnly Today)
    {
        // What has a date has begun or has not.
        static readonly string[] AllStates = [.. Vocabularies.CodesOf(Vocabularies.TaskState).Except(["open-ended", "undated"])];

        public static readonly Parameter[] Described =
        [
            new("plan", "Mã các kế hoạch", "Ids of plans") { Kind = ParameterKind.Plan, Several = true }, Parameter.ProvinceCode,
            new("kind", "Loại hạn", "Kinds of dates") { Several = true, Values = Vocabularies.CodesOf(Vocabularies.DeadlineKind) },
            new("state", "Tình trạng hôm nay", "How it stands today") { Several = true, Values = AllStates },
            new("overdue", "Chỉ, hoặc không kể, hạn đã qua", "Only what is overdue, or only what is not", "boolean"), Parameter.After, Parameter.Limit(DefaultLimit, MaximumLimit),
        ];

        const int DefaultLimit = 100, MaximumLimit = 200;

        /// <summary>What is wrong with it, the query tells.</summary>
        public static Question Of(QueryParameters query) => new(
            query.Codes("plan")?.ToArray(), query.Codes("province_code")?.ToArray(), query.Words("kind")?.ToArray(), query.Words("state")?.ToArray(), query.Boolean("overdue"),
            query.Cursor("after", text => text.Split(',', 3) is [var date, var kind, var id]
                && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new Last(day, kind, id) : null), query.Limit(), query.Today);
    }

    /// <summary>Where a page ended.</summary>
    public sealed record Last(DateOnly DueOn, string Kind, string Id);

    /// <param name="Kind">report, milestone or task (its end).</param>
    /// <param name="Title">Null for a report, which <paramref name="Who"/> sends <paramref name="To"/>.</param>
    /// <param name="Task">The task that it is, or that the plan ties to it; null when there is none.</param>
    /// <param name="Leads">Who leads that task.</param>
    /// <param name="Occurrence">As <see cref="TaskQuery.Occurrence"/> has it; progress is reported of it.</param>
    /// <param name="DueOn">The last day in time.</param>
    /// <param name="State">overdue, running, not-begun or done; one that is overdue makes its task so.</param>
    /// <param name="DaysLeft">From today until that day, also of what is done; below zero when it is past.</param>
    /// <param name="Condition">What must come about first, which the date does not tell; null when the plan names nothing.</param>
    public sealed record Deadline(
        [property: WordOf(Vocabularies.DeadlineKind)] string Kind, string Id, string Occurrence, string Plan, Text? Title, string? Who, string? To, string? Section, int? Line, string? Task,
        IReadOnlyList<string> Leads,
        DateOnly DueOn, [property: WordOf(Vocabularies.TaskState)] string State, int DaysLeft, Text? Condition)
    {
        [JsonIgnore]
        public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{DueOn:yyyy-MM-dd},{Kind},{Id}");
    }

    // What is done stays in sight until its day is past, and for a quarter after that.
    const string Sql = """
        select o.kind, o.id, o.occurrence, o.plan_id as PlanId, o.title_vi as TitleVi, o.title_en as TitleEn, o.who, o.recipient,
               o.section, o.line, o.task_id as TaskId, t.condition_vi as ConditionVi, t.condition_en as ConditionEn,
               array(select a.name from plans.task_lead l join plans.agency a on a.id = l.agency_id where l.task_id = o.task_id order by l.position) as Leads,
               o.due_on as DueOn, o.due_on - @Today as DaysLeft, o.state
        from published.occurrence_on(@Today) o
        join plans.plan p on p.id = o.plan_id
        left join plans.task t on t.id = o.task_id
        where o.due_on <= @Today + interval '1 year'
          and (o.state <> 'done' or o.due_on >= @Today - 90)
          and (@Plans::text[] is null or o.plan_id = any(@Plans))
          and (@ProvinceCodes::text[] is null or p.province_code = any(@ProvinceCodes))
          and (@Kinds::text[] is null or o.kind = any(@Kinds))
          and (@States::text[] is null or o.state = any(@States))
          and (@Overdue::boolean is null or (o.state = 'overdue') = @Overdue)
          and (@afterDay::date is null or (o.due_on, o.kind collate "C", o.id collate "C") > (@afterDay::date, @afterKind, @afterId))
        order by o.due_on, o.kind collate "C", o.id collate "C"
        limit @Limit + 1
        """;

    /// <returns>A page, and whether more follow.</returns>
    public static async Task<(IReadOnlyList<Deadline> Page, bool More)> ListAsync(Question question, DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new
        {
            question.Plans, question.ProvinceCodes, question.Kinds, question.States, question.Overdue, question.Limit, question.Today,
            afterDay = question.After?.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), afterKind = question.After?.Kind, afterId = question.After?.Id,
        }, cancellationToken: cancellationToken))).AsList();
        return ([.. rows.Take(question.Limit).Select(Answer)], rows.Count > question.Limit);
    }

    static Deadline Answer(Row row) => new(
        row.Kind, row.Id, row.Occurrence, row.PlanId, row is { TitleVi: { } vi, TitleEn: { } en } ? new(vi, en) : null, row.Who, row.Recipient, row.Section, row.Line,
        row.TaskId, row.Leads, row.DueOn, row.State, row.DaysLeft, row is { ConditionVi: { } whenVi, ConditionEn: { } whenEn } ? new(whenVi, whenEn) : null);

    sealed record Row
    {
        public required string Kind { get; init; }
        public required string Id { get; init; }
        public required string Occurrence { get; init; }
        public required string PlanId { get; init; }
        public string? TitleVi { get; init; }
        public string? TitleEn { get; init; }
        public string? Who { get; init; }
        public string? Recipient { get; init; }
        public string? Section { get; init; }
        public int? Line { get; init; }
        public string? TaskId { get; init; }
        public required string[] Leads { get; init; }
        public DateOnly DueOn { get; init; }
        public required string State { get; init; }
        public int DaysLeft { get; init; }
        public string? ConditionVi { get; init; }
        public string? ConditionEn { get; init; }
    }
}
