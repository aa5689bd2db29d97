using System.Text;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <content>The walk through JSON itself: members, elements, what is skipped, white space.</content>
ref partial struct GeoJsonParser
{
    /// <summary>Goes to the value of the next member; false after the closing brace.</summary>
    bool NextMember(ref bool first, out Member name)
    {
        name = Member.Other;
        if (!NextItem(ref first, '}'))
        {
            return false;
        }
        name = ReadName();
        SkipWhite();
        if (Next() != ':')
        {
            throw Refuse(GeoJsonReason.InvalidJson);
        }
        at++;
        SkipWhite();
        return true;
    }

    /// <summary>Goes to the next element; false after the closing bracket.</summary>
    bool NextElement(ref bool first) => NextItem(ref first, ']');

    bool NextItem(ref bool first, char end)
    {
        SkipWhite();
        var next = Next();
        if (next == end && first)
        {
            at++;
            return false;
        }

        if (!first)
        {
            if (next == end)
            {
                at++;
                return false;
            }

            if (next != ',')
            {
                throw Refuse(GeoJsonReason.InvalidJson);
            }
            at++;
            SkipWhite();
        }

        first = false;
        return true;
    }

    Member ReadName()
    {
        var rest = json[at..];
        // The usual names are compared as they stand; an escaped or unknown one goes the long way.
        foreach (var (text, member) in Names)
        {
            if (rest.StartsWith(text))
            {
                at += text.Length;
                return member;
            }
        }

        if (Next() != '"')
        {
            throw Refuse(GeoJsonReason.InvalidJson);
        }
        var name = Encoding.UTF8.GetBytes($"\"{ReadText()}\"");
        foreach (var (text, member) in Names)
        {
            if (name.AsSpan().SequenceEqual(text))
            {
                return member;
            }
        }

        return Member.Other;
    }

    static readonly (byte[] Text, Member Member)[] Names =
    [
        ("\"type\""u8.ToArray(), Member.Type),
        ("\"coordinates\""u8.ToArray(), Member.Coordinates),
        ("\"geometry\""u8.ToArray(), Member.Geometry),
        ("\"properties\""u8.ToArray(), Member.Properties),
        ("\"id\""u8.ToArray(), Member.Id),
        ("\"geometries\""u8.ToArray(), Member.Geometries),
        ("\"crs\""u8.ToArray(), Member.Crs),
    ];

    internal static GeoJsonGeometryType? TypeOf(string? text) => text switch
    {
        "Point" => GeoJsonGeometryType.Point,
        "LineString" => GeoJsonGeometryType.LineString,
        "Polygon" => GeoJsonGeometryType.Polygon,
        "MultiPoint" => GeoJsonGeometryType.MultiPoint,
        "MultiLineString" => GeoJsonGeometryType.MultiLineString,
        "MultiPolygon" => GeoJsonGeometryType.MultiPolygon,
        "GeometryCollection" => GeoJsonGeometryType.GeometryCollection,
        _ => null,
    };

    string ReadText()
    {
        if (Next() != '"')
        {
            throw Refuse(GeoJsonReason.NotGeoJson, Token());
        }
        try
        {
            var reader = new Utf8JsonReader(json[at..]);
            reader.Read();
            at += (int)reader.BytesConsumed;
            return reader.GetString()!;
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            // GetString throws the second for half of a surrogate pair.
            throw Refuse(GeoJsonReason.InvalidJson);
        }
    }

    /// <summary>Checks the value here as JSON and goes behind it.</summary>
    Range SkipValue()
    {
        var start = at;
        try
        {
            var reader = new Utf8JsonReader(json[at..], new JsonReaderOptions { MaxDepth = MaxDepth + 2 });
            while (reader.Read())
            {
                var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (opens && reader.CurrentDepth >= MaxDepth)
                {
                    throw Refuse(GeoJsonReason.TooDeep);
                }
                if (reader.CurrentDepth == 0 && !opens)
                {
                    at += (int)reader.BytesConsumed;
                    return start..at;
                }
            }
        }
        catch (JsonException)
        {
            throw Refuse(GeoJsonReason.InvalidJson);
        }

        throw Refuse(GeoJsonReason.InvalidJson);
    }

    /// <summary>Goes behind the value here without checking it; it is read again once its type is known.</summary>
    void SkipBalanced()
    {
        if (Next() is not ('[' or '{'))
        {
            SkipValue();
            return;
        }

        for (var depth = 0; ;)
        {
            var step = json[at..].IndexOfAny(Structure);
            if (step < 0)
            {
                throw Refuse(GeoJsonReason.InvalidJson);
            }
            at += step;
            switch (Next())
            {
                case '"':
                    ReadText();
                    continue;
                case '[' or '{':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            at++;
            if (depth == 0)
            {
                return;
            }
        }
    }

    bool TakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (!json[at..].StartsWith(literal))
        {
            return false;
        }
        at += literal.Length;
        return true;
    }

    void ExpectEnd()
    {
        SkipWhite();
        if (at < json.Length)
        {
            throw Refuse(GeoJsonReason.InvalidJson);
        }
    }

    void SkipWhite()
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }
    }

    readonly char Next() => at < json.Length ? (char)json[at] : '\0';

    readonly string Token()
    {
        var rest = json[at..];
        var end = rest.IndexOfAny(",]} \n\r\t"u8);
        return GeoJsonRefusal.Found(end < 0 ? rest : rest[..Math.Max(end, 1)]);
    }
}
