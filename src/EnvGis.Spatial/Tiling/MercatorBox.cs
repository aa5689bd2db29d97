using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.Tiling;

/// <summary>A box in EPSG:3857, metres, x east and y north, edges included.</summary>
/// <param name="MinX">West.</param>
/// <param name="MinY">South.</param>
/// <param name="MaxX">East.</param>
/// <param name="MaxY">North.</param>
public readonly record struct MercatorBox(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>The box of an extent: meridians and parallels are straight in this projection, so it is neither more nor less.</summary>
    /// <param name="extent">Degrees; latitudes beyond ±85.05112878 count as that edge.</param>
    public static MercatorBox Of(Extent extent)
    {
        var (minX, minY) = WebMercator.FromDegrees(extent.West, extent.South);
        var (maxX, maxY) = WebMercator.FromDegrees(extent.East, extent.North);
        return new MercatorBox(minX, minY, maxX, maxY);
    }

    /// <summary>Whether the two boxes share a point; touching edges do.</summary>
    /// <param name="other">The other box.</param>
    public bool Intersects(MercatorBox other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;
}
