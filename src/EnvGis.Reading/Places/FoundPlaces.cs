using System.Data.Common;
using System.Text.Json;
using Dapper;
using EnvGis.Http;

namespace EnvGis.Places;

/// <summary>Places of today by their names, codes and what they were.</summary>
static class FoundPlaces
{
    // A unit of the kind that was written comes before others of the name; then what is before what was, and a longer name before a shorter one in it. Who names a
    // province of old and no kind means all of it, not the ward or commune that bears its name today.
    static readonly string Terms = $"""
        (((case when @Kind::text is null or h.kind_key = @Kind then 0 else 2 end + case when h.level between 2 and 3 or h.level = 4 and @Kind::text is not null then 1 else 0 end) * 4
            + {SearchValues.Elsewhere}) * 5 + case when h.level = 4 and @Kind::text is null then 0 else h.level end) * 100 + 99 - least(length(h.name_key), 99)
        """;

    // One row a place, by its best name; what the text names whole comes first, in its order.
    static readonly string PageSql = $"""
        with hit as materialized (
            -- A word before the last that is only begun is none of what was typed: of quan va dong tien the van of Vạn Xuân.
            select d.id, d.level, d.code, d.commune_id, d.province_code, d.kind_key, d.name_key, case when begun.so then 5 else d.class end as class,
                   case when begun.so then least(w.apart + 1, 9) else w.apart end as apart, w.misspelt, w.strays
            from (
                -- Words are compared only of the best: they order within a class. Names that begin with the text are looked for by themselves, of each level some; a letter
                -- or two asks for nothing else.
                select *, {SearchValues.ClassOf("d.name_key", "d.unit_code", "d.full_key", "d.joined_key")} as class
                from published.place_document d
                where d.id in ((select unnest(@Named)) union (select n.id from generate_series(0, 4) l cross join lateral (
                                    select id from published.place_document p where p.level = l::smallint and p.name_key collate "C" >= @Bare and p.name_key collate "C" < @Beyond
                                    order by p.name_key collate "C" limit 150) n)
                               union (select id from published.place_document where @ByWords and length(@Bare) > 2 and words @@ @Query::tsquery limit 1500))
                order by d.id <> all(@Named), class, kind_key is distinct from @Kind::text, level, id limit 300) d
            cross join lateral (select {SearchValues.WordsOf(SearchValues.Outside("d.name_key"))} offset 0) w
            cross join lateral (select d.class >= 4 and not d.words @@ @Whole::tsquery as so) begun
            where d.commune_id is null
               -- One by one: all communes are more than any page asks of.
               or (select true from published.commune c where c.id = d.commune_id and c.valid_from <= @Today and (c.valid_to is null or c.valid_to > @Today))),
        best as (
            select distinct on (h.code) h.id, coalesce(array_position(@Named, h.id)::bigint, {SearchValues.RankOf(Terms)} + {SearchValues.MostNamed}) as rank
            from hit h order by h.code, rank, h.id)
        select id, rank from best where (rank, id) > (@AfterRank, @AfterId) order by rank, id limit @Limit
        """;

    const int MostWordsOfName = 8;

    const string NearSql = "select id, level::integer, name_key, full_key from published.nearly_found_places(@Called, @Plain, @Clauses, @farthest)";

    const string ShowSql = """
        select d.level, d.unit_kind as UnitKind, d.unit_name as UnitName, d.district, d.province as FormerProvince, d.valid_until as ValidUntil, d.code,
               coalesce(c.name, a.name, p.name) as name, published.full_name(coalesce(c.kind, a.kind, p.kind), coalesce(c.name, a.name, p.name)) as FullName,
               case when d.level not in (0, 4) then p.name end as province, case when a.id is null then coalesce(c.valid_from, p.valid_from) end as since,
               st_x(centre.point) as lon, st_y(centre.point) as lat,
               coalesce((select max(st_distance(centre.point::geography, corner.geom::geography))
                         from published.boundary y cross join lateral st_dumppoints(st_envelope(y.geom)) corner
                         where y.level = case when d.level in (0, 4) then 'province' when d.level < 3 then 'commune' end and y.code = d.code),
                   c.radius_m, a.radius_m, p.radius_m) as RadiusM,
               coalesce((select bool_and(u.complete) from published.former_unit u where u.id = d.former_unit_id),
                   (select o.complete from published.former_area o where o.id = d.former_area_id), true) as complete,
               d.level = 2 and not exists (
                   select from published.former_unit u join published.former_unit o on o.commune_id = u.commune_id and o.id <> u.id and o.valid_until is not distinct from u.valid_until
                   where u.id = d.former_unit_id) as sole,
               -- A province that has only changed its kind or name has all communes of what it became.
               d.level = 4 and exists (
                   select from published.commune o where o.province_code = d.code and o.valid_to is null
                     and not exists (select from published.former_area_successor f where f.former_area_id = d.former_area_id and f.commune_id = o.id)) as merged,
               (select jsonb_agg(jsonb_build_object('code', s.code, 'fullName', published.full_name(s.kind, s.name), 'lon', st_x(s.centre), 'lat', st_y(s.centre),
                           'radiusM', s.radius_m, 'part', f.part) order by f.part and d.level = 3, s.code)::text
                from (select commune_id, part from published.former_unit where id = d.former_unit_id
                      union all select commune_id, part from published.former_area_successor where former_area_id = a.id) f
                join published.commune s on s.id = f.commune_id) as successors
        from unnest(@ids) with ordinality i (id, nr)
        join published.place_document d on d.id = i.id
        left join published.commune c on c.id = d.commune_id
        left join published.former_area a on a.id = d.former_area_id and d.level = 3
        join published.province p on p.code = d.province_code and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)
        cross join lateral (select coalesce(c.centre, a.centre, p.centre) as point) centre
        order by i.nr
        """;

