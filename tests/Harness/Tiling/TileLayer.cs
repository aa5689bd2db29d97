namespace EnvGis.Tests.Tiling;

/// <summary>Geometry types of the vector tile specification 2.1, §4.3.4.</summary>
public enum TileGeometryType
{
    /// <summary>One or more points.</summary>
    Point = 1,

    /// <summary>One or more lines.</summary>
    LineString = 2,

    /// <summary>One or more polygons.</summary>
    Polygon = 3,
}

/// <summary>A position in tile units: x east, y south, (0, 0) the north-west corner; beyond 0…extent it lies in the buffer.</summary>
/// <param name="X">Units from the west edge.</param>
/// <param name="Y">Units from the north edge.</param>
public readonly record struct TilePoint(int X, int Y)
{
    /// <summary>x, space, y.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{X} {Y}");
}

/// <summary>A feature of a vector tile, decoded.</summary>
/// <param name="Id">Null when the tile gives none.</param>
/// <param name="Type">Kind of <paramref name="Parts"/>.</param>
/// <param name="Parts">
/// Points: one part with all of them. Lines: one part per line. Polygons: one part per ring, closed (last equals first), an outer ring,
/// which turns clockwise on screen, before its holes, which turn the other way.
/// </param>
/// <param name="Tags">Text, double, float, long, ulong or bool by key, in the order of the tile.</param>
public sealed record TileFeature(
    ulong? Id, TileGeometryType Type, IReadOnlyList<IReadOnlyList<TilePoint>> Parts, IReadOnlyList<KeyValuePair<string, object>> Tags)
{
    /// <summary>The value of a tag; null when the feature has none of that key.</summary>
    /// <param name="key">As written, capitals matter.</param>
    public object? this[string key]
    {
        get
        {
            foreach (var tag in Tags)
            {
                if (tag.Key == key)
                {
                    return tag.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>A layer of a vector tile, decoded.</summary>
/// <param name="Name">Unique in its tile.</param>
/// <param name="Extent">Units along a side, usually 4096.</param>
/// <param name="Features">In the order of the tile.</param>
public sealed record TileLayer(string Name, int Extent, IReadOnlyList<TileFeature> Features);
