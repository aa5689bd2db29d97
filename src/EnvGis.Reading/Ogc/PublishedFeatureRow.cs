using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using EnvGis.Layers;
using EnvGis.Spatial.GeoJson;
using Npgsql;

namespace EnvGis.Ogc;

/// <summary>
/// Writes the current row of a reader over <see cref="Columns"/> as a GeoJSON feature (RFC 7946), the same for items, single features and exports.
/// Bytes go from the row to the output without objects between them.
/// </summary>
/// <param name="oneType">
/// Whether single polygons and lines are written as multipolygons and multilines of one part: desktop programs expect one type per layer, and a layer of
/// polygons or of lines has both kinds sooner or later.
/// </param>
sealed class PublishedFeatureRow(NpgsqlDataReader row, IBufferWriter<byte> output, bool oneType) : IDisposable
{
    /// <summary>What a statement must select, from a source named f with the columns of published.feature.</summary>
    public const string Columns = """
        f.id, f.version_id, f.code, f.name_vi, f.name_en, f.demonstration, f.unlocated, f.accuracy_m, f.position_source,
        f.commune_code, f.commune_name, f.province_code, published.told_day(lower(f.valid)), published.told_day(upper(f.valid) - 1), f.updated_at, f.area_m2, f.attributes::text, f.geom::bytea
        """;

    /// <summary>
    /// The same from a source with the columns of published.feature_version and updated_at. Of a version that is another one to this reader (decision 20) the
    /// days and the moment are those of all that are one with it.
    /// </summary>
    public const string VersionColumns = """
        f.id, f.version_id, f.code, f.name_vi, f.name_en, f.demonstration, f.unlocated, f.accuracy_m, f.position_source,
        f.commune_code, f.commune_name, f.province_code,
        published.told_day(case when f.echo_of is null then lower(f.valid) else (
            select lower(o.valid) from feature_version o where o.id = f.id and o.version_id = f.echo_of) end),
        published.told_day(case when f.echo_of is null then upper(f.valid) else (
            select nullif(max(coalesce(upper(o.valid), 'infinity')), 'infinity') from feature_version o
            where o.id = f.id and f.echo_of in (o.version_id, o.echo_of) and upper_inf(o.recorded) = upper_inf(f.recorded)) end - 1),
        case when f.echo_of is null then f.updated_at else (select lower(o.recorded) from feature_version o where o.id = f.id and o.version_id = f.echo_of) end,
        case when st_dimension(f.geom) = 2 then st_area(f.geom::geography) end, jsonb_strip_nulls(f.attributes)::text, f.geom::bytea
        """;

    byte[] scratch = ArrayPool<byte>.Shared.Rent(4096);

    public long Id => row.GetInt64(0);

    /// <param name="members">Further members of the feature, each with a comma before it; empty for none.</param>
    public void Write(ReadOnlySpan<byte> members = default)
    {
        output.Write("{\"type\":\"Feature\",\"id\":"u8);
        Integer(Id);
        output.Write(",\"properties\":{\"code\":"u8);
        Text(2);
        output.Write(",\"name_vi\":"u8);
        Text(3);
        output.Write(",\"name_en\":"u8);
        Text(4);
        output.Write(",\"demonstration\":"u8);
        Boolean(5);
        output.Write(",\"unlocated\":"u8);
        Boolean(6);
        output.Write(",\"accuracy_m\":"u8);
        Number(7);
        output.Write(",\"position_source\":"u8);
        Text(8);
        output.Write(",\"commune_code\":"u8);
        Text(9);
        output.Write(",\"commune_name\":"u8);
        Text(10);
        output.Write(",\"province_code\":"u8);
        Text(11);
        output.Write(",\"valid_from\":"u8);
        Date(12);
        output.Write(",\"valid_to\":"u8);
        Date(13);
        output.Write(",\"updated_at\":"u8);
        Moment(14);
        output.Write(",\"area_m2\":"u8);
        Area(15);
        Attributes();
        output.Write("},\"geometry\":"u8);
        Geometry();
        output.Write(members);
        output.Write("}"u8);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(scratch);
        scratch = [];
    }

