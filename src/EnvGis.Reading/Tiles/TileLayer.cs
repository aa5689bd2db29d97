using EnvGis.Layers;

namespace EnvGis.Tiles;

/// <summary>How a layer's tiles are made: two statements composed from its file. Equal when the file says the same.</summary>
/// <param name="Overview">Below <see cref="TileQuery.CompleteFromZoom"/>; parameters as said at <see cref="TileSql"/>.</param>
/// <param name="Complete">From that zoom on; some parameters are taken and not used.</param>
/// <param name="Grades">How the layer file grades: what clusters say of the worst depends on it.</param>
public sealed record TileLayer(string Id, int MinimumZoom, int MaximumZoom, string Overview, string Complete, string Grades)
{
    public bool HasTilesAt(int zoom) => zoom >= MinimumZoom && zoom <= MaximumZoom;

    public static bool HasTilesAt(Layer layer, int zoom) => ZoomsOf(layer) is var (least, greatest) && zoom >= least && zoom <= greatest;

    /// <summary>The zooms at which a layer has tiles.</summary>
    public static (int Least, int Greatest) ZoomsOf(Layer layer) => (Math.Max(layer.Zoom.Min, 0), Math.Min(layer.Zoom.Max, TileGrid.DeepestZoom));

    public static TileLayer For(Layer layer) => new(
        layer.Id, ZoomsOf(layer).Least, ZoomsOf(layer).Greatest, TileSql.Overview(layer), TileSql.Complete(layer),
        string.Join(' ', layer.Severity?.Grades.Select(grade => $"{grade.Code}={grade.Grade}").Prepend(layer.Severity.Attribute) ?? []));
}

/// <summary>One or more layers whose tiles travel together, in the catalogue's order. The same set is the same object, so it can be a key.</summary>
public sealed class LayerSet(IReadOnlyList<TileLayer> layers)
{
    public IReadOnlyList<TileLayer> Layers { get; } = layers;

    public bool Holds(string layer)
    {
        foreach (var one in Layers)
        {
            if (one.Id == layer)
            {
                return true;
            }
        }
        return false;
    }
}
