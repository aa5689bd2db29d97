using System.Text.RegularExpressions;
using EnvGis.Spatial.Crs;

namespace EnvGis.Places;

/// <summary>A position with the name of a place before or behind it: «16.7, 107.1 Hướng Hóa».</summary>
static partial class PositionAndName
{
    /// <returns>The position and the name; null when the text is nothing of the kind.</returns>
    public static (PositionText.Reading Position, string Name)? Split(string text)
    {
        foreach (var form in (ReadOnlySpan<Regex>)[PositionFirst(), NameFirst()])
        {
            if (form.Match(text) is { Success: true } match && PositionText.Read(match.Groups["position"].Value) is { Positions.Count: > 0 } reading)
            {
                return (reading, match.Groups["name"].Value);
            }
        }
        return null;
    }

    /// <summary>Whether a text is two numbers and no more.</summary>
    public static bool IsPair(string text) => Pair().IsMatch(text);

    /// <summary>Whether a text is a number, a day, a section or a span of years, which nobody means as a position.</summary>
    public static bool IsNumberOrDay(string text) => NumberOrDay().IsMatch(text);

    [GeneratedRegex(@"^\s*(?:[0-9]{1,6}|[0-9]{1,2}[/.,-][0-9]{1,2}(?:[/.-][0-9]{1,4})?|[0-9]{4}\s*[-–/]\s*[0-9]{4})\s*\z")]
    private static partial Regex NumberOrDay();

    const string Numbers = """(?<position>(?:[Vv][Nn]\s*-?\s*2000\s*[:,]?\s*)?[-+]?[0-9][-+0-9.,;°'"\s]{2,80}[0-9°'"])""";

    const string Name = @"(?<name>\p{L}[\p{L}\p{M}\s.,'’()-]{1,100})";

    [GeneratedRegex("^[(\\[]?" + Numbers + @"[\s,;:()\[\]-]+" + Name + @"\z")]
    private static partial Regex PositionFirst();

    [GeneratedRegex("^" + Name + @"(?<=[\s,;:(])[\s,;:(\[]*" + Numbers + @"[)\]]?\z")]
    private static partial Regex NameFirst();

    [GeneratedRegex(@"^\s*[-+]?[0-9]+(?:[.,][0-9]+)?(?:\s*[,;]\s+|\s*;\s*|\s+)[-+]?[0-9]+(?:[.,][0-9]+)?\s*\z")]
    private static partial Regex Pair();
}
