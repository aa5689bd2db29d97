using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
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

    // Which conditions a row fails, by parameter: it counts for a parameter's values when it fails that one at most.
    static void AppendFailed(FilterSql sql, FeatureFilter filter)
    {
        sql.Append("array_remove(array[null");
        (string Name, FeatureFilter Part)[] parts =
        [
            ("ids", FeatureFilter.None with { Ids = filter.Ids }), ("province_code", FeatureFilter.None with { ProvinceCodes = filter.ProvinceCodes }), ("commune_code", FeatureFilter.None with { CommuneCodes = filter.CommuneCodes }),
            ("grade", FeatureFilter.None with { Grades = filter.Grades }), ("state", FeatureFilter.None with { States = filter.States }),
            ("demonstration", FeatureFilter.None with { Demonstration = filter.Demonstration }), ("unlocated", FeatureFilter.None with { Unlocated = filter.Unlocated }),
            ("delineated", FeatureFilter.None with { Delineated = filter.Delineated }), ("open_task", FeatureFilter.None with { OpenTask = filter.OpenTask }),
            ("code", FeatureFilter.None with { Code = filter.Code }),
            ("tied", FeatureFilter.None with { Plans = filter.Plans, Tasks = filter.Tasks, Agency = filter.Agency, From = filter.From, To = filter.To }),
        ];
        foreach (var (name, part) in parts.Where(one => !one.Part.IsEmpty))
        {
            sql.Append(", case when (true");
            sql.And(part, "").Append($") is not true then '{name}' end");
        }
        foreach (var (layer, conditions) in filter.Attributes)
        {
            foreach (var condition in conditions)
            {
                sql.Append($", case when f.layer = {sql.Parameter(layer, NpgsqlDbType.Text)} and (true");
                sql.And(FeatureFilter.None with { Attributes = new Dictionary<string, IReadOnlyList<AttributeCondition>> { [layer] = [condition] } }, layer);
                sql.Append($") is not true then {sql.Parameter($"{layer}.{condition.Attribute}", NpgsqlDbType.Text)} end");
            }
        }
        sql.Append("]::text[], null)");
    }

    // Choices by task must hold for one and the same task, so they are looked up by task.
    static void AppendByTask(FilterSql sql, FeatureFilter filter)
    {
        const string From = "from base b join tie l on l.feature_id = b.id join published.task t on t.id = l.task_id";
        const string Counts = "where b.failed <@ array['tied']";
        sql.Append($" union all (select 'plan', t.plan_id, min(t.plan_title_vi), min(t.plan_title_en), null, count(distinct b.id)::integer {From} {Counts}");
        sql.AndTask(filter with { Plans = null });
        sql.Append($" group by 2) union all (select 'task', t.id, min(t.title_vi), min(t.title_en), min(t.plan_id), count(distinct b.id)::integer {From} {Counts}");
        sql.AndTask(filter with { Tasks = null });
        // A body is asked for by part of its name, so a choice stands for all whose names contain it.
        sql.Append($"""
             group by 2 order by 6 desc, 2 limit 300)
            union all (select 'agency', n.name, null, null, null, count(distinct b.id)::integer {From}
            join published.task_agency a on a.task_id = t.id join alike n on n.body = a.name {Counts}
            """);
        sql.AndTask(filter with { Agency = null });
        sql.Append(" group by 2 order by 6 desc, 2 limit 200)");
    }

    static FilterSql OfLayers(ListScope scope)
    {
        var sql = new FilterSql();
        sql.Append("with base as materialized (select f.layer, count(*)::integer as features from (");
        scope.AppendRows(sql, filtered: true);
        return sql.Append("""
            ) f group by 1)
            select '' as parameter, '' as value, null as vi, null as en, null as within, coalesce(sum(features), 0)::integer as features from base
            union all select 'layer', layer, null, null, null, features from base order by 1, 6 desc, 2
            """);
    }

    static FilterSql Statement(ListScope scope)
    {
        var sql = new FilterSql();
        sql.Append("with base as materialized (select f.id, f.layer, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, f.attributes, ");
        AppendFailed(sql, scope.Filter);
        sql.Append(" as failed from (");
        scope.AppendRows(sql, filtered: false);
        sql.Append("""
            ) f), names as (select distinct name, search_key from published.task_agency),
            alike as materialized (select n.name, m.name as body from names n join names m on m.search_key like '%' || n.search_key || '%')
            select '' as parameter, '' as value, null as vi, null as en, null as within, count(*)::integer as features from base where failed = '{}'
            union all select 'layer', layer, null, null, null, count(*)::integer from base where failed = '{}' group by 2
            union all select 'grade', grade::text, null, null, null, count(*)::integer from base where grade is not null and failed <@ '{grade}' group by 2
            union all select 'state', state, null, null, null, count(*)::integer from base where state is not null and failed <@ '{state}' group by 2
            union all select 'demonstration', demonstration::text, null, null, null, count(*)::integer from base where failed <@ '{demonstration}' group by 2
            union all select 'unlocated', unlocated::text, null, null, null, count(*)::integer from base where failed <@ '{unlocated}' group by 2
            union all select 'province_code', g.code, p.name, p.name, null, g.features
                from (select province_code as code, count(*)::integer as features from base where province_code is not null and failed <@ '{province_code}' group by 1) g
                left join lateral (select name from published.province p where p.code = g.code order by p.valid_from desc limit 1) p on true
            union all (select 'commune_code', commune_code, min(commune_name), min(commune_name), min(province_code), count(*)::integer
                from base where commune_code is not null and failed <@ '{commune_code}' group by 2 order by 6 desc, 2 limit 500)
            """);
        var attributes = scope.Layers.SelectMany(layer => layer.Attributes.Where(one => one is { Filter: true, Type: "code" or "boolean" }).Select(one => (Layer: layer.Id, one.Name))).ToList();
        sql.Append($"""
             union all select b.layer || '.' || a.name, b.attributes ->> a.name, null, null, null, count(*)::integer
                from base b join unnest({sql.Parameter(attributes.Select(one => one.Layer).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)},
                    {sql.Parameter(attributes.Select(one => one.Name).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)}) a (layer, name) on a.layer = b.layer
                where b.attributes ? a.name and b.attributes ->> a.name is not null and b.failed <@ array[b.layer || '.' || a.name] group by 1, 2
            """);
        AppendByTask(sql, scope.Filter);
        sql.Append(" order by 1, 6 desc, 2");
        return sql;
    }

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
        HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        if (!ListScope.TryRead(context.Request, catalogue, ["of"], out var scope, out var refusal))
        {
            return refusal;
        }
        if (scope.Query["of"] is { } of and not "layer")
        {
            return Problems.BadParameter("of", of, "chỉ nhận layer", "it takes layer only");
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
        var statement = new NpgsqlBatchCommand(sql.Text.ToString());
        sql.Parameters.ForEach(parameter => statement.Parameters.Add(parameter));
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(ListQuery.PlanForThisRequest), statement }, Timeout = TimeoutSeconds };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
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
