using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Vectors;

/// <summary>A layer of a file of vectors, as it stands there.</summary>
/// <param name="Name">As the file calls it; null of a file that has one layer and no name for it.</param>
/// <param name="Grid">What the file says of its coordinates; null when it says nothing.</param>
/// <param name="Features">In the file's order.</param>
/// <param name="IsStroked">Whether the file has arcs, which were made into short straight lines.</param>
/// <param name="LacksProperties">Whether the part of the file that has the properties is missing.</param>
/// <param name="HasBytes">Whether texts are the file's bytes, read one by one.</param>
public sealed record VectorLayer(string? Name, DeclaredGrid? Grid, IReadOnlyList<VectorFeature> Features, bool IsStroked = false, bool LacksProperties = false, bool HasBytes = false)
{
    /// <summary>
    /// Whether its coordinates are degrees: as it says, and where it says nothing, when most of them are so small that they can be no metres.
    /// </summary>
    public bool IsInDegrees { get; } = Grid is not null ? Grid.Zone is null : LooksInDegrees(Features);

    static bool LooksInDegrees(IReadOnlyList<VectorFeature> features)
    {
        var first = features.Select(feature => feature.Shape?.Coordinate).OfType<Coordinate>().ToList();
        return first.Count(corner => Math.Abs(corner.X) <= 360 && Math.Abs(corner.Y) <= 360) * 2 > first.Count;
    }
}

/// <summary>A feature of such a layer.</summary>
/// <param name="Properties">Texts and numbers as text, by the file's names; letters may be those of another encoding.</param>
/// <param name="Shape">In the file's coordinates, easting or longitude first; null when it has none.</param>
/// <param name="Fault">Why its shape cannot be read; null when it can.</param>
public sealed record VectorFeature(IReadOnlyDictionary<string, string> Properties, Geometry? Shape, VectorFault? Fault = null);

/// <summary>Why a feature cannot be read, in a sentence.</summary>
public sealed record VectorFault(string Vietnamese, string English);
