using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Http;

/// <summary>What each kind of value may be, what it means, and the one sentence by which another is refused.</summary>
public sealed partial class QueryParameters
{
    const int LongestText = 200, MostValues = 200;

    void Check(Parameter parameter)
    {
        var name = parameter.Name;
        // What is missing and required is read as if it were empty, so that the sentence says what to write.
        this.values.TryAdd(name, "");
        _ = parameter.Kind switch
        {
            ParameterKind.Text when parameter.Several => this.Several(name, value => IsText(value, parameter.Most ?? LongestText), TextVi(parameter), TextEn(parameter)),
            ParameterKind.Text => this.Text(name),
            ParameterKind.Word when parameter.Several => this.Words(name),
            ParameterKind.Word => this.Word(name),
            ParameterKind.Boolean => this.Boolean(name),
            ParameterKind.Limit => this.Limit(name),
            ParameterKind.Whole => this.Whole(name),
            ParameterKind.Cursor => this.Cursor(name, text => text.Length > 0 ? text : null),
            ParameterKind.Year => this.Year(name),
            ParameterKind.Day => this.Day(name),
            ParameterKind.Days => this.Days(name),
            ParameterKind.OneDay => this.OneDay(name),
            ParameterKind.Moment => this.Moment(name),
            ParameterKind.Box => this.Box(name),
            ParameterKind.Position => this.Position(name),
            ParameterKind.Longitude => this.Degrees(name, 180, "cần kinh độ từ −180 đến 180", "it takes a longitude from −180 to 180"),
            ParameterKind.Latitude => this.Degrees(name, 90, "cần vĩ độ từ −90 đến 90", "it takes a latitude from −90 to 90"),
            ParameterKind.Layer => this.Layers<string>(name, id => id.Length > 0 ? id : null),
            ParameterKind.Feature => this.Features(name),
            ParameterKind.Province => this.Codes(name),
            ParameterKind.Commune => this.Codes(name),
            ParameterKind.Plan => this.Codes(name),
            ParameterKind.Task => this.Codes(name),
            ParameterKind.Zone => this.Zone(name),
            _ => (object?)null,
        };
    }

    public string? Text(string name)
    {
        var parameter = this.declared[name];
        return this.Read(name, text => IsText(text, parameter.Most ?? LongestText) ? text : null, TextVi(parameter), TextEn(parameter));
    }

    static string TextVi(Parameter parameter) => $"cần từ 1 đến {parameter.Most ?? LongestText} ký tự";

    static string TextEn(Parameter parameter) => $"it takes 1 to {parameter.Most ?? LongestText} characters";

    // Half of a surrogate pair is no character, and PostgreSQL does not take it; enumerated, it becomes U+FFFD.
    static bool IsText(string text, int most) => text.Length <= most && !string.IsNullOrWhiteSpace(text) && !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    public string? Word(string name)
    {
        var words = this.declared[name].Values;
        var choices = string.Join(", ", words);
        return words.Count == 1
            ? this.Read(name, text => words.Contains(text) ? text : null, $"chỉ nhận {choices}", $"it takes {choices} only")
            : this.Read(name, text => words.Contains(text) ? text : null, $"cần một trong {choices}", $"it takes one of {choices}");
    }

    /// <returns>The word, or the one that counts where none is given.</returns>
    public string WordOrDefault(string name) => this.Word(name) ?? this.declared[name].Default!;

    public IReadOnlyList<string>? Words(string name)
    {
        var words = this.declared[name].Values;
        var choices = string.Join(", ", words);
        return this.Several(name, words.Contains, $"cần một hay nhiều trong {choices}, cách nhau bằng dấu phẩy", $"it takes one or several of {choices}, with commas between");
    }

    public IReadOnlyList<string>? Texts(string name) => this.IsGiven(name, out var text) ? text.Split(',') : null;

    public bool? Boolean(string name) => this.ReadValue<bool>(name, text => text switch { "true" => true, "false" => false, _ => null }, "cần true hoặc false", "it takes true or false");

