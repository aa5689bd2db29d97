using EnvGis.Http;

namespace EnvGis.Siting;

/// <summary>"May it be here?": in which zones a site lies, by which clause and decision, and whether that can be told at all.</summary>
public static class SitingEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    static readonly Parameter
        OnDay = new("at", "Ngày xem, bỏ trống là hôm nay ở Việt Nam", "The day it is asked about; today in Vietnam when left out") { Kind = ParameterKind.Day, Example = "2026-12-01" },
        Known = new("known", "Theo hiểu biết vào thời điểm này; bỏ trống là bây giờ", "As known at this moment; now when left out") { Kind = ParameterKind.Moment, Example = "2026-12-01T08:00:00Z" };

    public static void MapSiting(this IEndpointRouteBuilder routes)
    {
        var check = routes.MapGroup("/api/check").WithTags("Siting").WithCheckedBodies().AllowAnonymous();
        check.MapMethods("", Reading, CheckSite.Handle).WithName("checkPosition")
            .Says("Một vị trí nằm trong những vùng nào, theo khoản nào, quyết định nào, hay chưa thể kết luận", "In which zones a position lies, by which clause and decision, or that it cannot be told")
            .Reads([.. AskedSite.OfPosition, OnDay, Known]).Writes(typeof(CheckSite.Answer));
        check.MapPost("", CheckSite.HandleDrawn).WithName("checkDrawnSite")
            .Says("Như trên, với địa điểm vẽ thành vùng; không ghi gì", "The same of a site that was drawn; writes nothing")
            .Takes([.. AskedSite.OfDrawing, OnDay, Known]).Writes(typeof(CheckSite.Answer));
        routes.MapMethods("/api/check.pdf", Reading, CheckSite.HandleSheet).WithTags("Siting").AllowAnonymous().WithName("checkPositionSheet")
            .Says("Kết quả trên giấy A4 (PDF), có mã để tra lại", "The answer on paper (PDF, A4), with a code by which it is asked again")
            .Reads([.. AskedSite.OfPosition, OnDay, Known]).Sends("application/pdf", "Kết quả tra cứu", "The answer");
    }
}
