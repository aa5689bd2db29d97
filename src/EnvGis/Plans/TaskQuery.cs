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

    /// <param name="Layers">The layers that answer its topics.</param>
    /// <param name="Features">How many published features it is tied to.</param>
    public sealed record Summary(
        string Id, string Plan, string Section, int Line, string Kind, Text Title, IReadOnlyList<Lead> Leads, IReadOnlyList<string> Coordinating,
        Timeline Timeline, string? Output, string GisRelevance, IReadOnlyList<string> Layers, IReadOnlyList<TopicAnswer> Topics, int Features);

    public sealed record Role(string Code, Text Title);

    /// <param name="Lon">Degrees; of the feature's label point, or of the area that holds it when nobody has located it.</param>
    public sealed record LinkedFeature(
        long Id, string Layer, string Code, Text Name, bool Unlocated, bool Demonstration, double? Lon, double? Lat, Role Role, SourceLine Source);

    public sealed record SourceLine(string Plan, string Section, int Line);

    public sealed record Document(string Title, string Section, int Line);

    public sealed record Citation(string Id, string Document, string Level, string? CitedAs);

    /// <param name="Extent">West, south, east, north of its features, those that nobody has located by the area that holds them; null when it has none.</param>
    public sealed record Details(
        string Id, string Plan, Text PlanTitle, string Section, int Line, string Kind, Text Title, IReadOnlyList<Lead> Leads,
        IReadOnlyList<string> Coordinating, Timeline Timeline, string? Output, string? Notes, string GisRelevance, IReadOnlyList<string> Layers,
        IReadOnlyList<TopicAnswer> Topics, Document SourceDocument, IReadOnlyList<LinkedFeature> Features, IReadOnlyList<PlanQuery.PlaceAnswer> Places,
        IReadOnlyList<PlanQuery.TargetAnswer> Targets, IReadOnlyList<PlanQuery.SystemAnswer> Systems, IReadOnlyList<Citation> References, double[]? Extent);

    const string FeaturesSql = """
        select f.id, f.layer, f.code, f.name_vi, coalesce(f.name_en, f.name_vi), f.unlocated, f.demonstration, st_x(at.point), st_y(at.point),
               l.role, l.role_vi, l.role_en, l.source_plan, l.source_section, l.source_line, st_xmin(at.box), st_ymin(at.box), st_xmax(at.box), st_ymax(at.box)
        from published.feature_task l
        join published.feature f on f.id = l.feature_id
        left join published.commune c on c.id = f.commune_id
        -- 111 320 m are a degree of latitude.
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near, c.centre) as point,
            coalesce(f.geom, st_expand(coalesce(f.near, c.centre), f.accuracy_m / 111320)) as box) at
        where l.task_id = @id
        order by f.demonstration, f.layer, f.name_vi, f.id, l.role
        """;

    /// <returns>A page of tasks in the order of the plans, and whether more follow.</returns>
    public static async Task<(IReadOnlyList<Summary>? Page, bool More, Refusal? Refusal)> ListAsync(
        TaskFilter filter, EnvGisContext context, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        var tasks = context.Set<PlanTask>().AsNoTracking();
        if (filter.Plan is { } plan)
        {
            if (!await context.Set<Plan>().AnyAsync(row => row.Id == plan, cancellationToken))
            {
                return (null, false, Problems.BadParameter(
                    "plan", plan, "không có kế hoạch này; danh sách ở /api/plans", "there is no such plan; they are listed at /api/plans"));
            }
            tasks = tasks.Where(task => task.PlanId == plan);
        }
        if (filter.Layer is { } layer)
        {
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "select exists (select from published.layer where id = @layer)", new { layer }, cancellationToken: cancellationToken)))
            {
                return (null, false, Problems.BadParameter(
                    "layer", layer, "không có lớp này; danh sách ở /api/layers", "there is no such layer; they are listed at /api/layers"));
            }
            tasks = tasks.Where(task => task.Topics.Any(topic => topic.Topic.Layer == layer));
        }
        if (filter.Agency is { } agency)
        {
            var agencies = (await connection.QueryAsync<int>(new CommandDefinition(
                "select id from env.agency where published.search_key(name) like '%' || published.search_key(@agency) || '%'", new { agency },
                cancellationToken: cancellationToken))).AsList();
            tasks = tasks.Where(task => task.Leads.Any(lead => agencies.Contains(lead.AgencyId)) || task.Coordinating.Any(body => agencies.Contains(body.AgencyId)));
        }
        if (filter.From is { } from)
        {
            tasks = tasks.Where(task => (task.YearTo ?? task.YearFrom) >= from || (task.OpenEnded && task.YearFrom != null));
        }
        if (filter.To is { } to)
        {
            tasks = tasks.Where(task => (task.YearFrom ?? task.YearTo) <= to);
        }
        if (filter.Kind is { } kind)
        {
            tasks = tasks.Where(task => task.Kind == kind);
        }
        if (filter.Gis is { } gis)
        {
            tasks = tasks.Where(task => task.GisRelevance == gis);
        }
        if (filter.Text is { } text)
        {
            // The key holds no wildcard: search_key leaves letters, digits, spaces and .,/°'" only.
            var key = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
                "select published.search_key(@text)", new { text }, cancellationToken: cancellationToken));
            if (string.IsNullOrEmpty(key))
            {
                return ([], false, null);
            }
            tasks = tasks.Where(task => EF.Functions.Like(EF.Property<string>(task, "SearchKey"), "%" + key + "%"));
        }
        if (filter.Place is { } place)
        {
            var throughFeatures = (await connection.QueryAsync<string>(new CommandDefinition("""
                select distinct l.task_id from published.feature f join published.feature_task l on l.feature_id = f.id
                where f.commune_code = @place or f.province_code = @place
                """, new { place }, cancellationToken: cancellationToken))).AsList();
            tasks = tasks.Where(task => task.Places.Any(one => one.PlaceId == place || one.Place.CommuneCode == place || one.Place.ProvinceCode == place)
                || throughFeatures.Contains(task.Id));
        }
        if (filter.After is { } after)
        {
            if (await context.Set<PlanTask>().Where(task => task.Id == after).Select(task => new { task.PlanId, task.Position })
                    .SingleOrDefaultAsync(cancellationToken) is not { } last)
            {
                return (null, false, Problems.BadParameter(
                    "after", after, "cần mã của nhiệm vụ cuối trang trước", "it takes the id of the last task of the page before"));
            }
            tasks = tasks.Where(task => string.Compare(task.PlanId, last.PlanId) > 0 || (task.PlanId == last.PlanId && task.Position > last.Position));
        }
        var page = await WithParts(tasks.OrderBy(task => task.PlanId).ThenBy(task => task.Position).Take(filter.Limit + 1)).ToListAsync(cancellationToken);
        var more = page.Count > filter.Limit;
        page = [.. page.Take(filter.Limit)];
        var counts = (await connection.QueryAsync<(string Task, int Count)>(new CommandDefinition(
            "select task_id, count(distinct feature_id)::integer from published.feature_task where task_id = any(@ids) group by task_id",
            new { ids = page.Select(task => task.Id).ToArray() }, cancellationToken: cancellationToken))).ToDictionary(row => row.Task, row => row.Count);
        return ([.. page.Select(task => Answer(task, counts.GetValueOrDefault(task.Id)))], more, null);
    }

    /// <returns>Null when there is no such task.</returns>
    public static async Task<Details?> FindAsync(string id, EnvGisContext context, CancellationToken cancellationToken)
    {
        var task = await WithParts(context.Set<PlanTask>().AsNoTracking().Where(task => task.Id == id)).Include(task => task.Plan)
            .Include(task => task.Places).ThenInclude(place => place.Place).Include(task => task.Targets).ThenInclude(target => target.Target)
            .Include(task => task.Systems).ThenInclude(system => system.System).Include(task => task.References).SingleOrDefaultAsync(cancellationToken);
        if (task is null)
        {
            return null;
        }
        var (features, extent) = await FeaturesAsync(id, context.Database.GetDbConnection(), cancellationToken);
        var documents = task.References.Select(reference => reference.Document).ToList();
        var references = await context.Set<LegalReference>().AsNoTracking().Where(row => documents.Contains(row.Document)).ToListAsync(cancellationToken);
        var summary = Answer(task, features.Select(feature => feature.Id).Distinct().Count());
        return new(summary.Id, summary.Plan, new(task.Plan.TitleVi, task.Plan.TitleEn), summary.Section, summary.Line, summary.Kind, summary.Title,
            summary.Leads, summary.Coordinating, summary.Timeline, summary.Output, task.Notes, summary.GisRelevance, summary.Layers, summary.Topics,
            new($"{task.Plan.DocType}, {task.Plan.Issuer}", task.Section, task.Line), features,
            [.. task.Places.Select(place => PlanQuery.Answer(place.Place)).OrderBy(place => place.Line).ThenBy(place => place.Id, StringComparer.Ordinal)],
            [.. task.Targets.Select(target => PlanQuery.Answer(target.Target)).OrderBy(target => target.Id, StringComparer.Ordinal)],
            [.. task.Systems.Select(system => PlanQuery.Answer(system.System)).OrderBy(system => system.Id, StringComparer.Ordinal)],
            [
                .. references.OrderBy(row => row.Document, StringComparer.Ordinal).Select(row => new Citation(
                    row.Id, row.Document, row.Level, task.References.First(reference => reference.Document == row.Document).CitedAs)),
            ], extent);
    }

    static IQueryable<PlanTask> WithParts(IQueryable<PlanTask> tasks) => tasks.AsSplitQuery()
        .Include(task => task.Leads).ThenInclude(lead => lead.Agency).Include(task => task.Coordinating).ThenInclude(body => body.Agency)
        .Include(task => task.Topics).ThenInclude(topic => topic.Topic);

    static Summary Answer(PlanTask task, int features) => new(
        task.Id, task.PlanId, task.Section, task.Line, task.Kind, new(task.TitleVi, task.TitleEn),
        [.. task.Leads.OrderBy(lead => lead.Position).Select(lead => new Lead(lead.Agency.Name, lead.Scope.Length == 0 ? null : lead.Scope, lead.Joint))],
        [.. task.Coordinating.OrderBy(body => body.Position).Select(body => body.Agency.Name)],
        new(task.YearFrom, task.YearTo, task.TimelineText, task.OpenEnded), task.ExpectedOutput, task.GisRelevance,
        [.. task.Topics.Select(topic => topic.Topic.Layer).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        [
            .. task.Topics.OrderBy(topic => topic.TopicId, StringComparer.Ordinal)
                .Select(topic => new TopicAnswer(topic.TopicId, new(topic.Topic.TitleVi, topic.Topic.TitleEn))),
        ],
        features);

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
