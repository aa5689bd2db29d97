using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EnvGis.Tests.Contract;

/// <summary>
/// Holds JSON against a schema of an OpenAPI document, more strictly than JSON Schema does: a member that the schema does not name is a fault, so that an answer which
/// grows beyond its description turns a test red; and a keyword that is not known here is one too, so that nothing passes unread.
/// </summary>
sealed class StrictSchema(JsonElement document)
{
    static readonly HashSet<string> Words =
        ["$ref", "type", "format", "properties", "required", "items", "additionalProperties", "enum", "oneOf", "minItems", "maxItems", "pattern", "description", "default", "minLength", "maxLength", "minimum", "maximum"];

    /// <returns>What is wrong, each with where it is; empty when nothing is.</returns>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        this.Check(schema, value, "$", faults);
        return faults;
    }

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()![2..].Split('/').Aggregate(document, (at, step) => at.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal)));
        }
        return schema;
    }

    void Check(JsonElement given, JsonElement value, string at, List<string> faults)
    {
        var schema = this.Resolve(given);
        foreach (var unknown in schema.EnumerateObject().Where(member => !Words.Contains(member.Name)))
        {
            faults.Add($"{at}: the schema has {unknown.Name}, which is not read here");
        }
        if (schema.TryGetProperty("oneOf", out var forms))
        {
            var tried = forms.EnumerateArray().Select(form => this.Faults(form, value)).ToList();
            if (tried.Count(one => one.Count == 0) != 1)
            {
                faults.Add($"{at}: fits {tried.Count(one => one.Count == 0)} of its forms: {string.Join(" | ", tried.Select(one => one.FirstOrDefault()))}");
            }
            return;
        }
        if (schema.TryGetProperty("type", out var type))
        {
            var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToArray() : [type.GetString()!];
            if (!allowed.Any(one => Is(one, value)))
            {
                faults.Add($"{at}: {Short(value)} is not {string.Join(" or ", allowed)}");
                return;
            }
        }
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            faults.Add($"{at}: {Short(value)} is none of {words}");
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schema.TryGetProperty("type", out _):
                this.CheckMembers(schema, value, at, faults);
                break;
            case JsonValueKind.Array:
                var length = value.GetArrayLength();
                if (schema.TryGetProperty("minItems", out var least) && length < least.GetInt32() || schema.TryGetProperty("maxItems", out var most) && length > most.GetInt32())
                {
                    faults.Add($"{at}: has {length} entries");
                }
                if (schema.TryGetProperty("items", out var items))
                {
                    for (var index = 0; index < length; index++)
                    {
                        this.Check(items, value[index], $"{at}[{index}]", faults);
                    }
                }
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                if (schema.TryGetProperty("format", out var format) && !HasFormat(format.GetString()!, text))
                {
                    faults.Add($"{at}: “{text}” is no {format}");
                }
                if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!))
                {
                    faults.Add($"{at}: “{text}” is not of the form {pattern}");
                }
                break;
        }
    }

    void CheckMembers(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var others = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object ? more : (JsonElement?)null;
        foreach (var member in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(member.Name, out var own))
            {
                this.Check(own, member.Value, $"{at}.{member.Name}", faults);
            }
            else if (others is { } any)
            {
                this.Check(any, member.Value, $"{at}.{member.Name}", faults);
            }
            else
            {
                faults.Add($"{at}: has {member.Name}, which the schema does not name");
            }
        }
        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: misses {name}"));
        }
    }

    static bool Is(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };

    static bool HasFormat(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"),
        "uuid" => Guid.TryParse(text, out _),
        _ => false,
    };

    static string Short(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();
}
