using EnvGis.Spatial.Tiling;

namespace EnvGis.Tests.Tiling;

static class TilePositions
{
    /// <summary>Where a point of a tile's content is, degrees.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="point">In units of the tile; in its buffer too.</param>
    /// <param name="extent">Units along the tile's side, as its layer says.</param>
    public static (double Longitude, double Latitude) PositionOf(this TileAddress tile, TilePoint point, int extent) => (
        WebMercator.LongitudeAt(tile.Zoom, tile.Column + (double)point.X / extent),
        WebMercator.LatitudeAt(tile.Zoom, tile.Row + (double)point.Y / extent));
}
