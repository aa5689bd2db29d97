using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Http;

namespace EnvGis.Layers;

/// <summary>A layer as its file in data/layers describes it; the JSON Schema of that file is data/schemas/layer.schema.json.</summary>
public sealed record Layer(
    string Id, string CodePrefix, Text Title, Text Description, IReadOnlyList<LegalBasis> LegalBasis, bool Mission, IReadOnlyList<string> Topics,
    string Geometry, int Order, ZoomRange Zoom, string Visibility, JsonElement Symbol, IReadOnlyList<LayerAttribute> Attributes,
    SeverityScale? Severity = null, StateScale? State = null, IReadOnlyList<LayerConstraint>? Constraints = null, string? Changes = null,
    IReadOnlyList<string>? CheckedAgainst = null)
{
    /// <summary>Whether what is in force changes only in the name of a decision.</summary>
    [JsonIgnore]
    public bool ChangesByDecision => Changes == "decision";

    /// <summary>Whether only callers with a grant see it. What is not said to be public is not.</summary>
    [JsonIgnore]
    public bool IsRestricted => Visibility != "public";

    public LayerAttribute? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    /// <summary>A definition as the database has it.</summary>
    /// <returns>Null, and why, when it is none or another layer's.</returns>
    public static Layer? Read(string id, string definition, out string reason)
    {
        try
        {
            var layer = JsonSerializer.Deserialize(definition, LayerJson.Default.Layer);
            // In a list a null would be taken for an entry.
            reason = layer?.Id != id ? "its id is another" : "it has a null";
            return layer?.Id == id && !HasNull(definition) ? layer : null;
        }
        catch (JsonException unread)
        {
            reason = unread.Message;
            return null;
        }
    }

    static bool HasNull(string definition)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(definition));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return true;
            }
        }
        return false;
    }

    public LayerConstraint? Constraint(string id) => Constraints?.FirstOrDefault(constraint => constraint.Id == id);
}

/// <param name="Clause">Null when the whole document applies.</param>
public sealed record LegalBasis(string Document, string? Clause = null, Text? Note = null);

/// <summary>Zooms of the XYZ tile scheme at which the layer has tiles, both inclusive.</summary>
public sealed record ZoomRange(int Min, int Max);

/// <summary>How the values of an attribute read on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious.</summary>
public sealed record SeverityScale(string Attribute, IReadOnlyList<CodeGrade> Grades);

public sealed record CodeGrade(string Code, int Grade);

/// <summary>How the values of an attribute read in the words of all layers.</summary>
public sealed record StateScale(string Attribute, IReadOnlyList<CodeState> States);

public sealed record CodeState(string Code, string State);

/// <summary>What values of one feature say of each other; the conditions themselves are read by the database (published.constraint_findings).</summary>
/// <param name="Message">The rule as a sentence.</param>
/// <param name="Source">Document and clause, or a mark that it is a proposal.</param>
public sealed record LayerConstraint(string Id, Text Message, JsonElement Source);

/// <param name="Type">text, integer, number, boolean, date, code or url.</param>
/// <param name="Unit">As shown to people, for example m² or m³/ngày; null for a pure number or text.</param>
/// <param name="Codelist">The allowed codes of a code attribute; null for other types.</param>
/// <param name="Tiles">Whether tiles carry it.</param>
/// <param name="Filter">Whether items can be filtered by it.</param>
/// <param name="Edit">Whether an inspector may record a change of it at once.</param>
/// <param name="Restricted">Whether only callers with a grant see it.</param>
/// <param name="Source">Document and clause, or a mark that it is a proposal.</param>
public sealed record LayerAttribute(
    string Name, Text Title, string Type, string? Unit = null, IReadOnlyList<CodeValue>? Codelist = null, bool Required = false, bool Tiles = false, bool Filter = false,
    double? Minimum = null, double? Maximum = null, int? MaxLength = null, Text? Description = null, JsonElement? Source = null, bool Edit = false, bool Restricted = false)
{
    public CodeValue? Code(string code) => Codelist?.FirstOrDefault(value => value.Code == code);

    public Text? LabelOf(string code) => Code(code)?.Title;
}

/// <param name="Source">Document and clause of the code, or a mark that it is a proposal; null when it is the attribute's.</param>
public sealed record CodeValue(string Code, Text Title, JsonElement? Source = null);

// What must be there is: a definition without it is none. Members are written as the schema writes them.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Layer))]
public sealed partial class LayerJson : JsonSerializerContext;
