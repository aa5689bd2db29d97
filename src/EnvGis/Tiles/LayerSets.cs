using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EnvGis.Layers;

namespace EnvGis.Tiles;

/// <summary>The layer sets that have been asked for.</summary>
sealed class LayerSets(LayerCatalogue catalogue)
{
    const int MostSets = 4096;

    readonly ConcurrentDictionary<string, LayerSet> sets = new(StringComparer.Ordinal);
    readonly ConditionalWeakTable<Layer, TileLayer> composed = [];

    /// <summary>The set as that caller sees it; one that is not everybody's is made for the one answer.</summary>
    public LayerSet? Find(string names, Sight sight, out string unknown) => sight.IsPublic ? this.Find(names, out unknown)
        : Read(names, sight.Layers, out unknown) is { } layers ? new(layers.ConvertAll(TileLayer.For)) : null;

    /// <param name="names">Layer ids separated by commas; order and repetition do not matter.</param>
    /// <param name="unknown">The name that is no layer, when the result is null.</param>
    public LayerSet? Find(string names, out string unknown)
    {
        if (Read(names, catalogue, out unknown) is not { } layers)
        {
            return null;
        }

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
        var fresh = new LayerSet(layers.ConvertAll(Composed));
        return sets.AddOrUpdate(key, fresh, (_, other) => IsCurrent(other, layers) ? other : fresh);
    }

    public IEnumerable<LayerSet> Holding(string layer) => sets.Values.Where(set => set.Holds(layer));

    static List<Layer>? Read(string names, LayerCatalogue catalogue, out string unknown)
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

    bool IsCurrent(LayerSet set, List<Layer> layers)
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
