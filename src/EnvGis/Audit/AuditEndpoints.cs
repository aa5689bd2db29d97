using EnvGis.Accounts;

namespace EnvGis.Audit;

/// <summary>The record of acts, for administrators.</summary>
static class AuditEndpoints
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RefusalCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalCounts>());
        services.AddOptions<RecordNoteOptions>().BindConfiguration("RecordNotes").ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<NoteHead>();
    }

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/audit", SearchAudit.Handle).WithName("audit").For(Act.ReadAudit);
        routes.MapGet("/api/audit.csv", SearchAudit.ExportAsync).WithName("auditFile").For(Act.ReadAudit);
    }
}
