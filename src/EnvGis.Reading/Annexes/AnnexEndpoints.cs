using EnvGis.Http;

namespace EnvGis.Annexes;

/// <summary>The coordinate annexes of decisions: as files, and what became of one that somebody holds.</summary>
public static class AnnexEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddAnnexes(this IServiceCollection services) => services.AddSingleton<OpenAnnexes>();

    public static void MapAnnexes(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous();
        api.MapMethods("/features/{id}/annex.{format}", Reading, FeatureAnnex.Handle).WithName("featureAnnex")
            .Says("Phụ lục tọa độ của quyết định, thành tệp", "The coordinate annex of a decision as a file")
            .Reads(Parameter.FeatureId, AnnexFile.Format, AnnexFile.RepeatFirst,
                new("datetime", "Như hiệu lực vào ngày này", "As in force on this day") { Kind = ParameterKind.OneDay, Example = "2026-06-01" },
                new("asOf", "Theo hiểu biết vào thời điểm này", "As known at this moment") { Kind = ParameterKind.Moment, Example = "2026-06-01T00:00:00Z" })
            .Sends("application/octet-stream", "XLSX, DOCX, CSV hoặc PDF", "XLSX, DOCX, CSV or PDF");
        api.MapMethods("/annexes/{hash}", Reading, VerifyAnnex.Handle).WithName("annex")
            .Says("Một phụ lục đã in còn hiệu lực không, theo mã nội dung", "What became of a printed annex, by the hash of its content").Takes(VerifyAnnex.Hash);
        api.MapMethods("/annexes/by-file/{hash}", Reading, VerifySignedFile.Handle).WithName("annexByFile")
            .Says("Tệp đã ký có phải bản chụp của một quyết định không, theo mã SHA-256 của tệp; không gửi tệp lên", "Whether a signed file is the kept scan of a decision, by the file's SHA-256; nothing is uploaded")
            .Takes(VerifyAnnex.Hash);
    }
}