    public static async Task<FoundPage<PlaceSearch.Place>> ReadAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = (await connection.QueryAsync<(int Id, long Rank)>(new CommandDefinition(PageSql, values, cancellationToken: cancellationToken))).AsList();
        var page = found.Take(values.Limit - 1).ToList();
        var shown = await ShowAsync([.. page.Select(row => row.Id)], near: false, values, connection, cancellationToken);
        return new(values.IsNamedNear ? [.. shown.Zip(page, (place, row) => place with { Near = row.Rank <= SearchValues.MostNamed })] : shown,
            found.Count > page.Count ? new SearchCursor(page[^1].Rank, "", page[^1].Id).Write() : null, page.Count > 0 ? SearchValues.BestOf(page[0].Rank) : null,
            SearchValues.MeantOf(page.Select(row => row.Rank)), Ends: page.ConvertAll(row => new SearchCursor(row.Rank, "", row.Id).Write()));
    }

    /// <summary>The places of some documents, in their order, as such that are not named quite so.</summary>
    public static async Task<IReadOnlyList<PlaceSearch.Place>> NotQuiteAsync(int[] documents, SearchValues values, DbConnection connection, CancellationToken cancellationToken) =>
        [.. (await ShowAsync(documents, near: true, values, connection, cancellationToken)).DistinctBy(place => (place.Kind, place.Code))];

    /// <summary>Places written nearly so, that are not among those found.</summary>
    /// <param name="farthest">Slips at most.</param>
    public static async Task<IReadOnlyList<PlaceSearch.Place>> NearAsync(
        SearchValues values, int farthest, IReadOnlyList<PlaceSearch.Place> found, DbConnection connection, CancellationToken cancellationToken)
    {
        // Nobody's name is so long.
        if (values.Words.Length > MostWordsOfName)
        {
            return [];
        }
        var names = await connection.QueryAsync<(int Id, int Level, string Name, string Full)>(new CommandDefinition(
            NearSql, new { values.Called, values.Plain, values.Clauses, farthest }, cancellationToken: cancellationToken));
        var nearest = names.Select(row => (row.Id, row.Level, Slips: values.Called.Min(called => Math.Min(Slips.Distance(called, row.Name), Slips.Distance(called, row.Full)))))
            .Where(row => row.Slips <= farthest).OrderBy(row => row.Slips).ThenBy(row => row.Level).ThenBy(row => row.Id).Take(20).ToList();
        var shown = await ShowAsync([.. nearest.Select(row => row.Id)], near: true, values, connection, cancellationToken);
        return [.. shown.Where(place => !found.Any(other => Same(other, place))).DistinctBy(place => (place.Kind, place.Code)).Take(MostNear)];
    }

    const int MostNear = 5;

    public static bool Same(PlaceSearch.Place one, PlaceSearch.Place other) => one.Kind == other.Kind && one.Code == other.Code;

    static async Task<IReadOnlyList<PlaceSearch.Place>> ShowAsync(int[] ids, bool near, SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return [];
        }
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ShowSql, new { ids, today = values.Today }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => Answer(row, near))];
    }

    sealed class Row
    {
        public short Level { get; init; }
        public required string UnitKind { get; init; }
        public required string UnitName { get; init; }
        public string? District { get; init; }
        public string? FormerProvince { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public required string Code { get; init; }
        public required string Name { get; init; }
        public required string FullName { get; init; }
        public string? Province { get; init; }
        public DateOnly? Since { get; init; }
        public double Lon { get; init; }
        public double Lat { get; init; }
        public double RadiusM { get; init; }
        public bool Complete { get; init; }
        public bool Sole { get; init; }
        public bool Merged { get; init; }
        public string? Successors { get; init; }
    }

    static PlaceSearch.Place Answer(Row row, bool near)
    {
        var kind = row.Level switch { 0 or 4 => "province", 3 => "district", _ => "commune" };
        var became = row.Level >= 2;
        var matched = became ? $"{char.ToUpperInvariant(row.UnitKind[0])}{row.UnitKind[1..]} {row.UnitName}" : null;
        IReadOnlyList<PlaceSearch.Successor> successors = row.Successors is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<PlaceSearch.Successor>>(row.Successors, JsonSerializerOptions.Web)!;
        return new(kind, row.Code, row.Name, row.FullName, row.Province, row.Lon, row.Lat, Math.Round(row.RadiusM), matched, became,
            became ? Note(row, kind, successors) : null, row.District, row.FormerProvince, row.Since, near, successors, row.Complete);
    }

    static Text Note(Row row, string kind, IReadOnlyList<PlaceSearch.Successor> successors)
    {
        var until = row.ValidUntil?.AddDays(1);
        var unit = new FormerName(row.UnitKind, row.UnitName, kind == "district" && row.FormerProvince != row.Province ? row.FormerProvince : null, until);
        return kind switch
        {
            "province" => unit.IsNow(row.FullName, row.Merged),
            "district" => unit.Became([.. successors.Where(one => !one.Part).Select(one => one.FullName)], [.. successors.Where(one => one.Part).Select(one => one.FullName)], row.Complete),
            _ => unit.WentTo([.. successors.Select(one => one.FullName)], row.Complete, row.Sole),
        };
    }
}
