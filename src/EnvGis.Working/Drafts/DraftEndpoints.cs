using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Drafts;

/// <summary>From the first corner to the decision. What a draft holds is seen by nobody but those who draft, review and decide in its province; what is in force is changed by its decision
/// alone.</summary>
public static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder endpoints)
    {
        var drafts = endpoints.MapGroup("/api/drafts").WithCheckedBodies();
        drafts.MapGet("", ReadDrafts.List).WithName("drafts").ForDrafting()
            .Says("Các bản dự thảo", "The drafts").Reads(ReadDrafts.InState, Parameter.After);
        drafts.MapPost("", BeginDraft.Handle).WithName("beginDraft").For(Act.Draft)
            .Says("Bắt đầu một bản dự thảo", "Begins a draft");
        drafts.MapGet("/check", CheckDrafts.Handle).WithName("checkPositionInDrafts").ForDrafting()
            .Says("Một vị trí sẽ nằm trong những vùng nào nếu các dự thảo đang mở được thông qua", "In which zones a position would lie if the open drafts were decided").Reads(AskedSite.OfPosition);
        drafts.MapPost("/check", CheckDrafts.HandleDrawn).WithName("checkDrawnSiteInDrafts").ForDrafting()
            .Says("Như trên, với địa điểm vẽ thành vùng; không ghi gì", "The same of a site that was drawn; writes nothing").Takes(AskedSite.OfDrawing);
        drafts.MapGet("/{id}", ReadDrafts.Find).WithName("draft").ForDrafting()
            .Says("Một bản dự thảo với các đối tượng, các bước và người đã làm", "A draft with its features, its steps and who did what").Takes(ReadDrafts.DraftId);
        drafts.MapGet("/{id}/features/{number}", ReadDrafts.FindFeature).WithName("draftFeature").ForDrafting()
            .Says("Một đối tượng của bản dự thảo với hình", "A feature of a draft with its shape").Takes(ReadDrafts.DraftId, ReadDrafts.FeatureNumber);
        drafts.MapGet("/{id}/features/{number}/comparison", CompareFeature.Handle).WithName("compareDraftFeature").ForDrafting()
            .Says("Một đối tượng so với khi được lấy vào", "A feature beside what it was when it was taken in").Takes(ReadDrafts.DraftId, ReadDrafts.FeatureNumber);
        drafts.MapGet("/{id}/annex.{format}", AnnexOfDraft.Handle).WithName("draftAnnex").ForDrafting()
            .Says("Phụ lục tọa độ của bản dự thảo, thành tệp", "The coordinate annex of a draft as a file").Reads(ReadDrafts.DraftId, AnnexFile.Format, AnnexFile.RepeatFirst, AnnexOfDraft.OfFeature)
            .Sends("application/octet-stream", "XLSX, DOCX, CSV hoặc PDF", "XLSX, DOCX, CSV or PDF");
        drafts.MapGet("/{id}/outlines", LookAround.ListOutlines).WithName("draftOutlines").ForDrafting()
            .Says("Bản dự thảo trên nền hiện trạng, để vẽ bản đồ", "The draft over what is in force, to be drawn on a map").Takes(ReadDrafts.DraftId);
        drafts.MapGet("/{id}/neighbours", LookAround.ListNeighbours).WithName("draftNeighbours").ForDrafting()
            .Says("Các vùng đang có hiệu lực xung quanh, với từng đỉnh", "The zones in force around, corner by corner").Reads(ReadDrafts.DraftId, LookAround.Box);
        drafts.MapPost("/{id}/tools", DraftTools.Handle).WithName("draftTools").ForDrafting().TakesUpTo(ChangeDraft.MostMegabytes)
            .Says("Tính thử một công cụ vẽ: hợp, trừ, chia, uốn, vùng đệm…; không ghi gì", "Computes what a drawing tool would make: union, difference, split, reshape, buffer and so on; writes nothing")
            .Takes(ReadDrafts.DraftId);
        drafts.MapGet("/{id}/remarks", DraftRemarks.Read).WithName("draftRemarks").ForDrafting()
            .Says("Các ý kiến về bản dự thảo", "What was said of the draft").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/remarks", DraftRemarks.Say).WithName("sayOfDraft").ForDrafting()
            .Says("Nêu hoặc trả lời một ý kiến", "Makes or answers a remark").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/remarks/{remark}/done", DraftRemarks.Close).WithName("closeRemark").ForDrafting()
            .Says("Ghi là ý kiến đã được xử lý", "Says that what a remark asks for is done").Takes(ReadDrafts.DraftId, DraftRemarks.RemarkId);
        drafts.MapGet("/{id}/operations", ReadDrafts.ListOperations).WithName("draftOperations").ForDrafting()
            .Says("Các thao tác đã làm, theo thứ tự", "What was done with it, in order").Reads(ReadDrafts.DraftId, Parameter.After);
        drafts.MapPut("/{id}/operations/{operation:guid}", ChangeDraft.Handle).WithName("changeDraft").For(Act.Draft).TakesUpTo(ChangeDraft.MostMegabytes)
            .Says("Làm một thao tác: thêm, lấy vào, bãi bỏ, vẽ, mô tả, bỏ ra, nhiều thay đổi cùng lúc, hoàn tác", "Does one operation: add, take, retire, draw, describe, drop, several together, undo")
            .Takes(ReadDrafts.DraftId, new("operation", "Mã của thao tác, do người gọi tạo", "Id of the operation, made by the caller") { Required = true })
            .GuardedBy('d', always: false);
        drafts.MapGet("/{id}/findings", CheckDraft.List).WithName("draftFindings").ForDrafting()
            .Says("Những gì kiểm tra tìm thấy", "What the checks find").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/acceptances", CheckDraft.Accept).WithName("acceptFinding").For(Act.Draft)
            .Says("Chấp nhận một cảnh báo, với lý do", "Accepts a warning, with the reason").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/steps", StepDraft.Handle).WithName("stepDraft").ForDrafting()
            .Says("Chuyển bản dự thảo sang trạng thái khác", "Brings the draft to another state").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/rehearsal", DecideDraft.Rehearse).WithName("rehearseDecision").ForDrafting().TakesUpTo(DecideDraft.MostMegabytes)
            .Says("Chạy thử quyết định: người xem sẽ thấy gì", "Rehearses the decision: what readers will see").Takes(ReadDrafts.DraftId);
        drafts.MapPost("/{id}/decision", DecideDraft.Handle).WithName("decideDraft").For(Act.Decide).TakesUpTo(DecideDraft.MostMegabytes)
            .Says("Ghi quyết định: bản dự thảo có hiệu lực theo quyết định đó", "Records the decision, by which the draft comes into force").Takes(ReadDrafts.DraftId);
    }
}
