using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Lists;

/// <summary>
/// What there is to choose from, with counts: for each parameter of the filter how many features each of its values would leave, all other parameters
/// standing as they are. With <c>of=layer</c>, only how many features of each layer the whole filter leaves, which costs a fraction of it.
/// </summary>
static class Facets
{
    /// <param name="Total">How many features the whole filter leaves.</param>
    /// <param name="Parameters">By parameter of the filter, with "layer" for the layers themselves.</param>
    public sealed record Answer(int Total, IReadOnlyDictionary<string, IReadOnlyList<Choice>> Parameters);

    /// <param name="Title">Null where the value is a word of the page or of the layer's file.</param>
    /// <param name="Within">The province of a commune, the plan of a task.</param>
    public sealed record Choice(string Value, Text? Title, string? Within, int Features);

    const int TimeoutSeconds = 10;

    // What must hold whatever is chosen: nothing of it is a choice that is counted here, but for tasks, whose choices are looked up by task.
    static FeatureFilter Held(ListScope scope) => scope.Filter with
    {
        ProvinceCodes = null, CommuneCodes = null, Grades = null, States = null, Demonstration = null, Unlocated = null,
        Attributes = scope.Filter.Attributes.ToDictionary(of => of.Key, of => (IReadOnlyList<AttributeCondition>)[.. of.Value.Where(one => !IsChoice(scope, of.Key, one))]),
    };

    static bool IsChoice(ListScope scope, string layer, AttributeCondition condition) =>
        scope.Layers.First(one => one.Id == layer).Attribute(condition.Attribute) is { } attribute && FeatureGroups.IsCounted(attribute);

    // Which choices a group does not meet, by parameter: it counts for a parameter's values when it is that one at most.
    static void AppendFailed(FilterSql sql, ListScope scope)
    {
        var filter = scope.Filter;
        sql.Append("array_remove(array[null");
        (string Name, FeatureFilter Part)[] parts =
        [
            ("province_code", FeatureFilter.None with { ProvinceCodes = filter.ProvinceCodes }), ("commune_code", FeatureFilter.None with { CommuneCodes = filter.CommuneCodes }),
            ("grade", FeatureFilter.None with { Grades = filter.Grades }), ("state", FeatureFilter.None with { States = filter.States }),
            ("demonstration", FeatureFilter.None with { Demonstration = filter.Demonstration }), ("unlocated", FeatureFilter.None with { Unlocated = filter.Unlocated }),
        ];
        foreach (var (name, part) in parts.Where(one => !one.Part.IsEmpty))
        {
            sql.Append(", case when (true");
            sql.And(part, "").Append($") is not true then '{name}' end");
        }
        foreach (var (layer, conditions) in filter.Attributes)
        {
            foreach (var condition in conditions.Where(one => IsChoice(scope, layer, one)))
            {
                sql.Append($", case when f.layer = {sql.Parameter(layer, NpgsqlDbType.Text)} and (true");
                sql.And(FeatureFilter.None with { Attributes = new Dictionary<string, IReadOnlyList<AttributeCondition>> { [layer] = [condition] } }, layer);
                sql.Append($") is not true then {sql.Parameter($"{layer}.{condition.Attribute}", NpgsqlDbType.Text)} end");
            }
        }
        sql.Append("]::text[], null)");
    }

    // Choices by task must hold for one and the same task, so they are looked up by task, and ties first: there are few, and each names its feature.
    static void AppendTied(FilterSql sql, ListScope scope)
    {
        sql.Append("""
            , task as materialized (
                select t.id, t.plan_id, p.title_vi as plan_title_vi, p.title_en as plan_title_en, t.title_vi, t.title_en, t.year_from, t.year_to, t.open_ended
                from plans.task t join plans.plan p on p.id = t.plan_id where t.id in (select task_id from tie)),
            tied as materialized (select b.id, l.task_id from (
            """);
        scope.AppendRows(sql, scope.Filter with { Plans = null, Tasks = null, Agency = null, From = null, To = null, TaskStates = null },
            " and f.id = any(array(select feature_id from tie))");
        sql.Append("""
            ) b join tie l on l.feature_id = b.id),
            -- A body is asked for by part of its name, so a choice stands for all whose names contain it.
            names as (select distinct name, search_key from published.task_agency),
            alike as materialized (
                select n.name, m.name as body from names n
                join (select distinct name, search_key from published.task_agency where task_id in (select task_id from tied)) m on m.search_key like '%' || n.search_key || '%')
            """);
    }

