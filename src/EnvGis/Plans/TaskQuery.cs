using System.Data.Common;
using Dapper;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Plans;

/// <summary>The items of the plans, by what people ask for, and one item with everything it is tied to.</summary>
static class TaskQuery
{
    /// <param name="Joint">The plan names several leads together, without telling their parts.</param>
    public sealed record Lead(string Agency, string? Scope, bool Joint);

    /// <param name="From">A year.</param>
    public sealed record Timeline(int? From, int? To, string? Text, bool OpenEnded);

    public sealed record TopicAnswer(string Id, Text Title);

    /// <param name="Heading">Id of the lowest heading of the plan above it; null when there is none.</param>
    /// <param name="State">done by the newest report; else not-begun, running, overdue, open-ended or undated, by the plan's own dates.</param>
    /// <param name="DueOn">Null when the plan sets no end.</param>
    /// <param name="DaysLeft">Until <paramref name="DueOn"/>; below zero when it is past.</param>
    /// <param name="Layers">The layers that answer its topics.</param>
    /// <param name="Features">How many published features it is tied to.</param>
    public sealed record Summary(
        string Id, string Plan, string Section, string? Heading, int Line, string Kind, Text Title, IReadOnlyList<Lead> Leads, IReadOnlyList<string> Coordinating,
        Timeline Timeline, string State, DateOnly? DueOn, int? DaysLeft, string? Output, string GisRelevance, IReadOnlyList<string> Layers,
        IReadOnlyList<TopicAnswer> Topics, int Features);

    public sealed record Role(string Code, Text Title);

    /// <param name="Lon">Degrees; of the feature's label point, or of the area that holds it when nobody has located it.</param>
    public sealed record LinkedFeature(
        long Id, string Layer, string Code, Text Name, bool Unlocated, bool Demonstration, double? Lon, double? Lat, Role Role, SourceLine Source);

    public sealed record SourceLine(string Plan, string Section, int Line);

    public sealed record Document(string Title, string Section, int Line);

    public sealed record Citation(string Id, string Document, string Level, string? CitedAs);

    /// <param name="Headings">The headings of the plan above it, from the highest.</param>
    /// <param name="Extent">West, south, east, north of its features, those that nobody has located by the area that holds them; null when it has none.</param>
    /// <param name="Previous">The task before it in the plan; null of the first.</param>
    public sealed record Details(
        string Id, string Plan, Text PlanTitle, string Section, IReadOnlyList<PlanQuery.SectionAnswer> Headings, int Line, string Kind, Text Title, IReadOnlyList<Lead> Leads,
        IReadOnlyList<string> Coordinating, Timeline Timeline, string State, DateOnly? DueOn, int? DaysLeft, string? Output, string? Notes, string GisRelevance, IReadOnlyList<string> Layers,
        IReadOnlyList<TopicAnswer> Topics, Document SourceDocument, IReadOnlyList<LinkedFeature> Features, IReadOnlyList<PlanQuery.PlaceAnswer> Places,
        IReadOnlyList<PlanQuery.TargetAnswer> Targets, IReadOnlyList<PlanQuery.SystemAnswer> Systems, IReadOnlyList<Citation> References, double[]? Extent,
        string? Previous, string? Next, Progress Progress);

    /// <summary>What the unit that leads the task reported, newest first.</summary>
    /// <param name="Number">Of the newest report; 0 when there is none. Who adds one says which they have read.</param>
    public sealed record Progress(int Number, IReadOnlyList<Report> Reports);

    /// <param name="State">not-started, underway, stuck or done.</param>
    /// <param name="Percent">0 to 100; null when nobody reckons it.</param>
    public sealed record Report(int Number, string State, int? Percent, DateOnly On, string Note, string Author, string Agency, DateTime RecordedAt);

    const string ProgressSql = """
        select number, state, percent::integer, on_day as "on", note, author, agency, recorded_at as RecordedAt
        from published.task_progress where task_id = @id order by number desc limit 200
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
        with {MatchingTasks.Judged}
        select id, due_on as DueOn, state, days_left as DaysLeft, features from judged
        where {MatchingTasks.Holds}
          and (@After::text is null or (plan_id, position) > (select plan_id, position from plans.task where id = @After))
        order by plan_id, position
        limit @Limit + 1
        """;

    const string OneSql = """
        select s.id, s.due_on as DueOn, s.state, s.days_left as DaysLeft,
               (select count(distinct feature_id)::integer from feature_task where task_id = s.id) as features,
               (select id from published.task b where b.plan_id = s.plan_id and b.position < s.position order by b.position desc limit 1) as Previous,
               (select id from published.task b where b.plan_id = s.plan_id and b.position > s.position order by b.position limit 1) as Next
        from published.task s where s.id = @id
        """;

    const string HeadingsSql = """
        with recursive above as (
            select * from plans.plan_section where plan_id = @PlanId and id = @Heading
            union all select s.* from above join plans.plan_section s on s.plan_id = above.plan_id and s.id = above.parent)
        select id, number, parent, part, title_vi, title_en, line from above order by position
        """;

