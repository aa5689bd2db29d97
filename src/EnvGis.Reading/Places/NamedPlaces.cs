using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>Which places a text names whole, or by their codes, and whether one of them alone is meant.</summary>
/// <param name="Ids">Of <c>published.place_document</c>, the likeliest first; they come before all that is found by words.</param>
/// <param name="IsNear">Whether all of them are spelt with other marks than the text.</param>
/// <param name="IsCertain">Whether the first is named exactly so and no other elsewhere is.</param>
/// <param name="Places">How many places they are: one may have several documents.</param>
/// <param name="Behind">Where the text does not name a place from its beginning: those that its end names, behind a village.</param>
sealed partial record NamedPlaces(int[] Ids, bool IsNear, bool IsCertain, int Places, int[] Behind)
{
    /// <summary>Longer texts name no place.</summary>
    const int MostWords = 20;

    const int MostWordsOfName = 7;

    const int Most = 60;

    public static NamedPlaces None { get; } = new([], false, false, 0, []);

    // By three indexes: names, names in one word, codes.
    const string Sql = """
        select d.id, d.level, d.province_code as Province, coalesce('was ' || d.former_unit_id, d.code) as Unit,
            d.code, d.unit_code as UnitCode, d.kind_key as Kind, d.name_key as Name, d.spelt, d.around
        from published.place_document d
        where d.id in (select id from published.place_document where name_key collate "C" = any(@names)
                       union select id from published.place_document where joined_key collate "C" = any(@joined)
                       union select id from published.place_document where unit_code collate "C" = any(@codes))
          and (d.commune_id is null or exists (
              select from published.commune c where c.id = d.commune_id and c.valid_from <= @today and (c.valid_to is null or c.valid_to > @today)))
        order by d.id limit 1500
        """;

    sealed class Row
    {
        public int Id { get; init; }
        public short Level { get; init; }
        public required string Province { get; init; }
        public required string Unit { get; init; }
        public required string Code { get; init; }
        public string? UnitCode { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required string Spelt { get; init; }
        public required string[] Around { get; init; }
    }

    readonly record struct Named(NamedPlace Place, int Far);

    public static async Task<NamedPlaces> ReadAsync(SearchWords words, PlaceSearch.Question question, string? screen, DbConnection connection, CancellationToken cancellationToken)
    {
        if (words.Texts[0].Count > MostWords || words.Texts[^1].Count > MostWords)
        {
            return None;
        }
        var (codes, isWholeCode) = CodesOf(words.Keys[0]);
        var rows = await RowsAsync(words.Texts, codes, question.Today, connection, cancellationToken);
        var places = rows.ConvertAll(PlaceOf);
        var texts = words.Texts.Select(text => new PlaceNaming(text)).ToArray();
        var named = places.Zip(rows, (place, row) => (place, Far: codes.Contains(row.UnitCode) ? 0 : texts.Min(text => text.Distance(place))))
            .Where(one => one.Far is not null).Select(one => new Named(one.place, one.Far!.Value + (IsPlacedToday(one.place) ? PlaceNaming.OtherKindAround : 0))).ToList();
        var isNear = named.Count > 0 && named.TrueForAll(one => PlaceNaming.HasOtherMarks(one.Far));
        // A name alone that is spelt otherwise is no likelier than one that begins so; where other marks were typed than those of one, another is meant.
        named.RemoveAll(one => PlaceNaming.HasOtherMarks(one.Far) && (!isNear || string.Join(' ', one.Place.Own.Words) == words.Bare));
        if (named.Count == 0)
        {
            return None with { Behind = Ends(places, texts) };
        }
        var ordered = named.OrderBy(one => one.Far).ThenBy(one => IsFormer(one.Place)).ThenBy(one => Elsewhere(one.Place, question, screen))
            .ThenBy(one => Array.IndexOf(LargestFirst, one.Place.Level)).ThenBy(one => one.Place.Id).ToList();
        var first = ordered[0];
        var isOne = !ordered.Exists(other => other.Far == first.Far && IsAnother(other.Place, first.Place)
            || other.Place.Level == 4 && other.Far == first.Far + PlaceNaming.OtherKindAround && IsFormer(first.Place));
        var most = ordered.Take(Most).ToList();
        return new([.. most.Select(one => one.Place.Id)], isNear, isOne && PlaceNaming.IsExact(first.Far) && (codes.Length == 0 || isWholeCode), most.Select(one => one.Place.Code).Distinct().Count(),
            []);

        // «Hà Nam, Ninh Bình» is a ward of that name before it is all of the province of old, of which nobody need say where it lies today.
        bool IsPlacedToday(NamedPlace place) => place.Level == 4 && words.Kind is null && Array.TrueForAll(texts, text => text.Distance(place with { Around = [] }) is null);
    }

