using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnvGis.Http;

/// <summary>
/// The words that answers, requests and columns hold, each with what people call it: <c>data/vocabularies.json</c>, which the page's TypeScript is made from and the database has a copy of.
/// </summary>
public static class Vocabularies
{
    public const string
        PositionSource = "position-source", GeometryKind = "geometry-kind", State = "state", Grade = "grade", TaskState = "task-state", ProgressState = "progress-state", TaskKind = "task-kind",
        GisRelevance = "gis-relevance", DeadlineKind = "deadline-kind", Role = "role", AreaLevel = "area-level", BaseKind = "base-kind";

    /// <summary>One word of a vocabulary.</summary>
    /// <param name="Measured">Of a source of positions: whether somebody measured it, and can vouch for it. Null of other words.</param>
    public sealed record Word(string Code, string Vi, string En, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Measured = null);

    /// <param name="Words">In the order in which people are shown them.</param>
    public sealed record Vocabulary(Text Title, IReadOnlyList<Word> Words);

    static readonly Dictionary<string, Vocabulary> Kept = Read();

    public static IReadOnlyDictionary<string, Vocabulary> All => Kept;

    public static IReadOnlyList<string> CodesOf(string vocabulary) => [.. Kept[vocabulary].Words.Select(word => word.Code)];

    /// <summary>Sources of a position that somebody measured.</summary>
    public static IReadOnlyList<string> MeasuredPositions { get; } = [.. Kept[PositionSource].Words.Where(word => word.Measured is true).Select(word => word.Code)];

    /// <returns>What people call it; null of a word that the vocabulary does not have.</returns>
    public static Text? TitleOf(string vocabulary, string code) => Kept[vocabulary].Words.FirstOrDefault(word => word.Code == code) is { } word ? new(word.Vi, word.En) : null;

    static Dictionary<string, Vocabulary> Read()
    {
        using var file = typeof(Vocabularies).Assembly.GetManifestResourceStream("vocabularies.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Vocabulary>>(file, JsonSerializerOptions.Web)!;
    }
}

/// <summary>A text that is a word of a vocabulary, or of one of several; of a list, each of its entries.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class WordOfAttribute(params string[] vocabularies) : OneOfAttribute([.. vocabularies.SelectMany(Vocabularies.CodesOf)]);

/// <summary>A source of a position that somebody measured.</summary>
public sealed class MeasuredAttribute() : OneOfAttribute([.. Vocabularies.MeasuredPositions]);
