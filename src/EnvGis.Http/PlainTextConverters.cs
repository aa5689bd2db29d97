using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnvGis.Http;

/// <summary>
/// Text of a body as the database keeps it (<see cref="PlainText"/>), made so while it is read: what is then found empty or too long is empty or too long there as well.
/// Not for passwords and codes, which are what was typed.
/// </summary>
public sealed class PlainLine : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? PlainText.Of(reader.GetString()!, keepLines: false) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>The same of text that may have lines.</summary>
public sealed class PlainLines : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? PlainText.Of(reader.GetString()!, keepLines: true) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
