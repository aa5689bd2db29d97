using System.Text.Json;
using EnvGis.Http;

namespace EnvGis.Drafts;

/// <summary>
/// A least distance that a document has, from <c>data/distances.json</c>: offered with its source and never applied by itself. Whoever takes it says so, and the recipe keeps which.
/// </summary>
/// <param name="Kind">reach: up and down stream of an intake; around: about a place; bank: from a bank.</param>
/// <param name="Metres">Of around and bank.</param>
/// <param name="Mark">How surely it was read: H, M or L.</param>
/// <param name="AsOf">The day as of which it is known.</param>
/// <param name="Note">What one has to know of it: whether the document is in force, and on which side a limit lies.</param>
public sealed record KnownDistance(
    string Id, [property: OneOf("reach", "around", "bank")] string Kind, Text Title, double? UpstreamM, double? DownstreamM, double? Metres, KnownDistance.Origin Source,
    [property: OneOf("H", "M", "L")] string Mark, DateOnly AsOf, Text? Note)
{
    public sealed record Origin(string Document, string Clause);

    public static IReadOnlyList<KnownDistance> All { get; } = Read();

    public static KnownDistance? Find(string id) => All.FirstOrDefault(one => one.Id == id);

    static IReadOnlyList<KnownDistance> Read()
    {
        using var file = typeof(KnownDistance).Assembly.GetManifestResourceStream("distances.json")!;
        return JsonSerializer.Deserialize<List<KnownDistance>>(file, JsonSerializerOptions.Web)!;
    }
}
