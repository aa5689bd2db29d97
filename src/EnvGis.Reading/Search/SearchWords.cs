using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace EnvGis.Search;

/// <summary>
/// What somebody typed, read as every door of search asks it: all words, each whole but the last, without marks, with what abbreviations stand for and what is
/// abbreviated so. Kinds of units among other words order the answers and exclude none: before 2025 and after it the same name often bears another.
/// </summary>
/// <param name="Clauses">A tsquery over the words of documents for each word or abbreviation; parameters of statements only.</param>
/// <param name="Plain">The words of the clauses; null of an abbreviation.</param>
/// <param name="Keys">The whole text, as typed and with abbreviations written out, in the form of <c>published.words_key</c>.</param>
/// <param name="Bare">The text without kinds of units.</param>
/// <param name="Kind">The kind written before the name, in the same form; null without one.</param>
/// <param name="Spelt">The words with their marks, in the form of <c>published.spelt_key</c>; none when no mark was typed.</param>
/// <param name="Marked">Those of them that bear marks.</param>
sealed partial record SearchWords(string[] Clauses, string?[] Plain, string[] Keys, string Bare, string? Kind, string[] Spelt, string[] Marked)
{
    /// <summary>A tsquery for documents that have all of the words.</summary>
    public string Query { get; } = string.Join(" & ", Clauses);

    /// <summary>All words in their order, as typed and with abbreviations written out.</summary>
    public required IReadOnlyList<IReadOnlyList<SearchToken>> Texts { get; init; }

    /// <summary>The number and signs of a document that it cites, 1894/QĐ-TTg, in the form of <c>published.words_key</c>; empty without one.</summary>
    public required string Cited { get; init; }

    /// <summary>The same with each word whole but the last, which may be only begun: what has all words so is meant before what has only their beginnings.</summary>
    public required string Whole { get; init; }

    /// <summary>The same, but words with digits whole: the 03 of a code is not 03388.</summary>
    public required string WithWholeNumbers { get; init; }

    /// <summary>The text without kinds of units before names as it was typed: VN may be a slip for Vân, and the Tinh at the end of Ha Tinh is no kind.</summary>
    public required string Called { get; init; }

    public string[] Words { get; } = Bare.Split(' ');

    public string[] Pairs { get; } = Bare.Split(' ') is var words ? [.. words.Zip(words.Skip(1), (first, second) => $"{first} {second}")] : [];

    /// <summary>
    /// What the id of a task may be that was typed: «mục II.A.3 Quảng Trị» is quang-tri/II.A.3. In the form of <c>published.words_key</c>.
    /// </summary>
    public string[] IdKeys { get; } = [.. Keys.Append(Bare).SelectMany(Turned).Distinct()];

    /// <summary>How the ids of the tasks of a section begin that was typed, as LIKE takes it: «II.3.2 Thái Nguyên» has eight.</summary>
    public string[] IdStarts => [.. IdKeys.Where(key => key.Any(char.IsAsciiDigit)).Select(key => key + " %")];

    static readonly string[] BeforeIds = ["muc ", "phu luc ", "nhiem vu ", "cong viec ", "task "];

    static IEnumerable<string> Turned(string key)
    {
        if (Array.Find(BeforeIds, before => key.StartsWith(before, StringComparison.Ordinal)) is { } said)
        {
            key = key[said.Length..];
        }
        var words = key.Split(' ');
        return words.Length > MostWordsOfId ? [key] : words.Select((_, first) => string.Join(' ', words.Skip(first).Concat(words.Take(first))));
    }

    const int MostWordsOfId = 10;

    /// <summary>Names that are written in one word abroad: Hanoi.</summary>
    public string Joined { get; } = Bare.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether it is nothing but numbers, of which none is said to name a unit.</summary>
    public bool IsNumber => Kind is null && Bare.All(letter => char.IsAsciiDigit(letter) || letter == ' ');

    /// <summary>A tsquery of its numbers alone; empty without one. What has another number is not what was meant, however near its words are.</summary>
    public string Numbers => string.Join(" & ", Clauses.Zip(Plain).Where(clause => clause.Second is { } word && word.Any(char.IsAsciiDigit)).Select(clause => clause.First));

    const int MostWords = 40;

    /// <summary>hóa chất bảo vệ thực vật.</summary>
    const int MostWordsOfAbbreviation = 6;

    /// <summary>Kinds of units, those of two words first: "thị xã" is no "xã".</summary>
    public static readonly string[] Kinds = ["đặc khu", "thị trấn", "thị xã", "thành phố", "quận", "huyện", "xã", "phường", "tỉnh"];

