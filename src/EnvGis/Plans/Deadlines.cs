using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Http;

namespace EnvGis.Plans;

/// <summary>What the plans set a date for, by that date: what is past and what comes within a year.</summary>
static class Deadlines
{
    /// <param name="Plans">Null for all.</param>
    /// <param name="Kinds">report, milestone and task; null for all.</param>
    /// <param name="Overdue">Only what is past, or only what is not; null for both.</param>
    /// <param name="After">Date, kind and id of the last deadline of the page before; null on the first page.</param>
    public sealed record Question(string[]? Plans, string[]? ProvinceCodes, string[]? Kinds, bool? Overdue, (DateOnly DueOn, string Kind, string Id)? After, int Limit)
    {
        static readonly string[] AllKinds = ["report", "milestone", "task"];

        public static bool TryRead(
            HttpRequest request, [NotNullWhen(true)] out Question? question, out QueryParameters query, [NotNullWhen(false)] out Refusal? refusal)
        {
            question = null;
            if (!QueryParameters.TryRead(request, ["plan", "province_code", "kind", "overdue", "after", "limit"], out query, out refusal)
                || !query.TryLimit(100, 200, out var limit, out refusal) || !query.TryBoolean("overdue", out var overdue, out refusal))
            {
                return false;
            }
            var kinds = query["kind"]?.Split(',');
            if (kinds?.FirstOrDefault(kind => !AllKinds.Contains(kind)) is { } wrong)
            {
                refusal = Problems.BadParameter("kind", wrong, $"cần một hay nhiều trong {string.Join(", ", AllKinds)}, cách nhau bằng dấu phẩy",
                    $"it takes one or several of {string.Join(", ", AllKinds)}, with commas between");
                return false;
            }
            (DateOnly, string, string)? after = null;
            if (query["after"] is { } cursor)
            {
                if (cursor.Split(',', 3) is not [var date, var kind, var id]
                    || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    refusal = Problems.BadCursor("after", cursor);
                    return false;
                }
                after = (day, kind, id);
            }
            question = new(query["plan"]?.Split(','), query["province_code"]?.Split(','), kinds, overdue, after, limit);
            return true;
        }
    }

    /// <param name="Kind">report, milestone or task (its end).</param>
    /// <param name="Title">Null for a report, which <paramref name="Who"/> sends <paramref name="To"/>.</param>
    /// <param name="Task">The task that it is, or that the plan ties to it; null when there is none.</param>
    /// <param name="Leads">Who leads that task.</param>
    /// <param name="DaysLeft">Below zero when it is past: by the plan, for nobody records yet what is done.</param>
    /// <param name="LastOn">Of a report that is due every year, the last day it was due; null before the first.</param>
    public sealed record Deadline(
        string Kind, string Id, string Plan, Text? Title, string? Who, string? To, string? Section, int? Line, string? Task, IReadOnlyList<string> Leads,
        DateOnly DueOn, int DaysLeft, DateOnly? LastOn)
    {
        [JsonIgnore]
        public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{DueOn:yyyy-MM-dd},{Kind},{Id}");
    }

    // The end of a task that has a milestone or is a report stands there already.
    const string Sql = """
        select d.kind, d.id, d.plan_id as PlanId, d.title_vi as TitleVi, d.title_en as TitleEn, d.who, d.recipient, d.section, d.line, d.task_id as TaskId,
               array(select a.name from plans.task_lead l join plans.agency a on a.id = l.agency_id where l.task_id = d.task_id order by l.position) as Leads,
               d.due_on as DueOn, d.due_on - published.today() as DaysLeft, d.last_on as LastOn
        from (
            select 'report' as kind, r.plan_id || '/report-' || r.position as id, r.plan_id, null as title_vi, null as title_en, r.who, r.recipient, r.section,
                   r.line, r.task_id, r.next_on as due_on, r.last_on
            from plans.report_due r where r.due is not null
            union all
            -- Nobody records whether a report was sent: for a quarter its date stays in sight, then the next one is what matters.
            select 'report', r.plan_id || '/report-' || r.position || '@' || r.last_on, r.plan_id, null, null, r.who, r.recipient, r.section, r.line, r.task_id,
                   r.last_on, null
            from plans.report_due r where r.last_on > published.today() - 90
            union all
            select 'milestone', m.id, m.plan_id, m.title_vi, m.title_en, null, null, m.section, m.line, m.task_id, m.due, null from plans.milestone m
            union all
            select 'task', t.id, t.plan_id, t.title_vi, t.title_en, null, null, t.section, t.line, t.id, t.due_on, null
            from published.task t
            where t.due_on is not null and not exists (select from plans.milestone m where m.task_id = t.id)
              and not exists (select from plans.report_deadline r where r.task_id = t.id)) d
        join plans.plan p on p.id = d.plan_id
        where d.due_on <= published.today() + interval '1 year'
          and (@Plans::text[] is null or d.plan_id = any(@Plans))
          and (@ProvinceCodes::text[] is null or p.province_code = any(@ProvinceCodes))
          and (@Kinds::text[] is null or d.kind = any(@Kinds))
          and (@Overdue::boolean is null or (d.due_on < published.today()) = @Overdue)
          and (@afterDay::date is null or (d.due_on, d.kind collate "C", d.id collate "C") > (@afterDay::date, @afterKind, @afterId))
        order by d.due_on, d.kind collate "C", d.id collate "C"
        limit @Limit + 1
        """;

    /// <returns>Today in Vietnam, a page, and whether more follow.</returns>
    public static async Task<(DateOnly Today, IReadOnlyList<Deadline> Page, bool More)> ListAsync(
        Question question, DbConnection connection, CancellationToken cancellationToken)
    {
        var today = await connection.ExecuteScalarAsync<DateOnly>(new CommandDefinition("select published.today()", cancellationToken: cancellationToken));
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new
        {
            question.Plans, question.ProvinceCodes, question.Kinds, question.Overdue, question.Limit,
            afterDay = question.After?.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), afterKind = question.After?.Kind, afterId = question.After?.Id,
        }, cancellationToken: cancellationToken))).AsList();
        return (today, [.. rows.Take(question.Limit).Select(Answer)], rows.Count > question.Limit);
    }

    static Deadline Answer(Row row) => new(
        row.Kind, row.Id, row.PlanId, row is { TitleVi: { } vi, TitleEn: { } en } ? new(vi, en) : null, row.Who, row.Recipient, row.Section, row.Line, row.TaskId,
        row.Leads, row.DueOn, row.DaysLeft, row.LastOn);

    sealed record Row
    {
        public required string Kind { get; init; }
        public required string Id { get; init; }
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
        public int DaysLeft { get; init; }
        public DateOnly? LastOn { get; init; }
    }
}
