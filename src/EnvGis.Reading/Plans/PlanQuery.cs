using Dapper;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Plans;

/// <summary>The plans, with what they promise and whom they report to.</summary>
public static class PlanQuery
{
    public sealed record Summary(
        string Id, Text Title, string Issuer, string Level, string ProvinceCode, string? CommuneCode, string? Number, string? Date, int TaskCount,
        IReadOnlyList<TargetAnswer> Targets, IReadOnlyList<MilestoneAnswer> Milestones, IReadOnlyList<ReportAnswer> Reporting);

    public sealed record Details(
        string Id, Text Title, string DocumentType, string Issuer, string Level, string ProvinceCode, string? CommuneCode, string? Number, string? NumberNote,
        string? Date, string? DateNote, string? SignedAs, string? ProposedBy, IReadOnlyList<string> Parents, bool HasAnnex, IReadOnlyList<Text> Notes,
        int TaskCount, IReadOnlyList<SectionAnswer> Sections, IReadOnlyList<TargetAnswer> Targets, IReadOnlyList<MilestoneAnswer> Milestones, IReadOnlyList<ReportAnswer> Reporting,
        IReadOnlyList<ReferenceAnswer> References, IReadOnlyList<SystemAnswer> Systems, IReadOnlyList<PlaceAnswer> Places);

    /// <summary>A heading; its id continues its parent's, and a task's id continues that of the heading above it.</summary>
    /// <param name="Number">As the plan prints it.</param>
    /// <param name="Part">plan or annex.</param>
    public sealed record SectionAnswer(string Id, string Number, string? Parent, [property: OneOf("plan", "annex")] string Part, Text Title, int Line);

    /// <param name="Operator">&gt;, &gt;=, = or no_increase; the last has no value.</param>
    /// <param name="Inferred">year and scope, where the plan's sentence does not hold them.</param>
    public sealed record TargetAnswer(
        string Id, Text Title, string Operator, double? Value, string? Unit, int? Year, string? Scope, string? Baseline,
        [property: OneOf("year", "scope")] IReadOnlyList<string> Inferred,
        string Section, int Line);

    /// <param name="State">overdue, running, not-begun or done.</param>
    /// <param name="DaysLeft">Below zero when it is past; null when it is done.</param>
    public sealed record MilestoneAnswer(string Id, Text Title, DateOnly? From, DateOnly Due, [property: WordOf(Vocabularies.TaskState)] string State, int? DaysLeft, string? Task);

    /// <param name="To">Null when the plan does not say.</param>
    /// <param name="Before">MM-DD of the day before which it is due each year; null when on request.</param>
    /// <param name="Wording">The plan's words on its time.</param>
    /// <param name="DueOn">The last day in time of the occurrence that the duty stands by today, as <see cref="TaskQuery.Summary"/> has it; null when on request.</param>
    /// <param name="State">overdue, running, not-begun or done; null when on request.</param>
    /// <param name="Task">The task that is this duty; null when the plan lists it as no item of its own.</param>
    public sealed record ReportAnswer(
        string Who, string? To, string? Before, string Recurrence, string? Wording, string Section, DateOnly? DueOn,
        [property: WordOf(Vocabularies.TaskState)] string? State, int? DaysLeft, string? Task);

    public sealed record ReferenceAnswer(string Id, string Document, string Level);

    public sealed record SystemAnswer(
        string Id, Text Title, string Kind, string Relation, bool Implied, string? Due, string? Notes, string? Section, int? Line);

    public sealed record FormerUnit(string? Code, string Name, string? District, string? Province);

    public sealed record PlaceAnswer(
        string Id, Text Title, string Kind, string NameInSource, string? CommuneCode, string? ProvinceCode, FormerUnit? Former, string? Feature, string? Notes,
        string? Section, int? Line);

