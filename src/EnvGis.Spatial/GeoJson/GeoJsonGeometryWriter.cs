using System.Buffers;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Writes geometry objects by RFC 7946: longitude before latitude, outer rings counter-clockwise and holes clockwise (§3.1.6),
/// at most 7 decimals, no exponent, no Z or M. Coordinates are written as they come; they must already be EPSG:4326 (lon, lat)
/// unless the caller has promised its client another CRS.
/// </summary>
public static class GeoJsonGeometryWriter
{
    const int MaxNesting = 64;
    const int PositionBytes = 2 * CoordinateText.MaxBytes + 4;

    /// <summary>Writes WKB or EWKB as one geometry object, without making a geometry of it: the path of bulk exports.</summary>
    /// <param name="target">Receives UTF-8; spans of a few kilobytes are asked of it, so a pipe can flush between geometries.</param>
    /// <param name="wkb">
    /// One WKB (OGC 06-103r4 §8) or PostGIS EWKB geometry of either byte order. Z and M are left out, an SRID is ignored,
    /// an empty geometry has empty "coordinates".
    /// </param>
    /// <exception cref="FormatException">Not WKB, cut short, nested over 64 deep, a curve, or a coordinate that is no number.</exception>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> wkb)
    {
        var output = new Output(target);
        var input = new WkbCursor(wkb);
        WriteGeometry(ref output, ref input, 0);
        output.Flush();
    }

    /// <summary>Writes WKB or EWKB as one geometry object where <paramref name="writer"/> expects a value.</summary>
    /// <inheritdoc cref="Write(IBufferWriter{byte}, ReadOnlySpan{byte})"/>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> wkb)
    {
        using var bytes = new PooledBytes(wkb.Length * 2 + 64);
        Write(bytes, wkb);
        writer.WriteRawValue(bytes.Written, skipInputValidation: true);
    }

    static void WriteGeometry(ref Output output, ref WkbCursor input, int nesting)
    {
        if (nesting > MaxNesting)
        {
            throw new FormatException("A WKB collection is nested over 64 deep.");
        }

        var type = input.ReadHeader();
        output.Write("{\"type\":\""u8);
        switch (type)
        {
            case 1:
                output.Write("Point\",\"coordinates\":"u8);
                WritePoint(ref output, ref input);
                break;
            case 2:
                output.Write("LineString\",\"coordinates\":"u8);
                WriteLine(ref output, ref input);
                break;
            case 3:
                output.Write("Polygon\",\"coordinates\":"u8);
                WritePolygon(ref output, ref input);
                break;
            case 4:
                output.Write("MultiPoint\",\"coordinates\":"u8);
                WriteParts(ref output, ref input, 1);
                break;
            case 5:
                output.Write("MultiLineString\",\"coordinates\":"u8);
                WriteParts(ref output, ref input, 2);
                break;
            case 6:
                output.Write("MultiPolygon\",\"coordinates\":"u8);
                WriteParts(ref output, ref input, 3);
                break;
            case 7:
                output.Write("GeometryCollection\",\"geometries\":["u8);
                var members = input.ReadCount(WkbCursor.HeaderBytes);
                for (var i = 0; i < members; i++)
                {
                    if (i > 0)
                    {
                        output.Write((byte)',');
                    }
                    WriteGeometry(ref output, ref input, nesting + 1);
                }

                output.Write((byte)']');
                break;
            default:
                throw new FormatException($"WKB type {type} has no form in RFC 7946.");
        }

        output.Write((byte)'}');
    }

    static void WriteParts(ref Output output, ref WkbCursor input, uint partType)
    {
        var parts = input.ReadCount(WkbCursor.HeaderBytes);
        output.Write((byte)'[');
        for (var i = 0; i < parts; i++)
        {
            if (i > 0)
            {
                output.Write((byte)',');
            }
            if (input.ReadHeader() != partType)
            {
                throw new FormatException("A WKB multi-geometry holds a part of another type.");
            }
            switch (partType)
            {
                case 1:
                    WritePoint(ref output, ref input);
                    break;
                case 2:
                    WriteLine(ref output, ref input);
                    break;
                default:
                    WritePolygon(ref output, ref input);
                    break;
            }
        }

        output.Write((byte)']');
    }

    static void WritePoint(ref Output output, ref WkbCursor input)
    {
        var points = input.ReadPoints(1);
        // PostGIS writes the empty point, which WKB cannot say, as two NaN.
        if (double.IsNaN(points.X(0)) && double.IsNaN(points.Y(0)))
        {
            output.Write("[]"u8);
        }
        else
        {
            output.WritePosition(points.X(0), points.Y(0));
        }
    }

    static void WriteLine(ref Output output, ref WkbCursor input) =>
        WritePoints(ref output, input.ReadPoints(input.ReadCount(input.PointBytes)), reversed: false);

    static void WritePolygon(ref Output output, ref WkbCursor input)
    {
        var rings = input.ReadCount(sizeof(uint));
        output.Write((byte)'[');
        for (var ring = 0; ring < rings; ring++)
        {
            if (ring > 0)
            {
                output.Write((byte)',');
            }
            var points = input.ReadPoints(input.ReadCount(input.PointBytes));
            var doubleArea = points.DoubleArea();
            WritePoints(ref output, points, reversed: ring == 0 ? doubleArea < 0 : doubleArea > 0);
        }

        output.Write((byte)']');
    }

    static void WritePoints(ref Output output, WkbPoints points, bool reversed)
    {
        output.Write((byte)'[');
        for (var i = 0; i < points.Count; i++)
        {
            if (i > 0)
            {
                output.Write((byte)',');
            }
            var index = reversed ? points.Count - 1 - i : i;
            output.WritePosition(points.X(index), points.Y(index));
        }

        output.Write((byte)']');
    }

    ref struct Output(IBufferWriter<byte> target)
    {
        const int ChunkBytes = 4096;
        Span<byte> span = target.GetSpan(ChunkBytes);
        int used;

        internal void Write(byte one)
        {
            Reserve(1);
            span[used++] = one;
        }

        internal void Write(ReadOnlySpan<byte> text)
        {
            Reserve(text.Length);
            text.CopyTo(span[used..]);
            used += text.Length;
        }

        internal void WritePosition(double x, double y)
        {
            Reserve(PositionBytes);
            span[used++] = (byte)'[';
            used += CoordinateText.Write(span[used..], x);
            span[used++] = (byte)',';
            used += CoordinateText.Write(span[used..], y);
            span[used++] = (byte)']';
        }

        internal void Flush()
        {
            target.Advance(used);
            span = default;
            used = 0;
        }

        void Reserve(int bytes)
        {
            if (span.Length - used >= bytes)
            {
                return;
            }
            target.Advance(used);
            span = target.GetSpan(ChunkBytes);
            used = 0;
        }
    }
}
