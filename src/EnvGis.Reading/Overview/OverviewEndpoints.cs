using EnvGis.Http;
using EnvGis.Lists;

namespace EnvGis.Overview;

/// <summary>How far the plans' places have come, and when the record changed.</summary>
public static class OverviewEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/overview").AllowAnonymous();
        api.MapMethods("", Reading, CountPlaces.Handle).WithName("overview")
            .Says("Bao nhiêu nơi đã có tên, tọa độ, ranh giới, hiệu lực và việc đang làm", "How many places are named, located, delineated, in force and tended")
            .Reads(ListScope.Described);
        api.MapMethods("/changes", Reading, CountChanges.Handle).WithName("overviewChanges")
            .Says("Thay đổi theo tháng hoặc ngày", "What changed by month or day")
            .Reads([.. ListScope.Described,
                new("clock", "Theo ngày ghi nhận hay ngày hiệu lực", "By when it was recorded or by when it was in force") { Values = ["recorded", "valid"], Default = "recorded" },
                new("by", "Độ dài mỗi kỳ", "How long a period is") { Values = ["month", "day"], Default = "month" }]);
    }
}
