using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Audit;

/// <summary>The record of acts, for administrators.</summary>
public static class AuditEndpoints
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>().AddSingleton<IRecordOfActs>(provider => provider.GetRequiredService<AuditTrail>());
        services.AddSingleton<RefusalCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalCounts>());
        services.AddOptions<RecordNoteOptions>().BindConfiguration("RecordNotes").ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<NoteHead>();
    }

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/audit", SearchAudit.Handle).WithName("audit").For(Act.ReadAudit)
            .Says("Sổ ghi việc, mới nhất trước", "The record of acts, newest first").Reads(SearchAudit.Described);
        routes.MapGet("/api/audit.csv", SearchAudit.ExportAsync).WithName("auditFile").For(Act.ReadAudit)
            .Says("Sổ ghi việc thành bảng tính", "The record of acts for a spreadsheet")
            .Reads(SearchAudit.Described).Sends("text/csv", "Bảng, UTF-8", "A table, UTF-8");
    }
}
