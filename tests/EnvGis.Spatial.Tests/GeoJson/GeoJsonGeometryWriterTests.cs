using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Spatial.GeoJson;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.GeoJson;

public sealed class GeoJsonGeometryWriterTests
{
    [Fact]
    public void Any_geometry_comes_back_within_seven_decimals() => Prop.ForAll(RandomGeometries.Any.ToArbitrary(), geometry =>
    {
        var back = GeoJsonReader.ReadGeometry(Encoding.UTF8.GetBytes(FromWkb(geometry)));

        back.GeometryType.ShouldBe(geometry.GeometryType);
        var expected = Positions(geometry);
        var actual = Positions(back);
        actual.Count.ShouldBe(expected.Count);
        // Rings may have been turned, so each position is looked for, not compared in order.
        foreach (var position in expected)
        {
            actual.ShouldContain(other => Math.Abs(other.X - position.X) < 1e-7 && Math.Abs(other.Y - position.Y) < 1e-7);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_we_or_the_package_write_both_read_alike() => Prop.ForAll(RandomGeometries.Any.ToArbitrary(), geometry =>
    {
        foreach (var json in new[] { FromWkb(geometry), JsonSerializer.Serialize(geometry, Package) })
        {
            var ours = GeoJsonReader.ReadGeometry(Encoding.UTF8.GetBytes(json));
            ours.EqualsExact(ReadByPackage(json)).ShouldBeTrue(json);
            ours.GeometryType.ShouldBe(geometry.GeometryType);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_are_written_alike_whatever_byte_order_and_dimension() => Prop.ForAll(RandomGeometries.Any.ToArbitrary(), geometry =>
    {
        var expected = FromWkb(geometry);
        foreach (var order in new[] { ByteOrder.LittleEndian, ByteOrder.BigEndian })
        {
            foreach (var (srid, z, m) in new[] { (true, false, false), (false, false, false), (true, true, false), (true, true, true), (false, false, true) })
            {
                FromWkb(geometry, new WKBWriter(order, srid, z, m)).ShouldBe(expected);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_is_JSON_without_exponents_negative_zeros_or_trailing_zeros() => Prop.ForAll(RandomGeometries.Any.ToArbitrary(), geometry =>
    {
        var text = FromWkb(geometry);

        using var document = JsonDocument.Parse(text);
        foreach (var number in Numbers(document.RootElement))
        {
            number.ShouldNotContain("e", Case.Insensitive);
            number.ShouldNotBe("-0");
            if (number.Contains('.', StringComparison.Ordinal))
            {
                number.ShouldNotEndWith("0");
                number.Split('.')[1].Length.ShouldBeLessThanOrEqualTo(7);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_coordinate_is_the_nearest_with_seven_decimals() => Prop.ForAll(RandomGeometries.Coordinate.ToArbitrary(), value =>
    {
        Span<byte> text = stackalloc byte[CoordinateText.MaxBytes];
        var written = decimal.Parse(Encoding.ASCII.GetString(text[..CoordinateText.Write(text, value)]), CultureInfo.InvariantCulture);

        Math.Abs(written - (decimal)value).ShouldBeLessThanOrEqualTo(0.00000005000001m);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(-0.00000001, "0")]
    [InlineData(0.0000001, "0.0000001")]
    [InlineData(-0.0000001, "-0.0000001")]
    [InlineData(105.85499999999999, "105.855")]
    [InlineData(-180, "-180")]
    [InlineData(9.99999999, "10")]
    [InlineData(99.9999999, "99.9999999")]
    [InlineData(1e-300, "0")]
    [InlineData(11771025.37, "11771025.37")]
    [InlineData(899999999.5, "899999999.5")]
    [InlineData(-899999999.5, "-899999999.5")]
    public void Numbers_are_written_short_and_plain(double value, string expected)
    {
        Span<byte> text = stackalloc byte[CoordinateText.MaxBytes];

        Encoding.ASCII.GetString(text[..CoordinateText.Write(text, value)]).ShouldBe(expected);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    public void What_is_no_coordinate_is_not_written(double value) =>
        Should.Throw<FormatException>(() => CoordinateText.Write(new byte[CoordinateText.MaxBytes], value));

    [Theory]
    [InlineData("POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
        """{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}""")]
    [InlineData("POINT EMPTY", """{"type":"Point","coordinates":[]}""")]
    [InlineData("MULTIPOLYGON EMPTY", """{"type":"MultiPolygon","coordinates":[]}""")]
    [InlineData("POLYGON EMPTY", """{"type":"Polygon","coordinates":[]}""")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)))",
        """{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2],[3,4]]}]}]}""")]
    public void Outer_rings_turn_left_and_holes_right_and_empty_is_an_empty_array(string wkt, string expected)
    {
        var geometry = new WKTReader().Read(wkt);

        FromWkb(geometry).ShouldBe(expected);
    }

    [Fact]
    public void A_geometry_larger_than_every_chunk_is_written_whole()
    {
        var line = new LineString([.. Enumerable.Range(0, 60_000).Select(i => new Coordinate(105 + i / 1e5, -21.1234567))]);

        ReadByPackage(FromWkb(line)).EqualsExact(line, 1e-7).ShouldBeTrue();
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_never_read_past_their_end()
    {
        var wkb = new WKBWriter().Write(new WKTReader().Read("GEOMETRYCOLLECTION (POLYGON ((0 0, 4 0, 4 4, 0 0)), MULTIPOINT ((1 2), (3 4)))"));

        for (var length = 0; length < wkb.Length; length++)
        {
            Should.Throw<FormatException>(() => GeoJsonGeometryWriter.Write(new ArrayBufferWriter<byte>(), wkb.AsSpan(0, length)));
        }
        for (var at = 0; at < wkb.Length; at++)
        {
            var damaged = wkb.ToArray();
            damaged[at] ^= 0xFF;
            try
            {
                GeoJsonGeometryWriter.Write(new ArrayBufferWriter<byte>(), damaged);
            }
            catch (FormatException)
            {
                // Either answer is fine: many changes only move a coordinate.
            }
        }
    }

    static string FromWkb(Geometry geometry, WKBWriter? writer = null)
    {
        var target = new ArrayBufferWriter<byte>();
        var wkb = (writer ?? new WKBWriter()).Write(geometry);
        GeoJsonGeometryWriter.Write(target, wkb);
        var text = Encoding.UTF8.GetString(target.WrittenSpan);
        Written(json => GeoJsonGeometryWriter.Write(json, wkb)).ShouldBe(text);
        return text;
    }

    /// <summary>NetTopologySuite.IO.GeoJSON4STJ, another's reading and writing of RFC 7946.</summary>
    static Geometry ReadByPackage(string json) => JsonSerializer.Deserialize<Geometry>(json, Package)!;

    static readonly JsonSerializerOptions Package = new() { Converters = { new GeoJsonConverterFactory() } };

    static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            write(json);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static List<Coordinate> Positions(Geometry geometry) => [.. geometry.Coordinates];

    static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Number => [element.GetRawText()],
        _ => [],
    };
}
