using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Lists;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Overview;

/// <summary>
/// When things changed, on either clock: <c>clock=recorded</c> (what was added, changed and withdrawn in the record) or <c>clock=valid</c> (what came into force and
/// went out of it, as the record stands now). Days are those of Vietnam. A filter narrows it; its times do not, as all times are told.
/// </summary>
static class CountChanges
{
    public sealed record Answer([property: OneOf("recorded", "valid")] string Clock, [property: OneOf("month", "day")] string By, IReadOnlyList<Period> Periods);

    /// <param name="Start">First day of the month, or the day.</param>
    /// <param name="Changed">Versions that followed another; 0 on the clock of days in force.</param>
    /// <param name="Total">Places in the record, or in force, at the end of the period.</param>
    public sealed record Period(DateOnly Start, int Added, int Changed, int Withdrawn, int Total);

    const int TimeoutSeconds = 10;

    /// <summary>Ten years of days; what is older is in the first period's total.</summary>
    const int MostPeriods = 3660;

    // A place's next version begins as the one before ends; what ends without one is withdrawn. What is one version to this reader (decision 20) is counted as one.
    const string Recorded = """
        spans as (
            select v.id, min(lower(v.recorded)) as start, case when not bool_or(upper_inf(v.recorded)) then max(upper(v.recorded)) end as finish
            from versions v group by v.id, v.seen),
        steps as (select start, finish, lag(start) over of_feature as before, lead(start) over of_feature as after from spans window of_feature as (partition by id order by start)),
        events as (
            select published.day_in_vietnam(start) as day, case when before is null then 'added' else 'changed' end as kind from steps
            union all select published.day_in_vietnam(finish), 'withdrawn' from steps where finish is not null and after is null)
        """;

    const string Valid = """
        spans as (
            select unnest(range_agg(v.valid)) as valid from versions v where upper_inf(v.recorded) group by v.seen),
        events as (
            select lower(valid) as day, 'added' as kind from spans
            union all select upper(valid), 'withdrawn' from spans where not upper_inf(valid))
        """;

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var scope = ListScope.Of(context.Request, catalogue);
        var (clock, by) = (scope.Query.WordOrDefault("clock"), scope.Query.WordOrDefault("by"));
        if (scope.Query.IsRefused(out var refusal))
        {
            return refusal;
        }
        try
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Ok(new Answer(clock, by, await ReadAsync(scope, clock, by, database, cancellationToken)));
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return Problems.TooExpensive();
        }
    }

    static async Task<IReadOnlyList<Period>> ReadAsync(ListScope scope, string clock, string by, PublishedDatabase database, CancellationToken cancellationToken)
    {
        // Days are kept counted by layer. Who asks for some features of a layer, or sees more of it than everybody, has its versions looked at, and so has everybody
        // where versions differ in what not all may see.
        var counted = (scope.Filter with { Days = null, KnownAt = null }).IsEmpty ? scope.Layers.Where(layer => !layer.IsRestricted).ToList() : [];
        var sql = new FilterSql();
        sql.Append($"""
            with versions as (
                select f.id, f.valid, f.recorded, coalesce(f.echo_of, f.version_id) as seen
                from feature_version f where (f.layer = any({ListScope.LayerIds(sql, scope.Layers.Except(counted))})
                    or f.layer = any(array(select e.layer from published.echoed_layer e where e.layer = any({ListScope.LayerIds(sql, counted)}))))
            """);
        sql.AndOfLayers(scope.Filter);
        sql.Append($"""
            ),
            {(clock == "valid" ? Valid : Recorded)},
            days as (
                select day, count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
                    count(*) filter (where kind = 'withdrawn') as withdrawn from events group by 1
                union all
                select t.day, sum(t.added), sum(t.changed), sum(t.withdrawn) from day_tally t
                where t.layer = any({ListScope.LayerIds(sql, counted)})
                    and not exists (select from published.echoed_layer e where e.layer = t.layer) and t.clock = {sql.Parameter(clock, NpgsqlDbType.Text)} group by 1),
            periods as (
                select date_trunc({sql.Parameter(by, NpgsqlDbType.Text)}, day)::date as start, sum(added)::integer as added, sum(changed)::integer as changed,
                    sum(withdrawn)::integer as withdrawn
                from days group by 1 having sum(abs(added)) + sum(abs(changed)) + sum(abs(withdrawn)) > 0),
            totals as (select start, added, changed, withdrawn, (sum(added - withdrawn) over (order by start))::integer as total from periods)
            select start, added, changed, withdrawn, total from totals where published.told_day(start) is not null order by start desc limit {MostPeriods}
            """);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql.Text.ToString(), connection) { CommandTimeout = TimeoutSeconds };
        sql.Parameters.ForEach(parameter => command.Parameters.Add(parameter));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var periods = new List<Period>();
        while (await rows.ReadAsync(cancellationToken))
        {
            periods.Add(new(rows.GetFieldValue<DateOnly>(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt32(4)));
        }
        periods.Reverse();
        return periods;
    }
}
