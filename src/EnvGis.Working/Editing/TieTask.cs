using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Editing;

/// <summary>A planner ties a plan's task to a place, or unties it. The place gets a version whose reason says so; the source is the line of the plan.</summary>
static class TieTask
{
    /// <param name="Elsewhere">Why a task of a plan of another area concerns the place; needed of such a task only.</param>
    public sealed record Request(string? Role, [property: JsonConverter(typeof(PlainLines))] string? Note, [property: JsonConverter(typeof(PlainLines))] string? Elsewhere);

    const string TieSql = """
        insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line, linked_by)
        select @feature, t.id, @role, t.plan_id, t.section, t.line, @who from env.task t where t.id = @task
        on conflict (feature_id, task_id, role) do update set untied_at = null, untied_by = null, linked_at = now(), linked_by = excluded.linked_by
        where feature_task.untied_at is not null
        """;

    const string UntieSql = """
        update env.feature_task set untied_at = now(), untied_by = @who
        where feature_id = @feature and task_id = @task and role = @role and untied_at is null
        """;

    public static Task<Results<Ok<EditingEndpoints.Written>, Refusal>> TieAsync(
        string id, string plan, string section, Request request, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, AuditTrail audit,
        CancellationToken cancellationToken) =>
        RunAsync(id, $"{plan}/{section}", request.Role, request.Note, request.Elsewhere, tie: true, context, caller, sight, database, audit, cancellationToken);

    public static async Task<Results<Ok<EditingEndpoints.Written>, Refusal>> UntieAsync(
        string id, string plan, string section, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken) =>
        DamagedText.Problem("note", context.Request.Query["note"].ToString()) is { } unreadable ? unreadable
            : await RunAsync(id, $"{plan}/{section}", Given(context.Request, "role"), Given(context.Request, "note"), null, tie: false, context, caller, sight, database, audit, cancellationToken);

    static string? Given(HttpRequest request, string name) => QueryParameters.Of(request)[name] is { } text ? PlainText.Of(text, keepLines: true) : null;

    static async Task<Results<Ok<EditingEndpoints.Written>, Refusal>> RunAsync(
        string id, string task, string? role, string? note, string? elsewhere, bool tie, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, AuditTrail audit,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var (current, refusal) = await FeatureWrite.ForAsync(Act.TieTask, id, connection, caller, sight, audit, cancellationToken);
        if (current is null)
        {
            return refusal!;
        }
        if (!Precondition.TryRead(context.Request, 'v', out var read, out refusal))
        {
            return refusal;
        }
        if (FeatureWrite.Note(note) is { } wrong)
        {
            return wrong;
        }
        var words = await connection.QuerySingleOrDefaultAsync<(string? Role, bool Tied)>(new CommandDefinition("""
            select (select title_vi from env.link_role where code = @role),
                   exists (select from env.feature_task where feature_id = @feature and task_id = @task and role = @role and untied_at is null)
            """, new { role, task, feature = current.Id }, cancellationToken: cancellationToken));
        if (words.Role is null)
        {
            return Problems.BadField("role", "danh sách vai trò ở /api/link-roles", "the roles are listed at /api/link-roles");
        }
        if (await connection.QuerySingleOrDefaultAsync<(string Province, string Vi, string En)?>(new CommandDefinition(
                "select p.province_code, p.title_vi, p.title_en from env.task t join env.plan p on p.id = t.plan_id where t.id = @task", new { task }, cancellationToken: cancellationToken))
            is not { } plan)
        {
            return Problems.UnknownTask(task);
        }
        if (words.Tied == tie)
        {
            return tie ? Problems.TiedAlready() : Problems.NotTied();
        }
        var isElsewhere = tie && plan.Province != current.Province;
        if (isElsewhere && string.IsNullOrEmpty(elsewhere))
        {
            return Problems.TaskOfElsewhere(plan.Vi, plan.En);
        }
        if (isElsewhere && FeatureWrite.Note(elsewhere) is not null)
        {
            return Problems.BadField("elsewhere", "hãy ghi lý do, tối đa 1000 ký tự", "give the reason, 1000 characters at most");
        }
        var why = isElsewhere ? $"; kế hoạch của nơi khác: {elsewhere}" : "";
        var reason = $"{(tie ? "Gắn" : "Bỏ gắn")} nhiệm vụ {task} ({words.Role}): {note}{why}";
        var values = new { feature = current.Id, task, role, who = caller.Author };
        var (version, changed) = await FeatureWrite.WriteAsync(connection, caller, Act.TieTask, current, read, new(current.ValidFrom, reason), new { task, role, note, elsewhere },
            new { task, role, tied = tie, note, elsewhere = isElsewhere ? elsewhere : null }, transaction => connection.ExecuteAsync(new CommandDefinition(
                tie ? TieSql : UntieSql, values, transaction, cancellationToken: cancellationToken)), _ => null, cancellationToken);
        return version is { } written ? TypedResults.Ok(new EditingEndpoints.Written(written)) : changed!;
    }
}
