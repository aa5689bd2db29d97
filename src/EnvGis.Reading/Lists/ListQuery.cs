using EnvGis.Database;
using EnvGis.Filtering;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Lists;

/// <summary>The one statement behind a list: what matches is found and sorted once, and only the rows of the page are looked up in full.</summary>
static class ListQuery
{
    /// <summary>Seconds until the first row must be there: what takes longer is refused as too expensive.</summary>
    const int TimeoutSeconds = 10;

    const string
        Sorted = $"{SessionSettings.PlanForThisRequest}, set_config('enable_sort', 'on', false), set_config('enable_incremental_sort', 'on', false)",
        InOrder = $"{SessionSettings.PlanForThisRequest}, set_config('enable_sort', 'off', false), set_config('enable_incremental_sort', 'off', false)";

    // What the plans ask for at a place: tasks that run, and how late the latest is by the plan's dates.
    static string Tied(FilterSql sql, ListRequest request) => $"""
        select l.feature_id, count(distinct t.task_id) filter (where t.state not in ('not-begun', 'done'))::integer as open, max(-t.days_left) filter (where t.state = 'overdue') as overdue
        from tie l join published.standing_on({sql.Parameter(request.Scope.Filter.Today, NpgsqlDbType.Date)}) t on t.task_id = l.task_id
        """;

    const string Columns = """
        f.id, f.layer, f.code, f.name_vi, coalesce(f.name_en, f.name_vi), f.grade, f.state, f.commune_code, c.name,
               f.province_code, (select v.name from published.province v where v.code = f.province_code order by v.valid_from desc limit 1),
               st_x(p.place), st_y(p.place), f.unlocated, f.demonstration, coalesce(t.open, 0), t.overdue
        """;

    /// <summary>Up to so many rows are all read and sorted; of more, they are read in their order until the page is full, as an index has them.</summary>
    const int MostSorted = 50_000;

    /// <summary>Geodesics to so many are measured without looking for the nearest first.</summary>
    const int MostMeasured = 2_000;

    /// <summary>Metres; farther, a box in degrees says little.</summary>
    const double FarthestReach = 2_000_000;

