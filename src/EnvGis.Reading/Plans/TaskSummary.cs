using System.Data.Common;
using Dapper;

namespace EnvGis.Plans;

/// <summary>How many tasks match a filter, and how many each further choice would leave.</summary>
static class TaskSummary
{
    /// <param name="Total">Tasks that match.</param>
    /// <param name="All">Tasks there are.</param>
    /// <param name="Near">Whether no task has the words of q, and what is counted has them when one slip is mended.</param>
    /// <param name="Facets">By parameter name; each counts the tasks that match in all respects but its own, so that a choice can be changed.</param>
    public sealed record Answer(int Total, int All, bool Near, Facets Facets);

    public sealed record Facets(
        IReadOnlyList<Count> Plan, IReadOnlyList<Count> Kind, IReadOnlyList<Count> Lead, IReadOnlyList<Count> State, IReadOnlyList<Count> Gis,
        IReadOnlyList<Count> Places, IReadOnlyList<Count> Layer);

    /// <param name="Value">As the parameter takes it.</param>
    public sealed record Count(string Value, int Tasks);

    const string Sql = $"""
        with {MatchingTasks.Judged}
        select 'total' as facet, '' as value, count(*)::integer as tasks from judged where {MatchingTasks.Holds}
        union all select 'all', '', count(*)::integer from judged
        union all select 'plan', plan_id, count(*)::integer from judged
            where in_kind and in_relevance and in_state and in_places and in_layer and in_lead and in_rest group by plan_id
        union all select 'kind', kind, count(*)::integer from judged
            where in_plan and in_relevance and in_state and in_places and in_layer and in_lead and in_rest group by kind
        union all select 'gis', gis_relevance, count(*)::integer from judged
            where in_plan and in_kind and in_state and in_places and in_layer and in_lead and in_rest group by gis_relevance
        union all select 'state', state, count(*)::integer from judged
            where in_plan and in_kind and in_relevance and in_places and in_layer and in_lead and in_rest group by state
        union all select 'places', places, count(*)::integer from judged
            where in_plan and in_kind and in_relevance and in_state and in_layer and in_lead and in_rest group by places
        union all select 'layer', a.layer, count(distinct judged.id)::integer
            -- Of those that the reader sees; a plan may speak of what a restricted layer answers.
            from judged join plans.task_topic tt on tt.task_id = judged.id join topic_layer a on a.topic_id = tt.topic_id
            where in_plan and in_kind and in_relevance and in_state and in_places and in_lead and in_rest group by a.layer
        union all select 'lead', a.name, count(distinct judged.id)::integer
            from judged join plans.task_lead l on l.task_id = judged.id join plans.agency a on a.id = l.agency_id
            where in_plan and in_kind and in_relevance and in_state and in_places and in_layer and in_rest group by a.name
        order by 1, 3 desc, 2
        """;

    public static async Task<Answer> ReadAsync(TaskFilter filter, DbConnection connection, CancellationToken cancellationToken)
    {
        filter = await MatchingTasks.WithWordsAsync(filter, connection, cancellationToken);
        var counts = (await connection.QueryAsync<(string Facet, string Value, int Tasks)>(new CommandDefinition(Sql, filter, cancellationToken: cancellationToken)))
            .ToLookup(row => row.Facet, row => new Count(row.Value, row.Tasks), StringComparer.Ordinal);
        return new(counts["total"].Single().Tasks, counts["all"].Single().Tasks, filter.IsNear, new([.. counts["plan"]], [.. counts["kind"]], [.. counts["lead"]],
            [.. counts["state"]], [.. counts["gis"]], [.. counts["places"]], [.. counts["layer"]]));
    }
}
