using EnvGis.Access;
using EnvGis.Drafts;
using EnvGis.Http;

namespace EnvGis.Sources;

/// <summary>Coordinate tables and files from which the zones of a draft are read: kept as they were given, read in every way they can be meant, taken by who drafts.</summary>
public static class SourceEndpoints
{
    public static void MapSources(this IEndpointRouteBuilder endpoints)
    {
        var sources = endpoints.MapGroup("/api/drafts/{id}/sources").WithCheckedBodies();
        sources.MapGet("", ReadSource.List).WithName("draftSources").ForDrafting()
            .Says("Các bảng tọa độ và tệp đã đưa vào bản dự thảo", "Coordinate tables and files given to the draft").Takes(ReadDrafts.DraftId);
        sources.MapPost("", AddSource.Handle).WithName("addDraftSource").For(Act.Draft).TakesUpTo(AddSource.MostMegabytes)
            .Says("Đưa một bảng tọa độ hoặc tệp vào bản dự thảo; đọc thử, chưa vẽ gì", "Gives a coordinate table or file to the draft; it is read, and nothing is drawn yet").Takes(ReadDrafts.DraftId);
        sources.MapGet("/{source}", ReadSource.Find).WithName("draftSource").ForDrafting()
            .Says("Những cách hiểu một bảng tọa độ, với từng dòng", "The ways in which a coordinate table can be meant, row by row").Reads(ReadDrafts.DraftId, ReadSource.SourceNumber, ReadSource.Grid);
        sources.MapGet("/{source}/content", ReadSource.Content).WithName("draftSourceContent").ForDrafting()
            .Says("Bảng hoặc tệp đúng như đã đưa vào", "The table or file as it was given").Takes(ReadDrafts.DraftId, ReadSource.SourceNumber)
            .Sends("application/octet-stream", "Tệp như đã nhận", "The file as it was given");
    }
}
