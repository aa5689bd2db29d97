using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using EnvGis.Http;
using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>A page of one group's answers, best first.</summary>
/// <param name="Next">Where the group goes on; null where it ends.</param>
/// <param name="Best">How well the first is found: less is better. Null without one.</param>
/// <param name="Meant">How many of them have the marks that were typed.</param>
/// <param name="IsCertain">Whether the first has the whole text as its name or code, and no other has.</param>
/// <param name="Ends">Where the group goes on behind each of the rows; null of a row that is only nearly so.</param>
sealed record FoundPage<T>(IReadOnlyList<T> Rows, string? Next, int? Best, int Meant = 0, bool IsCertain = false, IReadOnlyList<string?>? Ends = null)
{
    /// <summary>How well those are found that are only written nearly as asked.</summary>
    const int NearClass = 10_000;

    public static FoundPage<T> Empty { get; } = new([], null, null);

    /// <summary>Without what has other marks than were typed, which comes last.</summary>
    public FoundPage<T> OnlyMeant() => Meant == Rows.Count ? this : this with { Rows = [.. Rows.Take(Meant)], Next = null, Best = Meant > 0 ? Best : null };

    public FoundPage<T> With(IReadOnlyList<T> near) => this with { Rows = [.. Rows, .. near], Best = Best ?? (near.Count > 0 ? NearClass : null) };

    /// <summary>With what is named nearly so before what has the words only here and there: it is likelier meant. What there is no room for comes on the next page.</summary>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="same">Whether two rows tell the same, which is told once.</param>
    /// <param name="best">How well such are found.</param>
    public FoundPage<T> WithLikelier(IReadOnlyList<T> near, int limit, Func<T, T, bool> same, int best = SearchValues.Scattered - 1)
    {
        near = [.. near.Take(Rows.Count == 0 ? limit : Math.Min(limit - 1, MostLikelier))];
        if (near.Count == 0)
        {
            return this;
        }
        var others = Enumerable.Range(0, Rows.Count).Where(at => !near.Any(one => same(one, Rows[at]))).ToList();
        var kept = others.Take(limit - near.Count).ToList();
        return this with
        {
            Rows = [.. near, .. kept.Select(at => Rows[at])], Ends = [.. near.Select(_ => (string?)null), .. kept.Select(EndOf)], Next = kept.Count < others.Count ? EndOf(kept[^1]) ?? Next : Next,
            Best = best,
        };

        string? EndOf(int at) => Ends?.ElementAtOrDefault(at);
    }

    const int MostLikelier = 3;

    public FoundPage<T> AsNear(Func<T, T> mark) => new([.. Rows.Select(mark)], null, Best);
}

