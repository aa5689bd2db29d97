using System.Globalization;
using EnvGis.Http;

namespace EnvGis.Places;

/// <summary>How a unit of before is named, and the sentence of what it became.</summary>
/// <param name="Kind">xã, huyện, tỉnh, …</param>
/// <param name="Province">The province of old, where it must be told; null else.</param>
/// <param name="Since">The first day on which it was no more; null when only that it had ended before July 2025 is known.</param>
sealed record FormerName(string Kind, string Name, string? Province, DateOnly? Since)
{
    /// <summary>Of a commune: the communes of today that have it, or a part of it.</summary>
    /// <param name="communes">Full names in Vietnamese.</param>
    /// <param name="complete">Whether there are no others.</param>
    /// <param name="sole">Whether the one commune was made of nothing else: the unit is it, and no part of it.</param>
    public Text WentTo(string[] communes, bool complete, bool sole)
    {
        var (vi, en) = (Joined(ByKind(communes), "và"), Joined([.. communes.Select(English)], "and"));
        return (complete, communes.Length, Since) switch
        {
            (true, 1, _) when sole => new($"{Vietnamese} nay là {vi}", $"{InEnglish} is now {en}"),
            (true, 1, _) => new($"{Vietnamese} nay thuộc {vi}", $"{InEnglish} is now part of {en}"),
            (true, _, _) => new($"{Vietnamese} nay được chia vào {vi}", $"{InEnglish} is now divided among {en}"),
            (false, _, null) => new($"{Vietnamese} nay thuộc {vi} (chỉ nêu đơn vị chính)", $"{InEnglish} is now part of {en} (only the main successor is named)"),
            _ => new($"{Vietnamese} nay một phần thuộc {vi}, chưa rõ phần còn lại", $"{InEnglish} is now partly in {en}; where the rest went is not known"),
        };
    }

    /// <summary>Of a district: the communes of today that lie in it, and those of which only a part does.</summary>
    /// <param name="complete">Whether there are no others.</param>
    public Text Became(string[] whole, string[] partly, bool complete)
    {
        string[] vi = [.. ByKind(whole), .. ByKind(partly).Select(names => $"một phần {names}")];
        string[] en = [.. whole.Select(English), .. partly.Select(name => $"part of {English(name)}")];
        // What went to parts of communes only has become none of them.
        var sentence = whole.Length == 0 ? $"{Vietnamese} nay thuộc {Joined(ByKind(partly), "và")}" : $"{Vietnamese} nay là {Joined(vi, "và")}";
        return complete ? new(sentence, $"{InEnglish} is now {Joined(en, "and")}")
            : new($"{sentence} (có thể còn đơn vị khác)", $"{InEnglish} is now {Joined(en, "and")} (there may be others)");
    }

    /// <summary>Of a province, which was merged whole or has only changed its kind or name.</summary>
    public Text IsNow(string province, bool merged) => merged
        ? new($"{Vietnamese} nay thuộc {InSentence(province)}", $"{InEnglish} is now part of {English(province)}")
        : new($"{Vietnamese} nay là {InSentence(province)}", $"{InEnglish} is now {English(province)}");

    /// <summary>A full name as it stands in the middle of a sentence: xã Na Rì.</summary>
    static string InSentence(string fullName) => $"{char.ToLower(fullName[0], Told)}{fullName[1..]}";

    /// <summary>Full names with those of one kind together: các xã Na Rì, Trần Phú; phường Bắc Kạn.</summary>
    static string[] ByKind(string[] communes) => [.. communes.GroupBy(KindOf).Select(same => same.Count() == 1 ? InSentence(same.Single())
        : $"các {same.Key} {Joined([.. same.Select(name => name[(same.Key.Length + 1)..])], "và")}")];

    static string KindOf(string fullName) =>
        EnglishKinds.Select(kind => kind.Vi)
            .FirstOrDefault(kind => fullName.StartsWith(kind + " ", StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidOperationException($"{fullName} is of no kind.");

    string Vietnamese => $"{char.ToUpper(Kind[0], Told)}{Kind[1..]} {Name}{(Province is null ? "" : $", {Province}")} "
        + (Since is { } day ? $"(trước {Written(day)})" : "(đã sắp xếp lại trước 01/7/2025)");

    string InEnglish => $"{English(Kind, Name)}{(Province is null ? "" : $", {Province}")} "
        + (Since is { } day ? $"(before {day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))})" : "(abolished before 1 July 2025)");

    /// <summary>Days below 10, and months 1 and 2, with a 0 before them (Nghị định 30/2020/NĐ-CP, Phụ lục I).</summary>
    static string Written(DateOnly day) => day.ToString(day.Month < 3 ? "dd/MM/yyyy" : "dd/M/yyyy", Told);

    static readonly CultureInfo Told = CultureInfo.GetCultureInfo("vi-VN");

    static string Joined(string[] names, string and) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} {and} {names[^1]}";

    static readonly (string Vi, string En)[] EnglishKinds =
    [
        ("xã", "commune"), ("phường", "ward"), ("đặc khu", "special zone"), ("thị trấn", "township"), ("huyện", "district"), ("quận", "district"),
        ("thị xã", "town"), ("tỉnh", "province"), ("thành phố", "city"),
    ];

    static string English(string fullName)
    {
        var (vi, _) = EnglishKinds.FirstOrDefault(kind => fullName.StartsWith(kind.Vi + " ", StringComparison.OrdinalIgnoreCase));
        return vi is null ? fullName : English(vi, fullName[(vi.Length + 1)..]);
    }

    // A ward or district that is a number reads the other way round: District 1.
    static string English(string kind, string name)
    {
        var english = EnglishKinds.FirstOrDefault(one => one.Vi == kind).En ?? kind;
        return char.IsAsciiDigit(name[0]) ? $"{char.ToUpperInvariant(english[0])}{english[1..]} {name}" : $"{name} {english}";
    }
}
