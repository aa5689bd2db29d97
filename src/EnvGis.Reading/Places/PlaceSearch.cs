using System.Data.Common;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>
/// The one search: places by present and former names, features and tasks, by all words of what was typed (<see cref="SearchWords"/>). What a caller may not see is
/// in no document that is asked for them, so it is neither found nor counted.
/// </summary>
sealed class PlaceSearch(Sight sight)
{
    public const int LongestQuery = 200;

    /// <summary>Where fewer answers have all the words, such as are written nearly so are added.</summary>
    const int FewAnswers = 3;

    public static readonly string[] Groups = ["places", "features", "tasks"];

    /// <param name="Kind">commune, province, or district: one of those that ended on 1 July 2025.</param>
    /// <param name="Code">Of a district, which has none, its full name and its province.</param>
    /// <param name="Province">Name of the province of today that a commune or district lies in; null for a province.</param>
    /// <param name="RadiusM">Metres round the point that hold the place: by its boundary when one is loaded; a province's special zones, islands far out, apart.</param>
    /// <param name="Matched">The old name that was hit; null when the present one was.</param>
    /// <param name="Became">Whether the place was found by what it was before.</param>
    /// <param name="FormerDistrict">Of an old name the district it lay in; else the districts that the place was made of, with commas between. Null where none is known.</param>
    /// <param name="FormerProvince">Likewise of provinces.</param>
    /// <param name="Since">First day of the place as it is; null of a district, which is no more.</param>
    /// <param name="Near">Whether it is only written nearly as asked, or has not all the words.</param>
    /// <param name="Successors">What the old commune or district became, this place among them; empty when the present name was hit.</param>
    /// <param name="Complete">False when the old unit may have other successors: those told are its main ones, or have a part of it.</param>
    public sealed record Place(
        [property: OneOf("commune", "province", "district")] string Kind, string Code, string Name, string FullName, string? Province, double Lon, double Lat, double RadiusM, string? Matched,
        bool Became, Text? Note,
        string? FormerDistrict, string? FormerProvince, DateOnly? Since, bool Near, IReadOnlyList<Successor> Successors, bool Complete);

    /// <param name="Part">Whether only a part of the old commune went there; of a district, whether only a part of this commune comes from it.</param>
    public sealed record Successor(string Code, string FullName, double Lon, double Lat, double RadiusM, bool Part);

    /// <param name="Near">As of a place.</param>
    public sealed record Feature(
        long Id, string Layer, string Code, Text Name, string? Commune, string? Province, double? Lon, double? Lat, bool Unlocated, bool Demonstration, bool Near);

    /// <param name="Near">As of a place.</param>
    public sealed record Task(string Id, Text Title, string Plan, Text PlanTitle, bool Near);

    /// <summary>For each group where it goes on; null where it ends.</summary>
    public sealed record Cursors(string? Places, string? Features, string? Tasks);

    /// <param name="Order">The groups, that with the best answer first.</param>
    /// <param name="Asks">
    /// Whether only a person can tell what is meant: unless the first answer's whole name or code, with what was said to lie around it, is what was typed, and none elsewhere has it too.
    /// </param>
    /// <param name="Coordinates">Where the text lies when it is coordinates: one, or one for each meridian that it may be meant in, the likeliest first.</param>
    /// <param name="CoordinatesNote">Why coordinates lead nowhere; null when the text is none.</param>
    /// <param name="Note">What was tried, when nothing has all the words or the first answer is only nearly so; else null.</param>
    public sealed record Found(
        [property: OneOf("places", "features", "tasks")] IReadOnlyList<string> Order, bool Asks, IReadOnlyList<Place> Places, IReadOnlyList<Feature> Features, IReadOnlyList<Task> Tasks, Cursors Next,
        IReadOnlyList<CoordinateSearch.Position> Coordinates, Text? CoordinatesNote, Text? Note)
    {
        [JsonIgnore]
        public bool IsEmpty => Places.Count + Features.Count + Tasks.Count == 0;
    }

    public static Found Nothing { get; } = new(Groups, false, [], [], [], new(null, null, null), [], null, null);

    /// <param name="Group">One of <see cref="Groups"/>, of which the page after <paramref name="After"/> is asked for; null for the first of all.</param>
    /// <param name="IsNumber">Whether it is a position or nothing but numbers: what is nearly so is not meant.</param>
    /// <param name="Own">Codes of the provinces that the caller works for.</param>
    /// <param name="Lon">Middle of the map that the caller looks at, degrees; null without a map.</param>
    public sealed record Question(string Text, int Limit, string? Group, SearchCursor? After, string[] Own, double? Lon, double? Lat, DateOnly Today, bool IsNumber);

    /// <returns>Code of the province that a map shows whose middle is there; null where no commune is known.</returns>
    public static Task<string?> ProvinceAtAsync(double lon, double lat, DateOnly today, DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition(ProvinceSql, new { today = today.ToDateTime(TimeOnly.MinValue), lon, lat }, cancellationToken: cancellationToken));

