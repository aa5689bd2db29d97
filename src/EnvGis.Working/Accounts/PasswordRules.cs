
namespace EnvGis.Accounts;

/// <summary>
/// Length and not being guessed first, by NIST SP 800-63B-4, 3.1.1.2: no mixture of signs is asked for, and none is refused. What people here try first are usual
/// words, the names of provinces and places everybody learnt of, and people's names, with a year or a number; the words are data (<c>data/passwords</c>).
/// </summary>
sealed class PasswordRules
{
    public const int ShortestLength = 12;
    public const int LongestLength = 200;

    /// <summary>Of one without letters: a telephone, an identity card and a birthday one after the other have fewer digits than this.</summary>
    const int ShortestOfDigits = 30;

    /// <summary>The iterations of PBKDF2 with HMAC-SHA512, by OWASP's Password Storage Cheat Sheet.</summary>
    public const int Iterations = 210_000;

    /// <summary>Letters that may stand beside common words without making them less so.</summary>
    const int StrayLetters = 2;

    /// <summary>Two words of Vietnamese, or three, with a number: some thousand syllables are in use, and a few hundred of them in nearly all that people write.</summary>
    const int FewestSyllables = 4;

    /// <summary>Letters of ways over the keyboard, besides which there are no others.</summary>
    const int FewestOfWalk = 3;

    /// <summary>The digits and signs that people write for a letter.</summary>
    static readonly Dictionary<char, string> ForLetters = new()
    {
        ['a'] = "@4", ['b'] = "8", ['e'] = "3", ['g'] = "9", ['i'] = "1!", ['l'] = "1", ['o'] = "0", ['s'] = "$5", ['t'] = "7",
    };

    /// <summary>Names behind a family name that make a person's name; who strings more together has thought of a phrase.</summary>
    const int MostGivenNames = 3;

    readonly string[] words;
    readonly HashSet<string> familyNames, givenNames;

    public PasswordRules(IWebHostEnvironment environment) : this(Lines(environment, "common.txt"), Lines(environment, "family-names.txt"), Lines(environment, "given-names.txt"))
    {
    }

    /// <param name="lines">A word or name in each, with its accents or without; # begins a remark.</param>
    internal PasswordRules(IEnumerable<string> lines, IEnumerable<string> families, IEnumerable<string> given) =>
        (words, familyNames, givenNames) = ([.. Listed(lines)], [.. Listed(families)], [.. Listed(given)]);

    static IEnumerable<string> Lines(IWebHostEnvironment environment, string file) => File.ReadLines(Path.Combine(environment.ContentRootPath, "data", "passwords", file));

    static IEnumerable<string> Listed(IEnumerable<string> lines) =>
        lines.Where(line => !line.StartsWith('#')).Select(line => new string([.. LookAlikes.Folded(line).Where(char.IsLetterOrDigit)])).Where(word => word.Length > 1).Distinct();

    /// <param name="name">The person's own, as others read it.</param>
    /// <returns>short, long, name or common; null when it will do.</returns>
    public string? Problem(string password, string userName, string name = "")
    {
        password = password.Normalize();
        if (password.Length < ShortestLength)
        {
            return "short";
        }
        if (password.Length > LongestLength)
        {
            return "long";
        }
        var folded = LookAlikes.Folded(password);
        if (userName.Length > 0 && folded.Contains(LookAlikes.Folded(userName), StringComparison.Ordinal) || IsNameOf(name, Letters(password)))
        {
            return "name";
        }
        // Few different signs; numbers alone, as of telephones, papers and birthdays; a run of signs; ways over the keyboard; usual words; or a person's name.
        return password.Distinct().Count() < 5 || password.Length < ShortestOfDigits && folded.All(sign => char.IsDigit(sign) || !char.IsLetter(sign) && IsBetweenDigits(sign))
            || password.Count(char.IsLetter) < 4 && IsRun(password) || AreTwoRuns(folded) || AreFewSyllables(folded) || this.IsWalk(folded)
            || this.Words(Close(folded)) is { Any: true, Stray: <= StrayLetters } || this.IsPerson(folded) ? "common" : null;
    }

    static string Letters(string text) => string.Concat(LookAlikes.Folded(text).Where(char.IsLetter));

    /// <summary>Whether the letters are nothing but the person's own name, or as many of its parts as make eight letters.</summary>
    static bool IsNameOf(string name, string letters) =>
        Letters(name) is { Length: >= 4 } whole && (letters == whole || letters.Length >= 8 && whole.Contains(letters, StringComparison.Ordinal));