    /// <returns>A page of tasks in the order of the plans, and whether more follow.</returns>
    public static async Task<(IReadOnlyList<Summary>? Page, bool More, Refusal? Refusal)> ListAsync(
        TaskFilter filter, PlansContext plans, CancellationToken cancellationToken)
    {
        var connection = await plans.ConnectionAsync(cancellationToken);
        if (await MatchingTasks.UnknownAsync(filter.Plans, filter.Layers, connection, cancellationToken) is { } unknown)
        {
            return (null, false, unknown);
        }
        if (filter.After is { } after && !await plans.Set<PlanTask>().AnyAsync(task => task.Id == after, cancellationToken))
        {
            return (null, false, Problems.BadParameter(
                "after", after, "cần mã của nhiệm vụ cuối trang trước", "it takes the id of the last task of the page before"));
        }
        filter = await MatchingTasks.WithWordsAsync(filter, connection, cancellationToken);
        var found = (await connection.QueryAsync<Standing>(new CommandDefinition(ListSql, filter, cancellationToken: cancellationToken))).AsList();
        var ids = found.Take(filter.Limit).Select(one => one.Id).ToList();
        var tasks = await WithParts(plans.Set<PlanTask>().AsNoTracking().Where(task => ids.Contains(task.Id)))
            .ToDictionaryAsync(task => task.Id, StringComparer.Ordinal, cancellationToken);
        // A task that went between the two questions is left out.
        return ([.. found.Take(filter.Limit).Where(one => tasks.ContainsKey(one.Id)).Select(one => Answer(tasks[one.Id], one))], found.Count > filter.Limit, null);
    }

    /// <returns>Null when there is no such task.</returns>
    public static async Task<Details?> FindAsync(string id, PlansContext plans, CancellationToken cancellationToken)
    {
        var task = await WithParts(plans.Set<PlanTask>().AsNoTracking().Where(task => task.Id == id)).Include(task => task.Plan)
            .Include(task => task.Places).ThenInclude(place => place.Place).Include(task => task.Targets).ThenInclude(target => target.Target)
            .Include(task => task.Systems).ThenInclude(system => system.System).Include(task => task.References).SingleOrDefaultAsync(cancellationToken);
        if (task is null)
        {
            return null;
        }
        var connection = await plans.ConnectionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition(OneSql, new { id }, cancellationToken: cancellationToken)) is not { } standing)
        {
            return null;
        }
        var (features, extent) = await FeaturesAsync(id, connection, cancellationToken);
        var documents = task.References.Select(reference => reference.Document).ToList();
        var references = await plans.Set<LegalReference>().AsNoTracking().Where(row => documents.Contains(row.Document)).ToListAsync(cancellationToken);
        var summary = Answer(task, standing);
        var headings = (await connection.QueryAsync<(string Id, string Number, string? Parent, string Part, string Vi, string En, int Line)>(
            new CommandDefinition(HeadingsSql, new { task.PlanId, task.Heading }, cancellationToken: cancellationToken)))
            .Select(row => new PlanQuery.SectionAnswer(row.Id, row.Number, row.Parent, row.Part, new(row.Vi, row.En), row.Line));
        var reports = (await connection.QueryAsync<Report>(new CommandDefinition(ProgressSql, new { id }, cancellationToken: cancellationToken))).AsList();
        return new(summary.Id, summary.Plan, new(task.Plan.TitleVi, task.Plan.TitleEn), summary.Section, [.. headings], summary.Line, summary.Kind, summary.Title,
            summary.Leads, summary.Coordinating, summary.Timeline, summary.State, summary.DueOn, summary.DaysLeft, summary.Output, task.Notes, summary.GisRelevance, summary.Layers, summary.Topics,
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

    static Summary Answer(PlanTask task, Standing standing) => new(
        task.Id, task.PlanId, task.Section, task.Heading, task.Line, task.Kind, new(task.TitleVi, task.TitleEn),
        [.. task.Leads.OrderBy(lead => lead.Position).Select(lead => new Lead(lead.Agency.Name, lead.Scope.Length == 0 ? null : lead.Scope, lead.Joint))],
        [.. task.Coordinating.OrderBy(body => body.Position).Select(body => body.Agency.Name)],
        new(task.YearFrom, task.YearTo, task.TimelineText, task.OpenEnded), standing.State, standing.DueOn, standing.DaysLeft, task.ExpectedOutput, task.GisRelevance,
        [.. task.Topics.Select(topic => topic.Topic.Layer).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        [
            .. task.Topics.OrderBy(topic => topic.TopicId, StringComparer.Ordinal)
                .Select(topic => new TopicAnswer(topic.TopicId, new(topic.Topic.TitleVi, topic.Topic.TitleEn))),
        ],
        standing.Features);

    /// <summary>How a task stands today, and its neighbours in the plan where they were asked for.</summary>
    sealed record Standing
    {
        public required string Id { get; init; }
        public DateOnly? DueOn { get; init; }
        public required string State { get; init; }
        public int? DaysLeft { get; init; }
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
