using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis.Features;

/// <summary>Equality with one attribute of a layer, read from a query by the attribute's type.</summary>
static class AttributeFilter
{
    public static bool TryParse(LayerAttribute attribute, string text, [NotNullWhen(true)] out JsonNode? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, var vi, var en) = attribute.Type switch
        {
            "integer" => (text.Length <= 18 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? JsonValue.Create(whole) : null, "cần một số nguyên", "it takes a whole number"),
            "number" => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonValue.Create(number) : null, "cần một số, dấu thập phân là dấu chấm", "it takes a number with a decimal point"),
            "boolean" => (text is "true" or "false" ? JsonValue.Create(text == "true") : null, "cần true hoặc false", "it takes true or false"),
            "date" => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? JsonValue.Create(text) : null, "cần một ngày viết như 2026-04-01", "it takes a day written as 2026-04-01"),
            "code" => (attribute.LabelOf(text) is not null ? JsonValue.Create(text) : null,
                $"chỉ nhận {Codes(attribute)}", $"it takes one of {Codes(attribute)}"),
            _ => ((JsonNode?)JsonValue.Create(text), "", ""),
        };
        refusal = value is null ? Problems.BadParameter(attribute.Name, text, vi, en) : null;
        return value is not null;
    }

    static string Codes(LayerAttribute attribute) => string.Join(", ", attribute.Codelist?.Select(code => code.Code) ?? []);
}
