using System.Globalization;
using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>The tiles there are, and where each looks for features. The tile statements and eviction both take it from here.</summary>
static class TileGrid
{
    public const int DeepestZoom = 18;

    /// <summary>Units along a tile's side, and how many around it, in which MVT coordinates count.</summary>
    public const int Units = 4096, Buffer = 64;

    // PostGIS compares boxes in single precision, rounded outwards. Up to the edge of the grid such numbers are at most 2 m apart, and
    // both the feature's box and the tile's are rounded.
    const double RoundingMetres = 4;

    /// <returns>Null when a part is not a plain number or there is no such tile.</returns>
    public static TileAddress? Parse(string zoom, string column, string row) =>
        Number(zoom) is { } z and <= DeepestZoom && Number(column) is { } x && Number(row) is { } y && TileAddress.TryCreate(z, x, y, out var tile)
            ? tile : null;

    /// <summary>Where a tile looks for features.</summary>
    public static MercatorBox SearchedBy(TileAddress tile) => tile.Envelope(Reach(tile.Zoom));

    /// <summary>The tiles of a zoom that look for features in this box.</summary>
    public static TileRange Searching(MercatorBox box, int zoom) => TileRange.Covering(box, zoom, Reach(zoom));

    static double Reach(int zoom) => (double)Buffer / Units + RoundingMetres / WebMercator.SideMetres * (1 << zoom);

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
