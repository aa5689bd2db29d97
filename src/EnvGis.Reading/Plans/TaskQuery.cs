using System.Data.Common;
using Dapper;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Plans;

/// <summary>The items of the plans, by what people ask for, and one item with everything it is tied to.</summary>
public static class TaskQuery
{
    /// <param name="Joint">The plan names several leads together, without telling their parts.</param>
    public sealed record Lead(string Agency, string? Scope, bool Joint);

    /// <param name="From">A year.</param>
    /// <param name="Text">The plan's words, which stand in <paramref name="Line"/>: the task's own or that of a heading.</param>
    /// <param name="Inferred">from and to: years that those words do not give.</param>
    /// <param name="Before">MM-DD: it is due every year before that day; null of what is not.</param>
    /// <param name="Condition">What must come about first, which the dates do not tell; null when the plan names nothing.</param>
    public sealed record Timeline(int? From, int? To, string? Text, int? Line, bool OpenEnded, [property: OneOf("from", "to")] IReadOnlyList<string> Inferred, string? Before, Text? Condition);

    /// <param name="Wording">The words of the task that name the topic; null when EnvGis infers it.</param>
    public sealed record TopicAnswer(string Id, Text Title, string? Wording);

    /// <summary>Words as the plan prints them, and the line they begin in.</summary>
    public sealed record Quote(int Line, string Text);

    /// <param name="Heading">Id of the lowest heading of the plan above it; null when there is none.</param>
    /// <param name="State">
    /// Of the occurrence that the task stands by today: overdue, running, open-ended, undated, not-begun or done. That is the longest overdue; else what runs,
    /// then what has not begun; the latest when all that have begun are done. Of a duty of every year one occurrence follows the other.
    /// </param>
    /// <param name="DueOn">The last day in time; null when the plan sets no end.</param>
    /// <param name="DaysLeft">Until <paramref name="DueOn"/>; below zero when it is past; null when it is done.</param>
    /// <param name="Occurrence">Which occurrence it is, see <see cref="Occurrence"/>.</param>
    /// <param name="Layers">The layers that answer its topics.</param>
    /// <param name="Features">How many published features it is tied to.</param>
    /// <param name="Near">Whether it has the words of q only when a slip is mended.</param>
    public sealed record Summary(
        string Id, string Plan, string Section, string? Heading, int Line, [property: WordOf(Vocabularies.TaskKind)] string Kind, Text Title, IReadOnlyList<Lead> Leads,
        IReadOnlyList<string> Coordinating,
        Timeline Timeline, [property: WordOf(Vocabularies.TaskState)] string State, DateOnly? DueOn, int? DaysLeft, string Occurrence, string? Output,
        [property: WordOf(Vocabularies.GisRelevance)] string GisRelevance,
        IReadOnlyList<string> Layers,
        IReadOnlyList<TopicAnswer> Topics, int Features, bool Near);

    public sealed record Role(string Code, Text Title);

    /// <param name="Lon">Degrees; of the feature's label point, or of the area that holds it when nobody has located it.</param>
    public sealed record LinkedFeature(
        long Id, string Layer, string Code, Text Name, bool Unlocated, bool Demonstration, double? Lon, double? Lat, Role Role, SourceLine Source);

    public sealed record SourceLine(string Plan, string Section, int Line);

    public sealed record Document(string Title, string Section, int Line);

    public sealed record Citation(string Id, string Document, string Level, string? CitedAs);

    /// <summary>A duty with one last day. Of a duty of every year those that have begun, and the first.</summary>
    /// <param name="Id">The year of a duty of every year, the id of a milestone, or "whole", the task itself.</param>
    /// <param name="Kind">report, milestone or task (its end).</param>
    /// <param name="Title">Of a milestone.</param>
    /// <param name="BeginsOn">Null when the plan names no beginning.</param>
    /// <param name="DueOn">As <see cref="Summary"/> has it, like state and days left.</param>
    public sealed record Occurrence(
        string Id, [property: WordOf(Vocabularies.DeadlineKind)] string Kind, Text? Title, DateOnly? BeginsOn, DateOnly? DueOn, [property: WordOf(Vocabularies.TaskState)] string State, int? DaysLeft);

