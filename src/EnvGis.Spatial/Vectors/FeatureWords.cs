using System.Globalization;
using System.Text;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tables;

namespace EnvGis.Spatial.Vectors;

/// <summary>What the properties of a file's features say of a zone: its name and its area. Letters are read in the encoding in which all of the file's are Vietnamese.</summary>
sealed class FeatureWords
{
    const int LongestName = 200;

    /// <summary>Of names of fields, without accents, marks and signs between; the likeliest first.</summary>
    static readonly string[] NameFields = ["tenvi", "namevi", "ten", "tenvung", "tenzone", "tenkhu", "name", "layer"];

    static readonly string[] Others = ["xa", "huyen", "tinh", "phuong", "thon", "chu", "file", "tat"];

    /// <summary>Fields of an area, and square metres of their unit; zero where it may be square metres, hectares or square kilometres.</summary>
    static readonly Dictionary<string, double> AreaFields = new(StringComparer.Ordinal)
    {
        ["dientich"] = 0, ["dtich"] = 0, ["dt"] = 0, ["area"] = 0, ["dientichha"] = 10_000, ["dtha"] = 10_000, ["areaha"] = 10_000, ["dientichm2"] = 1, ["dtm2"] = 1, ["aream2"] = 1,
        ["dientichkm2"] = 1_000_000, ["dtkm2"] = 1_000_000, ["areakm2"] = 1_000_000,
    };

    readonly Dictionary<(bool AreBytes, string Text), string> read = [];

    public FeatureWords(IReadOnlyList<VectorLayer> layers)
    {
        Sample = "";
        foreach (var kind in layers.GroupBy(layer => layer.HasBytes))
        {
            string[] texts = [.. kind.SelectMany(layer => layer.Features).SelectMany(feature => feature.Properties).SelectMany(property => (string[])[property.Key, property.Value]).Distinct()];
            var (decoded, encoding) = VietnameseLetters.Read(texts, kind.Key);
            for (var at = 0; at < texts.Length; at++)
            {
                read[(kind.Key, texts[at])] = decoded[at];
            }
            // What is in UTF-8 is as it should be.
            if (encoding is not (null or "UTF-8"))
            {
                (Encoding, Sample) = (encoding, texts.Zip(decoded).Where(one => one.First != one.Second).Select(one => one.Second).DefaultIfEmpty("").MaxBy(text => text.Length)!);
            }
        }
    }

    /// <summary>In which the texts were found to be, other than as the file was read; null when they are as they were meant.</summary>
    public string? Encoding { get; }

    /// <summary>A text by which a person can see whether that is right.</summary>
    public string Sample { get; }

    public string? NameOf(VectorFeature feature, VectorLayer layer)
    {
        var named = Fields(feature, layer).Where(one => one.Value.Length > 0).ToList();
        foreach (var field in NameFields)
        {
            if (named.Find(one => one.Field == field).Value is { } name)
            {
                return Short(name);
            }
        }
        var names = named.FindAll(one => one.Field.StartsWith("ten", StringComparison.Ordinal));
        // The commune or the owner that a zone lies in or belongs to is not its name, unless it is all that the file names.
        return names.Find(one => names.Count == 1 || !Others.Any(word => one.Field.Contains(word, StringComparison.Ordinal))).Value is { } other ? Short(other)
            : layer is { Name: { } only, Features.Count: 1 } ? Short(only) : null;
    }

    /// <summary>Every area that the feature can mean, square metres.</summary>
    public IReadOnlyList<double> AreaOf(VectorFeature feature, VectorLayer layer)
    {
        foreach (var (field, value) in Fields(feature, layer))
        {
            if (AreaFields.TryGetValue(field, out var unit) && double.TryParse(value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e12)
            {
                return unit > 0 ? [number * unit] : [number, number * 10_000, number * 1_000_000];
            }
        }
        return [];
    }

    IEnumerable<(string Field, string Value)> Fields(VectorFeature feature, VectorLayer layer) => feature.Properties.Select(property =>
        (string.Concat(TableWords.Fold(read[(layer.HasBytes, property.Key)]).Where(char.IsAsciiLetterOrDigit)), read[(layer.HasBytes, property.Value)].Trim()));

    /// <summary>Without what moves a cursor or cannot be seen.</summary>
    static string? Short(string name)
    {
        var seen = string.Concat(CleanText.Of(name).EnumerateRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned)))
            .Trim();
        return seen.Length == 0 ? null : CleanText.Head(seen, LongestName);
    }
}