    /// <summary>How many rows there are in all, where that is kept counted; null where only reading them tells.</summary>
    public static async Task<int?> CountAsync(NpgsqlConnection connection, ListScope scope, CancellationToken cancellationToken)
    {
        if (!FeatureGroups.IsKept(scope))
        {
            return null;
        }
        var sql = new FilterSql();
        sql.Append("with ");
        FeatureGroups.Append(sql, scope, scope.Filter, choices: false, extents: false).Append(" select coalesce(sum(features), 0)::integer from groups");
        await connection.SetAsync(SessionSettings.PlanForThisRequest, cancellationToken);
        await using var command = sql.On(connection, TimeoutSeconds);
        return (int?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>How far from the place asked from the page ends at the latest, in metres; null where all rows are few enough to be measured.</summary>
    public static async Task<double?> ReachAsync(NpgsqlConnection connection, ListRequest request, int limit, int? total, CancellationToken cancellationToken)
    {
        if (request.Order != ListOrder.Distance || request.At is not { } at || !(total > MostMeasured))
        {
            return null;
        }
        var from = request.After is { Key: double last } ? last : 0;
        await connection.SetAsync(SessionSettings.PlanForThisRequest, cancellationToken);
        for (var reach = Math.Max(1_000, from * 1.2); reach < FarthestReach; reach *= 3)
        {
            var sql = new FilterSql();
            var distance = Distance(sql.Parameter(at));
            sql.Append("select count(*) from (");
            request.Scope.AppendRows(sql, request.Scope.Filter, $"{Within(sql, at, reach)} and {distance} <= {sql.Parameter(reach, NpgsqlDbType.Double)}{After(sql, request, distance, "f.id")}");
            sql.Append($" limit {sql.Parameter(limit, NpgsqlDbType.Integer)}) n");
            await using var command = sql.On(connection, TimeoutSeconds);
            if (await command.ExecuteScalarAsync(cancellationToken) is long found && found == limit)
            {
                return reach;
            }
        }
        return null;
    }

    static string Distance(string at) => $"st_distance(coalesce(f.geom, {ListScope.Near})::geography, {at}::geography)";

    // A box that holds all that is so near: a degree is 110 km at the least in the meridian, and shorter towards the poles along a parallel.
    static string Within(FilterSql sql, Point at, double metres)
    {
        var high = metres / 110_000;
        var wide = high / Math.Max(0.01, Math.Cos((Math.Abs(at.Y) + high) * Math.PI / 180));
        var box = at.Factory.ToGeometry(new Envelope(at.X - wide, at.X + wide, at.Y - high, at.Y + high));
        box.SRID = at.SRID;
        var corners = sql.Parameter(box);
        return $" and (f.geom && {corners} or f.unlocated and {ListScope.Near} && {corners})";
    }

    /// <param name="limit">Rows at most, one more than shown to tell whether there is a further page.</param>
    /// <param name="whole">Whether nearly everything is read, so that tasks are better looked up once for all.</param>
    /// <param name="total">As <see cref="CountAsync"/> has it; when it is null, the rows are counted as they are read.</param>
    /// <param name="reach">As <see cref="ReachAsync"/> has it.</param>
    /// <returns>What answers with the total and the rows behind it, if any.</returns>
    public static async Task<NpgsqlCommand> CommandAsync(
        NpgsqlConnection connection, ListRequest request, int limit, bool whole, int? total, double? reach, CancellationToken cancellationToken)
    {
        var sql = new FilterSql();
        var distance = request.At is { } at ? Distance(sql.Parameter(at)) : "null::double precision";
        var key = request.Order switch
        {
            ListOrder.Overdue => "coalesce(-(t.overdue), 1)::double precision",
            ListOrder.Distance => distance,
            ListOrder.Name => "f.name_vi collate \"vi-x-icu\"",
            _ => "-coalesce(f.grade, -1)::double precision",
        };
        var tiedOnce = whole || request.Order == ListOrder.Overdue;
        var inOrder = total > MostSorted && request.Order != ListOrder.Distance;

        sql.Append("with ");
        if (tiedOnce)
        {
            sql.Append($"tied as materialized ({Tied(sql, request)} group by l.feature_id), ");
        }
        if (inOrder)
        {
            AppendPageInOrder(sql, request, key, limit);
        }
        else
        {
            sql.Append($"matching as materialized (select f.id, f.layer, f.version_id, {key} as key from (");
            request.Scope.AppendRows(sql, request.Scope.Filter, reach is { } metres ? Within(sql, request.At!, metres) : "");
            sql.Append(request.Order == ListOrder.Overdue ? ") f left join tied t on t.feature_id = f.id), " : ") f), ");
            sql.Append($"page as (select * from matching where true{After(sql, request, "key", "id")} order by key, id limit {sql.Parameter(limit, NpgsqlDbType.Integer)}) ");
        }
        if (!tiedOnce)
        {
            sql.Append($", tied as materialized ({Tied(sql, request)} where l.feature_id = any(array(select id from page)) group by l.feature_id) ");
        }
        // A page behind the last row still tells how many there are.
        sql.Append($"""
            select n.total, r.* from (select {(total is null ? "count(*)::integer as total from matching" : $"{sql.Parameter(total, NpgsqlDbType.Integer)} as total")}) n
            left join lateral (
                select p.key, {Columns}, {distance}
                from page k
                -- Every row of the page is looked up by its key, whatever the planner knows of the tables: "offset 0" keeps it from joining the whole.
                cross join lateral (select f.* from {request.Scope.Source} f where {Same(request.Scope)} offset 0) f
                cross join lateral (select k.key, coalesce(st_pointonsurface(f.geom), {ListScope.Near}) as place offset 0) p
                left join published.commune c on c.id = f.commune_id
                left join tied t on t.feature_id = f.id
                ) r (key, id) on true
            order by r.key, r.id
            """);
        await connection.SetAsync(inOrder ? InOrder : Sorted, cancellationToken);
        return sql.On(connection, TimeoutSeconds);
    }

    // Only what an index gives in the page's order is taken, so that it ends with the page.
    static void AppendPageInOrder(FilterSql sql, ListRequest request, string key, int limit)
    {
        var (scope, most) = (request.Scope, sql.Parameter(limit, NpgsqlDbType.Integer));
        if (request.Order != ListOrder.Overdue)
        {
            // An index in order of severity begins where the chosen severities do.
            var bounds = request.Order == ListOrder.Severity && scope.Filter.Grades is { Count: > 0 } grades
                ? $" and {key} between {sql.Parameter((double)-grades.Max(), NpgsqlDbType.Double)} and {sql.Parameter((double)-grades.Min(), NpgsqlDbType.Double)}" : "";
            sql.Append($"page as (select f.id, f.layer, f.version_id, {key} as key from (");
            scope.AppendRows(sql, scope.Filter, bounds + After(sql, request, key, "f.id"));
            sql.Append($") f order by {key}, f.id limit {most}) ");
            return;
        }
        // What is overdue is tied, and so found by its key; behind it all others stand by their number.
        const string Overdue = "select feature_id from tied where overdue is not null";
        sql.Append($"page as (select * from ((select f.id, f.layer, f.version_id, {key} as key from (");
        scope.AppendRows(sql, scope.Filter, $" and f.id = any(array({Overdue}))");
        sql.Append($") f join tied t on t.feature_id = f.id where true{After(sql, request, key, "f.id")}) union all (select f.id, f.layer, f.version_id, 1::double precision from (");
        var behind = request.After is { Key: >= 1.0 } after ? $" and f.id > {sql.Parameter(after.Id, NpgsqlDbType.Bigint)}" : "";
        scope.AppendRows(sql, scope.Filter, $" and f.id not in ({Overdue}){behind}");
        sql.Append($") f order by f.id limit {most})) u order by key, id limit {most}) ");
    }

    static string After(FilterSql sql, ListRequest request, string key, string id) => request.After is { } after
        ? $" and ({key}, {id}) > ({sql.Parameter(after.Key, request.Order == ListOrder.Name ? NpgsqlDbType.Text : NpgsqlDbType.Double)}, {sql.Parameter(after.Id, NpgsqlDbType.Bigint)})"
        : "";

    // Versions have a key of their own; of today there is one row to a feature.
    static string Same(ListScope scope) => scope.Filter.IsOfAnotherTime ? "f.version_id = k.version_id" : "f.id = k.id";

    /// <summary>A row as the statement gives it, after the total and the key.</summary>
    public static ListedFeature Read(NpgsqlDataReader row) => new(
        row.GetInt64(2), row.GetString(3), row.GetString(4), new(row.GetString(5), row.GetString(6)), Value<short>(row, 7), Text(row, 8),
        Text(row, 9) is { } commune ? new(commune, Text(row, 10) ?? commune) : null,
        Text(row, 11) is { } province ? new(province, Text(row, 12) ?? province) : null,
        Value<double>(row, 13), Value<double>(row, 14), row.GetBoolean(15), row.GetBoolean(16), row.GetInt32(17), Value<int>(row, 18), Value<double>(row, 19));

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static T? Value<T>(NpgsqlDataReader row, int column) where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
