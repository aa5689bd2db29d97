using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Reads one Feature or geometry that lies whole in memory. Coordinates go straight from text to EWKB; everything opaque
/// (properties, foreign members) is checked by <see cref="Utf8JsonReader"/> and kept as it is.
/// </summary>
ref struct GeoJsonParser
{
    internal const int MaxDepth = 64;

    const int NoIndex = -1;
    static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\""u8);

    readonly ReadOnlySpan<byte> json;
    readonly GeoJsonReadOptions options;
    readonly EwkbBuilder ewkb;
    readonly long? index;

    int at;
    GeoJsonNotices notices;
    string path = "";
    int part = NoIndex, ring = NoIndex, position = NoIndex;

    /// <param name="json">One JSON value, perhaps with white space around it.</param>
    /// <param name="options">CRS and limits.</param>
    /// <param name="ewkb">Emptied and used as the workplace.</param>
    /// <param name="index">Where the value stands in the input, null when it stands alone.</param>
    internal GeoJsonParser(ReadOnlySpan<byte> json, GeoJsonReadOptions options, EwkbBuilder ewkb, long? index)
    {
        this.json = json;
        this.options = options;
        this.ewkb = ewkb;
        this.index = index;
        ewkb.Rewind(0, 0);
    }

    /// <summary>Reads a Feature.</summary>
    /// <param name="bareGeometry">Whether a geometry object may stand in for it, as it may at the top of a file.</param>
    internal GeoJsonFeature ReadFeature(bool bareGeometry)
    {
        if (!Utf8.IsValid(json))
            throw Refuse(GeoJsonReason.NotUtf8);
        SkipWhite();
        if (Next() != '{')
            throw Refuse(GeoJsonReason.NotAFeature, GeoJsonRefusal.Found(json[at..]));

        var isFeature = false;
        GeoJsonGeometryType? geometryType = null;
        bool geometrySeen = false, propertiesSeen = false, idSeen = false;
        Range properties = default;
        string? id = null;

        at++;
        for (var first = true; NextMember(ref first, out var name);)
        {
            switch (name)
            {
                case Member.Type:
                    var type = ReadText();
                    isFeature = type == "Feature";
                    if (!isFeature && bareGeometry && TypeOf(type) is not null)
                        return ReadBareGeometry();
                    if (!isFeature)
                        throw Refuse(bareGeometry ? GeoJsonReason.NotGeoJson : GeoJsonReason.NotAFeature, type);
                    break;
                case Member.Geometry:
                    Once(ref geometrySeen);
                    ewkb.Rewind(0, 0);
                    geometryType = TakeLiteral("null"u8) ? null : ReadGeometry("geometry", 1, options.Srid);
                    break;
                case Member.Properties:
                    Once(ref propertiesSeen);
                    properties = TakeLiteral("null"u8) ? default : ReadProperties();
                    break;
                case Member.Id:
                    Once(ref idSeen);
                    id = ReadId();
                    break;
                case Member.Crs:
                    CheckCrs(json[SkipValue()]);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        ExpectEnd();
        if (!isFeature)
            throw Refuse(bareGeometry ? GeoJsonReason.NotGeoJson : GeoJsonReason.NotAFeature, GeoJsonRefusal.Found(json));
        if (!geometrySeen)
            notices |= GeoJsonNotices.GeometryMissing;
        if (!propertiesSeen)
            notices |= GeoJsonNotices.PropertiesMissing;
        return new GeoJsonFeature(
            index ?? 0, id, geometryType, geometryType is null ? null : ewkb.ToArray(),
            json[properties].ToArray(), ewkb.Positions, notices);
    }

    /// <summary>Reads a geometry object that stands alone; its EWKB is then in the builder.</summary>
    internal GeoJsonGeometryType ReadGeometryAlone()
    {
        if (!Utf8.IsValid(json))
            throw Refuse(GeoJsonReason.NotUtf8);
        at = 0;
        var type = ReadGeometry("", 0, options.Srid);
        ExpectEnd();
        return type;
    }

    GeoJsonFeature ReadBareGeometry()
    {
        var type = ReadGeometryAlone();
        return new GeoJsonFeature(
            index ?? 0, null, type, ewkb.ToArray(), default, ewkb.Positions, notices | GeoJsonNotices.PropertiesMissing);
    }

    enum Member
    {
        Other,
        Type,
        Geometry,
        Properties,
        Id,
        Crs,
        Coordinates,
        Geometries,
    }

    GeoJsonGeometryType ReadGeometry(string where, int depth, int? srid)
    {
        path = where;
        if (depth > MaxDepth)
            throw Refuse(GeoJsonReason.TooDeep);
        SkipWhite();
        if (Next() != '{')
            throw Refuse(GeoJsonReason.UnknownGeometryType, GeoJsonRefusal.Found(json[at..]));

        GeoJsonGeometryType? type = null, read = null;
        int coordinatesAt = NoIndex, geometriesAt = NoIndex;
        int start = ewkb.Length, startPositions = ewkb.Positions;

        at++;
        for (var first = true; NextMember(ref first, out var name);)
        {
            switch (name)
            {
                case Member.Type:
                    if (type is not null)
                        notices |= GeoJsonNotices.DuplicateMember;
                    var text = ReadText();
                    type = TypeOf(text) ?? throw Refuse(GeoJsonReason.UnknownGeometryType, text);
                    break;
                case Member.Coordinates:
                    if (coordinatesAt != NoIndex)
                        notices |= GeoJsonNotices.DuplicateMember;
                    coordinatesAt = at;
                    read = null;
                    if (type is null or GeoJsonGeometryType.GeometryCollection)
                    {
                        SkipBalanced();
                        break;
                    }

                    ewkb.Rewind(start, startPositions);
                    ReadCoordinates(type.Value, where, srid);
                    read = type;
                    break;
                case Member.Geometries:
                    if (geometriesAt != NoIndex)
                        notices |= GeoJsonNotices.DuplicateMember;
                    geometriesAt = at;
                    if (type is not GeoJsonGeometryType.GeometryCollection)
                    {
                        SkipBalanced();
                        break;
                    }

                    ewkb.Rewind(start, startPositions);
                    ReadGeometries(where, depth, srid);
                    read = type;
                    break;
                case Member.Crs:
                    CheckCrs(json[SkipValue()]);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        if (type is null)
            throw Refuse(GeoJsonReason.UnknownGeometryType, "\"\"");
        if (read == type)
            return type.Value;

        // "type" came after what it describes, or came twice.
        var end = at;
        var isCollection = type is GeoJsonGeometryType.GeometryCollection;
        at = isCollection ? geometriesAt : coordinatesAt;
        if (at == NoIndex)
        {
            at = end;
            throw Refuse(GeoJsonReason.CoordinatesMissing, isCollection ? "geometries" : "coordinates");
        }

        ewkb.Rewind(start, startPositions);
        if (isCollection)
            ReadGeometries(where, depth, srid);
        else
            ReadCoordinates(type.Value, where, srid);
        at = end;
        return type.Value;
    }

    void ReadGeometries(string where, int depth, int? srid)
    {
        path = Under(where, "geometries");
        if (Next() != '[')
            throw Refuse(GeoJsonReason.CoordinatesMissing, "geometries");
        ewkb.WriteHeader(GeoJsonGeometryType.GeometryCollection, srid);
        var reserved = ewkb.ReserveCount();
        var count = 0;
        at++;
        for (var first = true; NextElement(ref first);)
        {
            ReadGeometry(string.Create(CultureInfo.InvariantCulture, $"{Under(where, "geometries")}[{count}]"), depth + 2, null);
            count++;
        }

        ewkb.SetCount(reserved, count);
        path = where;
    }

    void ReadCoordinates(GeoJsonGeometryType type, string where, int? srid)
    {
        path = Under(where, "coordinates");
        part = ring = position = NoIndex;
        if (Next() != '[')
            throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
        ewkb.WriteHeader(type, srid);
        switch (type)
        {
            case GeoJsonGeometryType.Point:
                ReadPoint(type);
                break;
            case GeoJsonGeometryType.LineString:
                ReadLine(type, mayBeEmpty: true);
                break;
            case GeoJsonGeometryType.Polygon:
                ReadRings(type);
                break;
            default:
                ReadParts(type);
                break;
        }

        part = ring = position = NoIndex;
        path = where;
    }

    void ReadParts(GeoJsonGeometryType type)
    {
        var reserved = ewkb.ReserveCount();
        at++;
        part = 0;
        for (var first = true; NextElement(ref first); part++)
        {
            if (Next() != '[')
                throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
            ewkb.WriteHeader(type - 3, null);
            switch (type)
            {
                case GeoJsonGeometryType.MultiPoint:
                    ReadPosition(type, out var x, out var y);
                    ewkb.WritePosition(x, y);
                    break;
                case GeoJsonGeometryType.MultiLineString:
                    ReadLine(type, mayBeEmpty: false);
                    break;
                default:
                    ReadRings(type);
                    break;
            }

            ring = position = NoIndex;
        }

        ewkb.SetCount(reserved, part);
    }

    void ReadPoint(GeoJsonGeometryType type)
    {
        var start = at++;
        SkipWhite();
        if (Next() == ']')
        {
            at++;
            ewkb.WriteEmptyPoint();
            return;
        }

        at = start;
        ReadPosition(type, out var x, out var y);
        ewkb.WritePosition(x, y);
    }

    void ReadLine(GeoJsonGeometryType type, bool mayBeEmpty)
    {
        var count = ReadPositions(type);
        position = NoIndex;
        if (count < 2 && !(mayBeEmpty && count == 0))
            throw Refuse(GeoJsonReason.LineTooShort);
    }

    void ReadRings(GeoJsonGeometryType type)
    {
        var reserved = ewkb.ReserveCount();
        at++;
        ring = 0;
        for (var first = true; NextElement(ref first); ring++)
        {
            if (Next() != '[')
                throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
            var start = ewkb.Length + sizeof(int);
            var count = ReadPositions(type);
            position = NoIndex;
            // An unclosed ring of three says more by that than by its length: closing repairs both.
            if (count > 2 && !ewkb.IsClosed(start))
                throw Refuse(GeoJsonReason.RingNotClosed);
            if (count < 4)
                throw Refuse(GeoJsonReason.RingTooShort);
            if (!ewkb.HasThreeDifferent(start))
                throw Refuse(GeoJsonReason.RingWithoutArea);
        }

        ewkb.SetCount(reserved, ring);
        ring = NoIndex;
    }

    int ReadPositions(GeoJsonGeometryType type)
    {
        var reserved = ewkb.ReserveCount();
        at++;
        position = 0;
        var previous = double.NaN;
        for (var first = true; NextElement(ref first); position++)
        {
            ReadPosition(type, out var x, out var y);
            ewkb.WritePosition(x, y);
            if (Math.Abs(x - previous) > 180 && options.Srid == CrsCatalogue.Wgs84Code)
                notices |= GeoJsonNotices.CrossesAntimeridian;
            previous = x;
        }

        ewkb.SetCount(reserved, position);
        return position;
    }

    void ReadPosition(GeoJsonGeometryType type, out double x, out double y)
    {
        if (Next() != '[')
            throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
        at++;
        x = ReadNumber(type);
        if (!NumberFollows())
            throw Refuse(GeoJsonReason.PositionTooShort);
        y = ReadNumber(type);
        for (var dropped = GeoJsonNotices.HeightDropped; NumberFollows(); dropped = GeoJsonNotices.MeasureDropped)
        {
            ReadNumber(type);
            notices |= dropped;
        }

        if (options.Srid == CrsCatalogue.Wgs84Code && !(x >= -180 && x <= 180 && y >= -90 && y <= 90))
            throw Refuse(WhyOutside(x, y), GeoJsonRefusal.Found(x, y));
    }

    static GeoJsonReason WhyOutside(double x, double y)
    {
        // No angle in degrees comes near; metres of every projection in use in Vietnam do.
        const double largestAngle = 1000;
        if (Math.Abs(x) > largestAngle || Math.Abs(y) > largestAngle)
            return GeoJsonReason.CoordinatesProjected;
        return Extent.VietnamMapFrame.Contains(y, x) ? GeoJsonReason.CoordinatesSwapped : GeoJsonReason.CoordinatesOutOfRange;
    }

    bool NumberFollows()
    {
        SkipWhite();
        switch (Next())
        {
            case ',':
                at++;
                return true;
            case ']':
                at++;
                return false;
            default:
                throw Refuse(GeoJsonReason.InvalidJson);
        }
    }

    double ReadNumber(GeoJsonGeometryType type)
    {
        SkipWhite();
        var length = JsonNumber.Read(json[at..], out var value);
        if (length == 0)
        {
            throw Next() switch
            {
                '[' => Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString()),
                ']' => Refuse(GeoJsonReason.PositionTooShort),
                _ => Refuse(GeoJsonReason.NotANumber, Token()),
            };
        }

        if (!double.IsFinite(value))
            throw Refuse(GeoJsonReason.NumberTooLarge, GeoJsonRefusal.Found(json.Slice(at, length)));
        at += length;
        return value;
    }

    Range ReadProperties()
    {
        path = "properties";
        if (Next() != '{')
            throw Refuse(GeoJsonReason.PropertiesNotAnObject, Token());
        var range = SkipValue();
        path = "";
        return range;
    }

    string? ReadId()
    {
        path = "id";
        var start = Next();
        string? id = null;
        if (start == '"')
            id = ReadText();
        else if (JsonNumber.Read(json[at..], out _) is > 0 and var length)
        {
            id = Encoding.ASCII.GetString(json.Slice(at, length));
            at += length;
        }
        else if (!TakeLiteral("null"u8))
            throw Refuse(GeoJsonReason.InvalidId, Token());

        path = "";
        return id;
    }

    readonly void CheckCrs(ReadOnlySpan<byte> crs)
    {
        if (CrsMember.Check(crs, options) is { } name)
            throw new GeoJsonException(GeoJsonRefusal.Of(GeoJsonReason.CrsNotSupported, index, "crs", name));
    }

    void Once(ref bool seen)
    {
        if (seen)
            notices |= GeoJsonNotices.DuplicateMember;
        seen = true;
    }

    /// <summary>Goes to the value of the next member; false after the closing brace.</summary>
    bool NextMember(ref bool first, out Member name)
    {
        name = Member.Other;
        if (!NextItem(ref first, '}'))
            return false;
        name = ReadName();
        SkipWhite();
        if (Next() != ':')
            throw Refuse(GeoJsonReason.InvalidJson);
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
                throw Refuse(GeoJsonReason.InvalidJson);
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
            throw Refuse(GeoJsonReason.InvalidJson);
        var name = Encoding.UTF8.GetBytes($"\"{ReadText()}\"");
        foreach (var (text, member) in Names)
        {
            if (name.AsSpan().SequenceEqual(text))
                return member;
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
            throw Refuse(GeoJsonReason.NotGeoJson, Token());
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
                    throw Refuse(GeoJsonReason.TooDeep);
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
                throw Refuse(GeoJsonReason.InvalidJson);
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
                return;
        }
    }

    bool TakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (!json[at..].StartsWith(literal))
            return false;
        at += literal.Length;
        return true;
    }

    void ExpectEnd()
    {
        SkipWhite();
        if (at < json.Length)
            throw Refuse(GeoJsonReason.InvalidJson);
    }

    void SkipWhite()
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
    }

    readonly char Next() => at < json.Length ? (char)json[at] : '\0';

    readonly string Token()
    {
        var rest = json[at..];
        var end = rest.IndexOfAny(",]} \n\r\t"u8);
        return GeoJsonRefusal.Found(end < 0 ? rest : rest[..Math.Max(end, 1)]);
    }

    static string Under(string where, string member) => where.Length == 0 ? member : $"{where}.{member}";

    readonly GeoJsonException Refuse(GeoJsonReason reason, string found = "")
    {
        var place = new StringBuilder(path);
        foreach (var step in (ReadOnlySpan<int>)[part, ring, position])
        {
            if (step != NoIndex)
                place.Append(CultureInfo.InvariantCulture, $"[{step}]");
        }

        return new GeoJsonException(GeoJsonRefusal.Of(reason, index, place.ToString(), found));
    }
}
