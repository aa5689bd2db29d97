using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Tiles;

/// <summary>Vector tiles of what is published, by layer or by several layers together, and their TileJSON.</summary>
static class TileEndpoints
{
    public static IServiceCollection AddTiles(this IServiceCollection services)
    {
        services.AddOptions<TileOptions>().BindConfiguration("Tiles").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<LayerSets>().AddSingleton<TileCache>().AddSingleton<TileQuery>();
    }

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").WithTags("Tiles").AllowAnonymous();
        tiles.MapMethods("/{layers}/{z}/{x}/{y}.mvt", [HttpMethods.Get, HttpMethods.Head], Tile).WithName("Tile");
        tiles.MapMethods("/{layers}.json", [HttpMethods.Get, HttpMethods.Head], TileJson.Handle).WithName("TileJson");
    }

    static async Task<Results<TileAnswer, Refusal>> Tile(
        string layers, string z, string x, string y, HttpRequest request, LayerSets sets, Sight sight, TileCache cache,
        TileQuery query, CancellationToken cancellationToken)
    {
        if (TileGrid.Parse(z, x, y) is not { } address)
        {
            return Problems.TileOutside($"{z}/{x}/{y}");
        }
        if (sets.Find(layers, sight, out var unknown) is not { } set)
        {
            return Problems.UnknownLayer(unknown);
        }
        var described = set.Layers.Select(layer => sight.Layers.Find(layer.Id)).OfType<Layer>().ToList();
        if (!QueryParameters.TryRead(request, name => name == "v" || FeatureFilter.IsParameter(name, described), out var parameters, out var refused)
            || !FeatureFilter.TryRead(parameters, described, out var filter, out refused))
        {
            return refused;
        }
        if (filter.Days is { } days && (days.From is null || days.From != days.To))
        {
            return Problems.BadParameter("datetime", parameters["datetime"]!, "cần đúng một ngày: bản đồ vẽ hiện trạng của một ngày, không phải của một khoảng",
                "it takes exactly one day: a map shows how things are on a day, not over an interval");
        }
        if (!sight.IsPublic && await OfCallerAsync(described, filter, address, sight, sets, cache, query, cancellationToken) is { } own)
        {
            return new TileAnswer(cache, null, address, own);
        }
        if (!filter.IsEmpty)
        {
            // Not kept: what a filter leaves can change without a feature changing, as by a task's links.
            return new TileAnswer(cache, set, address, new Tile(await query.ReadAsync(described, filter, address, cancellationToken)));
        }
        var shared = sight.IsPublic ? set : sets.Find(layers, out _)!;
        return new TileAnswer(cache, shared, address, await cache.GetAsync(shared, address, query.ReadAsync, cancellationToken));
    }

    /// <summary>A tile with something in it that not everybody may see: that part is made for this caller, the rest is what everybody gets.</summary>
    /// <returns>Null when everybody may see all of it: tiles carry no restricted attribute, so those of public layers are everybody's.</returns>
    static async Task<Tile?> OfCallerAsync(
        IReadOnlyList<Layer> layers, FeatureFilter filter, TileAddress address, Sight sight, LayerSets sets, TileCache cache, TileQuery query,
        CancellationToken cancellationToken)
    {
        // By what the filter asks, not by the words of the address: an attribute of one of several layers has the layer's name before it.
        var own = layers.Where(filter.ShowsRestricted).ToList();
        if (own.Count == 0)
        {
            return null;
        }
        var rest = layers.Except(own).ToList();
        byte[] shared = rest.Count == 0 ? []
            : !filter.IsEmpty ? await query.ReadAsync(rest, filter, address, cancellationToken)
            : (await cache.GetAsync(sets.Find(string.Join(',', rest.Select(layer => layer.Id)), out _)!, address, query.ReadAsync, cancellationToken)).Body(BodyEncoding.Identity);
        return new(TileQuery.Joined([shared, await query.ReadAsync(sight.Database, own, filter, address, cancellationToken)]));
    }

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
