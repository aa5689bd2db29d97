using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Lists;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Overview;

/// <summary>How many places are named, located, delineated, in force and have an open task: over all, by layer, by province and by plan.</summary>
static class CountPlaces
{
    /// <param name="Plans">A place that several plans concern counts for each of them, so these do not add up to the total.</param>
    /// <param name="NamedZones">Null where the filter asks for what the register of named zones does not know.</param>
    public sealed record Answer(
        Counts Total, [property: Numbers(4)] double[]? Extent, IReadOnlyList<Group> Layers, IReadOnlyList<Group> Provinces, IReadOnlyList<Group> Plans, RegisterCounts? NamedZones);

    /// <summary>Zones that provincial plans name in words, apart from what the record holds.</summary>
    /// <param name="InForce">Of those, how many are drawn and decided: a zone in force is it today.</param>
    public sealed record RegisterCounts(int Named, int InForce);

    /// <param name="Title">Null for a layer, whose title stands in /api/layers, and where a place's province is not known.</param>
    /// <param name="Extent">West, south, east, north in degrees (CRS84) of the places and of the centres of areas that hold what nobody has located; null for none.</param>
    public sealed record Group(string Id, Text? Title, Counts Counts, [property: Numbers(4)] double[]? Extent);

    /// <param name="Named">All that the record names, located or not.</param>
    /// <param name="Delineated">Known as an area.</param>
    /// <param name="InForce">Of the common status "in_force": a decision stands.</param>
    /// <param name="WithOpenTask">A task concerns it that has begun and is not done; by plan: a task of that plan.</param>
    public sealed record Counts(int Named, int Located, int Delineated, int InForce, int WithOpenTask);

    const int TimeoutSeconds = 10;

    const string Sums = """
        coalesce(sum(named), 0)::integer, coalesce(sum(located), 0)::integer, coalesce(sum(delineated), 0)::integer, coalesce(sum(in_force), 0)::integer,
        coalesce(sum(open), 0)::integer, min(west), min(south), max(east), max(north)
        """;

    // Ties first: there are few, and each names its feature, which is then counted again as one with a task.
    static FilterSql Statement(ListScope scope)
    {
        var sql = new FilterSql();
        sql.Append("with ");
        FeatureGroups.Append(sql, scope, scope.Filter, choices: false, extents: true).Append($"""
            , task as materialized (
                select t.id, t.plan_id, t.plan_title_vi as vi, t.plan_title_en as en, t.state not in ('not-begun', 'done') as open
                from published.task_on({sql.Parameter(scope.Filter.Today, NpgsqlDbType.Date)}) t where t.id in (select task_id from tie)),
            bond as materialized (
                select l.feature_id, t.plan_id, min(t.vi) as vi, min(t.en) as en, bool_or(t.open) as open from tie l join task t on t.id = l.task_id group by 1, 2),
            tied as materialized (
                select f.id, f.layer, f.province_code, not f.unlocated as located, coalesce(st_dimension(f.geom) = 2, false) as delineated,
                    coalesce(f.state = 'in_force', false) as in_force, coalesce(f.geom, {ListScope.Near})::box2d::box3d as box
                from (
            """);
        scope.AppendRows(sql, scope.Filter, " and f.id = any(array(select feature_id from bond))");
        return sql.Append("""
                ) f),
            base as materialized (
                select layer, province_code, features as named, case when unlocated then 0 else features end as located, case when delineated then features else 0 end as delineated,
                    case when state = 'in_force' then features else 0 end as in_force, 0 as open, west, south, east, north
                from groups
                union all
                select layer, province_code, 0, 0, 0, 0, 1, null, null, null, null from tied where id in (select feature_id from bond where open))
            select '' as grouping, '' as id, null as vi, null as en, 
            """ + Sums + """
             from base
            union all select 'layer', layer, null, null, 
            """ + Sums + """
             from base group by layer
            union all select 'province', coalesce(b.province_code, ''), min(p.name), min(p.name), 
            """ + Sums + """
             from base b
                left join lateral (select v.name from published.province v where v.code = b.province_code order by v.valid_from desc limit 1) p on true
                group by b.province_code
            union all select 'plan', p.plan_id, min(p.vi), min(p.en), 
            """ + Sums + """
             from (
                select t.plan_id, t.vi, t.en, 1 as named, b.located::integer, b.delineated::integer, b.in_force::integer, t.open::integer,
                    st_xmin(b.box) as west, st_ymin(b.box) as south, st_xmax(b.box) as east, st_ymax(b.box) as north
                from tied b join bond t on t.feature_id = b.id) p group by p.plan_id
            order by 1, 5 desc, 2
            """);
    }

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var scope = ListScope.Of(context.Request, catalogue);
        if (scope.Query.IsRefused(out var refusal))
        {
            return refusal;
        }
        try
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Ok(await ReadAsync(scope, database, cancellationToken));
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return Problems.TooExpensive();
        }
    }

    static async Task<Answer> ReadAsync(ListScope scope, PublishedDatabase database, CancellationToken cancellationToken)
    {
        var sql = Statement(scope);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.SetAsync(SessionSettings.PlanForThisRequest, cancellationToken);
        await using var command = sql.On(connection, TimeoutSeconds);
        var answer = await GroupsAsync(command, cancellationToken);
        return answer with { NamedZones = await NamedAsync(scope, connection, cancellationToken) };
    }

    static async Task<Answer> GroupsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var total = new Counts(0, 0, 0, 0, 0);
        double[]? everywhere = null;
        var groups = new Dictionary<string, List<Group>> { ["layer"] = [], ["province"] = [], ["plan"] = [] };
        while (await rows.ReadAsync(cancellationToken))
        {
            var counts = new Counts(rows.GetInt32(4), rows.GetInt32(5), rows.GetInt32(6), rows.GetInt32(7), rows.GetInt32(8));
            double[]? extent = rows.IsDBNull(9) ? null : [rows.GetDouble(9), rows.GetDouble(10), rows.GetDouble(11), rows.GetDouble(12)];
            if (rows.GetString(0).Length == 0)
            {
                (total, everywhere) = (counts, extent);
                continue;
            }
            var title = rows.IsDBNull(2) ? null : new Text(rows.GetString(2), rows.IsDBNull(3) ? rows.GetString(2) : rows.GetString(3));
            groups[rows.GetString(0)].Add(new(rows.GetString(1), title, counts, extent));
        }
        return new(total, everywhere, groups["layer"], groups["province"], groups["plan"], null);
    }

    static async Task<RegisterCounts?> NamedAsync(ListScope scope, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (scope.Boxes is not null || !(scope.Filter with { ProvinceCodes = null }).IsEmpty)
        {
            return null;
        }
        var sql = new FilterSql();
        sql.Append($"select count(*)::integer, count(*) filter (where z.in_force)::integer from published.named_zone z where z.layer = any({ListScope.LayerIds(sql, scope.Layers)})");
        if (scope.Filter.ProvinceCodes is { } provinces)
        {
            sql.Append($" and z.province_code = any({sql.Parameter(provinces.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)})");
        }
        await using var command = sql.On(connection, TimeoutSeconds);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new(row.GetInt32(0), row.GetInt32(1));
    }
}
