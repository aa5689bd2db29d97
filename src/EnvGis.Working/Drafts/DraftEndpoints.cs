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
        drafts.MapGet("/{id}", ReadDrafts.Find).WithName("draft").ForDrafting()
            .Says("Một bản dự thảo với các đối tượng, các bước và người đã làm", "A draft with its features, its steps and who did what").Takes(ReadDrafts.DraftId);
        drafts.MapGet("/{id}/features/{number}", ReadDrafts.FindFeature).WithName("draftFeature").ForDrafting()
            .Says("Một đối tượng của bản dự thảo với hình", "A feature of a draft with its shape").Takes(ReadDrafts.DraftId, ReadDrafts.FeatureNumber);
        drafts.MapGet("/{id}/operations", ReadDrafts.ListOperations).WithName("draftOperations").ForDrafting()
            .Says("Các thao tác đã làm, theo thứ tự", "What was done with it, in order").Reads(ReadDrafts.DraftId, Parameter.After);
        drafts.MapPut("/{id}/operations/{operation:guid}", ChangeDraft.Handle).WithName("changeDraft").For(Act.Draft).TakesUpTo(ChangeDraft.MostMegabytes)
            .Says("Làm một thao tác: thêm, lấy vào, bãi bỏ, vẽ, mô tả, bỏ ra, hoàn tác", "Does one operation: add, take, retire, draw, describe, drop, undo")
            .Takes(ReadDrafts.DraftId, new("operation", "Mã của thao tác, do người gọi tạo", "Id of the operation, made by the caller") { Required = true });
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
