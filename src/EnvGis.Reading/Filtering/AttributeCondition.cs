using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Filtering;

/// <summary>What an attribute must be: one of some values, or a day within an interval.</summary>
/// <param name="AnyOf">JSON objects, one of which the attributes must contain; empty when <paramref name="Days"/> is given.</param>
public sealed record AttributeCondition(string Attribute, IReadOnlyList<string> AnyOf, DayInterval? Days)
{
    const int MostValues = 50;

    /// <summary>Codes may be several, separated by commas; a date may be an interval such as 2026-01-01/..</summary>
    public static bool TryParse(
        LayerAttribute attribute, string parameter, string text, [NotNullWhen(true)] out AttributeCondition? condition, [NotNullWhen(false)] out Refusal? refusal)
    {
        condition = null;
        if (attribute.Type == "date" && text.Contains('/', StringComparison.Ordinal))
        {
            if (DayInterval.TryParse(text, out var days))
            {
                condition = new(attribute.Name, [], days);
                refusal = null;
                return true;
            }
            refusal = Problems.BadParameter(parameter, text, "cần một ngày 2026-04-01 hoặc một khoảng như 2026-01-01/..",
                "it takes a day 2026-04-01 or an interval such as 2026-01-01/..");
            return false;
        }
        var texts = attribute.Type == "code" ? text.Split(',') : [text];
        if (texts.Length > MostValues)
        {
            refusal = Problems.BadParameter(parameter, text, $"không quá {MostValues} giá trị", $"it takes at most {MostValues} values");
            return false;
        }
        var anyOf = new List<string>(texts.Length);
        foreach (var one in texts)
        {
            if (Value(attribute, one, out var vi, out var en) is not { } value)
            {
                refusal = Problems.BadParameter(parameter, one, vi, en);
                return false;
            }
            anyOf.Add(new JsonObject { [attribute.Name] = value }.ToJsonString());
        }
        condition = new(attribute.Name, anyOf, null);
        refusal = null;
        return true;
    }

    static JsonNode? Value(LayerAttribute attribute, string text, out string vi, out string en)
    {
        (var value, vi, en) = attribute.Type switch
        {
            // 5.0 is the whole number 5, as in a body.
            "integer" or "number" => Number(text, attribute.Type == "integer"),
            "boolean" => (text is "true" or "false" ? JsonValue.Create(text == "true") : null, "cần true hoặc false", "it takes true or false"),
            "date" => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? JsonValue.Create(text) : null, "cần một ngày viết như 2026-04-01", "it takes a day written as 2026-04-01"),
            "code" => (attribute.LabelOf(text) is not null ? JsonValue.Create(text) : null,
                $"chỉ nhận {Codes(attribute)}", $"it takes one of {Codes(attribute)}"),
            _ => ((JsonNode?)JsonValue.Create(text), "", ""),
        };
        return value;
    }

    // As people and machines write one, and no other way: 1.000 is a thousand to one and one to the other.
    static (JsonNode? Value, string Vi, string En) Number(string text, bool isWhole)
    {
        var readings = NumberText.Read(text, isWhole ? double.IsInteger : null);
        if (readings.Count > 1)
        {
            var (vi, en) = NumberText.Doubt(text, readings);
            return (null, vi, en);
        }
        if (isWhole)
        {
            // 5.0 is the whole number 5, as in a body.
            var written = readings is [var one] ? one.ToString("0", CultureInfo.InvariantCulture) : NumberText.WithoutZeroFraction(text);
            return (long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && whole is >= -(long)NumberText.MostExact and <= (long)NumberText.MostExact ? JsonValue.Create(whole) : null, Problems.Inexact.Vi, Problems.Inexact.En);
        }
        // Machines write more digits than people do.
        return (readings is [var read] ? JsonValue.Create(read)
            : double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                && !NumberText.IsLost(text, number) ? JsonValue.Create(number) : null,
            "cần một số có một cách đọc, như 12.5 hoặc 12,5", "it takes a number that can be read in one way, such as 12.5 or 12,5");
    }

    static string Codes(LayerAttribute attribute) => string.Join(", ", attribute.Codelist?.Select(code => code.Code) ?? []);
}
