using System.Text.Json;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Drafts;

/// <summary>A recipe as env.draft_feature and env.legal_annex keep it: each feature by its version and each boundary by its hash, so that the same comes of it whatever has changed since.</summary>
/// <param name="Rule">Its version (<see cref="Recipe.Rule"/>).</param>
/// <param name="Kernel">That made the shape.</param>
/// <param name="Epsg">Of the lattice on which it was made.</param>
/// <param name="Content">Content hash of the shape that it made.</param>
sealed record KeptRecipe(
    int Rule, string Kernel, int Epsg, int Decimals, string? Clause, IReadOnlyList<KeptRecipe.Source> Sources, IReadOnlyList<KeptRecipe.Member> Communes, IReadOnlyList<KeptRecipe.Taken> Minus,
    KeptRecipe.Ground? Clip, double LeastPartM2, double? AccuracyM, string Content, RecipeFigures Made)
{
    public sealed record Source(long Feature, long Version, double Metres);

    /// <param name="Hash">SHA-256 of its polygon, in small hexadecimal letters.</param>
    public sealed record Member(string Code, string Hash, double Metres);

    public sealed record Taken(long Feature, long Version);

    public sealed record Ground(string Code, string Hash);

    public Lattice Lattice => new(Vn2000Zone.Find(Epsg)!, Decimals);

    /// <summary>What was asked for, to be asked again of what stands now.</summary>
    public RecipeForm Form => new(Clause, [.. Sources.Select(one => new RecipeForm.Around(one.Feature, one.Metres))], [.. Communes.Select(one => new RecipeForm.Member(one.Code, one.Metres))],
        [.. Minus.Select(one => one.Feature)], Clip is not null, LeastPartM2, AccuracyM);

    public string Text() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static KeptRecipe? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<KeptRecipe>(json, JsonSerializerOptions.Web);
}
