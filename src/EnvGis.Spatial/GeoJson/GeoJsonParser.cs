using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Reads one Feature or geometry that lies whole in memory. Coordinates go straight from text to EWKB; everything opaque
/// (properties, foreign members) is checked by <see cref="Utf8JsonReader"/> and kept as it is.
/// </summary>
ref partial struct GeoJsonParser
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
        {
            throw Refuse(GeoJsonReason.NotUtf8);
        }
        SkipWhite();
        if (Next() != '{')
        {
            throw Refuse(GeoJsonReason.NotAFeature, GeoJsonRefusal.Found(json[at..]));
        }

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
                    {
                        return ReadBareGeometry();
                    }
                    if (!isFeature)
                    {
                        throw Refuse(bareGeometry ? GeoJsonReason.NotGeoJson : GeoJsonReason.NotAFeature, type);
                    }
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
        {
            throw Refuse(bareGeometry ? GeoJsonReason.NotGeoJson : GeoJsonReason.NotAFeature, GeoJsonRefusal.Found(json));
        }
        if (!geometrySeen)
        {
            notices |= GeoJsonNotices.GeometryMissing;
        }
        if (!propertiesSeen)
        {
            notices |= GeoJsonNotices.PropertiesMissing;
        }
        return new GeoJsonFeature(
            index ?? 0, id, geometryType, geometryType is null ? null : ewkb.ToArray(),
            json[properties].ToArray(), ewkb.Positions, notices);
    }

    /// <summary>Reads a geometry object that stands alone; its EWKB is then in the builder.</summary>
    internal GeoJsonGeometryType ReadGeometryAlone()
    {
        if (!Utf8.IsValid(json))
        {
            throw Refuse(GeoJsonReason.NotUtf8);
        }
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
        {
            throw Refuse(GeoJsonReason.TooDeep);
        }
        SkipWhite();
        if (Next() != '{')
        {
            throw Refuse(GeoJsonReason.UnknownGeometryType, GeoJsonRefusal.Found(json[at..]));
        }

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
                    {
                        notices |= GeoJsonNotices.DuplicateMember;
                    }
                    var text = ReadText();
                    type = TypeOf(text) ?? throw Refuse(GeoJsonReason.UnknownGeometryType, text);
                    break;
                case Member.Coordinates:
                    if (coordinatesAt != NoIndex)
                    {
                        notices |= GeoJsonNotices.DuplicateMember;
                    }
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
                    {
                        notices |= GeoJsonNotices.DuplicateMember;
                    }
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
        {
            throw Refuse(GeoJsonReason.UnknownGeometryType, "\"\"");
        }
        if (read == type)
        {
            return type.Value;
        }

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
        {
            ReadGeometries(where, depth, srid);
        }
        else
        {
            ReadCoordinates(type.Value, where, srid);
        }
        at = end;
        return type.Value;
    }

    void ReadGeometries(string where, int depth, int? srid)
    {
        path = Under(where, "geometries");
        if (Next() != '[')
        {
            throw Refuse(GeoJsonReason.CoordinatesMissing, "geometries");
        }
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

    Range ReadProperties()
    {
        path = "properties";
        if (Next() != '{')
        {
            throw Refuse(GeoJsonReason.PropertiesNotAnObject, Token());
        }
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
        {
            id = ReadText();
            // An id is shown, compared and stored; with a null or another control character it is none of these.
            if (id.Any(char.IsControl))
            {
                throw Refuse(GeoJsonReason.InvalidId, id);
            }
        }
        else if (JsonNumber.Read(json[at..], out _) is > 0 and var length)
        {
            id = NumberText.WithoutZeroFraction(Encoding.ASCII.GetString(json.Slice(at, length)));
            at += length;
        }
        else if (!TakeLiteral("null"u8))
        {
            throw Refuse(GeoJsonReason.InvalidId, Token());
        }

        path = "";
        return id;
    }

    readonly void CheckCrs(ReadOnlySpan<byte> crs)
    {
        if (CrsMember.Check(crs, options) is { } name)
        {
            throw new GeoJsonException(GeoJsonRefusal.Of(GeoJsonReason.CrsNotSupported, index, "crs", name));
        }
    }

    void Once(ref bool seen)
    {
        if (seen)
        {
            notices |= GeoJsonNotices.DuplicateMember;
        }
        seen = true;
    }

    static string Under(string where, string member) => where.Length == 0 ? member : $"{where}.{member}";

    readonly GeoJsonException Refuse(GeoJsonReason reason, string found = "")
    {
        var place = new StringBuilder(path);
        foreach (var step in (ReadOnlySpan<int>)[part, ring, position])
        {
            if (step != NoIndex)
            {
                place.Append(CultureInfo.InvariantCulture, $"[{step}]");
            }
        }

        return new GeoJsonException(GeoJsonRefusal.Of(reason, index, place.ToString(), found));
    }
}
