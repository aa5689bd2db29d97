using EnvGis.Search;

namespace EnvGis.Places;

/// <summary>What a unit is called.</summary>
/// <param name="Kind">In the form of <c>published.words_key</c>; empty where none is known.</param>
/// <param name="Words">Its name, likewise.</param>
/// <param name="Spelt">The same words in the form of <c>published.spelt_key</c>.</param>
sealed record UnitName(string Kind, string[] Words, string[] Spelt)
{
    /// <summary>The words without a space between them: Ia Pa is written Iapa too.</summary>
    public string Joined { get; } = string.Concat(Words);

    /// <summary>Whether it is named by a number, which says nothing without its kind: 2.5 is a section, a date or a decimal before it is phường 2 of quận 5.</summary>
    public bool IsNumber { get; } = Words is [var word] && word.All(char.IsAsciiDigit);
}

/// <summary>A place with all that a text may name it by: its own name, and those of what it lies or lay in.</summary>
/// <param name="Level">As in <c>published.place_document</c>.</param>
/// <param name="Province">Code of the province of today.</param>
/// <param name="Unit">The same of all documents of one unit: one that was divided has several.</param>
/// <param name="Code">Of the place of today that it leads to.</param>
sealed record NamedPlace(int Id, int Level, string Province, string Unit, string Code, UnitName Own, IReadOnlyList<UnitName> Around);

/// <summary>
/// Reads a text as the whole name of a given place: its kind and name, and what it lies or lay in, in any order, and nothing else. Whether the Quan of a text is a quận
/// or part of a name is told by the names, so it is decided place by place.
/// </summary>
sealed class PlaceNaming(IReadOnlyList<SearchToken> text)
{
    // How far a text is from a name, the worst first; each outweighs all that come after it.
    const int OtherMark = 1_000_000;
    const int OtherKind = 100_000;
    const int NotFormer = 50_000;
    public const int OtherKindAround = 10_000;
    const int OtherSpaces = 1_000;
    const int NoMark = 10;
    const int NameLater = 1;

    const int MostWordsWrittenApart = 5;

    readonly bool hasMarks = text.Any(token => token.HasMarks);

    /// <summary>Whether a text so far from a name is meant to be it, with all marks and kinds that it has.</summary>
    public static bool IsExact(int far) => far < OtherKindAround;

    public static bool HasOtherMarks(int far) => far >= OtherMark;

    /// <param name="Kinds">Those that it says, in the form of <c>published.words_key</c>; none where any will do.</param>
    sealed record Phrase(string[] Keys, string[] Spelt, string[] Kinds);

    // An island's kind is said with any: huyện đảo, xã đảo. So is a committee's.
    static readonly Phrase[] Phrases =
    [
        .. SearchWords.Kinds.Select(kind => PhraseOf(kind, [kind])),
        .. new[] { "ủy ban nhân dân", "huyện đảo", "xã đảo", "thị xã đảo", "thành phố đảo", "quần đảo", "hòn đảo", "đảo" }.Select(phrase => PhraseOf(phrase, [])),
    ];

    // Behind the name, before a number, or with "of": Cam Lo commune, District 1, province of Quang Tri.
    static readonly Phrase[] EnglishPhrases = [.. SearchWords.EnglishKinds.Select(one => PhraseOf(one.English, one.Kinds)), PhraseOf("island", []), PhraseOf("islands", [])];

    static Phrase PhraseOf(string phrase, string[] kinds)
    {
        var words = phrase.Split(' ');
        return new([.. words.Select(SearchWords.Key)], [.. words.Select(SearchWords.SpeltKey)], [.. kinds.Select(kind => string.Join(' ', kind.Split(' ').Select(SearchWords.Key)))]);
    }

    static readonly HashSet<string> Between = ["thuoc", "cua", "o", "tai"];

    static readonly HashSet<string> Villages =
        ["thon", "ap", "ban", "xom", "lang", "buon", "bon", "to", "khu", "khoi", "khom", "soc", "plei", "tieu", "nong", "lam", "duong", "ngo", "hem", "so"];

    static readonly string Former = SearchWords.SpeltKey("cũ");

    /// <param name="from">The first word that must be part of the name.</param>
    /// <returns>How far the text is from naming the place, 0 when it does exactly; null when it has a word that does not.</returns>
    public int? Distance(NamedPlace place, int from = 0)
    {
        var known = new int?[text.Count + 1, 2];
        var isKnown = new bool[text.Count + 1, 2];
        return Least(from, false);

        int? Least(int at, bool named)
        {
            if (at == text.Count)
            {
                return named ? 0 : null;
            }
            var column = named ? 1 : 0;
            if (!isKnown[at, column])
            {
                known[at, column] = Best(at, named);
                isKnown[at, column] = true;
            }
            return known[at, column];
        }

        int? Best(int at, bool named)
        {
            int? best = null;
            if (at > from)
            {
                if (IsFormer(at))
                {
                    Take(Least(at + 1, named) + (place.Level < 2 ? NotFormer : 0));
                }
                if (Between.Contains(text[at].Key))
                {
                    Take(Least(at + 1, named));
                }
                if (at + 2 == text.Count && text[at].Key == "viet" && text[at + 1].Key == "nam")
                {
                    Take(Least(at + 2, named));
                }
                if (at + 1 == text.Count && text[at].Key == "vietnam")
                {
                    Take(Least(at + 1, named));
                }
            }
            foreach (var (start, before) in Starts(at))
            {
                if (!named)
                {
                    foreach (var (end, kinds, far) in Named(place.Own, start, before))
                    {
                        Take(Least(end, true) + far + (IsOf(kinds, place.Own) ? 0 : OtherKind) + (at == from ? 0 : NameLater));
                    }
                }
                foreach (var around in place.Around)
                {
                    foreach (var (end, kinds, far) in Named(around, start, before))
                    {
                        Take(Least(end, named) + far + (IsOf(kinds, around) ? 0 : OtherKindAround));
                    }
                }
            }
            return best;

            void Take(int? far) => best = far is null || best <= far ? best : far;
        }
    }

