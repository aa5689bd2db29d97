using System.Data.Common;
using Dapper;

namespace EnvGis.Places;

/// <summary>Tasks by their titles and by what stands around them: plan, section, agencies, topics, layers.</summary>
static class FoundTasks
{
    static readonly string Terms = $"(case when h.only_helps then 4 else 0 end + {SearchValues.Elsewhere})";

    static readonly string PageSql = $"""
        with hit as materialized (
            -- Who names a body asks what it leads, then what it helps with; who cites a document by its number asks where that stands.
            select d.task_id, d.position, d.province_code, d.plan_id, w.*,
                   least({SearchValues.ClassOf("d.title_key", "d.id_key", codes: "@IdKeys")}, case when d.id_key like any(@IdStarts) then 1 end,
                       case when @Cited = '' then null when position(' ' || @Cited || ' ' in ' ' || d.title_key || ' ') > 0 then 1
                           when position(' ' || @Cited || ' ' in ' ' || d.said || ' ') > 0 then 3 end,
                       case when b.led = 0 or b.helped = 0 then 1 when b.led > 0 or b.helped > 0 then 3 end) as class,
                   coalesce(b.led, b.helped) is not null as by_body, b.led is null and b.helped is not null as only_helps
            from published.task_document d
            cross join lateral (
                select (select min(length(typed) - length(body)) from unnest(d.led) body cross join unnest(@Keys) typed where starts_with(typed || ' ', body || ' ')) as led,
                       (select min(length(typed) - length(body)) from unnest(d.helped) body cross join unnest(@Keys) typed where starts_with(typed || ' ', body || ' ')) as helped offset 0) b
            cross join lateral (select {SearchValues.WordsOf(SearchValues.Parted)} offset 0) w
            where d.task_id in (select task_id from published.task_document where words @@ @Query::tsquery
                union select task_id from published.task_document where id_key = any(@IdKeys) or id_key like any(@IdStarts))
              and (@Cited = '' or position(' ' || @Cited || ' ' in ' ' || d.said || ' ') > 0)),
        ranked as materialized (select h.task_id, h.plan_id, h.position, h.by_body, {SearchValues.RankOf(Terms)} as rank from hit h),
        page as (
            select * from ranked where (rank, plan_id, position) > (@AfterRank, @AfterName, @AfterId) order by rank, plan_id, position limit @Limit)
        select t.task_id as Id, t.title_vi as TitleVi, t.title_en as TitleEn, t.plan_id as PlanId,
            t.plan_title_vi as PlanTitleVi, t.plan_title_en as PlanTitleEn, page.rank, page.position, page.by_body as ByBody
        from page join published.task_document t on t.task_id = page.task_id
        order by page.rank, page.plan_id, page.position
        """;

    const string NearSql = $"""
        select task_id as Id, title_vi as TitleVi, title_en as TitleEn, plan_id as PlanId, plan_title_vi as PlanTitleVi, plan_title_en as PlanTitleEn, 0::bigint as rank, position
        from (select distinct on (h.task_id) h.*, m.nr from published.slipped(@Plain, @Clauses) with ordinality m (query, nr) join published.task_document h on h.words @@ m.query
              order by h.task_id, m.nr) h
        order by h.nr, {SearchValues.Elsewhere}, h.plan_id, h.position limit @Limit
        """;

    const string FewerSql = $"""
        select task_id as Id, title_vi as TitleVi, title_en as TitleEn, plan_id as PlanId, plan_title_vi as PlanTitleVi, plan_title_en as PlanTitleEn, 0::bigint as rank, position
        from (select d.*, (select count(*) from unnest(@Clauses) c where d.words @@ c::tsquery) as had from published.task_document d) h
        where h.had >= greatest(2, ceil(cardinality(@Clauses) * 0.6)) and (@Numbers = '' or h.words @@ @Numbers::tsquery)
            and (@Cited = '' or position(' ' || @Cited || ' ' in ' ' || h.said || ' ') > 0)
        order by h.had desc, {SearchValues.Elsewhere}, h.plan_id, h.position limit @Limit
        """;

    sealed class Row
    {
        public required string Id { get; init; }
        public required string TitleVi { get; init; }
        public required string TitleEn { get; init; }
        public required string PlanId { get; init; }
        public required string PlanTitleVi { get; init; }
        public required string PlanTitleEn { get; init; }
        public long Rank { get; init; }
        public int Position { get; init; }
        public bool ByBody { get; init; }
    }

    public static async Task<FoundPage<PlaceSearch.Task>> ReadAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = (await connection.QueryAsync<Row>(new CommandDefinition(PageSql, values, cancellationToken: cancellationToken))).AsList();
        var page = found.Take(values.Limit - 1).ToList();
        return new([.. page.Select(row => Answer(row, near: false))],
            found.Count > page.Count ? new SearchCursor(page[^1].Rank, page[^1].PlanId, page[^1].Position).Write() : null, page.Count > 0 ? SearchValues.BestOf(page[0].Rank) : null,
            SearchValues.MeantOf(page.Select(row => row.Rank)), found is [{ ByBody: false }, ..] && SearchValues.IsCertain(found.ConvertAll(row => row.Rank)));
    }

    /// <summary>Tasks that have the words when one slip is mended, and are not among those found.</summary>
    public static async Task<IReadOnlyList<PlaceSearch.Task>> NearAsync(
        SearchValues values, IReadOnlyList<PlaceSearch.Task> found, DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(NearSql, values, cancellationToken: cancellationToken))).AsList();
        return [.. rows.Where(row => !found.Any(other => other.Id == row.Id)).Take(values.Left(found.Count)).Select(row => Answer(row, near: true))];
    }

    /// <summary>Tasks that have most of the words, where nothing has all.</summary>
    public static async Task<IReadOnlyList<PlaceSearch.Task>> WithFewerWordsAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(FewerSql, values, cancellationToken: cancellationToken))).Take(values.Left(0)).Select(row => Answer(row, near: true))];

    static PlaceSearch.Task Answer(Row row, bool near) => new(row.Id, new(row.TitleVi, row.TitleEn), row.PlanId, new(row.PlanTitleVi, row.PlanTitleEn), near);
}