    /// <param name="Occurrences">By their days; the task stands by one of them.</param>
    /// <param name="Headings">The headings of the plan above it, from the highest.</param>
    /// <param name="Wording">The words that say who does it, in the order of the text; empty when none do.</param>
    /// <param name="Extent">West, south, east, north of its features, those that nobody has located by the area that holds them; null when it has none.</param>
    /// <param name="Previous">The task before it in the plan; null of the first.</param>
    public sealed record Details(
        string Id, string Plan, Text PlanTitle, string Section, IReadOnlyList<PlanQuery.SectionAnswer> Headings, int Line, [property: WordOf(Vocabularies.TaskKind)] string Kind,
        Text Title, IReadOnlyList<Lead> Leads,
        IReadOnlyList<string> Coordinating, IReadOnlyList<Quote> Wording, Timeline Timeline, [property: WordOf(Vocabularies.TaskState)] string State, DateOnly? DueOn, int? DaysLeft, string Occurrence,
        IReadOnlyList<Occurrence> Occurrences, string? Output, string? Notes, [property: WordOf(Vocabularies.GisRelevance)] string GisRelevance,
        IReadOnlyList<string> Layers,
        IReadOnlyList<TopicAnswer> Topics, Document SourceDocument, IReadOnlyList<LinkedFeature> Features, IReadOnlyList<PlanQuery.PlaceAnswer> Places,
        IReadOnlyList<PlanQuery.TargetAnswer> Targets, IReadOnlyList<PlanQuery.SystemAnswer> Systems, IReadOnlyList<Citation> References, [property: Numbers(4)] double[]? Extent,
        string? Previous, string? Next, Progress Progress);

    /// <summary>What the unit that leads the task reported, newest first.</summary>
    /// <param name="Number">Of the newest report; 0 when there is none. Who adds one says which they have read.</param>
    public sealed record Progress(int Number, IReadOnlyList<Report> Reports);

    /// <param name="State">not-started, underway, stuck or done.</param>
    /// <param name="Percent">0 to 100; null when nobody reckons it.</param>
    /// <param name="Occurrence">Which occurrence it tells of.</param>
    public sealed record Report(
        int Number, string Occurrence, [property: WordOf(Vocabularies.ProgressState)] string State, int? Percent, DateOnly On, string Note, string Author, string Agency,
        DateTime RecordedAt);

    const string ProgressSql = """
        select number, occurrence, state, percent::integer, on_day as "on", note, author, agency, recorded_at as RecordedAt
        from published.task_progress where task_id = @id order by number desc limit 200
        """;

    const string OccurrencesSql = """
        select occurrence as id, kind, title_vi as TitleVi, title_en as TitleEn, begins_on as BeginsOn, due_on as DueOn, state, days_left as DaysLeft
        from published.occurrence_on(@today) where task_id = @id order by due_on, begins_on, occurrence
        """;

    const string FeaturesSql = """
        select f.id, f.layer, f.code, f.name_vi, coalesce(f.name_en, f.name_vi), f.unlocated, f.demonstration, st_x(at.point), st_y(at.point),
               l.role, l.role_vi, l.role_en, l.source_plan, l.source_section, l.source_line, st_xmin(at.box), st_ymin(at.box), st_xmax(at.box), st_ymax(at.box)
        from feature_task l
        join feature f on f.id = l.feature_id
        left join published.commune c on c.id = f.commune_id
        -- 111 320 m are a degree of latitude.
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near, c.centre) as point,
            coalesce(f.geom, st_expand(coalesce(f.near, c.centre), f.accuracy_m / 111320)) as box) at
        where l.task_id = @id
        order by f.demonstration, f.layer, f.name_vi, f.id, l.role
        """;

    const string ListSql = $"""
        with {MatchingTasks.Judged},
        ranked as (select t.*, {MatchingTasks.Rank} as rank from judged t left join plans.task_document d on d.task_id = t.id where {MatchingTasks.Holds})
        select id, due_on as DueOn, state, days_left as DaysLeft, occurrence, before, features from ranked
        where @After::text is null or (rank, plan_id, position) > (
            select {MatchingTasks.Rank}, t.plan_id, t.position from plans.task t left join plans.task_document d on d.task_id = t.id where t.id = @After)
        order by rank, plan_id, position
        limit @Limit + 1
        """;

    const string OneSql = """
        select s.id, s.due_on as DueOn, s.state, s.days_left as DaysLeft, s.occurrence, s.before,
               (select count(distinct feature_id)::integer from feature_task where task_id = s.id) as features,
               (select id from plans.task b where b.plan_id = s.plan_id and b.position < s.position order by b.position desc limit 1) as Previous,
               (select id from plans.task b where b.plan_id = s.plan_id and b.position > s.position order by b.position limit 1) as Next
        from published.task_on(@today) s where s.id = @id
        """;

