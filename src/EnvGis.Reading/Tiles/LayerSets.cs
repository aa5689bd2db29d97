using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EnvGis.Access;
using EnvGis.Layers;

namespace EnvGis.Tiles;

/// <summary>The layer sets that have been asked for.</summary>
public sealed class LayerSets(PublicSight everybody)
{
    const int MostSets = 4096;

    readonly ConcurrentDictionary<string, LayerSet> sets = new(StringComparer.Ordinal);
    readonly ConditionalWeakTable<Layer, TileLayer> composed = [];

    /// <summary>The set of these as everybody has them, whoever's sight they come from: what is made of it is kept for all.</summary>
    public LayerSet Of(IReadOnlyList<Layer> layers, Sight sight) =>
        this.Of(sight.IsPublic ? layers : [.. layers.Select(layer => everybody.Layers.Find(layer.Id) ?? layer)]);

    LayerSet Of(IReadOnlyList<Layer> layers)
    {
        var key = layers.Count == 1 ? layers[0].Id : string.Join(',', layers.Select(layer => layer.Id));
        if (sets.TryGetValue(key, out var known) && IsCurrent(known, layers))
        {
            return known;
        }
        if (sets.Count >= MostSets)
        {
            // Tiles of a forgotten set cannot be asked for again; they age out of the cache.
            sets.Clear();
        }
        var fresh = new LayerSet([.. layers.Select(Composed)]);
        return sets.AddOrUpdate(key, fresh, (_, other) => IsCurrent(other, layers) ? other : fresh);
    }

    public IEnumerable<LayerSet> Holding(string layer) => sets.Values.Where(set => set.Holds(layer));

    /// <param name="names">Layer ids separated by commas; order and repetition do not matter.</param>
    /// <param name="unknown">The name that is no layer, when the result is null.</param>
    public static List<Layer>? Named(string names, LayerCatalogue catalogue, out string unknown)
    {
        var layers = new List<Layer>(4);
        foreach (var name in names.Split(','))
        {
            unknown = name;
            if (catalogue.Find(name) is not { } layer)
            {
                return null;
            }
            if (!layers.Contains(layer))
            {
                layers.Add(layer);
            }
        }
        unknown = "";
        layers.Sort(static (a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : string.CompareOrdinal(a.Id, b.Id));
        return layers;
    }

    bool IsCurrent(LayerSet set, IReadOnlyList<Layer> layers)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var now = Composed(layers[i]);
            if (!ReferenceEquals(set.Layers[i], now) && set.Layers[i] != now)
            {
                return false;
            }
        }
        return true;
    }

    TileLayer Composed(Layer layer) => composed.GetValue(layer, TileLayer.For);
}