    public int Limit(string name = "limit")
    {
        var parameter = this.declared[name];
        return this.ReadValue<int>(name, text => text.Length == 0 || !text.All(char.IsAsciiDigit) || text.All(digit => digit == '0') ? null
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, parameter.Most!.Value) : parameter.Most!.Value,
            "cần một số nguyên từ 1", "it takes a whole number from 1") ?? int.Parse(parameter.Default!, CultureInfo.InvariantCulture);
    }

    public int? Whole(string name)
    {
        var (least, most) = (this.declared[name].Least ?? 0, this.declared[name].Most);
        return this.ReadValue<int>(name,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= (most ?? int.MaxValue) ? number : null,
            most is null ? $"cần một số nguyên từ {least}" : $"cần một số nguyên từ {least} đến {most}",
            most is null ? $"it takes a whole number from {least}" : $"it takes a whole number from {least} to {most}");
    }

    /// <param name="parse">Null of what is none.</param>
    public T? Cursor<T>(string name, Func<string, T?> parse) where T : class
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var cursor = parse(text);
        if (cursor is null)
        {
            this.Refuse(Problems.BadCursor(name, text));
        }
        return cursor;
    }

    public int? Year(string name) => this.ReadValue<int>(name,
        text => text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? year : DayOf(text)?.Year,
        "cần một năm (2026) hoặc một ngày (2026-12-31)", "it takes a year (2026) or a day (2026-12-31)");

    public DateOnly? Day(string name) => this.ReadValue<DateOnly>(name, text => DayOf(text) is { Year: >= 1800 and <= 2999 } day ? day : null,
        "cần một ngày dạng 2026-11-27, trong các năm 1800 đến 2999", "it takes a day such as 2026-11-27, within the years 1800 to 2999");

    /// <summary>Says so when a period ends before it begins.</summary>
    public void CheckOrder<T>(string from, T? first, string to, T? last) where T : struct, IComparable<T>
    {
        if (first is { } begins && last is { } ends && begins.CompareTo(ends) > 0)
        {
            this.Refuse(from, this[from]!, $"sau tham số {to}", $"it is after the parameter {to}");
        }
    }

    static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public DayInterval? Days(string name) => this.ReadValue<DayInterval>(name, text => DayInterval.TryParse(text, out var days) ? days : null,
        "cần một ngày 2026-04-01, một thời điểm 2026-04-01T00:00:00Z, hoặc một khoảng như 2026-01-01/.. với đầu không sau cuối",
        "it takes a day 2026-04-01, a moment 2026-04-01T00:00:00Z, or an interval such as 2026-01-01/.. whose start is not after its end");

    public DateOnly? OneDay(string name)
    {
        if (this.Days(name) is not { } days)
        {
            return null;
        }
        if (days.From is { } only && days.From == days.To)
        {
            return only;
        }
        this.Refuse(name, this[name]!, "cần đúng một ngày: nơi này cho biết hiện trạng của một ngày, không phải của một khoảng",
            "it takes exactly one day: this shows how things are on a day, not over an interval");
        return null;
    }

    // A day means its end in Vietnam: what was recorded on it is known.
    public DateTimeOffset? Moment(string name) => this.ReadValue<DateTimeOffset>(name, text =>
        DayOf(text) is { Year: >= 1900 and <= 9000 } day ? VietnamDay.EndOf(day)
            // An unencoded "+" of an offset arrives as a space.
            : DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var instant) && instant.Year is >= 1900 and <= 9000 ? instant : null,
        "cần một ngày 2026-04-01 hoặc một thời điểm 2026-04-01T00:00:00Z", "it takes a day 2026-04-01 or a moment 2026-04-01T00:00:00Z");

    /// <param name="latitudeFirst">Whether the numbers are south, west, north, east.</param>
    /// <returns>EPSG:4326, see <see cref="BoundingBox"/>.</returns>
    public IReadOnlyList<Geometry>? Box(string name, bool latitudeFirst = false) => this.Read(name, text => BoundingBox.TryParse(text, latitudeFirst, out var boxes) ? boxes : null,
        "cần bốn số tây,nam,đông,bắc (hoặc sáu số kèm độ cao), nam không lớn hơn bắc", "it takes four numbers west,south,east,north (or six with heights), south not above north");

    /// <returns>EPSG:4326.</returns>
    public Point? Position(string name) => this.Read(name,
        text => text.Split(',') is [var longitude, var latitude] && DegreesOf(longitude, 180) is { } lon && DegreesOf(latitude, 90) is { } lat ? new Point(lon, lat) { SRID = 4326 } : null,
        "cần kinh độ,vĩ độ như 105.85,21.03", "it takes lon,lat such as 105.85,21.03");

    public double? Degrees(string name) => this.IsGiven(name, out var text) ? DegreesOf(text, 180) : null;

    double? Degrees(string name, double most, string vi, string en) => this.ReadValue(name, text => DegreesOf(text, most), vi, en);

    static double? DegreesOf(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    /// <param name="find">Null of a layer that this caller does not see.</param>
    /// <returns>Each once.</returns>
    public IReadOnlyList<T>? Layers<T>(string name, Func<string, T?> find) where T : class
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var found = new List<T>();
        foreach (var id in this.declared[name].Several ? text.Split(',').Distinct() : [text])
        {
            if (find(id) is not { } layer)
            {
                this.Refuse(Problems.NoSuchLayer(name, id));
                return null;
            }
            found.Add(layer);
        }
        return found;
    }

    public IReadOnlyList<long>? Features(string name) => (this.declared[name].Several
        ? this.Several(name, FeatureId.IsMatch, "cần số của các đối tượng, cách nhau bằng dấu phẩy", "it takes the numbers of features, separated by commas")
        : this.Read<IReadOnlyList<string>>(name, text => FeatureId.IsMatch(text) ? [text] : null, "cần số của đối tượng", "it takes the number of a feature"))
        ?.Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();

    /// <summary>Codes of units, ids of plans or tasks: of the right form; whether they are there is not looked at.</summary>
    public IReadOnlyList<string>? Codes(string name)
    {
        var (pattern, vi, en) = this.declared[name].Kind switch
        {
            ParameterKind.Province => (ProvinceCode, "mã gồm hai chữ số", "the code has two digits"),
            ParameterKind.Commune => (CommuneCode, "mã gồm năm chữ số", "the code has five digits"),
            ParameterKind.Plan => (PlanId, Problems.NoSuchPlan.Vi, Problems.NoSuchPlan.En),
            _ => (TaskId, "cần mã nhiệm vụ; danh sách ở /api/tasks", "it takes the id of a task; they are listed at /api/tasks"),
        };
        return this.declared[name].Several ? this.Several(name, pattern.IsMatch, vi, en) : this.Read<IReadOnlyList<string>>(name, text => pattern.IsMatch(text) ? [text] : null, vi, en);
    }

    public Vn2000Zone? Zone(string name)
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var isCode = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        if (isCode && Vn2000Zone.Find(code) is { } zone)
        {
            return zone;
        }
        this.Refuse(isCode && Vn2000Zone.IsDeprecated(code) ? Problems.WithdrawnZone(code) with { Parameter = name }
            : Problems.BadParameter(name, text, "cần mã của một múi VN-2000; danh sách ở /api/crs", "it takes the code of a VN-2000 zone; they are listed at /api/crs"));
        return null;
    }

    IReadOnlyList<string>? Several(string name, Func<string, bool> isRight, string vi, string en)
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var each = text.Split(',');
        if (each.FirstOrDefault(value => !isRight(value)) is { } odd)
        {
            this.Refuse(name, odd, vi, en);
            return null;
        }
        if (each.Length > MostValues)
        {
            this.Refuse(name, text, $"không quá {MostValues} giá trị", $"it takes at most {MostValues} values");
            return null;
        }
        return each;
    }

    T? Read<T>(string name, Func<string, T?> parse, string vi, string en) where T : class
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var value = parse(text);
        if (value is null)
        {
            this.Refuse(name, text, vi, en);
        }
        return value;
    }

    T? ReadValue<T>(string name, Func<string, T?> parse, string vi, string en) where T : struct
    {
        if (!this.IsGiven(name, out var text))
        {
            return null;
        }
        var value = parse(text);
        if (value is null)
        {
            this.Refuse(name, text, vi, en);
        }
        return value;
    }

    [GeneratedRegex(@"^[1-9][0-9]{0,17}\z")]
    private static partial Regex FeatureId { get; }

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex CommuneCode { get; }

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex ProvinceCode { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,60}\z")]
    private static partial Regex PlanId { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,60}/[A-Za-z0-9._-]{1,80}\z")]
    private static partial Regex TaskId { get; }
}
