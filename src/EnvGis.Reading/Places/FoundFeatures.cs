using System.Data.Common;
using Dapper;

namespace EnvGis.Places;

/// <summary>Features by the words of their documents, which the reader's own role shows: of restricted ones only those that the caller may see.</summary>
static class FoundFeatures
{
    static readonly string Terms = $"(case when h.demonstration then 4 else 0 end + {SearchValues.Elsewhere})";

    // Bounded before it is ranked: a word that half a million names have must not sort them all. Materialized, and "offset 0": what ranks a row is computed once.
    static readonly string PageSql = $"""
        with hit as materialized (
            -- Who names a layer, and where, asks what it has there.
            select d.layer, d.id, d.name_key, d.province_code, d.demonstration, w.*,
                   least({SearchValues.ClassOf("d.name_key", "d.code_key")}, case when d.layer = any(@Layers) and not w.strays then 3 end) as class
            from (
                select distinct on (layer, id) *, translate(replace(spelt, 'đ', 'd'), e'\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b', '') as said
                from found_features(@Plain, @Clauses, @Bare, @Keys, @Provinces)) d
            cross join lateral (select {SearchValues.WordsOf(SearchValues.Parted)} offset 0) w
            -- What only demonstrates something says so in its name, which therefore begins like that of a place in Minh Hoá.
            where not d.demonstration or d.words @@ @Query::tsquery or d.name_key = any(@Keys) or e'hoa\u0323' = any(@Marked)),
        ranked as materialized (select h.layer, h.id, h.name_key, {SearchValues.RankOf(Terms)} as rank from hit h)
        select layer, id, name_key, rank from ranked where (rank, name_key, id) > (@AfterRank, @AfterName, @AfterId) order by rank, name_key, id limit @Limit
        """;

    const string NearSql = """
        select d.layer, d.id, d.name_key as name, min(d.nr) as nr
        from nearly_found_features(@Plain, @Clauses, @Provinces) with ordinality d (layer, id, code_key, name_key, spelt, province_code, demonstration, words, commune_code, nr)
        group by 1, 2, 3 order by 4
        """;

    // By numbers, which go through the barrier before what is restricted; a join would read all that the caller sees.
    const string ShowSql = """
        select f.id, f.layer, f.code, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_name as CommuneName,
               (select o.name from published.province o where o.code = f.province_code order by o.valid_from desc limit 1) as province,
               st_x(at.point) as lon, st_y(at.point) as lat, f.unlocated, f.demonstration
        from feature f
        cross join lateral (select coalesce(st_transform(f.label_3857, 4326), f.near) as point) at
        where f.layer = any(@layers) and f.id = any(@ids)
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

        public PlaceSearch.Feature Answer(bool near) => new(Id, Layer, Code, new(NameVi, NameEn), CommuneName, Province, Lon, Lat, Unlocated, Demonstration, near);
    }

    public static async Task<FoundPage<PlaceSearch.Feature>> ReadAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = (await connection.QueryAsync<(string Layer, long Id, string NameKey, long Rank)>(new CommandDefinition(PageSql, values, cancellationToken: cancellationToken))).AsList();
        var page = found.Take(values.Limit - 1).ToList();
        var shown = await ShowAsync([.. page.Select(row => (row.Layer, row.Id))], near: false, connection, cancellationToken);
        var ranks = page.ToDictionary(row => row.Id, row => row.Rank);
        return new(shown, found.Count > page.Count ? new SearchCursor(page[^1].Rank, page[^1].NameKey, page[^1].Id).Write() : null,
            shown.Count > 0 ? SearchValues.BestOf(ranks[shown[0].Id]) : null, SearchValues.MeantOf(shown.Select(row => ranks[row.Id])),
            shown.Count > 0 && SearchValues.IsCertain(found.ConvertAll(row => row.Rank)));
    }

    static async Task<IReadOnlyList<PlaceSearch.Feature>> ShowAsync(
        IReadOnlyList<(string Layer, long Id)> features, bool near, DbConnection connection, CancellationToken cancellationToken)
    {
        if (features.Count == 0)
        {
            return [];
        }
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            ShowSql, new { layers = features.Select(one => one.Layer).Distinct().ToArray(), ids = features.Select(one => one.Id).ToArray() }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Id);
        // What went between the two questions is left out.
        return [.. features.Where(one => rows.ContainsKey(one.Id)).Select(one => rows[one.Id].Answer(near))];
    }

    /// <summary>Features that have the words when one slip is mended, and are not among those found; those named nearly so first.</summary>
    /// <param name="farthest">Slips in a name at most.</param>
    public static async Task<IReadOnlyList<PlaceSearch.Feature>> NearAsync(
        SearchValues values, int farthest, IReadOnlyList<PlaceSearch.Feature> found, DbConnection connection, CancellationToken cancellationToken)
    {
        var near = (await connection.QueryAsync<(string Layer, long Id, string Name, long Nr)>(new CommandDefinition(NearSql, values, cancellationToken: cancellationToken)))
            .Where(row => !found.Any(other => other.Id == row.Id)).OrderBy(row => Slips.Distance(values.Bare, row.Name) is var slips && slips <= farthest ? slips : int.MaxValue)
            .ThenBy(row => row.Nr).Take(values.Left(found.Count)).ToList();
        return await ShowAsync([.. near.Select(row => (row.Layer, row.Id))], near: true, connection, cancellationToken);
    }
}
