using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace EnvGis.Plans;

/// <summary>Plans and their items, from the plan to the place and back.</summary>
public static class PlanEndpoints
{
    public sealed record PlanList(IReadOnlyList<PlanQuery.Summary> Plans);

    /// <param name="Near">Whether no task has the words of q, and these have them when one slip is mended.</param>
    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record TaskPage(IReadOnlyList<TaskQuery.Summary> Tasks, bool Near, string? Next);

    /// <param name="Today">The day in Vietnam that the days left are counted from.</param>
    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record DeadlinePage(DateOnly Today, IReadOnlyList<Deadlines.Deadline> Deadlines, string? Next);

    public static IServiceCollection AddPlans(this IServiceCollection services) => services.AddScoped(provider => PlansContext.Of(provider.GetRequiredService<Sight>().Database));

    public static void MapPlans(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/plans", ListPlansAsync).WithName("plans").AllowAnonymous()
            .Says("Các kế hoạch", "The plans");
        endpoints.MapGet("/api/plans/{id}", FindPlanAsync).WithName("plan").AllowAnonymous()
            .Says("Một kế hoạch với các mục, chỉ tiêu, mốc và báo cáo", "A plan with its sections, targets, milestones and reports")
            .Takes(Parameter.PlanId with { Name = "id" });
        endpoints.MapGet("/api/tasks", ListTasksAsync).WithName("tasks").AllowAnonymous()
            .Says("Nhiệm vụ của các kế hoạch", "Tasks of the plans").Reads(TaskFilter.Paged);
        endpoints.MapGet("/api/tasks/summary", SummariseTasksAsync).WithName("taskSummary").AllowAnonymous()
            .Says("Đếm nhiệm vụ theo từng cách thu hẹp", "Counts tasks by what narrows them").Reads(TaskFilter.Described);
        endpoints.MapGet("/api/tasks/{plan}/{section}", FindTaskAsync).WithName("task").AllowAnonymous()
            .Says("Một nhiệm vụ với nơi liên quan, tiến độ và nguồn", "A task with its places, progress and source")
            .Takes(Parameter.PlanId, Parameter.TaskSection);
        endpoints.MapGet("/api/deadlines", ListDeadlinesAsync).WithName("deadlines").AllowAnonymous()
            .Says("Báo cáo, mốc và nhiệm vụ theo hạn", "Reports, milestones and tasks by their last day").Reads(Deadlines.Question.Described);
    }

    static async Task<Ok<PlanList>> ListPlansAsync(PlansContext plans, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PlanList(await PlanQuery.ListAsync(time.TodayInVietnam(), plans, cancellationToken)));

    static async Task<Results<Ok<PlanQuery.Details>, Refusal>> FindPlanAsync(string id, PlansContext plans, TimeProvider time, CancellationToken cancellationToken) =>
        IsId(id) && await PlanQuery.FindAsync(id, time.TodayInVietnam(), plans, cancellationToken) is { } plan ? TypedResults.Ok(plan) : Problems.UnknownPlan(id);

    static async Task<Results<Ok<TaskPage>, Refusal>> ListTasksAsync(HttpRequest request, PlansContext plans, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var filter = TaskFilter.Of(query, paged: true);
        await MatchingTasks.CheckAsync(query, filter.Plans, filter.Layers, filter.After, await plans.ConnectionAsync(cancellationToken), cancellationToken);
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var (page, more, near) = await TaskQuery.ListAsync(filter, plans, cancellationToken);
        var next = more ? QueryHelpers.AddQueryString("/api/tasks", query.All.Where(one => one.Key != "after").Append(new("after", page[^1].Id))!) : null;
        return TypedResults.Ok(new TaskPage(page, near, next));
    }

    static async Task<Results<Ok<TaskSummary.Answer>, Refusal>> SummariseTasksAsync(HttpRequest request, PlansContext plans, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var filter = TaskFilter.Of(query, paged: false);
        var connection = await plans.ConnectionAsync(cancellationToken);
        await MatchingTasks.CheckAsync(query, filter.Plans, filter.Layers, null, connection, cancellationToken);
        return query.IsRefused(out var refusal) ? refusal : TypedResults.Ok(await TaskSummary.ReadAsync(filter, connection, cancellationToken));
    }

    static async Task<Results<Ok<TaskQuery.Details>, Refusal>> FindTaskAsync(
        string plan, string section, PlansContext plans, TimeProvider time, CancellationToken cancellationToken) =>
        IsId(plan) && IsId(section) && await TaskQuery.FindAsync($"{plan}/{section}", time.TodayInVietnam(), plans, cancellationToken) is { } task
            ? TypedResults.Ok(task)
            : Problems.UnknownTask($"{plan}/{section}");

    static async Task<Results<Ok<DeadlinePage>, Refusal>> ListDeadlinesAsync(HttpRequest request, PlansContext plans, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var question = Deadlines.Question.Of(query);
        var connection = await plans.ConnectionAsync(cancellationToken);
        await MatchingTasks.CheckAsync(query, question.Plans, null, null, connection, cancellationToken);
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var (page, more) = await Deadlines.ListAsync(question, connection, cancellationToken);
        var next = more ? QueryHelpers.AddQueryString("/api/deadlines", query.All.Where(one => one.Key != "after").Append(new("after", page[^1].Cursor))!) : null;
        return TypedResults.Ok(new DeadlinePage(query.Today, page, next));
    }

    // What PostgreSQL could not even compare is no id of ours.
    static bool IsId(string value) => value.Length <= 200 && !value.Contains('\0', StringComparison.Ordinal) && !value.Any(char.IsSurrogate);
}
