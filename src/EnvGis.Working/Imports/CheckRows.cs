using Npgsql;

namespace EnvGis.Imports;

/// <summary>Tests staged rows by the rules of the layer and of the record, all at once; what fails leaves the staging table and is told with its reasons.</summary>
public static class CheckRows
{
    /// <summary>What a repair did to one row, or would have done.</summary>
    /// <param name="Why">What was wrong.</param>
    /// <param name="AreaBefore">Square metres that the shape enclosed as it was drawn.</param>
    /// <param name="Done">Whether the row has the repaired shape now; otherwise it is as it was, and invalid.</param>
    public sealed record Repair(
        long Index, string? SourceId, string? Code, string Why, int PartsBefore, int PartsAfter, double AreaBefore, double AreaAfter, bool Done);

    /// <summary>Makes invalid shapes valid, keeping points, lines or areas as they were; one that would vanish stays as it is and is refused.</summary>
    /// <param name="anyArea">Also where the repair changes the area by more than a thousandth: what is in and what is out would be another.</param>
    public static async Task<List<Repair>> RepairAsync(
        NpgsqlConnection connection, long import, RowRange range, bool anyArea, CancellationToken cancellationToken)
    {
        var repairs = new List<Repair>();
        await using var command = new NpgsqlCommand($"""
            with invalid as materialized (
                select r.index, r.source_id, r.code, st_isvalidreason(r.geom) as why, repair.*
                from {StageRows.Table(import)} r cross join lateral env.repair(r.geom) repair
                where r.index >= @first and r.index < @end and r.geom is not null and not st_isempty(r.geom) and not st_isvalid(r.geom)),
            mended as (
                update {StageRows.Table(import)} r set geom = i.repaired
                from invalid i
                where r.index = i.index and not st_isempty(i.repaired)
                  and (@anyArea or abs(i.area_after - i.area_before) <= 0.001 * greatest(i.area_before, i.area_after))
                returning r.index)
            select i.index, i.source_id, i.code, i.why, i.parts_before, i.parts_after, i.area_before, i.area_after, m.index is not null
            from invalid i left join mended m on m.index = i.index
            order by i.index
            """, connection);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        command.Parameters.AddWithValue("anyArea", anyArea);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            repairs.Add(new(rows.GetInt64(0), Text(rows, 1), Text(rows, 2), rows.GetString(3), rows.GetInt32(4), rows.GetInt32(5), rows.GetDouble(6), rows.GetDouble(7), rows.GetBoolean(8)));
        }
        return repairs;
    }

    /// <summary>Gives rows of known places what the record holds, on the row's first day, of the restricted attributes that the row does not name.</summary>
    public static async Task KeepUnnamedAsync(NpgsqlConnection connection, long import, RowRange range, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($$"""
            update {{StageRows.Table(import)}} staged set attributes = kept.attributes || staged.attributes
            from (
                select r.index, (select jsonb_object_agg(key, value) from jsonb_each(v.attributes) where key = any (r.silent)) as attributes
                from {{StageRows.Table(import)}} r
                join env.feature f on f.code = r.code
                cross join lateral (
                    select v.attributes from env.feature_version v
                    where v.feature_id = f.id and upper_inf(v.recorded) and (r.valid_from is null or v.valid @> r.valid_from)
                    order by v.valid @> env.today() desc, lower(v.valid) desc
                    limit 1) v
                where r.index >= @first and r.index < @end) kept
            where staged.index = kept.index and kept.attributes is not null
            """, connection);
        command.Parameters.AddWithValue("first", range.First);
        command.Parameters.AddWithValue("end", range.End);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>Index, id, code and reasons of each row that was taken out, in the order of the file.</returns>
    public static async Task<List<(long Index, string? SourceId, string? Code, string[] Problems)>> RefuseAsync(
        NpgsqlConnection connection, long import, ImportRequest request, RowRange range, CancellationToken cancellationToken)
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
                         when r.geom is null and r.commune_code is null then 'unlocated-without-commune:'
                         when away.km > 0 then 'commune-contradicts:' || c.code || ' ' || c.name || ':' || round(away.km::numeric, 1) end,
                    -- A code of its own says that it is another place; what has none is the same when its name is and its position may be.
                    case when r.code is not null or @allowTwice then null
                         when twin.index is not null then 'place-repeated:' || twin.index
                         when known.code is not null then 'place-exists:' || known.code end,
                    case when r.geom is null then null
                         when st_isempty(r.geom) then 'geometry-empty:'
                         when not env.kind_fits(l.geometry_kind, r.geom) then 'geometry-kind:' || geometrytype(r.geom)
                         when st_xmin(r.geom) < -180 or st_xmax(r.geom) > 180 or st_ymin(r.geom) < -85.05 or st_ymax(r.geom) > 85.05
                             then 'geometry-outside:' || st_xmin(r.geom) || ' ' || st_ymin(r.geom) || ' … ' || st_xmax(r.geom) || ' ' || st_ymax(r.geom)
                         when not st_isvalid(r.geom) then 'geometry-invalid:' || st_isvalidreason(r.geom) end,
                    case when not published.is_within_reason(r.valid_from) then 'day-beyond-reason:' || r.valid_from
                         when not published.is_within_reason(r.valid_to) then 'day-beyond-reason:' || r.valid_to
                         when r.valid_to < d.first then 'validity:' || d.first || ' – ' || r.valid_to end
                    ], null)
                    || (select coalesce(array_agg('attribute-' || split_part(p, ':', 2) || ':' || split_part(p, ':', 1) || ':'
                            || substr(p, length(split_part(p, ':', 1)) + length(split_part(p, ':', 2)) + 3)), '{}')
                        from unnest(env.attribute_problems(l.rules, r.attributes)) p) as problems
                from {{StageRows.Table(import)}} r
                cross join env.layer l
                left join env.feature f on f.code = r.code
                left join lateral ({{RestatedByRow}}) v on true
                cross join lateral (select coalesce(r.valid_from, lower(v.valid), env.today()) as first) d
                cross join lateral ({{NearRow}}) near
                left join lateral ({{CommuneOfRow}}) c on true
                left join lateral ({{AwayFromCommune}}) away on c.id is not null
                left join lateral ({{TwinInFile.Replace("{table}", StageRows.Table(import), StringComparison.Ordinal)}}) twin on r.code is null and not @allowTwice
                left join lateral ({{KnownPlace}}) known on r.code is null and not @allowTwice
                where l.id = @layer and r.index >= @first and r.index < @end),
            taken_out as (
                delete from {{StageRows.Table(import)}} r using checked c
                where r.index = c.index and cardinality(c.problems) > 0
                returning r.index, r.source_id, r.code, c.problems)
            select * from taken_out order by index
            """, connection);
        command.Parameters.AddWithValue("layer", request.Layer);
        command.Parameters.AddWithValue("update", request.Update);
        command.Parameters.AddWithValue("allowTwice", request.AllowTwice);
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

    /// <summary>The version of feature f that row r restates: the one that begins on its first day; without one what is in force, or else the latest recorded.</summary>
    public const string RestatedByRow = """
        select v.valid from env.feature_version v
        where v.feature_id = f.id and upper_inf(v.recorded) and (r.valid_from is null or lower(v.valid) = r.valid_from)
        order by v.valid @> env.today() desc, lower(v.valid) desc
        limit 1
        """;

    /// <summary>The commune that bore row r's code on its first day, or else bears it now: codes were reused in the mergers of 2025.</summary>
    public const string CommuneOfRow = """
        select c.id, c.code, c.name, c.kind, c.centre, c.area_km2, c.radius_m from env.commune c
        where c.code = r.commune_code
          and (daterange(c.valid_from, c.valid_to) @> coalesce(r.valid_from, env.today()) or daterange(c.valid_from, c.valid_to) @> env.today())
        order by daterange(c.valid_from, c.valid_to) @> coalesce(r.valid_from, env.today()) desc
        limit 1
        """;

    /// <summary>
    /// How many kilometres row r lies outside its commune c: by the commune's boundary where it is loaded, else by its centre and size, and never
    /// nearer than its farthest corner. Communes are long, and islands scattered over the sea, so without a boundary only what lies far off is doubted.
    /// </summary>
    const string AwayFromCommune = """
        select case when bounds.code is not null then
                        case when st_intersects(bounds.geom, r.geom) then 0
                             else nullif(greatest(st_distance(bounds.geom, r.geom) * 111.2 - greatest(r.accuracy_m / 1000, 0.5), 0), 0) end
                    else greatest(st_distance(c.centre, r.geom) * 111.2 - r.accuracy_m / 1000
                        - 5 - greatest(c.radius_m / 1000, 4 * sqrt(coalesce(c.area_km2, 400) / pi())), 0) end as km
        from (select) one
        left join env.boundary bounds on bounds.level = 'commune' and bounds.code = c.code
        where r.geom is not null and not st_isempty(r.geom)
        """;

    /// <summary>
    /// How far two positions may lie apart and still be the same as far as row r knows: its accuracy, or a metre if that is less; in degrees of latitude and of longitude, which
    /// shrink towards the poles. A position from a commune's centre is where it is: its accuracy tells how large the commune is.
    /// </summary>
    const string NearRow = """
        select metres, metres / 111200 as north, least(metres / 111200 / greatest(cosd(coalesce(st_ymax(r.geom), 0)), 0.001), 360) as east
        from (select case when r.position_source in ('commune-centre', 'former-commune-centre') then 1 else greatest(r.accuracy_m, 1) end as metres) m
        """;

    /// <summary>
    /// Whether the shape of k is where that of row r is, as far as the row knows: points by their distance, others by the box around them. Names are often given anew in each
    /// commune, so what lies in two of them is two places.
    /// </summary>
    const string IsWhereRowIs = """
        (k.commune_code = r.commune_code or k.commune_code is null or r.commune_code is null or k.geom ~= r.geom)
        and abs(st_ymin(k.geom) - st_ymin(r.geom)) <= near.north and abs(st_xmax(k.geom) - st_xmax(r.geom)) <= near.east and abs(st_ymax(k.geom) - st_ymax(r.geom)) <= near.north
        and st_dimension(k.geom) = st_dimension(r.geom)
        and (geometrytype(k.geom) <> 'POINT' or geometrytype(r.geom) <> 'POINT' or st_distancesphere(k.geom, r.geom) <= near.metres)
        """;

    /// <summary>An earlier row of the file with the name and the position of row r; of what is not located, with its commune.</summary>
    const string TwinInFile = $"""
        -- "offset 0": looked up by name and west; for one row of many the planner would rather walk the file until one fits.
        (select k.index from (
             select e.index, e.geom, e.commune_code from {"{table}"} e
             where e.code is null and e.name_hash = r.name_hash and e.west between r.west - near.east and r.west + near.east offset 0) k
         where k.index < r.index and {IsWhereRowIs}
         limit 1)
        union all
        (select k.index from (
             select e.index, e.geom, e.commune_code from {"{table}"} e where r.geom is null and e.code is null and e.name_hash = r.name_hash and e.west is null offset 0) k
         where k.index < r.index and k.geom is null and k.commune_code = r.commune_code
         limit 1)
        """;

    /// <summary>
    /// The published feature with the name and the position of row r; one that nobody has located by its commune c. The layer is asked last: with it beside the name, a plan made while the table
    /// was small takes an index that begins with the layer, and reads all of it for each row.
    /// </summary>
    const string KnownPlace = $"""
        (select k.code from (
             select e.layer, e.code, e.geom, e.commune_code from published.feature e
             where published.name_hash(e.name_vi) = r.name_hash and st_xmin(e.geom) between r.west - near.east and r.west + near.east offset 0) k
         where k.layer = @layer and {IsWhereRowIs}
         limit 1)
        union all
        (select k.code from (
             select e.layer, e.code, e.geom, e.commune_code from restricted.feature e
             where published.name_hash(e.name_vi) = r.name_hash and st_xmin(e.geom) between r.west - near.east and r.west + near.east offset 0) k
         where k.layer = @layer and {IsWhereRowIs}
         limit 1)
        union all
        (select k.code from (
             select e.layer, e.code, e.unlocated, e.commune_code from published.feature e
             where r.geom is null and published.name_hash(e.name_vi) = r.name_hash and st_xmin(e.geom) is null offset 0) k
         where k.layer = @layer and k.unlocated and k.commune_code = c.code
         limit 1)
        union all
        (select k.code from (
             select e.layer, e.code, e.unlocated, e.commune_code from restricted.feature e
             where r.geom is null and published.name_hash(e.name_vi) = r.name_hash and st_xmin(e.geom) is null offset 0) k
         where k.layer = @layer and k.unlocated and k.commune_code = c.code
         limit 1)
        limit 1
        """;

    static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

/// <summary>Rows of the file by their index; <paramref name="End"/> is not one of them.</summary>
public readonly record struct RowRange(long First, long End);