    // The nearest middle of a commune is near enough to tell which province a map shows.
    const string ProvinceSql = """
        select province_code from published.commune where valid_from <= @today and (valid_to is null or valid_to > @today)
        order by centre <-> st_point(@lon, @lat, 4326) limit 1
        """;

    const string KnownSql = "select known(@words)";

    public async Task<Found> FindAsync(Question question, CancellationToken cancellationToken)
    {
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        // Planning these statements anew each time costs as much as answering them.
        await connection.SetAsync(SessionSettings.OnePlan, cancellationToken);
        var abbreviations = await SearchWords.AbbreviationsAsync(connection, cancellationToken);
        question = question with { Text = await KeyedText.DecodedAsync(question.Text, connection, cancellationToken) };
        if (SearchWords.Read(question.Text, abbreviations) is not { } words)
        {
            return Nothing;
        }
        var screen = question is { Lon: { } lon, Lat: { } lat } ? await ProvinceAtAsync(lon, lat, question.Today, connection, cancellationToken) : null;
        var named = question.Group is null or "places" ? await NamedPlaces.ReadAsync(words, question, screen, connection, cancellationToken) : NamedPlaces.None;
        var layers = question.Group is null or "features" ? await NamedLayers.ReadAsync(words, sight.Layers.All, question.Today, connection, cancellationToken) : NamedLayers.None;
        var values = SearchValues.Of(words, named, layers.Ids, question, screen);
        var places = question.Group is null or "places" ? await FoundPlaces.ReadAsync(values, connection, cancellationToken) : FoundPage<Place>.Empty;
        var features = question.Group is null or "features" ? await FoundFeatures.ReadAsync(values, connection, cancellationToken) : FoundPage<Feature>.Empty;
        var tasks = question.Group is null or "tasks" ? await FoundTasks.ReadAsync(values, connection, cancellationToken) : FoundPage<Task>.Empty;
        // What has other marks is meant only where nothing has those that were typed: one may have slipped.
        if (places.Meant + features.Meant + tasks.Meant > 0 || question.After is { Rank: var rank } && SearchValues.BestOf(rank) < SearchValues.Stray)
        {
            (places, features, tasks) = (places.OnlyMeant(), features.OnlyMeant(), tasks.OnlyMeant());
        }
        if (places.Rows.Count == 0 && named.Behind.Length > 0 && question.Group is null)
        {
            places = places.WithLikelier(await FoundPlaces.NotQuiteAsync(named.Behind, values, connection, cancellationToken), question.Limit, FoundPlaces.Same, SearchValues.Stray - 1);
        }
        Text? note = null;
        // Lai Chua is no more in two words far apart than Lai Châu.
        var isScattered = IsScattered(places.Best) && IsScattered(features.Best) && IsScattered(tasks.Best);
        var isByName = IsNamed(places.Best) || IsNamed(features.Best) || IsNamed(tasks.Best);
        var alike = question is { Group: null, IsNumber: false } && !isByName
            ? await FoundPlaces.NotQuiteAsync(await NamedPlaces.AlikeAsync(words, question, screen, connection, cancellationToken), values, connection, cancellationToken) : [];
        if (question is { Group: null, IsNumber: false } && places.Rows.Count + features.Rows.Count + tasks.Rows.Count is var exact and < FewAnswers && !isByName)
        {
            var near = await NearPlacesAsync(exact == 0 ? Slips.Farthest(words.Called) : 1);
            places = exact > 0 && isScattered ? places.WithLikelier(near, question.Limit, FoundPlaces.Same) : places.With([.. near.Take(values.Left(places.Rows.Count))]);
            if (exact == 0)
            {
                features = features.With(await FoundFeatures.NearAsync(values, Slips.Farthest(words.Bare), features.Rows, connection, cancellationToken));
                tasks = tasks.With(await FoundTasks.NearAsync(values, tasks.Rows, connection, cancellationToken));
                var unknown = await UnknownAsync(words, connection, cancellationToken);
                // What is left of a text of scraps says nothing.
                if (places.Rows.Count + features.Rows.Count + tasks.Rows.Count == 0 && unknown.Count > 0 && words.Words.Except(unknown).Any(word => word.Length >= 3)
                    && SearchWords.Without(question.Text, unknown, abbreviations) is { } fewer)
                {
                    var again = SearchValues.Of(fewer, NamedPlaces.None, [], question, screen);
                    places = (await FoundPlaces.ReadAsync(again, connection, cancellationToken)).AsNear(place => place with { Near = true });
                    features = (await FoundFeatures.ReadAsync(again, connection, cancellationToken)).AsNear(feature => feature with { Near = true });
                    tasks = (await FoundTasks.ReadAsync(again, connection, cancellationToken)).AsNear(task => task with { Near = true });
                }
                if (places.Rows.Count + features.Rows.Count + tasks.Rows.Count == 0)
                {
                    tasks = tasks.With(await FoundTasks.WithFewerWordsAsync(values, connection, cancellationToken));
                }
                note = Tried(question.Text, unknown, places.Rows.Count + features.Rows.Count + tasks.Rows.Count > 0);
            }
        }
        else if (question is { Group: null, IsNumber: false } && isScattered)
        {
            places = places.WithLikelier(await NearPlacesAsync(1), question.Limit, FoundPlaces.Same);
        }
        // A whole name but for one first sound is likelier meant than words around names.
        places = places.WithLikelier(alike, question.Limit, FoundPlaces.Same, SearchValues.WordsOnly);
        // A layer that has nothing there: the place is what can be shown.
        var hasNothingThere = question.Group is null && layers.Places.Length > 0 && !IsNamed(features.Best) && !IsNamed(places.Best) && !IsNamed(tasks.Best);
        if (hasNothingThere)
        {
            places = places.WithLikelier(await FoundPlaces.NotQuiteAsync(layers.Places, values, connection, cancellationToken), question.Limit, FoundPlaces.Same, SearchValues.WordsOnly - 1);
        }
        // A number is that of a document, a title or a date before it is a code of which a figure may be missing.
        if (words.IsNumber && !named.IsCertain && places.Rows.Count > 0)
        {
            places = places with { Best = SearchValues.Demonstrated };
        }
        if (words.IsNumber && features.Best >= SearchValues.WordsOnly)
        {
            features = features with { Best = SearchValues.Demonstrated };
        }
        var isDemonstration = features is { Best: >= SearchValues.WordsOnly and < SearchValues.Stray, Rows: [{ Demonstration: true }, ..] };
        (string Name, int? Best)[] groups = [("places", places.Best), ("features", isDemonstration ? SearchValues.Demonstrated : features.Best), ("tasks", tasks.Best)];
        string[] order = [.. groups.OrderBy(group => group.Best ?? int.MaxValue).Select(group => group.Name)];
        var isCertain = order[0] switch
        {
            "places" => named.IsCertain,
            "features" => features.IsCertain,
            _ => tasks.IsCertain,
        };
        if (question is { Group: null, IsNumber: false } && order[0] == "places" && places.Rows is [{ Near: true }, ..])
        {
            note = hasNothingThere ? Empty(layers.Title) : note ?? (named.Behind.Length > 0 ? Named(question.Text) : Nearest(question.Text));
        }
        return new(order, note is not null || places.Rows.Count + features.Rows.Count + tasks.Rows.Count > 0 && !isCertain,
            places.Rows, features.Rows, tasks.Rows, new(places.Next, features.Next, tasks.Next), [], null, note);

        // Of a longer text that has answers nobody made one slip in a place's name.
        async Task<IReadOnlyList<Place>> NearPlacesAsync(int farthest) =>
            (farthest > 1 || words.Words.Length <= 4) && (words.Numbers.Length == 0 || words.Words.Length <= MostWordsWithNumber)
                ? await FoundPlaces.NearAsync(values, farthest, places.Rows, connection, cancellationToken) : [];
    }