    /// <summary>Whether it is one person's name, or a part of one, in whatever order, perhaps with a number: nguyenthailan1990, lan.nguyen.1990, linh19901990.</summary>
    bool IsPerson(string text)
    {
        return Named(string.Concat(text.Where(char.IsLetter)), MostGivenNames, mayBeFamily: true);

        bool Named(ReadOnlySpan<char> rest, int most, bool mayBeFamily)
        {
            for (var length = 2; length <= rest.Length; length++)
            {
                var part = rest[..length].ToString();
                if (most > 0 && givenNames.Contains(part) && (length == rest.Length || Named(rest[length..], most - 1, mayBeFamily))
                    || mayBeFamily && familyNames.Contains(part) && (length == rest.Length || Named(rest[length..], most, false)))
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary>Whether it is nothing but ways over the keyboard, with common words, numbers and signs between and around them.</summary>
    bool IsWalk(string text)
    {
        var (rest, walked, letters) = KeyboardWalk.TakeFrom(text);
        return walked > 0 && this.Words(Close(rest)) is var words && words.Stray <= StrayLetters && (words.Any || letters >= FewestOfWalk || walked * 2 >= text.Length);
    }

    /// <summary>Whether common words stand in it, and the fewest letters that belong to none.</summary>
    (bool Any, int Stray) Words(string text)
    {
        // Of everything up to each place, the fewest letters that belong to no word.
        var stray = new int[text.Length + 1];
        Array.Fill(stray, int.MaxValue, 1, text.Length);
        var hasWord = false;
        for (var at = 0; at < text.Length; at++)
        {
            Reach(at + 1, stray[at] + (char.IsLetter(text[at]) ? 1 : 0));
            foreach (var word in words)
            {
                if (StandsAt(text, at, word))
                {
                    hasWord = true;
                    Reach(at + word.Length, stray[at]);
                }
            }
        }
        return (hasWord, stray[^1]);

        void Reach(int place, int letters) => stray[place] = Math.Min(stray[place], letters);
    }

    static bool StandsAt(string text, int at, string word)
    {
        if (at + word.Length > text.Length)
        {
            return false;
        }
        for (var i = 0; i < word.Length; i++)
        {
            var (given, letter) = (text[at + i], word[i]);
            if (given != letter && !(ForLetters.TryGetValue(letter, out var signs) && signs.Contains(given, StringComparison.Ordinal)))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsBetweenDigits(char sign) => char.IsWhiteSpace(sign) || "+-./:_()".Contains(sign, StringComparison.Ordinal);

    /// <summary>Without spaces and signs between, but for those that stand for a letter: a name of two words is one.</summary>
    static string Close(string text) => string.Concat(text.Where(sign => char.IsLetterOrDigit(sign) || ForLetters.Values.Any(signs => signs.Contains(sign, StringComparison.Ordinal))));

    /// <summary>Whether all letters read as a word or two, with digits and signs before, between and behind, or in the place of letters.</summary>
    static bool AreFewSyllables(string text) =>
        text.All(sign => char.IsAscii(sign)) && (Syllables.AreAtMost(FewestSyllables - 1, string.Concat(text.Where(char.IsLetter))) || Syllables.AreAtMost(FewestSyllables - 1, AsLetters(text)));

    /// <summary>The letters, and what stands for one between two of them: ch40mung2026 is chaomung.</summary>
    static string AsLetters(string text)
    {
        var (first, last) = (text.AsSpan().IndexOfAnyInRange('a', 'z'), text.AsSpan().LastIndexOfAnyInRange('a', 'z'));
        return first < 0 ? "" : string.Concat(text[first..(last + 1)].Select(sign => char.IsLetter(sign) ? sign
            : ForLetters.FirstOrDefault(one => one.Value.Contains(sign, StringComparison.Ordinal)).Key).Where(char.IsLetter));
    }

    /// <summary>Whether letters and digits are a run each, put into one another: a1b2c3d4e5f6.</summary>
    static bool AreTwoRuns(string text) => text.Where(char.IsLetter).ToArray() is { Length: > 2 } letters && IsRun(new(letters)) && IsRun(string.Concat(text.Where(char.IsDigit)));

    static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return steps.Count(step => Math.Abs(step) <= 1) >= steps.Count * 0.8;
    }
}
