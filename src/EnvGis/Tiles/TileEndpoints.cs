using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Tiles;

/// <summary>Vector tiles of what is published, by layer or by several layers together, and their TileJSON.</summary>
static class TileEndpoints
{
    public static IServiceCollection AddTiles(this IServiceCollection services)
    {
        services.AddOptions<TileOptions>().BindConfiguration("Tiles").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<LayerSets>().AddSingleton<TileCache>().AddSingleton<TileQuery>().AddSingleton<TileSource>();
    }

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").WithTags("Tiles").AllowAnonymous();
        tiles.MapMethods("/{layers}/{z}/{x}/{y}.mvt", [HttpMethods.Get, HttpMethods.Head], Tile).WithName("Tile");
        tiles.MapMethods("/{layers}.json", [HttpMethods.Get, HttpMethods.Head], TileJson.Handle).WithName("TileJson");
    }

    static async Task<Results<TileAnswer, Refusal>> Tile(
        string layers, string z, string x, string y, HttpRequest request, Sight sight, TileSource tiles, CancellationToken cancellationToken) =>
        TileRequest.TryRead(layers, z, x, y, request, sight, out var asked, out var refusal) ? await tiles.AnswerAsync(asked, cancellationToken) : refusal;

    /// <summary>"v" lets a page ask past its own caches; "lang" chooses the language of refusals.</summary>
    public static Refusal? UnknownParameter(HttpRequest request)
    {
        foreach (var name in request.Query.Keys)
        {
            if (name is not ("v" or "lang"))
            {
                return Problems.UnknownParameter(name);
            }
        }
        return null;
    }
}