    /// <summary>The words from which on the text may name a place, behind a village or whatever else is smaller than one.</summary>
    public IEnumerable<int> Starts()
    {
        var isVillage = text.Count > 0 && Villages.Contains(text[0].Key);
        for (var at = 1; at < text.Count; at++)
        {
            if (isVillage || Array.Exists(Phrases, phrase => phrase.Kinds.Length > 0 && IsBefore(phrase, at)))
            {
                yield return at;
            }
        }
    }

    static bool IsOf(string[] kinds, UnitName unit) => kinds.Length == 0 || unit.Kind.Length == 0 || kinds.Contains(unit.Kind);

    /// <summary>Where the unit's name ends that begins there, and the kinds that were said before or behind it.</summary>
    IEnumerable<(int End, string[] Kinds, int Far)> Named(UnitName unit, int start, string[] before)
    {
        foreach (var (length, far) in Matches(unit, start))
        {
            var end = start + length;
            if (!unit.IsNumber || before.Length > 0 && IsOf(before, unit))
            {
                yield return (end, before, far);
            }
            foreach (var phrase in before.Length == 0 && !unit.IsNumber ? EnglishPhrases : [])
            {
                if (IsAt(phrase, end))
                {
                    yield return (end + phrase.Keys.Length, phrase.Kinds, far);
                }
            }
        }
    }

    bool IsFormer(int at) => text[at].Key == "cu" && (!text[at].HasMarks || text[at].Spelt == Former);

    IEnumerable<(int Start, string[] Kinds)> Starts(int at)
    {
        yield return (at, []);
        foreach (var phrase in Phrases)
        {
            if (!IsBefore(phrase, at))
            {
                continue;
            }
            var start = at + phrase.Keys.Length;
            yield return (start, phrase.Kinds);
            foreach (var other in phrase.Kinds.Length == 0 ? Phrases : [])
            {
                if (other.Kinds.Length > 0 && IsBefore(other, start))
                {
                    yield return (start + other.Keys.Length, other.Kinds);
                }
            }
        }
        foreach (var phrase in EnglishPhrases)
        {
            if (IsBefore(phrase, at) && at + phrase.Keys.Length is var next && (char.IsAsciiDigit(text[next].Key[0]) || text[next].Key == "of"))
            {
                yield return (text[next].Key == "of" ? next + 1 : next, phrase.Kinds);
            }
        }
    }

    bool IsBefore(Phrase phrase, int at) => at + phrase.Keys.Length < text.Count && IsAt(phrase, at);

    // Phương is no phường: marks that are typed decide.
    bool IsAt(Phrase phrase, int at)
    {
        if (at + phrase.Keys.Length > text.Count)
        {
            return false;
        }
        for (var index = 0; index < phrase.Keys.Length; index++)
        {
            var token = text[at + index];
            if (token.Key != phrase.Keys[index] || token.HasMarks && token.Spelt != phrase.Spelt[index])
            {
                return false;
            }
        }
        return true;
    }

    IEnumerable<(int Length, int Far)> Matches(UnitName unit, int start)
    {
        var (length, far) = (unit.Words.Length, 0);
        if (start + length <= text.Count)
        {
            var index = 0;
            for (; index < length && IsSame(text[start + index], unit.Words[index]); index++)
            {
                far += Marks(text[start + index], unit.Spelt[index]);
            }
            if (index == length)
            {
                yield return (length, far);
            }
        }
        var written = "";
        for (var words = 1; words <= MostWordsWrittenApart && start + words <= text.Count; words++)
        {
            written += text[start + words - 1].Key;
            if (text[start + words - 1].IsKind || !unit.Joined.StartsWith(written, StringComparison.Ordinal))
            {
                break;
            }
            if (words != length && written.Length == unit.Joined.Length)
            {
                yield return (words, OtherSpaces);
            }
        }
    }

    // Phường 01 is phường 1.
    static bool IsSame(SearchToken typed, string word) => !typed.IsKind
        && (typed.Key == word || char.IsAsciiDigit(word[0]) && typed.Key.TrimStart('0') == word.TrimStart('0') && typed.Key.All(char.IsAsciiDigit));

    // A word without marks among such that have them may have lost them.
    int Marks(SearchToken token, string spelt) => !hasMarks || token.Spelt is null || token.Spelt == spelt ? 0 : token.HasMarks ? OtherMark : NoMark;
}
