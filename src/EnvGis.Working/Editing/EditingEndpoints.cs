using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Dapper;

namespace EnvGis.Editing;

/// <summary>What people record at once: sites, not zones. A zone changes by draft and decision.</summary>
public static class EditingEndpoints
{
    public sealed record Role(string Code, Text Title);

    public sealed record RoleList(IReadOnlyList<Role> Roles);

    /// <param name="Version">The id of the version that was recorded, or the number of the report.</param>
    public sealed record Written(long Version);

    public static void MapEditing(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").WithCheckedBodies();
        routes.MapPatch("/api/features/{id}", ChangeAttributes.Handle).WithName("changeAttributes").For(Act.ChangeAttributes).OfFeature()
            .Says("Ghi nhận thuộc tính của một điểm thay đổi từ một ngày", "Records that attributes of a site are otherwise since a day")
            .Takes(Parameter.FeatureId).GuardedBy('v');
        routes.MapPut("/api/features/{id}/position", LocateFeature.Handle).WithName("locateFeature").For(Act.Locate).OfFeature()
            .Says("Ghi tọa độ của một nơi chưa có", "Gives a place without coordinates its position").Takes(Parameter.FeatureId).GuardedBy('v');
        routes.MapPut("/api/features/{id}/tasks/{plan}/{section}", TieTask.TieAsync).WithName("tieTask").For(Act.TieTask).OfFeature()
            .Says("Gắn nhiệm vụ của kế hoạch với một đối tượng", "Ties a task of a plan to a feature")
            .Takes(Parameter.FeatureId, Parameter.PlanId, Parameter.TaskSection).GuardedBy('v');
        routes.MapDelete("/api/features/{id}/tasks/{plan}/{section}", TieTask.UntieAsync).WithName("untieTask").For(Act.TieTask).OfFeature()
            .Says("Bỏ gắn nhiệm vụ", "Unties a task")
            .Takes(Parameter.FeatureId, Parameter.PlanId, Parameter.TaskSection,
                new("role", "Vai trò đã gắn; danh sách ở /api/link-roles", "The role it is tied in; they are listed at /api/link-roles") { Kind = ParameterKind.Own, Required = true },
                new("note", "Lý do", "Why") { Kind = ParameterKind.Own, Required = true }).GuardedBy('v');
        routes.MapPost("/api/tasks/{plan}/{section}/progress", ReportProgress.Handle).WithName("reportProgress").For(Act.ReportProgress)
            .Says("Báo cáo tiến độ một nhiệm vụ", "Reports how far a task has come").Takes(Parameter.PlanId, Parameter.TaskSection).GuardedBy('p');
        routes.MapGet("/api/link-roles", RolesAsync).WithName("linkRoles").AllowAnonymous()
            .Says("Các vai trò của nhiệm vụ đối với đối tượng", "The roles in which tasks are tied to features");
        routes.MapMethods("/api/features/{id}", [HttpMethods.Options], WhatIsAllowed.OfFeature).WithName("featureOptions").AllowAnonymous()
            .Says("Người gọi được làm gì với đối tượng, trong trường Allow", "What the caller may do to a feature, in the field Allow")
            .Takes(Parameter.FeatureId);
        routes.MapMethods("/api/tasks/{plan}/{section}", [HttpMethods.Options], WhatIsAllowed.OfTask).WithName("taskOptions").AllowAnonymous()
            .Says("Người gọi được làm gì với nhiệm vụ, trong trường Allow", "What the caller may do to a task, in the field Allow")
            .Takes(Parameter.PlanId, Parameter.TaskSection);
    }

    static async Task<RoleList> RolesAsync(WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Code, string Vi, string En)>(new CommandDefinition(
            "select code, title_vi, title_en from published.link_role order by title_vi", cancellationToken: cancellationToken));
        return new([.. rows.Select(row => new Role(row.Code, new(row.Vi, row.En)))]);
    }
}
