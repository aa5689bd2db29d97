namespace EnvGis.Lists;

/// <summary>What the map shows, as rows over all layers, and what there is to choose from.</summary>
static class ListEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous();
        api.MapMethods("/list", Reading, ListFeatures.Handle).WithName("list");
        api.MapMethods("/list.csv", Reading, ListCsv.Handle).WithName("list-csv");
        api.MapMethods("/facets", Reading, Facets.Handle).WithName("facets");
    }
}
