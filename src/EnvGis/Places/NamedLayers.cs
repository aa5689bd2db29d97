using System.Data.Common;
using Dapper;
using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>Layers that a text names by their titles or everyday words for these, alone or with a place: «bãi rác Đông Hà» asks for landfills there, before all that speaks of them.</summary>
static class NamedLayers
{
    const string Sql = "select id, definition -> 'title' ->> 'vi' as vi, definition -> 'title' ->> 'en' as en from layer";

    static readonly HashSet<string> Leading = ["cac", "nhung", "lop", "danh", "sach", "ban", "do"];

    static readonly HashSet<string> Between = ["o", "tai", "cua", "thuoc", "trong", "tren", "dia", "ban", "in", "of"];

    /// <returns>The ids of layers that the caller may see; none where the text says anything else too.</returns>
    public static async Task<string[]> ReadAsync(SearchWords words, DateOnly today, DbConnection connection, CancellationToken cancellationToken)
    {
        var layers = await connection.QueryAsync<(string Id, string? Vi, string? En)>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        var titles = layers.SelectMany(layer => new[] { layer.Vi, layer.En }, (layer, title) => (layer.Id, Words: WordsOf(title))).Where(title => title.Words.Length > 0).ToList();
        var named = new List<string>();
        foreach (var text in words.Texts)
        {
            foreach (var (id, title) in titles)
            {
                if (RestOf(text, title) is { } rest && !named.Contains(id) && (rest.Count == 0 || await NamedPlaces.AnyAsync(rest, today, connection, cancellationToken)))
                {
                    named.Add(id);
                }
            }
        }
        return [.. named];
    }

    static string[] WordsOf(string? title) => title is null ? [] : [.. title.Split([' ', ',', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Select(SearchWords.Key)];

    // The title stands before the place, or in English behind it.
    static IReadOnlyList<SearchToken>? RestOf(IReadOnlyList<SearchToken> text, string[] title)
    {
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
        return StartsAt(text.Count - title.Length) ? [.. text.Take(text.Count - title.Length)] : null;

        bool StartsAt(int at) => at >= 0 && at + title.Length <= text.Count && title.Select((word, index) => text[at + index].Key == word).All(same => same);
    }
}
