using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.GeoJson;

/// <content>Coordinates: from text straight to EWKB, with what RFC 7946 demands of positions, lines and rings.</content>
ref partial struct GeoJsonParser
{
    void ReadCoordinates(GeoJsonGeometryType type, string where, int? srid)
    {
        path = Under(where, "coordinates");
        part = ring = position = NoIndex;
        if (Next() != '[')
        {
            throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
        }
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
            {
                throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
            }
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
        {
            throw Refuse(GeoJsonReason.LineTooShort);
        }
    }

    void ReadRings(GeoJsonGeometryType type)
    {
        var reserved = ewkb.ReserveCount();
        at++;
        ring = 0;
        for (var first = true; NextElement(ref first); ring++)
        {
            if (Next() != '[')
            {
                throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
            }
            var start = ewkb.Length + sizeof(int);
            var count = ReadPositions(type);
            position = NoIndex;
            // An unclosed ring of three says more by that than by its length: closing repairs both.
            if (count > 2 && !ewkb.IsClosed(start))
            {
                throw Refuse(GeoJsonReason.RingNotClosed);
            }
            if (count < 4)
            {
                throw Refuse(GeoJsonReason.RingTooShort);
            }
            if (!ewkb.HasThreeDifferent(start))
            {
                throw Refuse(GeoJsonReason.RingWithoutArea);
            }
        }

        var rings = ring;
        ring = NoIndex;
        // A polygon by itself may be empty; as a part of others it is nothing that anybody drew.
        if (rings == 0 && type == GeoJsonGeometryType.MultiPolygon)
        {
            throw Refuse(GeoJsonReason.RingTooShort);
        }
        ewkb.SetCount(reserved, rings);
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
            {
                notices |= GeoJsonNotices.CrossesAntimeridian;
            }
            previous = x;
        }

        ewkb.SetCount(reserved, position);
        return position;
    }

    void ReadPosition(GeoJsonGeometryType type, out double x, out double y)
    {
        if (Next() != '[')
        {
            throw Refuse(GeoJsonReason.CoordinatesMalformed, type.ToString());
        }
        at++;
        x = ReadNumber(type);
        if (!NumberFollows())
        {
            throw Refuse(GeoJsonReason.PositionTooShort);
        }
        y = ReadNumber(type);
        for (var dropped = GeoJsonNotices.HeightDropped; NumberFollows(); dropped = GeoJsonNotices.MeasureDropped)
        {
            ReadNumber(type);
            notices |= dropped;
        }

        if (options.Srid == CrsCatalogue.Wgs84Code && !(x >= -180 && x <= 180 && y >= -90 && y <= 90))
        {
            throw Refuse(WhyOutside(x, y), GeoJsonRefusal.Found(x, y));
        }
    }

    static GeoJsonReason WhyOutside(double x, double y)
    {
        // No angle in degrees comes near; metres of every projection in use in Vietnam do.
        const double largestAngle = 1000;
        if (Math.Abs(x) > largestAngle || Math.Abs(y) > largestAngle)
        {
            return GeoJsonReason.CoordinatesProjected;
        }
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
        {
            throw Refuse(GeoJsonReason.NumberTooLarge, GeoJsonRefusal.Found(json.Slice(at, length)));
        }
        at += length;
        return value;
    }
}
