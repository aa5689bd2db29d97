using EnvGis.Http;

namespace EnvGis.Drafts;

/// <summary>Of what a zone is to be built. Nothing is taken for a distance of the law: each is the planner's own, and said to be, or is one of /api/recipes/distances that the planner took.</summary>
/// <param name="Clause">One of the layer's clauses, as 2a or 3c.</param>
/// <param name="Sources">Features in force.</param>
/// <param name="Communes">By their boundaries.</param>
/// <param name="Minus">Zones in force that are taken off, by their id.</param>
/// <param name="Clip">Whether nothing goes beyond the province's boundary; so when left out.</param>
/// <param name="LeastPartM2">Parts of less area are left out; 100 m² when left out.</param>
/// <param name="AccuracyM">Of the boundaries, metres; 1,000 when left out, as where none is known.</param>
/// <param name="Reaches">Stretches of rivers around intakes.</param>
public sealed record RecipeForm(
    string? Clause, IReadOnlyList<RecipeForm.Around?>? Sources, IReadOnlyList<RecipeForm.Member?>? Communes, IReadOnlyList<long>? Minus, bool? Clip, double? LeastPartM2, double? AccuracyM,
    IReadOnlyList<RecipeForm.Reach?>? Reaches)
{
    /// <param name="Metres">How far around it, on the ground; 0 for itself.</param>
    /// <param name="Side">
    /// From a bank: outside of a water, without the water itself; left or right of a bank's line, as who goes along it as it is drawn. All around when left out.
    /// </param>
    /// <param name="Distance">Which of the known distances was taken; the planner's own when left out.</param>
    public sealed record Around(long? Feature, double? Metres, [property: OneOf("outside", "left", "right")] string? Side, string? Distance);

    /// <param name="Intake">A feature that is a point.</param>
    /// <param name="River">Features: lines along which is measured, each beginning where another ends, and polygons of the water, from whose bank the width is measured then.</param>
    /// <param name="UpstreamM">Along the river, on the ground.</param>
    /// <param name="DownstreamM">Along the river, on the ground.</param>
    /// <param name="WidthM">On either side, from the line or from the bank.</param>
    /// <param name="Reversed">Whether the lines are drawn against the current; with it when left out.</param>
    /// <param name="Distance">Which of the known distances was taken for up and down stream; the planner's own when left out.</param>
    public sealed record Reach(
        long? Intake, IReadOnlyList<long?>? River, double? UpstreamM, double? DownstreamM, double? WidthM, bool? Reversed, string? Distance);

    /// <param name="Code">Of a commune of the draft's province.</param>
    /// <param name="Metres">How far around it, on the ground; 0 for itself.</param>
    public sealed record Member(string? Code, double? Metres);
}
