using EnvGis.Http;

namespace EnvGis.Lists;

/// <summary>What the map shows, as rows over all layers, and what there is to choose from.</summary>
public static class ListEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous();
        api.MapMethods("/list", Reading, ListFeatures.Handle).WithName("list")
            .Says("Những gì nằm trong khung, xếp thành danh sách", "What lies in a box, as a list")
            .Reads(ListRequest.Described).Writes(typeof(ListFeatures.Answer));
        api.MapMethods("/list.csv", Reading, ListCsv.Handle).WithName("listCsv")
            .Says("Danh sách đó thành bảng tính, tối đa 100.000 dòng", "The same list for a spreadsheet")
            .Reads([.. ListRequest.Described, Parameter.Separator]).Sends("text/csv", "Bảng, UTF-8", "A table, UTF-8");
        api.MapMethods("/facets", Reading, Facets.Handle).WithName("facets")
            .Says("Mỗi giá trị của bộ lọc còn lại bao nhiêu đối tượng", "How many features each value of the filter would leave")
            .Reads([.. ListScope.Described, new("of", "Chỉ đếm theo lớp", "Counts by layer only") { Values = ["layer"] }]).Writes(typeof(Facets.Answer));
    }
}