    /// <summary>Longer texts with a number name sites and documents, and no place with a slip.</summary>
    const int MostWordsWithNumber = 6;

    // Who wrote a name that there is made no slip.
    static bool IsNamed(int? best) => best < SearchValues.WordsOnly;

    static bool IsScattered(int? best) => best is null or >= SearchValues.Scattered;

    // A sentence of two lines on a phone.
    const int LongestTold = 30;
    const int MostTold = 2;

    static async Task<IReadOnlySet<string>> UnknownAsync(SearchWords words, DbConnection connection, CancellationToken cancellationToken)
    {
        var known = await connection.QueryAsync<string>(new CommandDefinition(KnownSql, new { words = words.Words }, cancellationToken: cancellationToken));
        return words.Words.Except(known).ToHashSet(StringComparer.Ordinal);
    }

    static string Told(string text) => text.Length > LongestTold ? $"{string.Concat(text.EnumerateRunes().Take(LongestTold))}…" : text;

    static Text Named(string text) => new($"Không tìm thấy “{Told(text)}”. Đơn vị hành chính được nhắc đến:", $"Nothing found for “{Told(text)}”. The unit that it names:");

    static Text Empty(Text layer) => new($"Không tìm thấy địa điểm nào của lớp “{layer.Vi}” ở đó. Nơi được nhắc đến:", $"Nothing of the layer “{layer.En}” found there. The place that it names:");

    static Text Nearest(string text) => new($"Không có nơi nào viết đúng là “{Told(text)}”. Gần nhất:", $"No place is written “{Told(text)}”. Nearest:");

    static Text Tried(string text, IReadOnlySet<string> unknown, bool hasNearest)
    {
        var named = string.Join(", ", unknown.Take(MostTold).Select(word => $"“{SearchWords.Typed(text, word)}”"));
        var told = Told(text);
        var (vi, en) = unknown.Count == 0 ? ($"Không tìm thấy “{told}”.", $"Nothing found for “{told}”.")
            : ($"Không tìm thấy “{told}”: không có kết quả nào chứa từ {named}.", $"Nothing found for “{told}”: nothing has the word {named}.");
        return hasNearest
            ? new($"{vi} Kết quả gần nhất:", $"{en} Nearest:")
            : new($"{vi} Hãy bớt từ hoặc thử tên khác.", $"{en} Try fewer words or another name.");
    }
}
