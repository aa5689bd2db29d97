namespace EnvGis.Printing;

/// <summary>What a printed sheet needs beside the map itself: the grid of VN-2000, the zones it may be in, and how current the data is.</summary>
static class PrintingEndpoints
{
    public static IServiceCollection AddPrinting(this IServiceCollection services) => services.AddSingleton<ProvinceAt>();

    public static void MapPrinting(this IEndpointRouteBuilder routes)
    {
        var printing = routes.MapGroup("/api").WithTags("Printing").AllowAnonymous();
        printing.MapGet("/grid", ReadGrid.Handle).WithName("Grid");
        printing.MapGet("/grid/zones", ListZones.Handle).WithName("GridZones");
        printing.MapGet("/revision", ReadRevision.Handle).WithName("Revision");
    }
}