    const string HeadingsSql = """
        with recursive above as (
            select * from plans.plan_section where plan_id = @PlanId and id = @Heading
            union all select s.* from above join plans.plan_section s on s.plan_id = above.plan_id and s.id = above.parent)
        select id, number, parent, part, title_vi, title_en, line from above order by position
        """;

    /// <returns>A page of tasks in the order of the plans, by a text those first that have it as their id or title, whether more follow, and whether they have
    /// the text of the filter only when a slip is mended.</returns>
    public static async Task<(IReadOnlyList<Summary> Page, bool More, bool Near)> ListAsync(
        TaskFilter filter, PlansContext plans, CancellationToken cancellationToken)
    {
        var connection = await plans.ConnectionAsync(cancellationToken);
        filter = await MatchingTasks.WithWordsAsync(filter, connection, cancellationToken);
        var found = (await connection.QueryAsync<Standing>(new CommandDefinition(ListSql, filter, cancellationToken: cancellationToken))).AsList();
        var ids = found.Take(filter.Limit).Select(one => one.Id).ToList();
        var tasks = await WithParts(plans.Set<PlanTask>().AsNoTracking().Where(task => ids.Contains(task.Id)))
            .ToDictionaryAsync(task => task.Id, StringComparer.Ordinal, cancellationToken);
        var layers = await LayersOfTopicsAsync(connection, cancellationToken);
        // A task that went between the two questions is left out.
        return ([.. found.Take(filter.Limit).Where(one => tasks.ContainsKey(one.Id)).Select(one => Answer(tasks[one.Id], one, layers, filter.IsNear))], found.Count > filter.Limit, filter.IsNear);
    }

