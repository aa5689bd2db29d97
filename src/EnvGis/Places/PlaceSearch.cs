using EnvGis.Http;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using EnvGis.Layers;

namespace EnvGis.Places;

/// <summary>Finds places by name, without regard to accents, case, tone-mark style or đ/d; an old name leads to what it became.</summary>
sealed class PlaceSearch(Sight sight)
{
    public const int LongestQuery = 200;

    /// <param name="Kind">commune, province, or district: one of those that ended on 1 July 2025.</param>
    /// <param name="Province">Name of the province of today that a commune or district lies in; null for a province.</param>
    /// <param name="RadiusM">Metres round the point that hold the place: by its boundary when one is loaded; a province's special zones, islands far out, apart.</param>
    /// <param name="Matched">The old name that was hit; null when the present one was.</param>
    /// <param name="Became">Whether the place was found by what it was before.</param>
    /// <param name="Successors">What the old commune or district became, this place among them; empty when the present name was hit.</param>
    /// <param name="Complete">False when the old unit may have other successors: those told are its main ones, or have a part of it.</param>
    public sealed record Place(
        string Kind, string Code, string Name, string FullName, string? Province, double Lon, double Lat, double RadiusM, string? Matched, bool Became, Text? Note,
        IReadOnlyList<Successor> Successors, bool Complete);

    /// <param name="Part">Whether only a part of the old commune went there; of a district, whether only a part of this commune comes from it.</param>
    public sealed record Successor(string Code, string FullName, double Lon, double Lat, double RadiusM, bool Part);

    public sealed record Feature(
        long Id, string Layer, string Code, Text Name, string? Commune, double? Lon, double? Lat, bool Unlocated, bool Demonstration);

    public sealed record Task(string Id, Text Title, string Plan);

    /// <param name="Coordinates">Where the text lies when it is coordinates: one, or one for each meridian that it may be meant in, the likeliest first.</param>
    /// <param name="CoordinatesNote">Why coordinates lead nowhere; null when the text is none.</param>
    public sealed record Found(
        IReadOnlyList<Place> Places, IReadOnlyList<Feature> Features, IReadOnlyList<Task> Tasks, IReadOnlyList<CoordinateSearch.Position> Coordinates,
        Text? CoordinatesNote);

