namespace EnvGis.Spatial.Annex;

/// <summary>How a stretch of a border came about; in files and databases by <see cref="StretchOrigins.Word"/>.</summary>
public enum StretchOrigin
{
    /// <summary>Measured in the field.</summary>
    Surveyed,

    /// <summary>Typed or read from the coordinate table of a decision.</summary>
    Annex,

    /// <summary>Follows another border: a commune's, a bank's, another zone's.</summary>
    Traced,

    /// <summary>Drawn on the map.</summary>
    Drawn,
}

/// <summary>The words of <see cref="StretchOrigin"/>.</summary>
public static class StretchOrigins
{
    /// <summary><c>surveyed</c>, <c>annex</c>, <c>traced</c> or <c>drawn</c>.</summary>
    /// <param name="origin">The origin.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such origin.</exception>
    public static string Word(this StretchOrigin origin) => origin switch
    {
        StretchOrigin.Surveyed => "surveyed",
        StretchOrigin.Annex => "annex",
        StretchOrigin.Traced => "traced",
        StretchOrigin.Drawn => "drawn",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "No such origin."),
    };

    /// <summary>The origin of a word; null when it is none, in any other case than lower too.</summary>
    /// <param name="word">The word.</param>
    public static StretchOrigin? Find(string? word) => word switch
    {
        "surveyed" => StretchOrigin.Surveyed,
        "annex" => StretchOrigin.Annex,
        "traced" => StretchOrigin.Traced,
        "drawn" => StretchOrigin.Drawn,
        _ => null,
    };
}
