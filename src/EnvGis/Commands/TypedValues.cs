using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Commands;

/// <summary>Numbers and days as people write them behind an option; what cannot be read, or can be read in two ways, is told in one sentence that names the option.</summary>
static class TypedValues
{
    /// <param name="fits">What the option can hold.</param>
    /// <param name="units">Words that may follow the number.</param>
    /// <param name="vi">What it takes, told when the number does not fit.</param>
    public static double? Number(ArgumentResult result, Func<double, bool> fits, IReadOnlyList<string> units, string vi, string en)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        var readings = NumberText.Read(text, fits, units);
        if (readings is [var number])
        {
            return number;
        }
        var (vietnamese, english) = readings.Count > 0 ? NumberText.Doubt(text, readings) : (vi, en);
        // What is no number at all is told as of every option that takes one.
        result.AddError(readings.Count == 0 && NumberText.Read(text, null, units).Count == 0 ? "No number." : $"{Name(result)}: {vietnamese} / {english}");
        return null;
    }

    /// <summary>2026-04-01 and nothing else: the library reads 01/04/2026 as the fourth of January.</summary>
    public static DateOnly? Day(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        result.AddError("No day.");
        return null;
    }

    /// <summary>Codes that stand apart, or together with commas or spaces between them: 19,44 and "19 44" are two.</summary>
    /// <returns>Null when the option is left out; none of one that was given with nothing in it, as by a variable of a script that is not set.</returns>
    public static string[]? Codes(ParseResult parsed, Option<string[]> option) => parsed.GetResult(option) is not { Implicit: false } ? null
        : [.. (parsed.GetValue(option) ?? []).SelectMany(one => one.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    static string Name(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
}