    /// <summary>The kinds as English has them, and those that each may stand for.</summary>
    public static readonly (string English, string[] Kinds)[] EnglishKinds =
    [
        ("special zone", ["đặc khu"]), ("commune", ["xã"]), ("ward", ["phường"]), ("township", ["thị trấn"]), ("town", ["thị xã", "thị trấn"]), ("city", ["thành phố"]),
        ("district", ["huyện", "quận"]), ("province", ["tỉnh"]),
    ];

    const string Committee = "ủy ban nhân dân";

    // Longer ones first: "thị xã" is no "xã".
    static readonly (string[] Keys, string[] Spelt, string? Kind)[] Phrases =
    [
        .. Kinds.Append(Committee).Select(phrase => phrase.Split(' ')).Select(words =>
            (words.Select(Key).ToArray(), words.Select(SpeltKey).ToArray(), words[0] == "ủy" ? null : string.Join(' ', words.Select(Key)))),
    ];

    static readonly (string[] Keys, string Kind)[] EnglishPhrases =
        [.. EnglishKinds.Select(one => (one.English.Split(' ').Select(Key).ToArray(), string.Join(' ', one.Kinds[0].Split(' ').Select(Key))))];

    /// <summary>What stands before a number and says only what kind of number it is; those of sections before Roman ones too.</summary>
    static readonly (string[] Keys, string[] Spelt, bool IsSection)[] BeforeNumbers =
    [
        .. new[] { ("số", false), ("năm", false), ("ngày", false), ("mục", true), ("phụ lục", true) }.Select(one => (One: one, Words: one.Item1.Split(' ')))
            .Select(one => (one.Words.Select(Key).ToArray(), one.Words.Select(SpeltKey).ToArray(), one.One.Item2)),
    ];

    /// <summary>Stand between a thing and its place, as does the English «in», which no name has; of what is found they are seldom words.</summary>
    static readonly HashSet<string> Between = [.. new[] { "ở", "tại", "thuộc" }.Select(SpeltKey)];

    /// <param name="Long">What an abbreviation stands for; null for a word as it is.</param>
    /// <param name="IsKind">Whether it is a kind of unit, the committee of one, or what stands before a number: part of no name.</param>
    /// <param name="IsEnglish">Whether it is a kind that stands behind the name.</param>
    /// <param name="Shorts">How the words are abbreviated; none of words that are not.</param>
    sealed record Part(IReadOnlyList<SearchToken> Typed, string[]? Long, bool IsKind, string? Kind, bool IsEnglish = false, params string[] Shorts)
    {
        public IEnumerable<string> Literal => Typed.Select(token => token.Key);

        public IEnumerable<string> Meant => Long ?? Literal;
    }

