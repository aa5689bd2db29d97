using EnvGis.Spatial.GeoJson;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace EnvGis.Spatial.Tests.GeoJson;

/// <summary>
/// Makes NetTopologySuite geometries of EWKB. Its own WKBReader takes an empty geometry inside a collection for damage
/// ("numElems value is too large"), and GeoJSON may hold one.
/// </summary>
static class WkbGeometry
{
    internal static Geometry Read(ReadOnlySpan<byte> ewkb)
    {
        var cursor = new WkbCursor(ewkb);
        var type = cursor.ReadHeader();
        return Read(ref cursor, type, new GeometryFactory(new PrecisionModel(), cursor.Srid));
    }

    static Geometry Read(ref WkbCursor cursor, uint type, GeometryFactory factory)
    {
        switch ((GeoJsonGeometryType)type)
        {
            case GeoJsonGeometryType.Point:
                var point = cursor.ReadPoints(1);
                return double.IsNaN(point.X(0)) ? factory.CreatePoint() : factory.CreatePoint(Sequence(point));
            case GeoJsonGeometryType.LineString:
                return factory.CreateLineString(ReadSequence(ref cursor));
            case GeoJsonGeometryType.Polygon:
                var rings = new LinearRing[cursor.ReadCount(sizeof(uint))];
                for (var i = 0; i < rings.Length; i++)
                {
                    rings[i] = factory.CreateLinearRing(ReadSequence(ref cursor));
                }
                return rings.Length == 0 ? factory.CreatePolygon() : factory.CreatePolygon(rings[0], rings[1..]);
        }

        var parts = new Geometry[cursor.ReadCount(WkbCursor.HeaderBytes)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Read(ref cursor, cursor.ReadHeader(), factory);
        }
        return (GeoJsonGeometryType)type switch
        {
            GeoJsonGeometryType.MultiPoint => factory.CreateMultiPoint([.. parts.Cast<Point>()]),
            GeoJsonGeometryType.MultiLineString => factory.CreateMultiLineString([.. parts.Cast<LineString>()]),
            GeoJsonGeometryType.MultiPolygon => factory.CreateMultiPolygon([.. parts.Cast<Polygon>()]),
            GeoJsonGeometryType.GeometryCollection => factory.CreateGeometryCollection(parts),
            _ => throw new FormatException($"WKB type {type} has no form in RFC 7946."),
        };
    }

    static CoordinateSequence ReadSequence(ref WkbCursor cursor) => Sequence(cursor.ReadPoints(cursor.ReadCount(cursor.PointBytes)));

    static CoordinateArraySequence Sequence(WkbPoints points)
    {
        var coordinates = new Coordinate[points.Count];
        for (var i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = new Coordinate(points.X(i), points.Y(i));
        }
        return new CoordinateArraySequence(coordinates);
    }
}
