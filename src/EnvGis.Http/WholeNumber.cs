using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Http;

/// <summary>A whole number in a body, also as programs write it that know floating point only: 50.0 is 50, as it is in attributes, files and filters.</summary>
public sealed class WholeNumber<T> : JsonConverter<T>
    where T : struct, IBinaryInteger<T>
{
    /// <exception cref="JsonException">It is none, or does not fit.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
        && T.TryParse(NumberText.WithoutZeroFraction(Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number)
            ? number : throw (reader.TokenType == JsonTokenType.String ? UnreadableValue.OfNumber(reader.GetString()!, isWhole: true)
                : new UnreadableValue("cần một số nguyên, ví dụ 12", "it takes a whole number, such as 12"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(long.CreateChecked(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString(null, CultureInfo.InvariantCulture));
}
