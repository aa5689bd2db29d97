using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Http;

/// <summary>A value of a body is not of the kind that it takes: what to write instead, in both languages, without the field's name.</summary>
public sealed class UnreadableValue(string vi, string en) : JsonException
{
    public string Vi { get; } = vi;

    public string En { get; } = en;

    /// <summary>A number in quotes, as people write one: how it is written here.</summary>
    public static UnreadableValue OfNumber(string text, bool isWhole)
    {
        var readings = NumberText.Read(text, isWhole ? double.IsInteger : null, NumberText.Metres);
        if (readings is [var number])
        {
            var written = number.ToString("0.###############", CultureInfo.InvariantCulture);
            return new($"cần một số không trong dấu nháy, không kèm đơn vị: {written}", $"it takes a number without quotes and without a unit: {written}");
        }
        var (vi, en) = NumberText.Doubt(text, readings);
        return new($"{vi}, không trong dấu nháy", $"{en}, without quotes");
    }
}

/// <summary>A day in a body: year-month-day and nothing else.</summary>
public sealed class WrittenDay : JsonConverter<DateOnly>
{
    /// <exception cref="UnreadableValue">It is none.</exception>
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw new UnreadableValue("viết năm-tháng-ngày, ví dụ 2026-03-05", "write year-month-day, such as 2026-03-05");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>A number in a body; one in quotes is text, which is told how to write.</summary>
public sealed class WrittenNumber : JsonConverter<double>
{
    /// <exception cref="UnreadableValue">It is none.</exception>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetDouble()
        : throw (reader.TokenType == JsonTokenType.String ? UnreadableValue.OfNumber(reader.GetString()!, isWhole: false)
            : new UnreadableValue("cần một số, ví dụ 1234.5", "it takes a number, such as 1234.5"));

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
