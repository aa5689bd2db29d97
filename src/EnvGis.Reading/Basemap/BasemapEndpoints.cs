using System.Globalization;
using EnvGis.Http;
using EnvGis.Tiles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Basemap;

/// <summary>What lies under the layers: tiles of what a department has loaded, and what a page must know to draw them.</summary>
public static class BasemapEndpoints
{
    /// <param name="outside">Null when no outside map is configured.</param>
    public static IServiceCollection AddBasemap(this IServiceCollection services, OutsideMap? outside) =>
        services.AddSingleton(new Offer(outside)).AddSingleton<BaseContent>().AddSingleton<BaseTileQuery>();

    public static void MapBasemap(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/map", Map).WithName("map").AllowAnonymous()
            .Says("Những gì nằm dưới các lớp: ranh giới, sông, đường đã nạp", "What lies under the layers: boundaries, rivers, roads that are loaded");
        routes.MapMethods("/tiles/basemap/{z}/{x}/{y}.mvt", [HttpMethods.Get, HttpMethods.Head], Tile).WithName("basemapTile").WithTags("Tiles").AllowAnonymous()
            .Says("Một ô của lớp nền", "A tile of what lies under the layers")
            .Takes([.. TileEndpoints.OfGrid, TileEndpoints.Version]).Sends("application/vnd.mapbox-vector-tile", "Ô theo Mapbox Vector Tile 2.1", "A tile by Mapbox Vector Tile 2.1")
            .Sends(null, "Ô trống", "Nothing is in it", StatusCodes.Status204NoContent);
    }

    /// <summary>The outside map on offer, if any.</summary>
    internal sealed record Offer(OutsideMap? Outside);

    /// <param name="Revision">To be sent along as <c>v</c>; another one after every import.</param>
    /// <param name="Tiles">Template of the tiles' address; null when nothing is loaded, and then there is nothing to ask for.</param>
    /// <param name="Schematic">Whether some province's outline is a sketch, which a map must say.</param>
    /// <param name="Provinces">Codes of the provinces whose boundary is loaded.</param>
    /// <param name="Outside">Null when none is configured.</param>
    public sealed record MapAnswer(
        long Revision, string? Tiles, bool Schematic, IReadOnlyList<string> Provinces, IReadOnlyList<BaseContent.Part> Loaded, OutsideAnswer? Outside);

    public sealed record OutsideAnswer(string Url, string Attribution, int MaxZoom);

    static async Task<Ok<MapAnswer>> Map(
        HttpResponse response, BaseContent content, Offer offer, CancellationToken cancellationToken)
    {
        var now = await content.GetAsync(null, cancellationToken);
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new MapAnswer(
            now.Revision, now.Parts.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"/tiles/basemap/{{z}}/{{x}}/{{y}}.mvt?v={now.Revision}"),
            now.IsSchematic, now.Provinces, now.Parts, offer.Outside is { } map ? new(map.Url, map.Attribution, map.MaxZoom) : null));
    }

    static async Task<Results<BaseTileAnswer, Refusal>> Tile(
        string z, string x, string y, HttpRequest request, BaseContent content, BaseTileQuery query, CancellationToken cancellationToken)
    {
        if (TileGrid.Parse(z, x, y) is not { } address)
        {
            return Problems.TileOutside($"{z}/{x}/{y}");
        }
        var asked = long.TryParse(request.Query["v"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : (long?)null;
        var now = await content.GetAsync(asked, cancellationToken);
        var (shown, tile) = await query.GetAsync(now.Revision, address, cancellationToken);
        return new BaseTileAnswer(tile, shown == asked);
    }
}
