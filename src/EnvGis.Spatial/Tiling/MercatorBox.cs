namespace EnvGis.Spatial.Tiling;

/// <summary>A box in EPSG:3857, metres, x east and y north.</summary>
/// <param name="MinX">West.</param>
/// <param name="MinY">South.</param>
/// <param name="MaxX">East.</param>
/// <param name="MaxY">North.</param>
public readonly record struct MercatorBox(double MinX, double MinY, double MaxX, double MaxY);
