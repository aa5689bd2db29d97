namespace EnvGis.Drafts;

/// <summary>Of what a zone is to be built. Nothing is taken for a distance of the law: each is the planner's own, and said to be.</summary>
/// <param name="Clause">One of the layer's clauses, as 2a or 3c.</param>
/// <param name="Sources">Features in force.</param>
/// <param name="Communes">By their boundaries.</param>
/// <param name="Minus">Zones in force that are taken off, by their id.</param>
/// <param name="Clip">Whether nothing goes beyond the province's boundary; so when left out.</param>
/// <param name="LeastPartM2">Parts of less area are left out; 100 m² when left out.</param>
/// <param name="AccuracyM">Of the boundaries, metres; 1,000 when left out, as where none is known.</param>
public sealed record RecipeForm(
    string? Clause, IReadOnlyList<RecipeForm.Around?>? Sources, IReadOnlyList<RecipeForm.Member?>? Communes, IReadOnlyList<long>? Minus, bool? Clip, double? LeastPartM2, double? AccuracyM)
{
    /// <param name="Metres">How far around it, on the ground; 0 for itself.</param>
    public sealed record Around(long? Feature, double? Metres);

    /// <param name="Code">Of a commune of the draft's province.</param>
    /// <param name="Metres">How far around it, on the ground; 0 for itself.</param>
    public sealed record Member(string? Code, double? Metres);
}
