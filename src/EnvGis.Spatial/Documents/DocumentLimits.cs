namespace EnvGis.Spatial.Documents;

/// <summary>How much is read of a file that somebody sends; what is beyond is refused, not cut.</summary>
public sealed record DocumentLimits
{
    /// <summary>The limits in use where none are given.</summary>
    public static DocumentLimits Usual { get; } = new();

    /// <summary>Largest file in bytes, as it is sent.</summary>
    public int MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most entries of an archive.</summary>
    public int MaxEntries { get; init; } = 2_000;

    /// <summary>Most bytes that are unpacked of one archive, of all entries that are read together, counted as they come: what an archive says of itself is not believed.</summary>
    public long MaxUnpackedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Most cells of all tables together, empty ones before a filled one and empty rows counted.</summary>
    public int MaxCells { get; init; } = 4_000_000;

    /// <summary>Most UTF-16 units of all texts together.</summary>
    public int MaxCharacters { get; init; } = 64 * 1024 * 1024;

    /// <summary>Deepest nesting of elements.</summary>
    public int MaxDepth { get; init; } = 200;
}