    public static async Task<IReadOnlyList<Summary>> ListAsync(DateOnly today, PlansContext plans, CancellationToken cancellationToken)
    {
        var all = await plans.Set<Plan>().AsNoTracking().OrderBy(plan => plan.Id).ToListAsync(cancellationToken);
        var counts = await plans.Set<PlanTask>().GroupBy(task => task.PlanId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var targets = (await plans.Set<Target>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.PlanId, Answer);
        var connection = await plans.ConnectionAsync(cancellationToken);
        var reports = (await connection.QueryAsync<ReportRow>(new CommandDefinition(ReportsSql, new { today }, cancellationToken: cancellationToken)))
            .ToLookup(row => row.PlanId, row => new ReportAnswer(
                row.Who, row.Recipient, row.Due, row.Recurrence, row.Wording, row.Section, row.DueOn, row.State, row.DaysLeft, row.TaskId));
        var standing = (await connection.QueryAsync<(string Id, string State, int? DaysLeft)>(new CommandDefinition(
            "select id, state, days_left from published.occurrence_on(@today) where kind = 'milestone'", new { today }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        var milestones = (await plans.Set<Milestone>().AsNoTracking().OrderBy(row => row.Due).ThenBy(row => row.Id).ToListAsync(cancellationToken))
            // One that came between the two questions is left out.
            .Where(row => standing.ContainsKey(row.Id))
            .ToLookup(row => row.PlanId, row => new MilestoneAnswer(
                row.Id, new(row.TitleVi, row.TitleEn), row.Starts, row.Due, standing[row.Id].State, standing[row.Id].DaysLeft, row.TaskId));
        return
        [
            .. all.Select(plan => new Summary(plan.Id, new(plan.TitleVi, plan.TitleEn), plan.Issuer, plan.Level, plan.ProvinceCode, plan.CommuneCode,
                plan.Number, plan.Date, counts.GetValueOrDefault(plan.Id), [.. targets[plan.Id]], [.. milestones[plan.Id]], [.. reports[plan.Id]])),
        ];
    }

    /// <returns>Null when there is no such plan.</returns>
    public static async Task<Details?> FindAsync(string id, DateOnly today, PlansContext plans, CancellationToken cancellationToken)
    {
        if (await plans.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken) is not { } plan)
        {
            return null;
        }
        var summary = (await ListAsync(today, plans, cancellationToken)).Single(one => one.Id == id);
        var references = await plans.Set<PlanReference>().AsNoTracking().Where(row => row.PlanId == id)
            .Join(plans.Set<LegalReference>(), row => row.Document, reference => reference.Document, (_, reference) => reference)
            .OrderBy(reference => reference.Document).ToListAsync(cancellationToken);
        var sections = await plans.Set<PlanSection>().AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        var systems = await plans.Set<PlanSystem>().AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var places = await plans.Set<PlanPlace>().AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Line).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return new(plan.Id, summary.Title, plan.DocType, plan.Issuer, plan.Level, plan.ProvinceCode, plan.CommuneCode, plan.Number, plan.NumberNote, plan.Date,
            plan.DateNote, plan.SignedAs, plan.ProposedBy, plan.Parents, plan.HasAnnex, [.. plan.NotesVi.Zip(plan.NotesEn, (vi, en) => new Text(vi, en))],
            summary.TaskCount,
            [.. sections.Select(row => new SectionAnswer(row.Id, row.Number, row.Parent, row.Part, new(row.TitleVi, row.TitleEn), row.Line))], summary.Targets, summary.Milestones, summary.Reporting,
            [.. references.Select(row => new ReferenceAnswer(row.Id, row.Document, row.Level))], [.. systems.Select(Answer)], [.. places.Select(Answer)]);
    }

    public static TargetAnswer Answer(Target row) => new(row.Id, new(row.IndicatorVi, row.IndicatorEn), row.Operator, row.Value, row.Unit, row.Year,
        row.Scope, row.Baseline, row.Inferred, row.Section, row.Line);

    public static SystemAnswer Answer(PlanSystem row) => new(
        row.Id, new(row.NameVi, row.NameEn), row.Kind, row.Relation, row.Implied, row.Due, row.Notes, row.Section, row.Line);

    public static PlaceAnswer Answer(PlanPlace row) => new(row.Id, new(row.LabelVi, row.LabelEn), row.Kind, row.NameInSource, row.CommuneCode,
        row.ProvinceCode, row.OldName is null ? null : new(row.OldCode, row.OldName, row.FormerDistrict, row.FormerProvince), row.FeatureCode, row.Notes,
        row.Section, row.Line);

    const string ReportsSql = """
        select r.plan_id as PlanId, r.who, r.recipient, r.due, r.recurrence, r.wording, r.section, o.due_on as DueOn, o.state, o.days_left as DaysLeft, r.task_id as TaskId
        from plans.report_deadline r
        left join (
            select distinct on (plan_id, report) plan_id, report, due_on, state, days_left
            from published.occurrence_on(@today) where kind = 'report' order by plan_id, report, turn) o on o.plan_id = r.plan_id and o.report = r.position
        order by r.plan_id, r.position
        """;

    sealed record ReportRow
    {
        public required string PlanId { get; init; }
        public required string Who { get; init; }
        public string? Recipient { get; init; }
        public string? Wording { get; init; }
        public string? Due { get; init; }
        public required string Recurrence { get; init; }
        public required string Section { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? State { get; init; }
        public int? DaysLeft { get; init; }
        public string? TaskId { get; init; }
    }
}
