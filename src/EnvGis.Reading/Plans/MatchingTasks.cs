using System.Data.Common;
using Dapper;
using EnvGis.Http;
using EnvGis.Search;

namespace EnvGis.Plans;

/// <summary>Which tasks match a filter: the list takes those that hold in every respect, the counts also need each respect alone.</summary>
static class MatchingTasks
{
    /// <summary>
    /// A common table expression <c>judged</c>: one row for each task with what it counts under, and whether it holds in each respect. An agency and a
    /// text are compared as people type them, without accents and case.
    /// </summary>
    public const string Judged = """
        judged as (
            select t.id, t.plan_id, t.position, t.kind, t.gis_relevance, s.state, s.due_on, s.days_left, s.occurrence, s.before, places.features, places.places,
                (@Plans::text[] is null or t.plan_id = any(@Plans)) as in_plan,
                (@Kinds::text[] is null or t.kind = any(@Kinds)) as in_kind,
                (@Relevances::text[] is null or t.gis_relevance = any(@Relevances)) as in_relevance,
                (@States::text[] is null or s.state = any(@States)) as in_state,
                (@Places::text[] is null or places.places = any(@Places)) as in_places,
                (@Layers::text[] is null or exists (select from plans.task_topic tt join topic_layer a on a.topic_id = tt.topic_id
                    where tt.task_id = t.id and a.layer = any(@Layers))) as in_layer,
                (@Lead::text is null or exists (select from plans.task_lead l join plans.agency a on a.id = l.agency_id
                    where l.task_id = t.id and a.name = @Lead)) as in_lead,
                (@Tasks::text[] is null or t.id = any(@Tasks))
                and (@Topics::text[] is null or exists (select from plans.task_topic tt where tt.task_id = t.id and tt.topic_id = any(@Topics)))
                and (@ProvinceCodes::text[] is null or p.province_code = any(@ProvinceCodes)
                    or exists (select from tie ft join feature f on f.id = ft.feature_id
                        where ft.task_id = t.id and f.province_code = any(@ProvinceCodes)))
                and (@CommuneCodes::text[] is null
                    or exists (select from plans.task_place tp join plans.plan_place pp on pp.id = tp.place_id
                        where tp.task_id = t.id and pp.commune_code = any(@CommuneCodes))
                    or exists (select from tie ft join feature f on f.id = ft.feature_id
                        where ft.task_id = t.id and f.commune_code = any(@CommuneCodes)))
                and (@Agency::text is null or exists (
                    select from plans.agency a
                    where a.search_key like '%' || published.search_key(@Agency) || '%'
                      and (exists (select from plans.task_lead l where l.task_id = t.id and l.agency_id = a.id)
                        or exists (select from plans.task_coordinating c where c.task_id = t.id and c.agency_id = a.id))))
                and (@From::integer is null or coalesce(t.year_to, t.year_from) >= @From or (t.open_ended and t.year_from is not null))
                and (@To::integer is null or coalesce(t.year_from, t.year_to) <= @To)
                and (@Text::text is null or exists (select from plans.task_document d where d.task_id = t.id
                    and (d.words @@ nullif(@Words, '')::tsquery or d.id_key = any(@IdKeys) or d.id_key like any(@IdStarts))))
                and (@Place::text is null
                    or exists (select from plans.task_place tp join plans.plan_place pp on pp.id = tp.place_id
                        where tp.task_id = t.id and (pp.id = @Place or pp.commune_code = @Place or pp.province_code = @Place))
                    or exists (select from tie ft join feature f on f.id = ft.feature_id
                        where ft.task_id = t.id and (f.commune_code = @Place or f.province_code = @Place))) as in_rest
            from plans.task t join plans.plan p on p.id = t.plan_id join published.task_on(@Today) s on s.id = t.id
            cross join lateral (
                select features, case when features > 0 then 'with' when t.gis_relevance = 'none' then 'unneeded' else 'without' end as places
                from (select count(distinct ft.feature_id)::integer as features from feature_task ft where ft.task_id = t.id) n) places)
        """;

    const string MeantSql = """
        select string_agg('(' || s::text || ')', ' | ') from published.slipped(@Plain, @Clauses) s
        where not exists (select from plans.task_document d where d.words @@ @Query::tsquery or d.id_key = any(@IdKeys) or d.id_key like any(@IdStarts))
            and exists (select from plans.task_document d where d.words @@ s)
        """;

    /// <summary>
    /// How well a task's document d answers the text, less is better: its id, its section, its title, a title that begins so or has the words beside each
    /// other, whatever else has them so, a title that has them apart.
    /// </summary>
    public const string Rank = """
        case when @Text::text is null or d.task_id is null then 0
             when d.id_key = any(@IdKeys) then 0
             when d.id_key like any(@IdStarts) or right(d.id_key, length(@Bare) + 1) = ' ' || @Bare then 1
             when d.title_key = @Bare then 2
             when starts_with(d.title_key, @Bare) then 3
             when position(' ' || @Bare in ' ' || d.title_key) > 0 then 4
             when position(' ' || @Bare || ' ' in ' ' || d.said || ' ') > 0 then 5
             when array_to_tsvector(string_to_array(d.title_key, ' ')) @@ nullif(@Words, '')::tsquery then 6
             else 7 end
        """;

    /// <summary>A task that matches holds in all of these.</summary>
    public const string Holds = "in_plan and in_kind and in_relevance and in_state and in_places and in_layer and in_lead and in_rest";

    /// <summary>The filter with its text read as search reads it, so that a list by a text has what search finds by it.</summary>
    public static async Task<TaskFilter> WithWordsAsync(TaskFilter filter, DbConnection connection, CancellationToken cancellationToken)
    {
        if (filter.Text is not { } text)
        {
            return filter;
        }
        if (SearchWords.Read(text, await SearchWords.AbbreviationsAsync(connection, cancellationToken)) is not { } words)
        {
            return filter with { Words = "" };
        }
        var meant = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(MeantSql, new { words.Query, words.Plain, words.Clauses, words.IdKeys, words.IdStarts },
            cancellationToken: cancellationToken));
        return filter with { Words = meant ?? words.Query, IdKeys = words.IdKeys, IdStarts = words.IdStarts, Bare = words.Keys[0], IsNear = meant is not null };
    }

    /// <summary>Says what is wrong with the plans and layers that a filter names, and with the task after which it goes on.</summary>
    public static async Task CheckAsync(QueryParameters query, string[]? plans, string[]? layers, string? after, DbConnection connection, CancellationToken cancellationToken)
    {
        var (plan, layer, afterIsThere) = await connection.QuerySingleAsync<(string? Plan, string? Layer, bool After)>(new CommandDefinition("""
            select (select one from unnest(@plans::text[]) one where not exists (select from plans.plan where id = one) limit 1),
                   (select one from unnest(@layers::text[]) one where not exists (select from layer where id = one) limit 1),
                   @after::text is null or exists (select from plans.task where id = @after)
            """, new { plans, layers, after }, cancellationToken: cancellationToken));
        if (plan is not null)
        {
            query.Refuse("plan", plan, Problems.NoSuchPlan.Vi, Problems.NoSuchPlan.En);
        }
        if (layer is not null)
        {
            query.Refuse(Problems.NoSuchLayer("layer", layer));
        }
        if (!afterIsThere)
        {
            query.Refuse(Problems.BadCursor("after", after!));
        }
    }
}