    /// <summary>Levels of documents: provinces of today and of old, communes, old districts, old communes.</summary>
    static readonly int[] LargestFirst = [0, 4, 1, 3, 2];

    /// <summary>
    /// Whether a place named just so makes it doubtful that the first is meant. A province is meant by its name, one of old where no unit of today elsewhere bears it; a commune of today before what
    /// bore its name in the same province; and of what was divided no one part is meant.
    /// </summary>
    static bool IsAnother(NamedPlace other, NamedPlace first) => first.Level switch
    {
        0 => false,
        4 => other.Level <= 1 && other.Province != first.Province,
        1 => other.Province != first.Province || other.Level == 1 && other.Unit != first.Unit,
        _ => other.Province != first.Province || other.Unit != first.Unit || other.Code != first.Code,
    };

    /// <summary>Documents of the places that a part of a text names whole, the likeliest first.</summary>
    public static async Task<int[]> OfPartAsync(IReadOnlyList<SearchToken> text, DateOnly today, DbConnection connection, CancellationToken cancellationToken)
    {
        if (text.Count is 0 or > MostWords)
        {
            return [];
        }
        var naming = new PlaceNaming(text);
        return
        [
            .. (await RowsAsync([text], [], today, connection, cancellationToken)).ConvertAll(PlaceOf).Select(place => (Place: place, Far: naming.Distance(place)))
                .Where(one => one.Far is { } far && !PlaceNaming.HasOtherMarks(far)).OrderBy(one => one.Far).ThenBy(one => Array.IndexOf(LargestFirst, one.Place.Level)).ThenBy(one => one.Place.Id)
                .Take(MostAlike).Select(one => one.Place.Id),
        ];
    }

