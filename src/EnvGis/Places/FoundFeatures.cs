using System.Data.Common;
using Dapper;

namespace EnvGis.Places;

/// <summary>Features by the words of their documents, which the reader's own role shows: of restricted ones only those that the caller may see.</summary>
static class FoundFeatures
{
    static readonly string Terms = $"(case when h.demonstration then 4 else 0 end + {SearchValues.Elsewhere})";

    // Bounded before it is ranked: a word that half a million names have must not sort them all. What begins with the text and what lies in the province on screen
    // is looked for by itself, so that the bound does not leave it out.
    static readonly string PageSql = $"""
        with hit as (
            select d.layer, d.id, d.name_key, d.province_code, d.demonstration, {SearchValues.ClassOf("d.name_key", "d.code_key")} as class, w.*
            from (
                select distinct on (layer, id) * from (
                    (select * from feature_document where words @@ @Begins::tsquery limit 100)
                    union all
                    (select * from feature_document where words @@ @Here::tsquery limit 100)
                    union all
                    (select * from feature_document where words @@ @Query::tsquery limit 200)) f) d
            cross join lateral (select {SearchValues.WordsOf(SearchValues.Parted)}) w),
        ranked as (select h.layer, h.id, h.name_key, {SearchValues.RankOf(Terms)} as rank from hit h where {SearchValues.IsMeant}),
        page as (
            select * from ranked where (rank, name_key, id) > (@AfterRank, @AfterName, @AfterId) order by rank, name_key, id limit @Limit)
        select f.id, f.layer, f.code, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_name as CommuneName,
               (select o.name from published.province o where o.code = f.province_code order by o.valid_from desc limit 1) as province,
               st_x(at.point) as lon, st_y(at.point) as lat, f.unlocated, f.demonstration, page.rank, page.name_key as NameKey
        from page
        join feature f on f.layer = page.layer and f.id = page.id
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near) as point) at
        order by page.rank, page.name_key, page.id
        """;

    const string NearSql = """
        select f.id, f.layer, f.code, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_name as CommuneName,
               (select o.name from published.province o where o.code = f.province_code order by o.valid_from desc limit 1) as province,
               st_x(at.point) as lon, st_y(at.point) as lat, f.unlocated, f.demonstration, 0::bigint as rank, d.name_key as NameKey
        from published.nearly_named_features(@Bare, 30) with ordinality d (layer, id, name_key, nr)
        join feature f on f.layer = d.layer and f.id = d.id
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near) as point) at
        order by d.nr
        """;

    sealed class Row
    {
        public long Id { get; init; }
        public required string Layer { get; init; }
        public required string Code { get; init; }
        public required string NameVi { get; init; }
        public required string NameEn { get; init; }
        public string? CommuneName { get; init; }
        public string? Province { get; init; }
        public double? Lon { get; init; }
        public double? Lat { get; init; }
        public bool Unlocated { get; init; }
        public bool Demonstration { get; init; }
        public long Rank { get; init; }
        public required string NameKey { get; init; }

        public PlaceSearch.Feature Answer(bool near) => new(Id, Layer, Code, new(NameVi, NameEn), CommuneName, Province, Lon, Lat, Unlocated, Demonstration, near);
    }

    public static async Task<FoundPage<PlaceSearch.Feature>> ReadAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = (await connection.QueryAsync<Row>(new CommandDefinition(PageSql, values, cancellationToken: cancellationToken))).AsList();
        var page = found.Take(values.Limit - 1).ToList();
        return new([.. page.Select(row => row.Answer(near: false))],
            found.Count > page.Count ? new SearchCursor(page[^1].Rank, page[^1].NameKey, page[^1].Id).Write() : null, page.Count > 0 ? SearchValues.BestOf(page[0].Rank) : null);
    }

    /// <summary>Features named nearly so, that are not among those found.</summary>
    /// <param name="farthest">Slips at most.</param>
    public static async Task<IReadOnlyList<PlaceSearch.Feature>> NearAsync(
        SearchValues values, int farthest, IReadOnlyList<PlaceSearch.Feature> found, DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(NearSql, values, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(row => (Row: row, Slips: Slips.Distance(values.Bare, row.NameKey))).Where(one => one.Slips <= farthest && !found.Any(other => other.Id == one.Row.Id))
                .OrderBy(one => one.Slips).Take(values.Left(found.Count)).Select(one => one.Row.Answer(near: true)),
        ];
    }
}
