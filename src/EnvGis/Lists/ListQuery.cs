using EnvGis.Filtering;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Lists;

/// <summary>The one statement behind a list: what matches is found and sorted once, and only the rows of the page are looked up in full.</summary>
static class ListQuery
{
    /// <summary>Seconds until the first row must be there: what takes longer is refused as too expensive.</summary>
    const int TimeoutSeconds = 10;

    // Which index serves best depends on box and filter, so a plan made once for all is not good enough. A page starts faster than parallel workers.
    public const string PlanForThisRequest = """
        select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true)
        """;

    // What the plans ask for at a place: tasks that run, and how late the latest is by the plan's dates.
    const string Tied = """
        select l.feature_id, count(distinct t.id) filter (where t.state not in ('not-begun', 'done'))::integer as open, max(-t.days_left) filter (where t.state = 'overdue') as overdue
        from tie l join published.task t on t.id = l.task_id
        """;

    const string Columns = """
        f.id, f.layer, f.code, f.name_vi, coalesce(f.name_en, f.name_vi), f.grade, f.state, f.commune_code, c.name,
               f.province_code, (select v.name from published.province v where v.code = f.province_code order by v.valid_from desc limit 1),
               st_x(p.place), st_y(p.place), f.unlocated, f.demonstration, coalesce(t.open, 0), t.overdue
        """;

    /// <param name="limit">Rows at most, one more than shown to tell whether there is a further page.</param>
    /// <param name="whole">Whether nearly everything is read, so that tasks are better looked up once for all.</param>
    /// <returns>A batch whose second result is: the total, and the rows behind it, if any.</returns>
    public static NpgsqlBatch Of(NpgsqlConnection connection, ListRequest request, int limit, bool whole)
    {
        var sql = new FilterSql();
        var at = request.At is { } place ? sql.Parameter(place) : null;
        var distance = at is null ? "null::double precision" : $"st_distance(coalesce(f.geom, {ListScope.Near})::geography, {at}::geography)";
        var key = request.Order switch
        {
            ListOrder.Overdue => "coalesce(-(t.overdue), 1)::double precision",
            ListOrder.Distance => distance,
            ListOrder.Name => "f.name_vi collate \"vi-x-icu\"",
            _ => "-coalesce(f.grade, -1)::double precision",
        };
        var tiedOnce = whole || request.Order == ListOrder.Overdue;

        sql.Append("with ");
        if (tiedOnce)
        {
            sql.Append($"tied as materialized ({Tied} group by l.feature_id), ");
        }
        sql.Append($"matching as materialized (select f.id, f.layer, f.version_id, {key} as key from (");
        request.Scope.AppendRows(sql, filtered: true);
        sql.Append(request.Order == ListOrder.Overdue ? ") f left join tied t on t.feature_id = f.id), " : ") f), ");
        sql.Append("page as (select * from matching");
        if (request.After is { } after)
        {
            var last = request.Order == ListOrder.Name ? sql.Parameter(after.Key, NpgsqlDbType.Text) : sql.Parameter(after.Key, NpgsqlDbType.Double);
            sql.Append($" where (key, id) > ({last}, {sql.Parameter(after.Id, NpgsqlDbType.Bigint)})");
        }
        sql.Append($" order by key, id limit {sql.Parameter(limit, NpgsqlDbType.Integer)}) ");
        // A page behind the last row still tells how many there are.
        sql.Append($"""
            select n.total, r.* from (select count(*)::integer as total from matching) n
            left join lateral (
                select p.key, {Columns}, {distance}
                from page k
                -- Every row of the page is looked up by its key, whatever the planner knows of the tables: "offset 0" keeps it from joining the whole.
                cross join lateral (select f.* from {request.Scope.Source} f where {Same(request.Scope)} offset 0) f
                cross join lateral (select k.key, coalesce(st_pointonsurface(f.geom), {ListScope.Near}) as place offset 0) p
                left join published.commune c on c.id = f.commune_id
                left join {(tiedOnce ? "tied t on t.feature_id = f.id" : $"lateral ({Tied} where l.feature_id = f.id group by l.feature_id) t on true")}
                ) r (key, id) on true
            order by r.key, r.id
            """);
        var statement = new NpgsqlBatchCommand(sql.Text.ToString());
        sql.Parameters.ForEach(parameter => statement.Parameters.Add(parameter));
        return new(connection) { BatchCommands = { new(PlanForThisRequest), statement }, Timeout = TimeoutSeconds };
    }

    // Versions have a key of their own; today's rows stand one to a feature in the table of their layer.
    static string Same(ListScope scope) => scope.Filter.IsOfAnotherTime ? "f.version_id = k.version_id" : "f.layer = k.layer and f.id = k.id";

    /// <summary>A row as the statement gives it, after the total and the key.</summary>
    public static ListedFeature Read(NpgsqlDataReader row) => new(
        row.GetInt64(2), row.GetString(3), row.GetString(4), new(row.GetString(5), row.GetString(6)), Value<short>(row, 7), Text(row, 8),
        Text(row, 9) is { } commune ? new(commune, Text(row, 10) ?? commune) : null,
        Text(row, 11) is { } province ? new(province, Text(row, 12) ?? province) : null,
        Value<double>(row, 13), Value<double>(row, 14), row.GetBoolean(15), row.GetBoolean(16), row.GetInt32(17), Value<int>(row, 18), Value<double>(row, 19));

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static T? Value<T>(NpgsqlDataReader row, int column) where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
