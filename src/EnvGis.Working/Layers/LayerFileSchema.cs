using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EnvGis.Layers;

/// <summary>
/// Checks a layer file against data/schemas/layer.schema.json, so that the rules stand in one place. Knows the keywords of JSON Schema 2020-12
/// that the schema uses; another keyword is refused when it is met, lest it be passed over.
/// </summary>
public sealed class LayerFileSchema(JsonElement root)
{
    readonly Dictionary<string, Regex> patterns = new(StringComparer.Ordinal);

    public static LayerFileSchema Read(string file) => new(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);

    /// <returns>What is wrong, with its line; empty when nothing is.</returns>
    public IReadOnlyList<(int Line, string Reason)> Check(LocatedJson file)
    {
        var found = new List<(int, string)>();
        this.Check(file, root, "the file", found);
        return found;
    }

    void Check(LocatedJson value, JsonElement schema, string what, List<(int Line, string Reason)> found)
    {
        var before = found.Count;
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$schema" or "$defs" or "title" or "description" or "then" or "else":
                    break;
                case "$ref":
                    this.Check(value, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), what, found);
                    break;
                case "type" when !IsOfType(value, keyword.Value.GetString()!):
                    found.Add((value.Line, $"{what} must be {Article(keyword.Value.GetString()!)}, not {Named(value)}"));
                    return;
                case "type":
                    break;
                case "enum" when !Strings(keyword.Value).Contains(value.Text, StringComparer.Ordinal):
                    found.Add((value.Line, $"{what} is {Shown(value)}; it must be one of {string.Join(", ", Strings(keyword.Value))}"));
                    break;
                case "const" when value.Text != (keyword.Value.ValueKind == JsonValueKind.String ? keyword.Value.GetString() : keyword.Value.GetRawText()):
                    found.Add((value.Line, $"{what} is {Shown(value)}; it must be {keyword.Value.GetRawText()}"));
                    break;
                case "enum" or "const":
                    break;
                case "pattern":
                    if (!this.Pattern(keyword.Value.GetString()!).IsMatch(value.Text))
                    {
                        found.Add((value.Line, $"{what} is {Shown(value)}; it must match {keyword.Value.GetString()}"));
                    }
                    break;
                case "minLength":
                    if (value.Text.Length < keyword.Value.GetInt32())
                    {
                        found.Add((value.Line, $"{what} is empty"));
                    }
                    break;
                case "maxLength":
                    if (value.Text.Length > keyword.Value.GetInt32())
                    {
                        found.Add((value.Line, $"{what} is longer than {keyword.Value.GetRawText()} characters"));
                    }
                    break;
                case "minimum":
                    if (Number(value) < keyword.Value.GetDouble())
                    {
                        found.Add((value.Line, $"{what} is {value.Text}; it must be at least {keyword.Value.GetRawText()}"));
                    }
                    break;
                case "maximum":
                    if (Number(value) > keyword.Value.GetDouble())
                    {
                        found.Add((value.Line, $"{what} is {value.Text}; it must be at most {keyword.Value.GetRawText()}"));
                    }
                    break;
                case "minItems":
                    if (value.Items.Count < keyword.Value.GetInt32())
                    {
                        found.Add((value.Line, $"{what} needs at least {keyword.Value.GetRawText()} entries"));
                    }
                    break;
                case "uniqueItems":
                    foreach (var twice in value.Items.GroupBy(item => item.Text, StringComparer.Ordinal).Where(group => group.Count() > 1))
                    {
                        found.Add((twice.Last().Line, $"{what} has {Shown(twice.Last())} twice"));
                    }
                    break;
                case "items":
                    foreach (var item in value.Items)
                    {
                        this.Check(item, keyword.Value, $"an entry of {what}", found);
                    }
                    break;
                case "required":
                    foreach (var name in Strings(keyword.Value).Where(name => value.Member(name) is null))
                    {
                        found.Add((value.Line, $"\"{name}\" is missing"));
                    }
                    break;
                case "properties":
                    this.CheckMembers(value, keyword.Value, found);
                    break;
                case "additionalProperties":
                    var known = schema.GetProperty("properties");
                    foreach (var (name, line, _) in value.Members.Where(member => !known.TryGetProperty(member.Name, out _)))
                    {
                        found.Add((line, $"\"{name}\" is not known here; known are {string.Join(", ", known.EnumerateObject().Select(one => one.Name))}"));
                    }
                    break;
                case "not":
                    if (this.Fits(value, keyword.Value))
                    {
                        found.Add((value.Line, $"{what} is {Shown(value)}; that name is taken by every feature"));
                    }
                    break;
                case "oneOf":
                    if (keyword.Value.EnumerateArray().Count(form => this.Fits(value, form)) != 1)
                    {
                        var forms = keyword.Value.EnumerateArray().Select(form =>
                            "{" + string.Join(", ", form.GetProperty("properties").EnumerateObject().Select(one => one.Name)) + "}");
                        found.Add((value.Line, $"{what} must have one of the forms {string.Join(" or ", forms)}"));
                    }
                    break;
                // What depends on a value says nothing new while that value is wrong.
                case "allOf" when found.Count > before:
                    break;
                case "allOf":
                    foreach (var each in keyword.Value.EnumerateArray())
                    {
                        this.Check(value, each, what, found);
                    }
                    break;
                case "if":
                    if (schema.TryGetProperty(this.Fits(value, keyword.Value) ? "then" : "else", out var branch))
                    {
                        this.Check(value, branch, what, found);
                    }
                    break;
                default:
                    throw new InvalidOperationException($"layer.schema.json uses \"{keyword.Name}\", which is not checked yet.");
            }
        }
    }

    void CheckMembers(LocatedJson value, JsonElement properties, List<(int Line, string Reason)> found)
    {
        foreach (var (name, line, member) in value.Members)
        {
            if (!properties.TryGetProperty(name, out var rule))
            {
                continue;
            }
            if (rule.ValueKind == JsonValueKind.False)
            {
                found.Add((line, $"\"{name}\" has no place here: \"type\" is {(value.Member("type") is { } type ? Shown(type) : "missing")}"));
                continue;
            }
            this.Check(member, rule, $"\"{name}\"", found);
        }
    }

    bool Fits(LocatedJson value, JsonElement schema)
    {
        var found = new List<(int, string)>();
        this.Check(value, schema, "", found);
        return found.Count == 0;
    }

    // In .NET "$" also stands before a last line feed, in JSON Schema it does not.
    Regex Pattern(string pattern)
    {
        if (!patterns.TryGetValue(pattern, out var regex))
        {
            patterns[pattern] = regex = new Regex(pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern, RegexOptions.CultureInvariant);
        }
        return regex;
    }

    static bool IsOfType(LocatedJson value, string type) => type switch
    {
        "object" => value.Kind == JsonValueKind.Object,
        "array" => value.Kind == JsonValueKind.Array,
        "string" => value.Kind == JsonValueKind.String,
        "boolean" => value.Kind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.Kind == JsonValueKind.Number,
        "integer" => value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => throw new InvalidOperationException($"layer.schema.json uses type \"{type}\", which is not checked yet."),
    };

    static double Number(LocatedJson value) => double.Parse(value.Text, CultureInfo.InvariantCulture);

    static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(one => one.GetString()!);

    static string Article(string type) => type is "array" or "integer" or "object" ? $"an {type}" : $"a {type}";

    static string Named(LocatedJson value) => value.Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Shown(value),
    };

    static string Shown(LocatedJson value) => value.Kind == JsonValueKind.String
        ? $"\"{(value.Text.Length <= 60 ? value.Text : value.Text[..60] + "…")}\""
        : value.Kind switch { JsonValueKind.Object => "an object", JsonValueKind.Array => "an array", _ => value.Text };
}
