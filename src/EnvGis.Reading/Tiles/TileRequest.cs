using System.Diagnostics.CodeAnalysis;
using EnvGis.Access;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>A tile that somebody asks for: of which layers, what of them, where, and who asks.</summary>
/// <param name="Layers">As the caller sees them, in the catalogue's order, each once.</param>
/// <param name="Filter">What is asked of them, on one day at most.</param>
sealed record TileRequest(IReadOnlyList<Layer> Layers, FeatureFilter Filter, TileAddress Address, Sight Sight)
{
    /// <summary>
    /// The layers whose part of the tile is the caller's own, since not everybody sees all that is in it or decides what is. Tiles carry no restricted attribute, so that the part of a public
    /// layer is everybody's, unless the filter asks for such a one: by what it asks, not by the words of the address, where an attribute of one of several layers has the layer's name before it.
    /// </summary>
    public IReadOnlyList<Layer> OfCaller { get; } = Sight.IsPublic ? [] : [.. Layers.Where(Filter.ShowsRestricted)];

    public static bool TryRead(
        string layers, string z, string x, string y, HttpRequest request, Sight sight, [NotNullWhen(true)] out TileRequest? asked, [NotNullWhen(false)] out Refusal? refusal)
    {
        asked = null;
        if (TileGrid.Parse(z, x, y) is not { } address)
        {
            refusal = Problems.TileOutside($"{z}/{x}/{y}");
            return false;
        }
        if (LayerSets.Named(layers, sight.Layers, out var unknown) is not { } named)
        {
            refusal = Problems.UnknownLayer(unknown);
            return false;
        }
        var query = QueryParameters.Of(request, name => FeatureFilter.IsAttribute(name, named));
        query.OneDay("datetime");
        var filter = FeatureFilter.Of(query, named);
        if (query.IsRefused(out refusal))
        {
            return false;
        }
        asked = new(named, filter, address, sight);
        return true;
    }
}