    void Geometry()
    {
        if (row.IsDBNull(17))
        {
            output.Write("null"u8);
            return;
        }
        var wkb = Bytes(17, MultiHeader.Length);
        if (oneType && MultiTypeOf(wkb[MultiHeader.Length + 1]) is { } multiType)
        {
            MultiHeader.CopyTo(wkb);
            wkb[1] = multiType;
            GeoJsonGeometryWriter.Write(output, wkb);
            return;
        }
        GeoJsonGeometryWriter.Write(output, wkb[MultiHeader.Length..]);
    }

    // Little-endian, a type to fill in, one part (OGC 06-103r4 §8); PostGIS writes little-endian on the machines it is built for.
    static ReadOnlySpan<byte> MultiHeader => [1, 0, 0, 0, 0, 1, 0, 0, 0];

    static byte? MultiTypeOf(byte type) => type switch { 2 => 5, 3 => 6, _ => null };

    // The layer's attributes stand beside the common properties, so the braces of their object are left out.
    void Attributes()
    {
        var members = Bytes(16)[1..^1];
        if (!members.IsEmpty)
        {
            output.Write(","u8);
            output.Write(members);
        }
    }

    void Text(int column)
    {
        if (row.IsDBNull(column))
        {
            output.Write("null"u8);
            return;
        }
        ReadOnlySpan<byte> text = Bytes(column);
        output.Write("\""u8);
        while (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(text) is var plain and >= 0)
        {
            output.Write(text[..plain]);
            // A character becomes twelve bytes at most.
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(text[plain..], output.GetSpan((text.Length - plain) * 12), out var read, out var written);
            output.Advance(written);
            text = text[(plain + read)..];
        }
        output.Write(text);
        output.Write("\""u8);
    }

    void Boolean(int column) => output.Write(row.GetBoolean(column) ? "true"u8 : "false"u8);

    void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    void Number(int column)
    {
        if (row.IsDBNull(column))
        {
            output.Write("null"u8);
            return;
        }
        row.GetDouble(column).TryFormat(output.GetSpan(32), out var written, "R", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    void Area(int column)
    {
        if (row.IsDBNull(column))
        {
            output.Write("null"u8);
            return;
        }
        // A tenth of a square metre is below what any boundary here is known to.
        Math.Round(row.GetDouble(column), 1).TryFormat(output.GetSpan(32), out var written, "F1", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    void Date(int column)
    {
        if (row.IsDBNull(column))
        {
            output.Write("null"u8);
            return;
        }
        var text = output.GetSpan(12);
        text[0] = (byte)'"';
        row.GetFieldValue<DateOnly>(column).TryFormat(text[1..], out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        text[11] = (byte)'"';
        output.Advance(12);
    }

    void Moment(int column)
    {
        var text = output.GetSpan(29);
        text[0] = (byte)'"';
        row.GetDateTime(column).TryFormat(text[1..], out _, "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        text[28] = (byte)'"';
        output.Advance(29);
    }

    /// <param name="room">Bytes to leave free before those of the column.</param>
    Span<byte> Bytes(int column, int room = 0)
    {
        var length = (int)row.GetBytes(column, 0, null, 0, 0);
        if (scratch.Length < room + length)
        {
            ArrayPool<byte>.Shared.Return(scratch);
            scratch = ArrayPool<byte>.Shared.Rent(room + length);
        }
        row.GetBytes(column, 0, scratch, room, length);
        return scratch.AsSpan(0, room + length);
    }
}

static class LayerGeometry
{
    /// <summary>Whether items and exports of the layer have one geometry type, a multiple one.</summary>
    public static bool HasOneGeometryType(this Layer layer) => layer.Geometry is "polygon" or "line";
}
