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

    static readonly Parameter[] LayersOfPath = [new("layers", "Mã các lớp, cách nhau bằng dấu phẩy", "Ids of layers, with commas between") { Required = true, Example = "landfills" }];

    /// <summary>Where a tile lies.</summary>
    public static readonly Parameter[] OfGrid =
    [
        new("z", "Mức thu phóng", "Zoom") { Required = true, Example = "8" }, new("x", "Cột, từ tây sang đông", "Column, from west to east") { Required = true, Example = "203" },
        new("y", "Hàng, từ bắc xuống nam (XYZ)", "Row, from north to south (XYZ)") { Required = true, Example = "112" },
    ];

    /// <summary>What an address has that may be kept for ever.</summary>
    public static readonly Parameter Version = new("v", "Phiên bản đã biết, để bộ nhớ đệm phân biệt", "The revision that is known, so that caches tell them apart");

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").WithTags("Tiles").AllowAnonymous();
        tiles.MapMethods("/{layers}/{z}/{x}/{y}.mvt", [HttpMethods.Get, HttpMethods.Head], Tile).WithName("Tile")
            .Says("Một ô bản đồ của một hay nhiều lớp", "A vector tile of one or several layers")
            .Takes([.. LayersOfPath, .. OfGrid, Version, .. FeatureFilter.Described]).Sends("application/vnd.mapbox-vector-tile", "Ô theo Mapbox Vector Tile 2.1", "A tile by Mapbox Vector Tile 2.1").Sends(null, "Ô trống", "Nothing is in it", StatusCodes.Status204NoContent);
        tiles.MapMethods("/{layers}.json", [HttpMethods.Get, HttpMethods.Head], TileJson.Handle).WithName("TileJson")
            .Says("Mô tả các ô của một hay nhiều lớp, TileJSON 3.0.0", "Describes the tiles of one or several layers by TileJSON 3.0.0")
            .Takes([.. LayersOfPath, Version]).Writes(typeof(TileJson.Description));
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
        var own = layers.Where(layer => layer.Visibility != "public"
            || filter.Attributes.GetValueOrDefault(layer.Id, []).Any(condition => layer.Attribute(condition.Attribute) is { Restricted: true })).ToList();
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
