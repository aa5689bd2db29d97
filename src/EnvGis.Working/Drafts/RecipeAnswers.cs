using EnvGis.Http;

namespace EnvGis.Drafts;

/// <summary>What a recipe made, in square metres of the grid.</summary>
/// <param name="DroppedParts">Left out for their area.</param>
/// <param name="ClippedM2">What lay beyond the province.</param>
/// <param name="SubtractedM2">What was taken off.</param>
/// <param name="BeyondM">By how much the border around a source may lie farther than its distance at most, metres.</param>
public sealed record RecipeFigures(int DroppedParts, double DroppedM2, double ClippedM2, double SubtractedM2, double BeyondM);

/// <summary>What is answered of recipes.</summary>
public static class RecipeAnswers
{
    /// <param name="Rule">Version of the rule.</param>
    /// <param name="Kernel">That made the shape.</param>
    /// <param name="IsWhole">Whether all of it is told: what the caller may not see is left out.</param>
    /// <param name="OutOfDate">Whether a source or boundary is another by now.</param>
    public sealed record Told(
        int Rule, string Kernel, string? Clause, IReadOnlyList<Source> Sources, IReadOnlyList<Boundary> Communes, IReadOnlyList<Source> Minus, IReadOnlyList<Reach> Reaches, Boundary? Clip,
        double LeastPartM2, double? AccuracyM, RecipeFigures Made, bool IsWhole, bool OutOfDate);

    /// <param name="Version">That was used.</param>
    /// <param name="Current">The one in force; null where it has ended.</param>
    /// <param name="Metres">Null of what is taken off.</param>
    /// <param name="Side">From a bank: outside of a water, left or right of a line; null of all around.</param>
    /// <param name="Basis">planner: the planner's own choice, not a number of the law; document: one of a document. Null of what is taken off and of what is itself.</param>
    /// <param name="Distance">Of a document: which.</param>
    public sealed record Source(
        long Feature, string Code, string Layer, Text Name, long Version, long? Current, double? Metres, [property: OneOf("outside", "left", "right")] string? Side,
        [property: OneOf("planner", "document")] string? Basis, KnownDistance? Distance);

    /// <summary>A stretch of a river. Its width is the planner's own in every case.</summary>
    /// <param name="Reversed">Whether the lines are drawn against the current.</param>
    /// <param name="Basis">Of up and down stream, as of sources.</param>
    /// <param name="Distance">Of a document: which.</param>
    public sealed record Reach(
        Source Intake, IReadOnlyList<Source> River, double UpstreamM, double DownstreamM, double WidthM, bool Reversed, [property: OneOf("planner", "document")] string Basis, KnownDistance? Distance);

    /// <param name="Hash">SHA-256 of the polygon that was used.</param>
    /// <param name="Changed">Whether another was brought in since.</param>
    /// <param name="Metres">Null of the clip.</param>
    /// <param name="Basis">As of sources.</param>
    public sealed record Boundary(string Code, string Name, string Hash, bool Changed, double? Metres, [property: OneOf("planner")] string? Basis);

    internal const string Planner = "planner", Document = "document";
}