    /// <returns>What stands for what, both in the form of <c>published.words_key</c>.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> AbbreviationsAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string Short, string Long)>(new CommandDefinition(
            "select short, long from published.abbreviation", cancellationToken: cancellationToken))).ToDictionary(row => row.Short, row => row.Long, StringComparer.Ordinal);

    /// <param name="abbreviations">By the short form, both in the form of <c>published.words_key</c>.</param>
    /// <returns>Null when there is no word in it.</returns>
    public static SearchWords? Read(string text, IReadOnlyDictionary<string, string> abbreviations)
    {
        var whole = text.Normalize(NormalizationForm.FormC);
        var tokens = Word().Matches(whole)
            .Select(match => new SearchToken(Key(match.Value), SpeltKey(match.Value), HasMarks(match.Value), match.Index + match.Length is var end && end < whole.Length
                && whole[end] is '\'' or '’' or 'ʼ'))
            .Where(token => token.Key.Length > 0).Take(MostWords).ToList();
        var parts = Parts(tokens, abbreviations).ToList();
        if (parts.Count == 0)
        {
            return null;
        }
        var names = parts.FindAll(part => !part.IsKind);
        var kind = names.Count > 0 ? (parts.IndexOf(names[0]) is > 0 and var first ? parts[first - 1].Kind : null) ?? parts.Find(part => part.IsEnglish)?.Kind : null;
        names = names.Count > 0 ? names : parts;
        // Who may have meant what is abbreviated has not spelt it.
        var spelt = names.Where(part => part is { Long: null, Shorts: [] }).SelectMany(part => part.Typed).ToList();
        return new(
            [.. names.Select((part, index) => Clause(part, word => MayBeBegun(word, index == names.Count - 1)))],
            [.. names.Select(part => part.Long is null && part.Typed.Count == 1 ? part.Typed[0].Key : null)],
            [.. new[] { Joining(parts, part => part.Literal), Joining(parts, part => part.Meant) }.Distinct()],
            Joining(names, part => part.Meant), kind, spelt.Exists(token => token.HasMarks) ? [.. spelt.Select(token => token.Spelt!)] : [],
            [.. spelt.FindAll(token => token.HasMarks).Select(token => token.Spelt!)])
        {
            Whole = string.Join(" & ", names.Select((part, index) => Clause(part, _ => index == names.Count - 1))),
            WithWholeNumbers = string.Join(" & ", names.Select(part => Clause(part, word => !word.Any(char.IsAsciiDigit)))),
            Called = Joining(parts[^1] is { IsKind: true, IsEnglish: false } && names[^1] != parts[^1] ? [.. names, parts[^1]] : names, part => part.Literal),
            Cited = Citation().Match(whole) is { Success: true } cited ? string.Join(' ', Word().Matches(cited.Value).Select(match => Key(match.Value))) : "",
            Texts = parts.Exists(part => part.Long is not null || Numbered().IsMatch(part.Typed[0].Key)) ? [[.. parts.SelectMany(Meant)], tokens] : [tokens],
        };

        static IEnumerable<SearchToken> Meant(Part part) => part.Long?.Select(word => new SearchToken(word, null, false, false, part.IsKind))
            // Q1 is quận 1.
            ?? (part.Typed.Count == 1 && Numbered().Match(part.Typed[0].Key) is { Success: true } numbered
                ? [new(numbered.Groups["kind"].Value == "q" ? "quan" : "phuong", null, false, false, true), new(numbered.Groups["number"].Value, null, false, false)] : part.Typed);
        static string Joining(List<Part> parts, Func<Part, IEnumerable<string>> words) => string.Join(' ', parts.SelectMany(words));
    }

    /// <summary>The same text without some of its words.</summary>
    /// <returns>Null when none is left.</returns>
    public static SearchWords? Without(string text, IReadOnlySet<string> words, IReadOnlyDictionary<string, string> abbreviations) =>
        Read(string.Join(' ', Word().Matches(text.Normalize(NormalizationForm.FormC)).Select(match => match.Value).Where(word => !words.Contains(Key(word)))), abbreviations);

    /// <summary>A word of a text as it was typed.</summary>
    /// <param name="key">In the form of <c>published.words_key</c>.</param>
    public static string Typed(string text, string key) => Word().Matches(text.Normalize(NormalizationForm.FormC)).Select(match => match.Value).FirstOrDefault(word => Key(word) == key) ?? key;

    static IEnumerable<Part> Parts(List<SearchToken> tokens, IReadOnlyDictionary<string, string> abbreviations)
    {
        // Phương is no phường, nor is the Quan of Quan Hoá a quận: where marks are typed they decide.
        var marksDecide = tokens.Exists(token => token.HasMarks);
        var shorts = abbreviations.Where(one => one.Key.Length > 1 && !one.Key.Contains(' ', StringComparison.Ordinal)).ToLookup(one => one.Value, one => one.Key);
        string? kindBefore = null;
        for (var at = 0; at < tokens.Count;)
        {
            // After a kind stands a name, even one that reads like a kind: phuong quan hoa.
            var part = AbbreviationAt(at) ?? (kindBefore is null ? PhraseAt(at) : null) ?? EnglishAt(at) ?? BeforeNumberAt(at) ?? BetweenAt(at) ?? AbbreviatedAt(at) ?? new Part([tokens[at]], null,
                false, null);
            yield return part;
            kindBefore = part.IsEnglish ? null : part.Kind;
            at += part.Typed.Count;
        }

        Part? AbbreviationAt(int at)
        {
            for (var length = Math.Min(MostWordsOfAbbreviation, tokens.Count - at); length > 0; length--)
            {
                var typed = tokens.GetRange(at, length);
                // A single letter at the end is a name that is being typed.
                if (length == 1 && typed[0].Key.Length == 1 && (at == tokens.Count - 1 || typed[0].IsPart)
                    || !abbreviations.TryGetValue(string.Join(' ', typed.Select(token => token.Key)), out var meant))
                {
                    continue;
                }
                var words = meant.Split(' ');
                var phrase = Array.Find(Phrases, phrase => phrase.Keys.SequenceEqual(words));
                return new(typed, words, phrase.Keys is not null, phrase.Kind);
            }
            return null;
        }

        // The committee and the kinds are read as such.
        Part? AbbreviatedAt(int at)
        {
            for (var length = Math.Min(MostWordsOfAbbreviation, tokens.Count - at); length > 1; length--)
            {
                var typed = tokens.GetRange(at, length);
                if (shorts[string.Join(' ', typed.Select(token => token.Key))].ToArray() is { Length: > 0 } abbreviated)
                {
                    return new(typed, null, false, null, false, abbreviated);
                }
            }
            return null;
        }

        Part? EnglishAt(int at)
        {
            foreach (var (keys, kind) in EnglishPhrases)
            {
                if (keys.Length <= tokens.Count - at && keys.Select((key, index) => tokens[at + index].Key == key).All(same => same))
                {
                    return new(tokens.GetRange(at, keys.Length), null, true, kind, IsEnglish: true);
                }
            }
            return null;
        }

        Part? BeforeNumberAt(int at)
        {
            foreach (var (keys, spelt, isSection) in BeforeNumbers)
            {
                if (keys.Length < tokens.Count - at && keys.Select((key, index) => tokens[at + index] is var token && token.Key == key && (!token.HasMarks || token.Spelt == spelt[index]))
                    .All(same => same)
                    && tokens[at + keys.Length].Key is var next && (char.IsAsciiDigit(next[0]) || isSection && Roman().IsMatch(next)))
                {
                    return new(tokens.GetRange(at, keys.Length), null, true, null);
                }
            }
            return null;
        }

        Part? BetweenAt(int at) =>
            at > 0 && at < tokens.Count - 1 && (tokens[at].HasMarks && Between.Contains(tokens[at].Spelt!) || tokens[at].Key == "in") ? new([tokens[at]], null, true, null) : null;

        Part? PhraseAt(int at)
        {
            foreach (var (keys, spelt, kind) in Phrases)
            {
                if (keys.Length <= tokens.Count - at
                    && keys.Select((key, index) => tokens[at + index] is var token && token.Key == key && (!marksDecide || token.Spelt == spelt[index])).All(same => same))
                {
                    return new(tokens.GetRange(at, keys.Length), null, true, kind);
                }
            }
            return null;
        }
    }

    /// <summary>No syllable of Vietnamese is longer; English words are, and have endings.</summary>
    const int LongestSyllable = 6;

    // The last word is being typed; the ba of Ba Vì is no bảo. A number is another with one figure more.
    static bool MayBeBegun(string word, bool isLast) => word.Any(char.IsAsciiDigit) ? isLast && word.Length == 1 : isLast || word.Length > LongestSyllable;

    const int ShortestWithPlural = 4;

    // What an abbreviation stands for are whole words.
    static string Clause(Part part, Func<string, bool> mayBeBegun)
    {
        var literal = $"({string.Join(" & ", part.Literal.Select(Literal))})";
        string[] others = part.Long is { } meant ? [All(meant)] : [.. part.Shorts.Select(one => $"'{one}'")];
        return others.Length == 0 ? literal : $"({literal} | {string.Join(" | ", others)})";

        string Literal(string word) => mayBeBegun(word) ? $"'{word}':*" : part.Long is null && word.Length >= ShortestWithPlural && !word.Any(char.IsAsciiDigit) ? $"('{word}' | '{word}s')"
            : $"'{word}'";

        static string All(IEnumerable<string> words) => $"({string.Join(" & ", words.Select(word => $"'{word}'"))})";
    }

    /// <summary>A word in the form of <c>published.words_key</c>.</summary>
    internal static string Key(string word)
    {
        var key = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (letter is 'đ' or 'Đ')
            {
                key.Append('d');
            }
            else if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
        }
        return LastI().Replace(key.ToString(), "$1i");
    }

    /// <summary>A word in the form of <c>published.spelt_key</c>.</summary>
    internal static string SpeltKey(string word)
    {
        var (key, tones) = (new StringBuilder(word.Length), new StringBuilder(1));
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
            {
                tones.Append(letter);
            }
            else if (letter is 'đ' or 'Đ')
            {
                key.Append('đ');
            }
            else if (char.IsAsciiLetterOrDigit(letter) || letter is >= '\u0300' and <= '\u036f')
            {
                key.Append(char.ToLowerInvariant(letter));
            }
        }
        return LastI().Replace(key.ToString(), "$1i") + tones;
    }

    static bool HasMarks(string word) => word.Normalize(NormalizationForm.FormD).Any(letter =>
        letter is 'đ' or 'Đ' || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark);

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex("^(?<kind>[pq])(?<number>[0-9]{1,2})\\z")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}./-])[0-9]{1,5}(?:/[0-9]{4})?(?:/|-(?=\p{L}{2,4}/))\p{L}[\p{L}\p{M}\p{Nd}&]*(?:[-/]\p{L}[\p{L}\p{M}\p{Nd}&]*)*")]
    private static partial Regex Citation();

    [GeneratedRegex("^[ivx]+\\z")]
    private static partial Regex Roman();

    [GeneratedRegex("(qu|[bcdghklmnpqrstvxđ])y\\z")]
    private static partial Regex LastI();
}
