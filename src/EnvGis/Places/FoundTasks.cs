using System.Data.Common;
using Dapper;

namespace EnvGis.Places;

/// <summary>Tasks by their titles and by what stands around them: plan, section, agencies, topics, layers.</summary>
static class FoundTasks
{
    static readonly string PageSql = $"""
        with hit as (
            select d.task_id, d.position, d.province_code, d.plan_id, {SearchValues.ClassOf("d.title_key", "d.id_key")} as class, w.*
            from published.task_document d
            cross join lateral (select {SearchValues.WordsOf(SearchValues.Parted)}) w
            where d.words @@ @Query::tsquery),
        ranked as (select h.task_id, h.plan_id, h.position, {SearchValues.RankOf(SearchValues.Elsewhere)} as rank from hit h where {SearchValues.IsMeant}),
        page as (
            select * from ranked where (rank, plan_id, position) > (@AfterRank, @AfterName, @AfterId) order by rank, plan_id, position limit @Limit)
        select t.task_id as Id, t.title_vi as TitleVi, t.title_en as TitleEn, t.plan_id as PlanId, t.plan_title_vi as PlanTitleVi, t.plan_title_en as PlanTitleEn, page.rank, page.position
        from page join published.task_document t on t.task_id = page.task_id
        order by page.rank, page.plan_id, page.position
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
    }

    public static async Task<FoundPage<PlaceSearch.Task>> ReadAsync(SearchValues values, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = (await connection.QueryAsync<Row>(new CommandDefinition(PageSql, values, cancellationToken: cancellationToken))).AsList();
        var page = found.Take(values.Limit - 1).ToList();
        return new([.. page.Select(row => new PlaceSearch.Task(row.Id, new(row.TitleVi, row.TitleEn), row.PlanId, new(row.PlanTitleVi, row.PlanTitleEn), false))],
            found.Count > page.Count ? new SearchCursor(page[^1].Rank, page[^1].PlanId, page[^1].Position).Write() : null, page.Count > 0 ? SearchValues.BestOf(page[0].Rank) : null);
    }
}
