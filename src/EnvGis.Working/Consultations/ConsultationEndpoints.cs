using EnvGis.Access;
using EnvGis.Drafts;
using EnvGis.Http;

namespace EnvGis.Consultations;

/// <summary>Communes are asked about the part of a draft that lies in them: who drafts asks, who acts for the commune sees that part and answers, silence is told.</summary>
public static class ConsultationEndpoints
{
    /// <summary>Of one answer: a document of 10 MB as Base64.</summary>
    const int MostMegabytes = 15;

    static readonly Parameter ConsultationId = new("consultation", "Số của lần lấy ý kiến", "Number of the consultation") { Required = true, Example = "1" };

    public static void MapConsultations(this IEndpointRouteBuilder endpoints)
    {
        var ofDrafts = endpoints.MapGroup("/api/drafts/{id}/consultations").WithCheckedBodies();
        ofDrafts.MapGet("", AskCommunes.List).WithName("draftConsultations").ForDrafting()
            .Says("Các xã đã được lấy ý kiến và trả lời", "Which communes were asked, and what they answered").Takes(ReadDrafts.DraftId);
        ofDrafts.MapPost("", AskCommunes.Handle).WithName("askCommunes").For(Act.Draft)
            .Says("Lấy ý kiến các xã, có hạn trả lời", "Asks communes, with a day to answer by").Takes(ReadDrafts.DraftId);
        ofDrafts.MapGet("/{consultation}/document", AskCommunes.Document).WithName("consultationDocument").ForDrafting()
            .Says("Văn bản trả lời, đúng từng byte", "The document of an answer, byte for byte").Takes(ReadDrafts.DraftId, ConsultationId)
            .Sends("application/octet-stream", "Tệp như đã nhận", "The file as it was given");

        var mine = endpoints.MapGroup("/api/consultations").WithCheckedBodies();
        mine.MapGet("", AnswerConsultation.List).WithName("consultations").For(Act.AnswerConsultation)
            .Says("Các bản dự thảo đang hỏi ý kiến xã của tôi", "The drafts that ask a commune of mine").Reads(Parameter.After);
        mine.MapGet("/{consultation}", AnswerConsultation.Find).WithName("consultation").For(Act.AnswerConsultation)
            .Says("Phần của bản dự thảo nằm trong xã", "The part of the draft that lies in the commune").Takes(ConsultationId);
        mine.MapGet("/{consultation}/document", AnswerConsultation.Document).WithName("ownConsultationDocument").For(Act.AnswerConsultation)
            .Says("Văn bản xã đã gửi kèm trả lời, đúng từng byte", "The document that the commune sent with its answer, byte for byte").Takes(ConsultationId)
            .Sends("application/octet-stream", "Tệp như đã nhận", "The file as it was given");
        mine.MapPost("/{consultation}/answer", AnswerConsultation.Handle).WithName("answerConsultation").For(Act.AnswerConsultation).TakesUpTo(MostMegabytes)
            .Says("Trả lời", "Answers").Takes(ConsultationId);
    }
}