    // The key holds no wildcard: search_key leaves letters, digits, spaces and .,/°'" only. "bare" is the key without a leading "xã", "tỉnh" and the like,
    // which then must fit the unit's kind. Rank: 0 the very name, 1 its beginning, 2 the beginning of a word, 3 anywhere.
    // Of equal ranks the name spelt as asked comes first: who writes Yến Lạc does not mean Yên Lạc.
    const string PlacesSql = """
        with hit as (
            select 'commune' as kind, c.id as commune_id, c.code, null::integer as former_id, null::text as former_name,
                   coalesce(@spelt in (lower(c.name), lower(c.name_other)), false) as spelt, rank
            from published.commune c
            cross join lateral (select case when c.search_key in (@key, @bare) then 0 when c.search_key like @bare || '%' then 1
                                            when c.search_key like '% ' || @bare || '%' then 2 else 3 end as rank) r
            where c.search_key like '%' || @bare || '%'
              and (@key = @bare or published.search_key(published.full_name(c.kind, c.name)) like '%' || @key || '%' or c.search_key like '%' || @key || '%')
              and c.valid_from <= @today and (c.valid_to is null or c.valid_to > @today)
            union all
            select 'commune', c.id, c.code, u.id, published.full_name(u.kind, u.name), lower(u.name) = @spelt, rank
            from published.former_unit u
            join published.commune c on c.id = u.commune_id
            cross join lateral (select case when u.search_key in (@key, @bare) then 0 when u.search_key like @bare || '%' then 1
                                            when u.search_key like '% ' || @bare || '%' then 2 else 3 end as rank) r
            where u.search_key like '%' || @bare || '%'
              and (@key = @bare or published.search_key(published.full_name(u.kind, u.name)) like '%' || @key || '%' or u.search_key like '%' || @key || '%')
            union all
            select 'province', null, p.code, case when not own.hit then former.id end, case when not own.hit then former.name end,
                   coalesce(@spelt in (lower(p.name), lower(p.name_other)), false),
                   least(case when own.hit then own.rank end, former.rank)
            from published.province p
            cross join lateral (
                select k like '%' || @bare || '%' and (@key = @bare or published.search_key(published.full_name(p.kind, p.name)) like '%' || @key || '%') as hit,
                       case when k in (@key, @bare) then 0 when k like @bare || '%' then 1 when k like '% ' || @bare || '%' then 2 else 3 end as rank
                from (select published.search_key(p.name) as k) n) own
            left join lateral (
                select a.id, published.full_name(a.kind, a.name) as name,
                       case when k = @bare then 0 when k like @bare || '%' then 1 when k like '% ' || @bare || '%' then 2 else 3 end as rank
                from published.former_area a cross join lateral (select a.search_key as k) n
                where a.level = 'province' and a.province_code = p.code and k like '%' || @bare || '%'
                  and published.search_key(published.full_name(a.kind, a.name)) like '%' || @key || '%'
                order by 3, a.valid_until desc limit 1) former on not own.hit
            where (own.hit or former.name is not null) and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)
            union all
            select 'district', null, published.full_name(a.kind, a.name) || ', ' || a.province, a.id, published.full_name(a.kind, a.name), lower(a.name) = @spelt, rank
            from published.former_area a
            cross join lateral (select case when a.search_key in (@key, @bare) then 0 when a.search_key like @bare || '%' then 1
                                            when a.search_key like '% ' || @bare || '%' then 2 else 3 end as rank) r
            where a.level = 'district' and a.search_key like '%' || @bare || '%'
              and (@key = @bare or published.search_key(published.full_name(a.kind, a.name)) like '%' || @key || '%' or a.search_key like '%' || @key || '%')),
        best as (
            -- One row a place, by its best name; the present one before an old one.
            select distinct on (kind, code) hit.*, former_name is not null as became
            from hit order by kind, code, rank, not spelt, former_name is not null, former_name),
        chosen as (
            select best.*, exists (select from feature f where f.commune_code = best.code) as has_features
            from (select * from best order by rank, not spelt, became, kind desc, code limit 200) best
            order by rank, not spelt, became, kind desc, has_features desc, code limit @limit)
        select b.kind, b.code, coalesce(c.name, p.name, a.name) as name,
               published.full_name(coalesce(c.kind, p.kind, a.kind), coalesce(c.name, p.name, a.name)) as full_name,
               case when b.kind <> 'province' then cp.name end as province, st_x(centre.point) as lon, st_y(centre.point) as lat,
               coalesce((select max(st_distance(centre.point::geography, corner.geom::geography))
                         from published.boundary y cross join lateral st_dumppoints(st_envelope(y.geom)) corner where y.level = b.kind and y.code = b.code),
                   c.radius_m, p.radius_m, a.radius_m) as radius_m,
               b.former_name as matched, b.became, coalesce(u.kind, a.kind) as former_kind, coalesce(u.name, a.name) as former_bare,
               a.province as former_province, coalesce(u.valid_until, a.valid_until) as valid_until, coalesce(u.complete, a.complete, true) as complete,
               (select jsonb_agg(jsonb_build_object('code', s.code, 'fullName', published.full_name(s.kind, s.name), 'lon', st_x(s.centre), 'lat', st_y(s.centre),
                           'radiusM', s.radius_m, 'part', f.part) order by f.part and b.kind = 'district', s.code)::text
                from (select commune_id, part from published.former_unit where id = b.former_id and b.kind = 'commune'
                      union all select commune_id, part from published.former_area_successor where former_area_id = b.former_id and b.kind = 'district') f
                join published.commune s on s.id = f.commune_id) as successors
        from chosen b
        left join published.commune c on c.id = b.commune_id
        left join published.province p on b.kind = 'province' and p.code = b.code and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)
        left join published.former_area a on a.id = b.former_id and b.kind <> 'commune'
        left join published.province cp on cp.code = coalesce(c.province_code, a.province_code) and cp.valid_from <= @today and (cp.valid_to is null or cp.valid_to > @today)
        left join lateral (select distinct kind, name, valid_until, complete from published.former_unit f where f.id = b.former_id and b.kind = 'commune') u on true
        cross join lateral (select coalesce(c.centre, p.centre, a.centre) as point) centre
        order by b.rank, not b.spelt, b.became, b.kind desc, b.has_features desc, b.code
        """;

