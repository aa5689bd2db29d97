using Npgsql;

namespace EnvGis.Imports;

/// <summary>Tests staged rows by the rules of the layer and of the record, all at once; what fails leaves the staging table and is told with its reasons.</summary>
static class CheckRows
{
    /// <summary>Makes invalid shapes valid, keeping points, lines or areas as they were; one that would vanish stays as it is and is refused.</summary>
    /// <returns>Index, id, code and what was wrong.</returns>
    public static async Task<List<(long Index, string? SourceId, string? Code, string Why)>> RepairAsync(
        NpgsqlConnection connection, long import, RowRange range, CancellationToken cancellationToken)
    {
        var repaired = new List<(long, string?, string?, string)>();
        await using var command = new NpgsqlCommand($"""
            with invalid as (
                select index, st_isvalidreason(geom) as why,
                       st_collectionextract(st_makevalid(geom, 'method=structure'), st_dimension(geom) + 1) as geom
                from {StageRows.Table(import)}
                where index >= @first and index < @end and geom is not null and not st_isvalid(geom))
            update {StageRows.Table(import)} r
               set geom = case when st_numgeometries(i.geom) = 1 then st_geometryn(i.geom, 1) else i.geom end
            from invalid i
            where r.index = i.index and not st_isempty(i.geom)
            returning r.index, r.source_id, r.code, i.why
            """, connection);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            repaired.Add((rows.GetInt64(0), Text(rows, 1), Text(rows, 2), rows.GetString(3)));
        }
        return repaired;
    }

    /// <returns>Index, id, code and reasons of each row that was taken out, in the order of the file.</returns>
    public static async Task<List<(long Index, string? SourceId, string? Code, string[] Problems)>> RefuseAsync(
        NpgsqlConnection connection, long import, string layer, bool update, RowRange range, CancellationToken cancellationToken)
    {
        var refused = new List<(long, string?, string?, string[])>();
        await using var command = new NpgsqlCommand($$"""
            with checked as materialized (
                select r.index, array_remove(array[
                    case when r.name_vi is null then 'name-missing:' when length(r.name_vi) > 300 or length(r.name_en) > 300 then 'name-too-long:' end,
                    case when r.code is null then null
                         when r.code !~ '^[A-Z]{2,6}-[A-Z0-9][A-Z0-9-]{0,58}$' then 'code-malformed:' || left(r.code, 80)
                         when split_part(r.code, '-', 1) <> l.code_prefix then 'code-prefix:' || l.code_prefix
                         when f.id is not null and f.layer <> l.id then 'code-other-layer:' || f.layer
                         when f.id is not null and not @update then 'code-exists:'
                         else (
                             -- "offset 0": looked up by code; the planner would rather walk the file for the least index.
                             select 'code-repeated:' || min(e.index) from (
                                 select e.index from {{StageRows.Table(import)}} e where e.code = r.code and e.index < r.index offset 0) e) end,
                    case when r.commune_code is not null and c.id is null then 'commune-unknown:' || left(r.commune_code, 80)
                         when r.geom is null and r.commune_code is null then 'unlocated-without-commune:' end,
                    case when r.geom is null then null
                         when st_isempty(r.geom) then 'geometry-empty:'
                         when not env.kind_fits(l.geometry_kind, r.geom) then 'geometry-kind:' || geometrytype(r.geom)
                         when st_xmin(r.geom) < -180 or st_xmax(r.geom) > 180 or st_ymin(r.geom) < -85.05 or st_ymax(r.geom) > 85.05
                             then 'geometry-outside:' || st_xmin(r.geom) || ' ' || st_ymin(r.geom) || ' … ' || st_xmax(r.geom) || ' ' || st_ymax(r.geom)
                         when not st_isvalid(r.geom) then 'geometry-invalid:' || st_isvalidreason(r.geom) end,
                    case when not published.is_within_reason(r.valid_from) then 'day-beyond-reason:' || r.valid_from
                         when not published.is_within_reason(r.valid_to) then 'day-beyond-reason:' || r.valid_to
                         when r.valid_to < coalesce(r.valid_from, env.today()) then 'validity:' || coalesce(r.valid_from, env.today()) || ' – ' || r.valid_to end
                    ], null)
                    || (select coalesce(array_agg('attribute-' || split_part(p, ':', 2) || ':' || split_part(p, ':', 1) || ':'
                            || substr(p, length(split_part(p, ':', 1)) + length(split_part(p, ':', 2)) + 3)), '{}')
                        from unnest(env.attribute_problems(l.rules, r.attributes)) p) as problems
                from {{StageRows.Table(import)}} r
                cross join env.layer l
                left join env.feature f on f.code = r.code
                left join lateral ({{CommuneOfRow}}) c on true
                where l.id = @layer and r.index >= @first and r.index < @end),
            taken_out as (
                delete from {{StageRows.Table(import)}} r using checked c
                where r.index = c.index and cardinality(c.problems) > 0
                returning r.index, r.source_id, r.code, c.problems)
            select * from taken_out order by index
            """, connection);
        command.Parameters.AddWithValue("layer", layer);
        command.Parameters.AddWithValue("update", update);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            refused.Add((rows.GetInt64(0), Text(rows, 1), Text(rows, 2), rows.GetFieldValue<string[]>(3)));
        }
        return refused;
    }

    /// <summary>Features more than two degrees from every commune that is known: nothing forbids them, but coordinates have often gone wrong there.</summary>
    public static async Task<long> CountFarAwayAsync(NpgsqlConnection connection, long import, RowRange range, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            select count(*)
            from {StageRows.Table(import)} r, (select st_expand(st_setsrid(st_extent(centre)::geometry, 4326), 2) as box from env.commune) country
            where r.index >= @first and r.index < @end and not r.geom && country.box
            """, connection);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Areas larger than any province: Lâm Đồng, the largest, has 24,000 km². Measured only where the box around them could be as large.</summary>
    public static async Task<long> CountVastAsync(NpgsqlConnection connection, long import, RowRange range, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            select count(*)
            from {StageRows.Table(import)} r
            where r.index >= @first and r.index < @end and st_dimension(r.geom) = 2
              and (st_xmax(r.geom) - st_xmin(r.geom)) * (st_ymax(r.geom) - st_ymin(r.geom)) > 2 and env.area_m2(r.geom) > 25e9
            """, connection);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The commune that bore row r's code on its first day, or else bears it now: codes were reused in the mergers of 2025.</summary>
    public const string CommuneOfRow = """
        select c.id from env.commune c
        where c.code = r.commune_code
          and (daterange(c.valid_from, c.valid_to) @> coalesce(r.valid_from, env.today()) or daterange(c.valid_from, c.valid_to) @> env.today())
        order by daterange(c.valid_from, c.valid_to) @> coalesce(r.valid_from, env.today()) desc
        limit 1
        """;

    static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

/// <summary>Rows of the file by their index; <paramref name="End"/> is not one of them.</summary>
readonly record struct RowRange(long First, long End);
