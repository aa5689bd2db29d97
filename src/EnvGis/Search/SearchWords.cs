using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace EnvGis.Search;

/// <summary>
/// What somebody typed, read as every door of search asks it: all words, each at the beginning of a word, without marks, with what abbreviations stand for. Kinds of
/// units among other words order the answers and exclude none: before 2025 and after it the same name often bears another.
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

    static readonly string[] BeforeIds = ["muc ", "nhiem vu ", "cong viec ", "task "];

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

    const int MostWords = 40;

    /// <summary>hóa chất bảo vệ thực vật.</summary>
    const int MostWordsOfAbbreviation = 6;

    /// <summary>Kinds of units, those of two words first: "thị xã" is no "xã".</summary>
    public static readonly string[] Kinds = ["đặc khu", "thị trấn", "thị xã", "thành phố", "quận", "huyện", "xã", "phường", "tỉnh"];

    const string Committee = "ủy ban nhân dân";

    // Longer ones first: "thị xã" is no "xã".
    static readonly (string[] Keys, string[] Spelt, string? Kind)[] Phrases =
    [
        .. Kinds.Append(Committee).Select(phrase => phrase.Split(' ')).Select(words =>
            (words.Select(Key).ToArray(), words.Select(SpeltKey).ToArray(), words[0] == "ủy" ? null : string.Join(' ', words.Select(Key)))),
    ];

    /// <param name="Long">What an abbreviation stands for; null for a word as it is.</param>
    /// <param name="IsKind">Whether it is a kind of unit, or the committee of one.</param>
    sealed record Part(IReadOnlyList<SearchToken> Typed, string[]? Long, bool IsKind, string? Kind)
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
            .Select(match => new SearchToken(Key(match.Value), SpeltKey(match.Value), HasMarks(match.Value), match.Index + match.Length is var end && end < whole.Length && whole[end] is '\'' or '’' or 'ʼ'))
            .Where(token => token.Key.Length > 0).Take(MostWords).ToList();
        var parts = Parts(tokens, abbreviations).ToList();
        if (parts.Count == 0)
        {
            return null;
        }
        var names = parts.FindAll(part => !part.IsKind);
        var kind = names.Count > 0 && parts.IndexOf(names[0]) is > 0 and var first ? parts[first - 1].Kind : null;
        names = names.Count > 0 ? names : parts;
        var spelt = names.Where(part => part.Long is null).SelectMany(part => part.Typed).ToList();
        return new(
            [.. names.Select(part => Clause(part, _ => true))], [.. names.Select(part => part.Long is null && part.Typed.Count == 1 ? part.Typed[0].Key : null)], [.. new[] { Joining(parts, part => part.Literal), Joining(parts, part => part.Meant) }.Distinct()],
            Joining(names, part => part.Meant), kind, spelt.Exists(token => token.HasMarks) ? [.. spelt.Select(token => token.Spelt!)] : [],
            [.. spelt.FindAll(token => token.HasMarks).Select(token => token.Spelt!)])
        {
            Whole = string.Join(" & ", names.Select((part, index) => Clause(part, _ => index == names.Count - 1))),
            WithWholeNumbers = string.Join(" & ", names.Select(part => Clause(part, word => !word.Any(char.IsAsciiDigit)))),
            Called = Joining(parts[^1].IsKind && names[^1] != parts[^1] ? [.. names, parts[^1]] : names, part => part.Literal),
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
        string? kindBefore = null;
        for (var at = 0; at < tokens.Count;)
        {
            // After a kind stands a name, even one that reads like a kind: phuong quan hoa.
            var part = AbbreviationAt(at) ?? (kindBefore is null ? PhraseAt(at) : null) ?? new Part([tokens[at]], null, false, null);
            yield return part;
            kindBefore = part.Kind;
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

    // What an abbreviation stands for are whole words.
    static string Clause(Part part, Func<string, bool> mayBeBegun)
    {
        var literal = All(part.Literal, word => mayBeBegun(word) ? ":*" : "");
        return part.Long is null ? literal : $"({literal} | {All(part.Long, _ => "")})";

        static string All(IEnumerable<string> words, Func<string, string> begun) => $"({string.Join(" & ", words.Select(word => $"'{word}'{begun(word)}"))})";
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

    [GeneratedRegex("(qu|[bcdghklmnpqrstvxđ])y\\z")]
    private static partial Regex LastI();
}
