namespace EnvGis.Spatial.Annex;

/// <summary>A run of segments of one ring that came about in one way. It ends where the next begins; the last runs round to the first.</summary>
/// <param name="From">Index, from 0 within its ring, of the corner at which it begins.</param>
/// <param name="Origin">How it came about.</param>
/// <param name="AccuracyM">Accuracy in metres, 0 or more.</param>
/// <param name="Of">What it was traced from, measured by or taken from; null when that is not known.</param>
public sealed record Stretch(int From, StretchOrigin Origin, double AccuracyM, string? Of)
{
    /// <summary>Greatest accuracy in metres; what is known less well than this has no border.</summary>
    public const double CoarsestM = 100_000;

    /// <summary>Longest <see cref="Of"/>, in UTF-16 units.</summary>
    public const int LongestOf = 500;

    /// <summary>Whether the other came about in the same way, wherever it begins.</summary>
    internal bool IsLike(Stretch other) => this with { From = 0 } == other with { From = 0 };
}
