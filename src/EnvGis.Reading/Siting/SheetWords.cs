using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Http;

namespace EnvGis.Siting;

/// <summary>The sentences of the page, for a sheet of paper: they stand once, in wwwroot/i18n.</summary>
sealed partial class SheetWords
{
    static readonly Dictionary<string, SheetWords> Kept = new(StringComparer.Ordinal) { ["vi"] = new("vi", "vi-VN"), ["en"] = new("en", "en-GB") };

    readonly Dictionary<string, string> sentences;
    readonly bool isVietnamese;
    readonly CultureInfo culture;

    SheetWords(string language, string culture)
    {
        using var file = typeof(SheetWords).Assembly.GetManifestResourceStream($"{language}.json")!;
        (sentences, isVietnamese, this.culture) = (JsonSerializer.Deserialize<Dictionary<string, string>>(file)!, language == "vi", CultureInfo.GetCultureInfo(culture));
    }

    /// <param name="language">vi or en.</param>
    public static SheetWords Of(string language) => Kept.GetValueOrDefault(language, Kept["vi"]);

    public string T(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            filled[name] = value;
        }
        return Holes().Replace(sentences[key], hole => filled[hole.Groups["name"].Value]);
    }

    public string Say(Text words) => isVietnamese || string.IsNullOrEmpty(words.En) ? words.Vi : words.En;

    public string Number(double value, int digits = 2) => value.ToString("#,##0." + new string('#', digits), culture);

    public string Decimal(double value) => value.ToString("0.00", culture);

    public string Metres(double value) => value < 1_000 ? $"{Number(value)} m" : $"{Number(value / 1_000, 1)} km";

    public string Area(double squareMetres) => squareMetres >= 1e7 ? $"{Number(squareMetres / 1e6, 1)} km²"
        : squareMetres >= 1e4 ? $"{Number(squareMetres / 1e4, squareMetres < 1e5 ? 2 : 1)} ha" : $"{Number(squareMetres, 1)} m²";

    public static string Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Holes();
}
