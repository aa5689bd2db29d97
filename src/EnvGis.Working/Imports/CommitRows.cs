using Npgsql;

namespace EnvGis.Imports;

/// <summary>Gives checked rows to the record (env.record), in the one transaction of the import; its own triggers check them again and publish.</summary>
static class CommitRows
{
    const string NewFeatures = """
        with row as materialized (
            select r.*, c.id as commune_id
            from (select * from {table} r where index >= @first and index < @end
                    and not exists (select from env.feature f where f.code = r.code)
                  order by index offset 0) r
            left join lateral ({commune}) c on true)
        select count(*) from env.record((
            select array_agg(row(null, code, @layer, '{}', daterange(coalesce(valid_from, env.today()), valid_to, '[]'), name_vi, name_en, attributes, geom,
                position_source, accuracy_m, null, commune_id, demonstration, null, @reason, null, @decision)::env.version_to_record order by index) from row))
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
                  and (v.geom = row.geom or v.geom is null and row.geom is null)))
        select count(*), (select count(*) from row) from env.record((
            select array_agg(row(id, null, @layer, replaced, period, name_vi, name_en, attributes, geom,
                position_source, accuracy_m, null, commune_id, demonstration, null, @reason, null, @decision)::env.version_to_record order by index) from changed))
        """;

    /// <param name="decision">In whose name it is done; null where the layer changes without one.</param>
    /// <param name="reason">Of the versions that are recorded.</param>
    /// <returns>How many features were made, how many got a new version, and how many existed exactly so and were left alone.</returns>
    public static async Task<(long Made, long Updated, long Unchanged)> WriteAsync(
        NpgsqlConnection connection, long import, ImportRequest request, long? decision, string reason, RowRange range, CancellationToken cancellationToken)
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
        return ((long)(await features.ExecuteScalarAsync(cancellationToken))!, updated, unchanged);

        NpgsqlCommand Command(string sql)
        {
            var command = new NpgsqlCommand(
                sql.Replace("{table}", StageRows.Table(import), StringComparison.Ordinal).Replace("{commune}", CheckRows.CommuneOfRow, StringComparison.Ordinal)
                    .Replace("{restated}", CheckRows.RestatedByRow, StringComparison.Ordinal),
                connection);
            command.Parameters.AddWithValue("layer", request.Layer);
            command.Parameters.AddWithValue("reason", reason);
            command.Parameters.Add(new NpgsqlParameter("decision", NpgsqlTypes.NpgsqlDbType.Bigint) { Value = decision ?? (object)DBNull.Value });
            command.Parameters.AddWithValue("first", range.First);
            command.Parameters.AddWithValue("end", range.End);
            return command;
        }
    }
}
