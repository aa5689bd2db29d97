using EnvGis.Accounts;
using EnvGis.Database;
using EnvGis.Http;
using Dapper;

namespace EnvGis.Editing;

/// <summary>What people record at once: sites, not zones. A zone changes by draft and decision.</summary>
static class EditingEndpoints
{
    public sealed record Role(string Code, Text Title);

    public sealed record RoleList(IReadOnlyList<Role> Roles);

    /// <param name="Version">The id of the version that was recorded, or the number of the report.</param>
    public sealed record Written(long Version);

    public static void MapEditing(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").WithCheckedBodies();
        routes.MapPatch("/api/features/{id}", ChangeAttributes.Handle).WithName("changeAttributes").WithoutParameters().For(Act.ChangeAttributes).OfFeature();
        routes.MapPut("/api/features/{id}/position", LocateFeature.Handle).WithName("locateFeature").WithoutParameters().For(Act.Locate).OfFeature();
        routes.MapPut("/api/features/{id}/tasks/{plan}/{section}", TieTask.TieAsync).WithName("tieTask").For(Act.TieTask).OfFeature();
        routes.MapDelete("/api/features/{id}/tasks/{plan}/{section}", TieTask.UntieAsync).WithName("untieTask").For(Act.TieTask).OfFeature();
        routes.MapPost("/api/tasks/{plan}/{section}/progress", ReportProgress.Handle).WithName("reportProgress").WithoutParameters().For(Act.ReportProgress);
        routes.MapGet("/api/link-roles", RolesAsync).WithName("linkRoles").AllowAnonymous();
        routes.MapMethods("/api/features/{id}", [HttpMethods.Options], WhatIsAllowed.OfFeature).WithName("featureOptions").WithoutParameters().AllowAnonymous();
        routes.MapMethods("/api/tasks/{plan}/{section}", [HttpMethods.Options], WhatIsAllowed.OfTask).WithName("taskOptions").WithoutParameters().AllowAnonymous();
    }

    static async Task<RoleList> RolesAsync(WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Code, string Vi, string En)>(new CommandDefinition(
            "select code, title_vi, title_en from published.link_role order by title_vi", cancellationToken: cancellationToken));
        return new([.. rows.Select(row => new Role(row.Code, new(row.Vi, row.En)))]);
    }
}
