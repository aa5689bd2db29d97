using Npgsql;

namespace EnvGis.Imports;

/// <summary>Writes checked rows into the record, in the one transaction of the import; the record's own triggers check them again and publish.</summary>
static class CommitRows
{
    const string NewFeatures = """
        with row as materialized (
            select r.*, c.id as commune_id, nextval('env.feature_id_seq') as id
            from (select * from {table} r where index >= @first and index < @end
                    and not exists (select from env.feature f where f.code = r.code)
                  order by index offset 0) r
            left join lateral ({commune}) c on true),
        named as (
            insert into env.feature (id, layer, code) overriding system value
            select id, @layer, code from row order by id)
        insert into env.feature_version (feature_id, layer, valid, name_vi, name_en, attributes, geom, position_source, accuracy_m,
            commune_id, demonstration, reason)
        select id, @layer, daterange(coalesce(valid_from, env.today()), valid_to, '[]'), name_vi, name_en, attributes, geom, position_source, accuracy_m,
            commune_id, demonstration, @reason
        from row order by id
        """;

    // A row restates a version and may give it another last day; where none begins on its first day it speaks of its own period.
    const string NewVersions = """
        with row as materialized (
            select r.*, c.id as commune_id, f.id, p.period, datemultirange(p.period) + coalesce(datemultirange(v.valid), '{}') as replaced, v.valid is not null as restates
            from {table} r
            join env.feature f on f.code = r.code
            left join lateral ({commune}) c on true
            left join lateral ({restated}) v on true
            cross join lateral (select case
                when v.valid is null then daterange(coalesce(r.valid_from, env.today()), r.valid_to, '[]')
                when r.keeps_end then v.valid
                else daterange(lower(v.valid), r.valid_to, '[]') end as period) p
            where r.index >= @first and r.index < @end),
        changed as materialized (
            select * from row
            where not exists (
                select from env.feature_version v
                where v.feature_id = row.id and upper_inf(v.recorded) and v.valid @> row.period and (v.valid = row.period or not row.restates)
                  and (v.name_vi, v.name_en, v.attributes, v.position_source, v.accuracy_m, v.commune_id, v.demonstration)
                      is not distinct from (row.name_vi, row.name_en, row.attributes, row.position_source, row.accuracy_m, row.commune_id, row.demonstration)
                  and (v.geom = row.geom or v.geom is null and row.geom is null))),
        -- One statement, so that readers of the outbox see one update and not a deletion and an insertion.
        closed as (
            update env.feature_version v
               set recorded = tstzrange(lower(v.recorded), greatest(clock_timestamp(), lower(v.recorded) + interval '1 microsecond'))
            from changed
            where v.feature_id = changed.id and upper_inf(v.recorded) and v.valid && changed.replaced
            returning v.*, changed.replaced),
        -- One that differs in nothing that everybody may see, and takes no day from that and adds none, is the same to them, and so is what is left before and after it
        -- (decision 20). It may lie within a version, or over several that are one to them.
        same as (
            select n.id, min(coalesce(e.echo_of, e.id)) as echo_of
            from env.layer l
            join closed e on e.layer = l.id
            join changed n on n.id = e.feature_id
            where not l.restricted and l.restricted_attributes <> '{}'
            group by n.id, n.period, n.replaced
            having count(distinct coalesce(e.echo_of, e.id)) = 1 and range_agg(e.valid) * n.replaced = datemultirange(n.period)
               and bool_and(e.attributes - l.restricted_attributes = n.attributes - l.restricted_attributes
                    and (e.name_vi, e.name_en, e.position_source, e.accuracy_m, e.commune_id, e.demonstration)
                        is not distinct from (n.name_vi, n.name_en, n.position_source, n.accuracy_m, n.commune_id, n.demonstration)
                    and (st_orderingequals(e.geom, n.geom) or e.geom is null and n.geom is null))),
        written as (
            insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
                commune_id, demonstration, reason, echo_of)
            select n.id, @layer, n.period, tstzrange(coalesce(m.moment, clock_timestamp()), null), n.name_vi, n.name_en, n.attributes, n.geom,
                n.position_source, n.accuracy_m, null, n.commune_id, n.demonstration, @reason, s.echo_of
            from changed n
            -- Grouping waits for every version to be closed before the first is written.
            left join (select feature_id, max(upper(recorded)) as moment from closed group by feature_id) m on m.feature_id = n.id
            left join same s on s.id = n.id
            union all
            -- What stays true before and after. What everybody saw as part of another stays so up to where that ends.
            select c.feature_id, c.layer, rest, tstzrange(upper(c.recorded), null), c.name_vi, c.name_en, c.attributes, c.geom,
                c.position_source, c.accuracy_m, c.near, c.commune_id, c.demonstration, @reason, coalesce(s.echo_of, case when datemultirange(rest) << c.replaced then c.echo_of end)
            from closed c cross join lateral unnest(datemultirange(c.valid) - c.replaced) rest left join same s on s.id = c.feature_id)
        select (select count(*) from changed), (select count(*) from row)
        """;

    /// <param name="reason">Of the versions that are recorded.</param>
    /// <returns>How many features were made, how many got a new version, and how many existed exactly so and were left alone.</returns>
    public static async Task<(long Made, long Updated, long Unchanged)> WriteAsync(
        NpgsqlConnection connection, long import, ImportRequest request, string reason, RowRange range, CancellationToken cancellationToken)
    {
        var (updated, unchanged) = (0L, 0L);
        if (request.Update)
        {
            await using var versions = Command(NewVersions);
            await using var rows = await versions.ExecuteReaderAsync(cancellationToken);
            await rows.ReadAsync(cancellationToken);
            updated = rows.GetInt64(0);
            unchanged = rows.GetInt64(1) - updated;
        }
        await using var features = Command(NewFeatures);
        return (await features.ExecuteNonQueryAsync(cancellationToken), updated, unchanged);

        NpgsqlCommand Command(string sql)
        {
            var command = new NpgsqlCommand(
                sql.Replace("{table}", StageRows.Table(import), StringComparison.Ordinal).Replace("{commune}", CheckRows.CommuneOfRow, StringComparison.Ordinal)
                    .Replace("{restated}", CheckRows.RestatedByRow, StringComparison.Ordinal),
                connection);
            command.Parameters.AddWithValue("layer", request.Layer);
            command.Parameters.AddWithValue("reason", reason);
            command.Parameters.AddWithValue("first", range.First);
            command.Parameters.AddWithValue("end", range.End);
            return command;
        }
    }
}
