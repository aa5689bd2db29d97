using EnvGis.Http;

namespace EnvGis.Printing;

/// <summary>What a printed sheet needs beside the map itself: the grid of VN-2000, the zones it may be in, and how current the data is.</summary>
public static class PrintingEndpoints
{
    public static IServiceCollection AddPrinting(this IServiceCollection services) => services.AddSingleton<ProvinceAt>();

    public static void MapPrinting(this IEndpointRouteBuilder routes)
    {
        var printing = routes.MapGroup("/api").WithTags("Printing").AllowAnonymous();
        printing.MapGet("/grid", ReadGrid.Handle).WithName("grid")
            .Says("Lưới VN-2000 trên một khung", "The grid of a VN-2000 zone over a box")
            .Reads(Parameter.Bbox with { Required = true },
                new("epsg", "Mã múi VN-2000, xem /api/crs", "Code of a VN-2000 zone, see /api/crs", "integer") { Kind = ParameterKind.Zone, Required = true, Example = "9217" },
                new("step", "Mét giữa hai đường", "Metres between two lines", "integer")
                {
                    // Nobody reads a grid finer than a metre or wider than the country.
                    Kind = ParameterKind.Whole, Required = true, Least = 1, Most = 1_000_000, Example = "1000",
                });
        printing.MapGet("/grid/zones", ListZones.Handle).WithName("gridZones")
            .Says("Các múi VN-2000 và tỉnh của một vị trí", "The zones of VN-2000, and the province of a position")
            .Reads(new("lon", "Kinh độ, độ thập phân WGS 84", "Longitude in decimal degrees WGS 84", "number") { Kind = ParameterKind.Longitude, Example = "105.85" },
                new("lat", "Vĩ độ, độ thập phân WGS 84", "Latitude in decimal degrees WGS 84", "number") { Kind = ParameterKind.Latitude, Example = "21.03" });
        printing.MapGet("/revision", ReadRevision.Handle).WithName("revision")
            .Says("Lần thay đổi cuối của dữ liệu công bố", "The last change of what is published");
    }
}
