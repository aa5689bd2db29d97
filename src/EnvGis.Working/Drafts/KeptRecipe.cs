using System.Text.Json;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Drafts;

/// <summary>A recipe as env.draft_feature and env.legal_annex keep it: each feature by its version and each boundary by its hash, so that the same comes of it whatever has changed since.</summary>
/// <param name="Rule">Its version (<see cref="Recipe.Rule"/>).</param>
/// <param name="Kernel">That made the shape.</param>
/// <param name="Epsg">Of the lattice on which it was made.</param>
/// <param name="Reaches">Stretches of rivers; null of recipes from before there were any.</param>
/// <param name="Content">Content hash of the shape that it made.</param>
sealed record KeptRecipe(
    int Rule, string Kernel, int Epsg, int Decimals, string? Clause, IReadOnlyList<KeptRecipe.Source> Sources, IReadOnlyList<KeptRecipe.Member> Communes, IReadOnlyList<KeptRecipe.Taken> Minus,
    KeptRecipe.Ground? Clip, double LeastPartM2, double? AccuracyM, string Content, RecipeFigures Made,
    IReadOnlyList<KeptRecipe.Reach>? Reaches = null)
{
    /// <param name="Side">As the form says it.</param>
    /// <param name="Distance">The known distance that was taken; null of the planner's own.</param>
    public sealed record Source(long Feature, long Version, double Metres, string? Side = null, string? Distance = null);

    /// <param name="Of">The intake first, then the river.</param>
    public sealed record Reach(IReadOnlyList<Taken> Of, double UpstreamM, double DownstreamM, double WidthM, bool Reversed, string? Distance);

    /// <summary>Features of one stretch at the most, with its intake: env.recipe_inputs numbers them so.</summary>
    public const int MostOfReach = 1_000;

    /// <param name="Hash">SHA-256 of its polygon, in small hexadecimal letters.</param>
    public sealed record Member(string Code, string Hash, double Metres);

    public sealed record Taken(long Feature, long Version);

    public sealed record Ground(string Code, string Hash);

    public Lattice Lattice => new(Vn2000Zone.Find(Epsg)!, Decimals);

    /// <summary>What was asked for, to be asked again of what stands now.</summary>
    public RecipeForm Form => new(Clause, [.. Sources.Select(one => new RecipeForm.Around(one.Feature, one.Metres, one.Side, one.Distance))],
        [.. Communes.Select(one => new RecipeForm.Member(one.Code, one.Metres))],
        [.. Minus.Select(one => one.Feature)], Clip is not null, LeastPartM2, AccuracyM, [.. Streams.Select(one =>
            new RecipeForm.Reach(one.Of[0].Feature, [.. one.Of.Skip(1).Select(part => (long?)part.Feature)], one.UpstreamM, one.DownstreamM, one.WidthM, one.Reversed, one.Distance))]);

    IEnumerable<Reach> Streams => Reaches ?? [];

    /// <summary>Of all features that it names.</summary>
    public IEnumerable<long> Versions => Sources.Select(one => one.Version).Concat(Minus.Select(one => one.Version)).Concat(Streams.SelectMany(one => one.Of.Select(part => part.Version)));

    public string Text() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static KeptRecipe? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<KeptRecipe>(json, JsonSerializerOptions.Web);
}
