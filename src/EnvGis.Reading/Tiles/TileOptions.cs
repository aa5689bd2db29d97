using System.ComponentModel.DataAnnotations;

namespace EnvGis.Tiles;

/// <summary>Settings of the section "Tiles".</summary>
public sealed record TileOptions
{
    /// <summary>Most memory that ready tiles may take, in megabytes of 2^20 bytes; 0 keeps none.</summary>
    [Range(0, 65536)]
    public int CacheMegabytes { get; init; } = 256;

    /// <summary>How many tiles PostgreSQL makes at once for this process; the others wait their turn. More than its cores only makes all of them slower.</summary>
    [Range(1, 64)]
    public int ConcurrentTiles { get; init; } = Math.Clamp(2 * Environment.ProcessorCount, 4, 64);
}
