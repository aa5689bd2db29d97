using System.Text;
using System.Text.Json;

namespace EnvGis.Layers;

/// <summary>A JSON value that knows its line, so that what is wrong with a file can be said where it stands.</summary>
public sealed class LocatedJson
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>From 1; of an object's or array's opening bracket.</summary>
    public required int Line { get; init; }

    /// <summary>The text of a string, or a number, true, false or null as written; empty for objects and arrays.</summary>
    public string Text { get; init; } = "";

    /// <summary>Members of an object, in the order of the file.</summary>
    public IReadOnlyList<(string Name, int Line, LocatedJson Value)> Members { get; private init; } = [];

    public IReadOnlyList<LocatedJson> Items { get; private init; } = [];

    public LocatedJson? Member(string name) => Members.FirstOrDefault(member => member.Name == name).Value;

    /// <exception cref="JsonException">Not JSON, or a member stands twice; <see cref="JsonException.LineNumber"/> counts from 0.</exception>
    public static LocatedJson Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }
        var lineStarts = new List<long> { 0 };
        for (var index = 0; index < utf8.Length; index++)
        {
            if (utf8[index] == '\n')
            {
                lineStarts.Add(index + 1);
            }
        }
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        var value = ParseValue(ref reader, lineStarts);
        // Reads on to refuse what follows the value.
        reader.Read();
        return value;
    }

    static LocatedJson ParseValue(ref Utf8JsonReader reader, List<long> lineStarts)
    {
        var line = LineOf(reader.TokenStartIndex, lineStarts);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, int, LocatedJson)>();
                var names = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var nameLine = LineOf(reader.TokenStartIndex, lineStarts);
                    if (!names.Add(name))
                    {
                        throw new JsonException($"\"{name}\" stands twice in one object", null, nameLine - 1, null);
                    }
                    reader.Read();
                    members.Add((name, nameLine, ParseValue(ref reader, lineStarts)));
                }
                return new() { Kind = JsonValueKind.Object, Line = line, Members = members };
            case JsonTokenType.StartArray:
                var items = new List<LocatedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ParseValue(ref reader, lineStarts));
                }
                return new() { Kind = JsonValueKind.Array, Line = line, Items = items };
            case JsonTokenType.String:
                return new() { Kind = JsonValueKind.String, Line = line, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new() { Kind = JsonValueKind.Number, Line = line, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                return new()
                {
                    Line = line, Text = Encoding.UTF8.GetString(reader.ValueSpan),
                    Kind = reader.TokenType switch
                    {
                        JsonTokenType.True => JsonValueKind.True,
                        JsonTokenType.False => JsonValueKind.False,
                        _ => JsonValueKind.Null,
                    },
                };
        }
    }

    static int LineOf(long offset, List<long> lineStarts)
    {
        var index = lineStarts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }
}
