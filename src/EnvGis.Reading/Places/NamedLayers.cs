using System.Data.Common;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>Layers that a text names by their titles or everyday words for these, alone or with a place: «bãi rác Đông Hà» asks for landfills there, before all that speaks of them.</summary>
/// <param name="Ids">None where the text says anything else too.</param>
/// <param name="Title">Of the first of them.</param>
/// <param name="Places">Documents of the places that it names beside them.</param>
sealed record NamedLayers(string[] Ids, Text Title, int[] Places)
{
    public static NamedLayers None { get; } = new([], new("", ""), []);

    static readonly HashSet<string> Leading = ["cac", "nhung", "lop", "danh", "sach", "ban", "do"];

    static readonly HashSet<string> Between = ["o", "tai", "cua", "thuoc", "trong", "tren", "dia", "ban", "in", "of"];

    /// <summary>Of the layers that the caller may see.</summary>
    public static async Task<NamedLayers> ReadAsync(SearchWords words, IReadOnlyList<Layer> layers, DateOnly today, DbConnection connection, CancellationToken cancellationToken)
    {
        var named = None;
        foreach (var text in words.Texts)
        {
            foreach (var layer in layers)
            {
                if (!named.Ids.Contains(layer.Id) && (RestOf(text, WordsOf(layer.Title.Vi)) ?? RestOf(text, WordsOf(layer.Title.En))) is { } rest
                    && (rest.Count == 0 ? [] : await NamedPlaces.OfPartAsync(rest, today, connection, cancellationToken)) is var places && (rest.Count == 0 || places.Length > 0))
                {
                    named = named.Ids.Length > 0 ? named with { Ids = [.. named.Ids, layer.Id] } : new([layer.Id], layer.Title, places);
                }
            }
        }
        return named;
    }

    static string[] WordsOf(string title) => [.. title.Split([' ', ',', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Select(SearchWords.Key)];

    // The title stands before the place, or in English behind it.
    static IReadOnlyList<SearchToken>? RestOf(IReadOnlyList<SearchToken> text, string[] title)
    {
        if (title.Length == 0)
        {
            return null;
        }
        var from = 0;
        while (from < text.Count - title.Length && Leading.Contains(text[from].Key) && !StartsAt(from))
        {
            from++;
        }
        if (StartsAt(from))
        {
            var rest = from + title.Length;
            while (rest < text.Count && Between.Contains(text[rest].Key))
            {
                rest++;
            }
            return [.. text.Skip(rest)];
        }
        return StartsAt(text.Count - title.Length) ? [.. text.Take(text.Count - title.Length)]
            : text.Count == title.Length && title.All(word => text.Any(token => token.Key == word)) ? [] : null;

        bool StartsAt(int at) => at >= 0 && at + title.Length <= text.Count && title.Select((word, index) => text[at + index].Key == word).All(same => same);
    }
}
