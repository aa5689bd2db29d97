using EnvGis.Database;
using EnvGis.Http;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Plans;

/// <summary>The plans, with what they promise and whom they report to.</summary>
static class PlanQuery
{
    public sealed record Summary(
        string Id, Text Title, string Issuer, string Level, string ProvinceCode, string? CommuneCode, string? Number, string? Date, int TaskCount,
        IReadOnlyList<TargetAnswer> Targets, IReadOnlyList<MilestoneAnswer> Milestones, IReadOnlyList<ReportAnswer> Reporting);

    public sealed record Details(
        string Id, Text Title, string DocumentType, string Issuer, string Level, string ProvinceCode, string? CommuneCode, string? Number, string? NumberNote,
        string? Date, string? DateNote, string? SignedAs, string? ProposedBy, IReadOnlyList<string> Parents, bool HasAnnex, IReadOnlyList<Text> Notes,
        int TaskCount, IReadOnlyList<TargetAnswer> Targets, IReadOnlyList<MilestoneAnswer> Milestones, IReadOnlyList<ReportAnswer> Reporting,
        IReadOnlyList<ReferenceAnswer> References, IReadOnlyList<SystemAnswer> Systems, IReadOnlyList<PlaceAnswer> Places);

    /// <param name="Operator">&gt;, &gt;=, = or no_increase; the last has no value.</param>
    public sealed record TargetAnswer(
        string Id, Text Title, string Operator, double? Value, string? Unit, int? Year, string? Scope, string? Baseline, string Section, int Line);

    public sealed record MilestoneAnswer(string Id, Text Title, DateOnly? From, DateOnly Due, string? Task);

    /// <param name="Due">MM-DD of each year; null when on request.</param>
    public sealed record ReportAnswer(string Who, string To, string? Due, string Recurrence, string Section);

    public sealed record ReferenceAnswer(string Id, string Document, string Level);

    public sealed record SystemAnswer(
        string Id, Text Title, string Kind, string Relation, bool Implied, string? Due, string? Notes, string? Section, int? Line);

    public sealed record FormerUnit(string? Code, string Name, string? District, string? Province);

    public sealed record PlaceAnswer(
        string Id, Text Title, string Kind, string NameInSource, string? CommuneCode, string? ProvinceCode, FormerUnit? Former, string? Feature, string? Notes,
        string? Section, int? Line);

    public static async Task<IReadOnlyList<Summary>> ListAsync(EnvGisContext context, CancellationToken cancellationToken)
    {
        var plans = await context.Set<Plan>().AsNoTracking().OrderBy(plan => plan.Id).ToListAsync(cancellationToken);
        var counts = await context.Set<PlanTask>().GroupBy(task => task.PlanId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var targets = (await context.Set<Target>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.PlanId, Answer);
        var milestones = (await context.Set<Milestone>().AsNoTracking().OrderBy(row => row.Due).ThenBy(row => row.Id).ToListAsync(cancellationToken))
            .ToLookup(row => row.PlanId, Answer);
        var reports = (await context.Set<ReportDeadline>().AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancellationToken))
            .ToLookup(row => row.PlanId, Answer);
        return
        [
            .. plans.Select(plan => new Summary(plan.Id, new(plan.TitleVi, plan.TitleEn), plan.Issuer, plan.Level, plan.ProvinceCode, plan.CommuneCode,
                plan.Number, plan.Date, counts.GetValueOrDefault(plan.Id), [.. targets[plan.Id]], [.. milestones[plan.Id]], [.. reports[plan.Id]])),
        ];
    }

    /// <returns>Null when there is no such plan.</returns>
    public static async Task<Details?> FindAsync(string id, EnvGisContext context, CancellationToken cancellationToken)
    {
        if (await context.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken) is not { } plan)
        {
            return null;
        }
        var summary = (await ListAsync(context, cancellationToken)).Single(one => one.Id == id);
        var references = await context.Set<PlanReference>().AsNoTracking().Where(row => row.PlanId == id)
            .Join(context.Set<LegalReference>(), row => row.Document, reference => reference.Document, (_, reference) => reference)
            .OrderBy(reference => reference.Document).ToListAsync(cancellationToken);
        var systems = await context.Set<PlanSystem>().AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var places = await context.Set<PlanPlace>().AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Line).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return new(plan.Id, summary.Title, plan.DocType, plan.Issuer, plan.Level, plan.ProvinceCode, plan.CommuneCode, plan.Number, plan.NumberNote, plan.Date,
            plan.DateNote, plan.SignedAs, plan.ProposedBy, plan.Parents, plan.HasAnnex, [.. plan.NotesVi.Zip(plan.NotesEn, (vi, en) => new Text(vi, en))],
            summary.TaskCount, summary.Targets, summary.Milestones, summary.Reporting,
            [.. references.Select(row => new ReferenceAnswer(row.Id, row.Document, row.Level))], [.. systems.Select(Answer)], [.. places.Select(Answer)]);
    }

    public static TargetAnswer Answer(Target row) => new(row.Id, new(row.IndicatorVi, row.IndicatorEn), row.Operator, row.Value, row.Unit, row.Year,
        row.Scope, row.Baseline, row.Section, row.Line);

    public static SystemAnswer Answer(PlanSystem row) => new(
        row.Id, new(row.NameVi, row.NameEn), row.Kind, row.Relation, row.Implied, row.Due, row.Notes, row.Section, row.Line);

    public static PlaceAnswer Answer(PlanPlace row) => new(row.Id, new(row.LabelVi, row.LabelEn), row.Kind, row.NameInSource, row.CommuneCode,
        row.ProvinceCode, row.OldName is null ? null : new(row.OldCode, row.OldName, row.FormerDistrict, row.FormerProvince), row.FeatureCode, row.Notes,
        row.Section, row.Line);

    static MilestoneAnswer Answer(Milestone row) => new(row.Id, new(row.TitleVi, row.TitleEn), row.Starts, row.Due, row.TaskId);

    static ReportAnswer Answer(ReportDeadline row) => new(row.Who, row.Recipient, row.Due, row.Recurrence, row.Section);
}