    static void AppendByTask(FilterSql sql, FeatureFilter filter)
    {
        const string From = "from tied b join task t on t.id = b.task_id";
        sql.Append($" union all (select 'plan', t.plan_id, min(t.plan_title_vi), min(t.plan_title_en), null, count(distinct b.id)::integer {From} where true");
        sql.AndTask(filter with { Plans = null });
        sql.Append($" group by 2) union all (select 'task', t.id, min(t.title_vi), min(t.title_en), min(t.plan_id), count(distinct b.id)::integer {From} where true");
        sql.AndTask(filter with { Tasks = null });
        sql.Append($"""
             group by 2 order by 6 desc, 2 limit 300)
            union all (select 'task_state', s.state, null, null, null, count(distinct b.id)::integer {From}
            join published.standing_on({sql.Parameter(filter.Today, NpgsqlDbType.Date)}) s on s.task_id = t.id where true
            """);
        sql.AndTask(filter with { TaskStates = null });
        sql.Append($"""
             group by 2)
            union all (select 'agency', n.name, null, null, null, count(distinct b.id)::integer {From}
            join published.task_agency a on a.task_id = t.id join alike n on n.body = a.name where true
            """);
        sql.AndTask(filter with { Agency = null });
        sql.Append(" group by 2 order by 6 desc, 2 limit 200)");
    }

    static FilterSql OfLayers(ListScope scope)
    {
        var sql = new FilterSql();
        sql.Append("with ");
        return FeatureGroups.Append(sql, scope, scope.Filter, choices: false, extents: false).Append("""
            , base as (select layer, sum(features)::integer as features from groups group by 1)
            select '' as parameter, '' as value, null as vi, null as en, null as within, coalesce(sum(features), 0)::integer as features from base
            union all select 'layer', layer, null, null, null, features from base order by 1, 6 desc, 2
            """);
    }

    static FilterSql Statement(ListScope scope)
    {
        var sql = new FilterSql();
        sql.Append("with ");
        FeatureGroups.Append(sql, scope, Held(scope), choices: true, extents: false).Append("""
            , base as materialized (
                select f.layer, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, f.attributes, sum(f.features)::integer as n, 
            """);
        AppendFailed(sql, scope);
        sql.Append(" as failed from groups f group by 1, 2, 3, 4, 5, 6, 7, 8, 9)");
        AppendTied(sql, scope);
        sql.Append("""
            select '' as parameter, '' as value, null as vi, null as en, null as within, coalesce(sum(n), 0)::integer as features from base where failed = '{}'
            union all select 'layer', layer, null, null, null, sum(n)::integer from base where failed = '{}' group by 2
            union all select 'grade', grade::text, null, null, null, sum(n)::integer from base where grade is not null and failed <@ '{grade}' group by 2
            union all select 'state', state, null, null, null, sum(n)::integer from base where state is not null and failed <@ '{state}' group by 2
            union all select 'demonstration', demonstration::text, null, null, null, sum(n)::integer from base where failed <@ '{demonstration}' group by 2
            union all select 'unlocated', unlocated::text, null, null, null, sum(n)::integer from base where failed <@ '{unlocated}' group by 2
            union all select 'province_code', g.code, p.name, p.name, null, g.features
                from (select province_code as code, sum(n)::integer as features from base where province_code is not null and failed <@ '{province_code}' group by 1) g
                left join lateral (select name from published.province p where p.code = g.code order by p.valid_from desc limit 1) p on true
            union all (select 'commune_code', commune_code, min(commune_name), min(commune_name), min(province_code), sum(n)::integer
                from base where commune_code is not null and failed <@ '{commune_code}' group by 2 order by 6 desc, 2 limit 500)
            union all select b.layer || '.' || a.key, a.value, null, null, null, sum(b.n)::integer
                from base b cross join lateral jsonb_each_text(b.attributes) a where b.failed <@ array[b.layer || '.' || a.key] group by 1, 2
            """);
        AppendByTask(sql, scope.Filter);
        sql.Append(" order by 1, 6 desc, 2");
        return sql;
    }

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
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
            var answer = await ReadAsync(scope.Query["of"] is null ? Statement(scope) : OfLayers(scope), database, cancellationToken);
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Json(answer, ListJson.Context.FacetsAnswer);
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return Problems.TooExpensive();
        }
    }

    static async Task<Answer> ReadAsync(FilterSql sql, PublishedDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.SetAsync(SessionSettings.PlanForThisRequest, cancellationToken);
        await using var command = sql.On(connection, TimeoutSeconds);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var total = 0;
        var parameters = new Dictionary<string, IReadOnlyList<Choice>>();
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.GetString(0).Length == 0)
            {
                total = rows.GetInt32(5);
                continue;
            }
            var title = rows.IsDBNull(2) ? null : new Text(rows.GetString(2), rows.IsDBNull(3) ? rows.GetString(2) : rows.GetString(3));
            var choice = new Choice(rows.GetString(1), title, rows.IsDBNull(4) ? null : rows.GetString(4), rows.GetInt32(5));
            if (!parameters.TryGetValue(rows.GetString(0), out var choices))
            {
                parameters[rows.GetString(0)] = choices = new List<Choice>();
            }
            ((List<Choice>)choices).Add(choice);
        }
        return new(total, parameters);
    }
}
