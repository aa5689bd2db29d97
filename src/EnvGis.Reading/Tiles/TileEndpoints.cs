using EnvGis.Access;
using EnvGis.Filtering;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Tiles;

/// <summary>Vector tiles of what is published, by layer or by several layers together, and their TileJSON.</summary>
public static class TileEndpoints
{
    public static IServiceCollection AddTiles(this IServiceCollection services)
    {
        services.AddOptions<TileOptions>().BindConfiguration("Tiles").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<LayerSets>().AddSingleton<TileCache>().AddSingleton<TileQuery>().AddSingleton<TileSource>();
    }

    static readonly Parameter[] LayersOfPath = [new("layers", "Mã các lớp, cách nhau bằng dấu phẩy", "Ids of layers, with commas between") { Required = true, Example = "landfills" }];

    /// <summary>Where a tile lies.</summary>
    public static readonly Parameter[] OfGrid =
    [
        new("z", "Mức thu phóng", "Zoom") { Required = true, Example = "8" }, new("x", "Cột, từ tây sang đông", "Column, from west to east") { Required = true, Example = "203" },
        new("y", "Hàng, từ bắc xuống nam (XYZ)", "Row, from north to south (XYZ)") { Required = true, Example = "112" },
    ];

    /// <summary>What an address has that may be kept for ever.</summary>
    public static readonly Parameter Version = new("v", "Phiên bản đã biết, để bộ nhớ đệm phân biệt", "The revision that is known, so that caches tell them apart") { Kind = ParameterKind.Own };

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").WithTags("Tiles").AllowAnonymous();
        tiles.MapMethods("/{layers}/{z}/{x}/{y}.mvt", [HttpMethods.Get, HttpMethods.Head], Tile).WithName("tile")
            .Says("Một ô bản đồ của một hay nhiều lớp", "A vector tile of one or several layers")
            .Reads([.. LayersOfPath, .. OfGrid, Version, .. FeatureFilter.Described]).Sends("application/vnd.mapbox-vector-tile", "Ô theo Mapbox Vector Tile 2.1", "A tile by Mapbox Vector Tile 2.1")
            .Sends(null, "Ô trống", "Nothing is in it", StatusCodes.Status204NoContent);
        tiles.MapMethods("/{layers}.json", [HttpMethods.Get, HttpMethods.Head], TileJson.Handle).WithName("tileJson")
            .Says("Mô tả các ô của một hay nhiều lớp, TileJSON 3.0.0", "Describes the tiles of one or several layers by TileJSON 3.0.0")
            .Takes([.. LayersOfPath, Version]).Writes(typeof(TileJson.Description));
    }

    static async Task<Results<TileAnswer, Refusal>> Tile(
        string layers, string z, string x, string y, HttpRequest request, Sight sight, TileSource tiles, CancellationToken cancellationToken) =>
        TileRequest.TryRead(layers, z, x, y, request, sight, out var asked, out var refusal) ? await tiles.AnswerAsync(asked, cancellationToken) : refusal;
}
