using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>
/// The keys of the places in a tile, as published.place_key writes them: bits of column and row of the zoom-24 tile interleaved, the column's lowest
/// first (Morton 1966), so that every tile is one range.
/// </summary>
/// <param name="First">Inclusive.</param>
/// <param name="End">Exclusive.</param>
readonly record struct PlaceKey(long First, long End)
{
    public const int Zoom = 24;

    public static PlaceKey Of(TileAddress tile)
    {
        var shift = 2 * (Zoom - tile.Zoom);
        var key = Spread(tile.Column) | Spread(tile.Row) << 1;
        return new(key << shift, key + 1 << shift);
    }

    static long Spread(int number)
    {
        var spread = 0L;
        for (var bit = 0; bit < Zoom; bit++)
        {
            spread |= (long)(number >> bit & 1) << 2 * bit;
        }
        return spread;
    }
}