/// <summary>What all statements of search take. Names are those of their parameters.</summary>
sealed record SearchValues(
    string Query, string Whole, string Typed, string[] Called, string[] Clauses, string?[] Plain, string[] Keys, string Bare, string Joined, string? Kind, string[] Spelt, string[] Marked,
    string[] Words, string[] Pairs,
    string Cited, string Numbers, string[] Layers, string[] Own, string? Screen, string[] Provinces,
    string[] IdKeys, string[] IdStarts, int[] Named, bool IsNamedNear, bool ByWords, DateTime Today, long AfterRank, string AfterName, long AfterId, int Limit)
{
    /// <summary>More places than a text names; what is found by words ranks behind them.</summary>
    public const int MostNamed = 1_000;

    /// <param name="layers">Those that the text names.</param>
    public static SearchValues Of(SearchWords words, NamedPlaces named, string[] layers, PlaceSearch.Question question, string? screen) => new(
        words.Query, words.Whole, words.Called, [.. new[] { words.Bare, words.Called }.Distinct()], words.Clauses, words.Plain, words.Keys, words.Bare, words.Joined, words.Kind, words.Spelt,
        words.Marked, words.Words, words.Pairs,
        words.Cited, words.Numbers, layers, question.Own, screen, [.. question.Own.Concat(screen is null ? [] : [screen]).Distinct()],
        words.IdKeys, words.IdStarts, named.Ids, named.IsNear, question.After is not null || named.Places <= question.Limit, question.Today.ToDateTime(TimeOnly.MinValue), question.After?.Rank ?? -1,
        question.After?.Name ?? "", question.After?.Id ?? -1,
        // One more tells whether there are more.
        question.Limit + 1);

    /// <summary>After all keys that begin with the text: they have letters, digits and spaces only.</summary>
    public string Beyond { get; } = Bare + '{';

    /// <summary>How many near answers a page with so many exact ones has room for.</summary>
    public int Left(int found) => Math.Clamp(Limit - 1 - found, 0, 5);

    /// <summary>
    /// How well a document d answers, as SQL: 0 the whole text, 1 the name, 2 a name that begins with the text, 3 the name and then what it lies in, 4 the words of the
    /// name, 5 only words around it.
    /// </summary>
    /// <param name="name">The column with its name.</param>
    /// <param name="code">The column with its code.</param>
    /// <param name="full">The column with its name and what it lies in.</param>
    /// <param name="joined">The column with its name in one word, which is typed as a whole.</param>
    /// <param name="codes">The parameter with what the code may be.</param>
    public static string ClassOf(string name, string code, string full = "''", string joined = "''", string codes = "@Keys") => $"""
        case when {name} = any(@Keys) or {code} = any({codes}) or {full} = @Bare and {name} <> @Bare then 0
             when {name} = @Bare or {code} = @Bare or {joined} = @Joined then 1
             when starts_with({name}, @Bare) then 2
             when starts_with(@Bare || ' ', {name} || ' ') then 3
             when position(' ' || {name} || ' ' in ' ' || @Bare || ' ') > 0 or position(' ' || @Bare in ' ' || {name}) > 0 or position(' ' || @Typed in ' ' || {name}) > 0 then 4
             else 5 end
        """;

    /// <summary>
    /// How many words stand outside the name, or how many pairs of words are parted where the text around it is given, and how many words are spelt otherwise, each 9
    /// at most; the last word may be only begun. And whether one with marks is spelt otherwise.
    /// </summary>
    /// <param name="apart">SQL that counts either.</param>
    public static string WordsOf(string apart) => $"""
        {apart} as apart,
        (select least(count(*), 9)::integer from unnest(@Spelt) with ordinality s (word, nr)
         where position(' ' || s.word || case when s.nr < cardinality(@Spelt) then ' ' else '' end in ' ' || d.spelt || ' ') = 0) as misspelt,
        exists (select from unnest(@Marked) m where position(' ' || m in ' ' || d.spelt || ' ') = 0) as strays
        """;

    /// <summary>Words outside a name.</summary>
    public static string Outside(string name) =>
        $"(select least(count(*), 9)::integer from unnest(@Words) with ordinality w (word, nr) where position(' ' || w.word || case when w.nr < cardinality(@Words) then ' ' else '' end in ' ' || {name} || ' ') = 0)";

    /// <summary>Pairs of words that stand apart in all that is said of a document, its column "said": bảo and lý are in many a task, Bảo Lý is not.</summary>
    public const string Parted = "(select least(count(*), 9)::integer from unnest(@Pairs) pair where position(' ' || pair in ' ' || d.said) = 0)";

    /// <summary>
    /// One number that orders: the class, words apart, spelling, then the terms given, below ten million. What is found only by words around it and has not those with
    /// marks as they were typed comes last: in Hải Phòng nothing is «thải phóng xạ». Nor does Suối Hoa begin with «Suối Hồ».
    /// </summary>
    public static string RankOf(string terms) => $"""
        ((case when h.class not in (2, 4, 5) or not h.strays then h.class else {Stray / 100} end * 10 + case when h.class < 4 then 0 else h.apart end) * 10 + h.misspelt)::bigint * 10000000 + {terms}
        """;

    /// <summary>How well a group stands whose first answer only demonstrates something and is found by words around it: behind all that is real and has the words.</summary>
    public const int Demonstrated = Stray - 1;

    /// <summary>What is found no better than this is meant only where nothing else is found: a mark may have slipped.</summary>
    public const int Stray = 800;

    /// <summary>What is found no better than this is found by words, not by its name.</summary>
    public const int WordsOnly = 400;

    /// <summary>What is found no better than this has the words, but not beside each other.</summary>
    public const int Scattered = 510;

    /// <summary>What of a rank tells how well a group's first answer is found.</summary>
    public static int BestOf(long rank) => (int)(rank / 10_000_000);

    /// <param name="ranks">Of a page, in their order.</param>
    /// <returns>Whether the first has the whole text as its name or code, spelt so, and is the only one.</returns>
    public static bool IsCertain(IReadOnlyList<long> ranks) =>
        ranks.Count > 0 && BestOf(ranks[0]) is < OnlyBegun and var best && best % 10 == 0 && (ranks.Count == 1 || BestOf(ranks[1]) / 100 > best / 100);

    const int OnlyBegun = 200;

    public static int MeantOf(IEnumerable<long> ranks) => ranks.Count(rank => BestOf(rank) < Stray);

    /// <summary>Whether a place lies outside what the caller works for, and outside what the map shows: each 1 or 0.</summary>
    public const string Elsewhere = """
        case when cardinality(@Own) = 0 or h.province_code = any(@Own) then 0 else 2 end + case when @Screen::text is null or h.province_code = @Screen then 0 else 1 end
        """;
}

/// <summary>Where a page of answers ended; opaque to whoever asks. Written in base64url, so that it stands in a query as it is.</summary>
sealed record SearchCursor(long Rank, string Name, long Id)
{
    const int LongestText = 900;

    public string Write() => CursorText.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Rank}:{Id}:{Name}")));

    public static bool TryParse(string text, [NotNullWhen(true)] out SearchCursor? cursor)
    {
        cursor = CursorText.Read(text, LongestText) is { } bytes && Encoding.UTF8.GetString(bytes).Split(':', 3) is [var rank, var id, var name]
            && long.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var ranked) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var numbered)
            && !name.Contains('\0', StringComparison.Ordinal)
            ? new(ranked, name, numbered) : null;
        return cursor is not null;
    }
}