    /// <returns>Null when there is no such task.</returns>
    public static async Task<Details?> FindAsync(string id, DateOnly today, PlansContext plans, CancellationToken cancellationToken)
    {
        var task = await WithParts(plans.Set<PlanTask>().AsNoTracking().Where(task => task.Id == id)).Include(task => task.Plan)
            .Include(task => task.Places).ThenInclude(place => place.Place).Include(task => task.Targets).ThenInclude(target => target.Target)
            .Include(task => task.Systems).ThenInclude(system => system.System).Include(task => task.References).SingleOrDefaultAsync(cancellationToken);
        if (task is null)
        {
            return null;
        }
        var connection = await plans.ConnectionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition(OneSql, new { id, today }, cancellationToken: cancellationToken)) is not { } standing)
        {
            return null;
        }
        var (features, extent) = await FeaturesAsync(id, connection, cancellationToken);
        var documents = task.References.Select(reference => reference.Document).ToList();
        var references = await plans.Set<LegalReference>().AsNoTracking().Where(row => documents.Contains(row.Document)).ToListAsync(cancellationToken);
        var summary = Answer(task, standing, await LayersOfTopicsAsync(connection, cancellationToken), near: false);
        var headings = (await connection.QueryAsync<(string Id, string Number, string? Parent, string Part, string Vi, string En, int Line)>(
            new CommandDefinition(HeadingsSql, new { task.PlanId, task.Heading }, cancellationToken: cancellationToken)))
            .Select(row => new PlanQuery.SectionAnswer(row.Id, row.Number, row.Parent, row.Part, new(row.Vi, row.En), row.Line));
        var occurrences = (await connection.QueryAsync<(string Id, string Kind, string Vi, string En, DateOnly? BeginsOn, DateOnly? DueOn, string State, int? DaysLeft)>(
            new CommandDefinition(OccurrencesSql, new { id, today }, cancellationToken: cancellationToken)))
            .Select(row => new Occurrence(row.Id, row.Kind, row.Kind == "milestone" ? new(row.Vi, row.En) : null, row.BeginsOn, row.DueOn, row.State, row.DaysLeft));
        var reports = (await connection.QueryAsync<Report>(new CommandDefinition(ProgressSql, new { id }, cancellationToken: cancellationToken))).AsList();
        return new(summary.Id, summary.Plan, new(task.Plan.TitleVi, task.Plan.TitleEn), summary.Section, [.. headings], summary.Line, summary.Kind, summary.Title,
            summary.Leads, summary.Coordinating, [.. task.WordingLines.Zip(task.Wording, (line, text) => new Quote(line, text))], summary.Timeline, summary.State, summary.DueOn, summary.DaysLeft,
            summary.Occurrence,
            [.. occurrences], summary.Output, task.Notes, summary.GisRelevance, summary.Layers, summary.Topics,
            new($"{task.Plan.DocType}, {task.Plan.Issuer}", task.Section, task.Line), features,
            [.. task.Places.Select(place => PlanQuery.Answer(place.Place)).OrderBy(place => place.Line).ThenBy(place => place.Id, StringComparer.Ordinal)],
            [.. task.Targets.Select(target => PlanQuery.Answer(target.Target)).OrderBy(target => target.Id, StringComparer.Ordinal)],
            [.. task.Systems.Select(system => PlanQuery.Answer(system.System)).OrderBy(system => system.Id, StringComparer.Ordinal)],
            [
                .. references.OrderBy(row => row.Document, StringComparer.Ordinal).Select(row => new Citation(
                    row.Id, row.Document, row.Level, task.References.First(reference => reference.Document == row.Document).CitedAs)),
            ], extent, standing.Previous, standing.Next, new(reports.Count > 0 ? reports[0].Number : 0, reports));
    }

    static IQueryable<PlanTask> WithParts(IQueryable<PlanTask> tasks) => tasks.AsSplitQuery()
        .Include(task => task.Leads).ThenInclude(lead => lead.Agency).Include(task => task.Coordinating).ThenInclude(body => body.Agency)
        .Include(task => task.Topics).ThenInclude(topic => topic.Topic);

    /// <summary>The layers that answer topics, of those that the reader sees: one may be restricted.</summary>
    static async Task<Dictionary<string, string>> LayersOfTopicsAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string Topic, string Layer)>(new CommandDefinition("select topic_id, layer from topic_layer", cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Topic, row => row.Layer, StringComparer.Ordinal);

    static Summary Answer(PlanTask task, Standing standing, Dictionary<string, string> layers, bool near) => new(
        task.Id, task.PlanId, task.Section, task.Heading, task.Line, task.Kind, new(task.TitleVi, task.TitleEn),
        [.. task.Leads.OrderBy(lead => lead.Position).Select(lead => new Lead(lead.Agency.Name, lead.Scope.Length == 0 ? null : lead.Scope, lead.Joint))],
        [.. task.Coordinating.OrderBy(body => body.Position).Select(body => body.Agency.Name)],
        new(task.YearFrom, task.YearTo, task.TimelineText, task.TimelineLine, task.OpenEnded, task.Inferred, standing.Before, task is { ConditionVi: { } vi, ConditionEn: { } en } ? new(vi, en)
            : null),
        standing.State, standing.DueOn, standing.DaysLeft, standing.Occurrence, task.ExpectedOutput, task.GisRelevance,
        [.. task.Topics.Select(topic => layers.GetValueOrDefault(topic.TopicId)).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        [
            .. task.Topics.OrderBy(topic => topic.TopicId, StringComparer.Ordinal)
                .Select(topic => new TopicAnswer(topic.TopicId, new(topic.Topic.TitleVi, topic.Topic.TitleEn), topic.Wording)),
        ],
        standing.Features, near);

    /// <summary>How a task stands today, and its neighbours in the plan where they were asked for.</summary>
    sealed record Standing
    {
        public required string Id { get; init; }
        public DateOnly? DueOn { get; init; }
        public required string State { get; init; }
        public int? DaysLeft { get; init; }
        public required string Occurrence { get; init; }
        public string? Before { get; init; }
        public int Features { get; init; }
        public string? Previous { get; init; }
        public string? Next { get; init; }
    }

    static async Task<(IReadOnlyList<LinkedFeature> Features, double[]? Extent)> FeaturesAsync(
        string id, DbConnection connection, CancellationToken cancellationToken)
    {
        var features = new List<LinkedFeature>();
        double[]? extent = null;
        await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(FeaturesSql, new { id }, cancellationToken: cancellationToken));
        while (await row.ReadAsync(cancellationToken))
        {
            features.Add(new(row.GetInt64(0), row.GetString(1), row.GetString(2), new(row.GetString(3), row.GetString(4)), row.GetBoolean(5), row.GetBoolean(6),
                row.IsDBNull(7) ? null : row.GetDouble(7), row.IsDBNull(8) ? null : row.GetDouble(8),
                new(row.GetString(9), new(row.GetString(10), row.GetString(11))), new(row.GetString(12), row.GetString(13), row.GetInt32(14))));
            if (!row.IsDBNull(15))
            {
                double[] own = [row.GetDouble(15), row.GetDouble(16), row.GetDouble(17), row.GetDouble(18)];
                extent = extent is null ? own
                    : [Math.Min(extent[0], own[0]), Math.Min(extent[1], own[1]), Math.Max(extent[2], own[2]), Math.Max(extent[3], own[3])];
            }
        }
        return (features, extent);
    }
}