    static async Task<List<Row>> RowsAsync(IReadOnlyList<IReadOnlyList<SearchToken>> texts, string[] codes, DateOnly today, DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new
        {
            names = texts.SelectMany(text => Parts(text, MostWordsOfName, " ")).Distinct().ToArray(),
            joined = texts.SelectMany(text => Parts(text, MostWordsOfName, "")).Where(part => part.Length > 3).Distinct().ToArray(),
            codes, today = today.ToDateTime(TimeOnly.MinValue),
        }, cancellationToken: cancellationToken))).AsList();

    /// <summary>Documents of the places that the text names whole when the first sound of one of its words is taken for another: Xa Lý is Sa Lý. The likeliest first.</summary>
    public static async Task<int[]> AlikeAsync(SearchWords words, PlaceSearch.Question question, string? screen, DbConnection connection, CancellationToken cancellationToken)
    {
        if (words.Texts[^1].Count > MostWordsAlike || Sounds.Of(words.Texts[^1]).ToList() is not { Count: > 0 } texts)
        {
            return [];
        }
        var rows = await RowsAsync(texts, [], question.Today, connection, cancellationToken);
        var namings = texts.ConvertAll(text => new PlaceNaming(text));
        return
        [
            .. rows.ConvertAll(PlaceOf).Select(place => (Place: place, Far: namings.Min(text => text.Distance(place)))).Where(one => one.Far is { } far && !PlaceNaming.HasOtherMarks(far))
                .OrderBy(one => one.Far).ThenBy(one => IsFormer(one.Place)).ThenBy(one => Elsewhere(one.Place, question, screen)).ThenBy(one => one.Place.Level).ThenBy(one => one.Place.Id)
                .Take(MostAlike).Select(one => one.Place.Id),
        ];
    }

    const int MostWordsAlike = 9;

    const int MostAlike = 5;

    static bool IsFormer(NamedPlace place) => place.Level is 2 or 3;

    static int Elsewhere(NamedPlace place, PlaceSearch.Question question, string? screen) =>
        (question.Own.Length == 0 || question.Own.Contains(place.Province) ? 0 : 2) + (screen is null || screen == place.Province ? 0 : 1);

    // The longest end that names a place.
    static int[] Ends(List<NamedPlace> places, PlaceNaming[] texts)
    {
        foreach (var text in texts)
        {
            foreach (var from in text.Starts())
            {
                var ends = places.Select(place => (place, Far: text.Distance(place, from))).Where(one => one.Far is not null && !PlaceNaming.HasOtherMarks(one.Far.Value))
                    .OrderBy(one => one.Far).ThenBy(one => IsFormer(one.place)).ThenBy(one => one.place.Level).ThenBy(one => one.place.Id).Take(5).ToList();
                if (ends.Count > 0)
                {
                    return [.. ends.Select(one => one.place.Id)];
                }
            }
        }
        return [];
    }

    static NamedPlace PlaceOf(Row row) => new(row.Id, row.Level, row.Province, row.Unit, row.Code, NameOf(row.Kind, row.Name, row.Spelt), Array.ConvertAll(row.Around, around =>
        around.Split('|') is [var kind, var name, var spelt] ? NameOf(kind, name, spelt) : throw new InvalidOperationException($"A document lies in {around}.")));

    // What a document spells begins with its name.
    static UnitName NameOf(string kind, string name, string spelt)
    {
        var words = name.Split(' ');
        return new(kind, words, spelt.Split(' ', words.Length + 1)[..words.Length]);
    }

    static IEnumerable<string> Parts(IReadOnlyList<SearchToken> text, int most, string between)
    {
        for (var from = 0; from < text.Count; from++)
        {
            for (var length = 1; length <= most && from + length <= text.Count; length++)
            {
                var words = text.Skip(from).Take(length).Select(token => token.Key);
                yield return string.Join(between, words);
                if (length == 1 && text[from].Key is ['0', _])
                {
                    yield return text[from].Key[1..];
                }
            }
        }
    }

    /// <summary>
    /// The codes that a text may be: a 0 before it is often lost. Two figures are a province's. Whole is one of five figures, or of which it is said that it is one; any other may be the number
    /// of a document or a year.
    /// </summary>
    static (string[] Codes, bool IsWhole) CodesOf(string text)
    {
        if (!(Code().Match(text) is { Success: true } match && match.Groups["code"].Value is var code && match.Groups["said"].Length > 0 is var isSaid && (isSaid || code.Length >= 2)))
        {
            return ([], false);
        }
        return (code.Length > 2 ? [code.PadLeft(5, '0')] : isSaid ? [code.PadLeft(5, '0'), code.PadLeft(2, '0')] : [code], isSaid || code.Length == 5);
    }

    /// <summary>Whether a text has the form of a commune's code.</summary>
    public static bool IsCode(string text) => text.Trim() is { Length: 5 } code && code.All(char.IsAsciiDigit);

    [GeneratedRegex("^(?<said>ma (?:so )?(?:(?:xa|phuong|dac khu|tinh|thanh pho|don vi|hanh chinh|dvhc|huyen) )*)?(?<code>[0-9]{1,5})\\z")]
    private static partial Regex Code();
}
