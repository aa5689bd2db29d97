namespace EnvGis.Overview;

/// <summary>How far the plans' places have come, and when the record changed.</summary>
static class OverviewEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/overview").AllowAnonymous();
        api.MapMethods("", Reading, CountPlaces.Handle).WithName("overview");
        api.MapMethods("/changes", Reading, CountChanges.Handle).WithName("overview-changes");
    }
}