    // Bounded before it is ranked: a letter that half a million names have must not sort them all.
    const string FeaturesSql = """
        select f.id, f.layer, f.code, f.name_vi, coalesce(f.name_en, f.name_vi) as name_en, f.commune_name, f.unlocated, f.demonstration,
               st_x(at.point) as lon, st_y(at.point) as lat
        from (
            select distinct on (id) * from (
                (select * from feature where search_key like @bare || '%' limit 100)
                union all
                (select * from feature where search_key like '%' || @bare || '%' limit 300)) hit
            order by id) f
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near) as point) at
        order by case when f.search_key like @bare || ' / %' then 0 when f.search_key like @bare || '%' then 1
                      when f.search_key like '% ' || @bare || '%' then 2 else 3 end,
            f.demonstration, f.name_vi, f.id
        limit @limit
        """;

    const string TasksSql = """
        select t.id, t.title_vi, t.title_en, t.plan_id from published.task t where t.search_key like '%' || @key || '%'
        order by case when t.search_key like @key || '%' then 0 else 1 end, t.plan_id, t.line, t.id limit @limit
        """;

    static readonly DateOnly ReformOf2025 = new(2025, 7, 1);

    static readonly string[] Kinds = ["xa ", "phuong ", "dac khu ", "thi tran ", "huyen ", "quan ", "thi xa ", "tinh ", "thanh pho "];

    public async Task<Found> FindAsync(string query, int limit, DateOnly today, CancellationToken cancellationToken)
    {
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        var key = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "select published.search_key(@query)", new { query }, cancellationToken: cancellationToken));
        if (key?.Any(char.IsAsciiLetterOrDigit) is not true)
        {
            return new([], [], [], [], null);
        }
        var kind = Kinds.FirstOrDefault(kind => key.Length > kind.Length && key.StartsWith(kind, StringComparison.Ordinal));
        var values = new
        {
            key, bare = kind is null ? key : key[kind.Length..], limit, today = today.ToDateTime(TimeOnly.MinValue),
            spelt = query.Normalize(NormalizationForm.FormC).ToLower(CultureInfo.GetCultureInfo("vi-VN")),
        };
        return new(
            await ReadAsync(PlacesSql, ReadPlace), await ReadAsync(FeaturesSql, ReadFeature),
            await ReadAsync(TasksSql, row => new Task(row.GetString(0), new(row.GetString(1), row.GetString(2)), row.GetString(3))), [], null);

        async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read)
        {
            await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
            var found = new List<T>();
            while (await row.ReadAsync(cancellationToken))
            {
                found.Add(read(row));
            }
            return found;
        }
    }

    static Place ReadPlace(DbDataReader row)
    {
        string? Text(string column) => row.IsDBNull(row.GetOrdinal(column)) ? null : row.GetString(row.GetOrdinal(column));
        double Number(string column) => row.GetDouble(row.GetOrdinal(column));
        var name = Text("name")!;
        var fullName = Text("full_name")!;
        var matched = Text("matched");
        var former = Text("successors") is { } json ? JsonSerializer.Deserialize<IReadOnlyList<Successor>>(json, JsonSerializerOptions.Web)! : [];
        var complete = row.GetBoolean(row.GetOrdinal("complete"));
        Text? note = null;
        if (matched is not null)
        {
            var until = row.IsDBNull(row.GetOrdinal("valid_until")) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(row.GetOrdinal("valid_until")).AddDays(1);
            var unit = new FormerName(Text("former_kind")!, Text("former_bare")!, Text("former_province") is { Length: > 0 } old && old != Text("province") ? old : null, until);
            note = Text("kind") switch
            {
                "province" => unit.IsNow(fullName, merged: until == ReformOf2025),
                "district" => unit.Became([.. former.Where(one => !one.Part).Select(one => one.FullName)], [.. former.Where(one => one.Part).Select(one => one.FullName)], complete),
                _ => unit.WentTo([.. former.Select(one => one.FullName)], complete),
            };
        }
        return new(Text("kind")!, Text("code")!, name, fullName, Text("province"), Number("lon"), Number("lat"), Math.Round(Number("radius_m")),
            matched, row.GetBoolean(row.GetOrdinal("became")), note, former, complete);
    }

    static Feature ReadFeature(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), new(row.GetString(3), row.GetString(4)), row.IsDBNull(5) ? null : row.GetString(5),
        row.IsDBNull(8) ? null : row.GetDouble(8), row.IsDBNull(9) ? null : row.GetDouble(9), row.GetBoolean(6), row.GetBoolean(7));
}
