using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>The stand-in for Npgsql.NetTopologySuite: geometry goes both ways as a parameter, a column and in binary COPY.</summary>
public sealed class GeometryTypeTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("POINT(105.8 21.6)")]
    [InlineData("LINESTRING(105 21,106 22,107 21.5)")]
    [InlineData("POLYGON((105 21,106 21,106 22,105 22,105 21),(105.4 21.4,105.6 21.4,105.6 21.6,105.4 21.4))")]
    [InlineData("MULTIPOINT((105 21),(106 22))")]
    [InlineData("MULTILINESTRING((105 21,106 22),(107 21,108 22))")]
    [InlineData("MULTIPOLYGON(((105 21,106 21,106 22,105 21)),((107 21,108 21,108 22,107 21)))")]
    [InlineData("GEOMETRYCOLLECTION(POINT(105 21),LINESTRING(105 21,106 22))")]
    public async Task A_geometry_goes_as_a_parameter_and_comes_back_as_a_column(string wkt)
    {
        var sent = Of(wkt);
        await using var command = service.Owner.CreateCommand("select $1::geometry, st_astext($1::geometry), st_srid($1::geometry)");
        command.Parameters.Add(new NpgsqlParameter<Geometry> { TypedValue = sent });
        await using var row = await command.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();

        var came = row.GetFieldValue<Geometry>(0);
        came.EqualsExact(sent).ShouldBeTrue();
        came.SRID.ShouldBe(4326);
        Of(row.GetString(1)).EqualsExact(sent).ShouldBeTrue();
        row.GetInt32(2).ShouldBe(4326);
    }

    [Fact]
    public async Task A_geometry_is_null_or_there()
    {
        await using var command = service.Owner.CreateCommand("select null::geometry");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        row.IsDBNull(0).ShouldBeTrue();
    }

    [Fact]
    public async Task Geometries_larger_than_the_buffer_go_through_binary_COPY()
    {
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using (var make = new NpgsqlCommand("create temp table copied (n int, geom geometry)", connection))
        {
            await make.ExecuteNonQueryAsync();
        }
        var line = new LineString([.. Enumerable.Range(0, 20_000).Select(n => new Coordinate(105 + n * 1e-5, 21 + Math.Sin(n) * 1e-3))]) { SRID = 4326 };
        await using (var copy = await connection.BeginBinaryImportAsync("copy copied from stdin (format binary)"))
        {
            for (var n = 0; n < 3; n++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(n);
                await copy.WriteAsync<Geometry>(line);
            }
            (await copy.CompleteAsync()).ShouldBe(3ul);
        }
        await using var read = new NpgsqlCommand("select geom from copied", connection);
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            rows.GetFieldValue<LineString>(0).EqualsExact(line).ShouldBeTrue();
        }
    }

    static Geometry Of(string wkt)
    {
        var geometry = new WKTReader().Read(wkt);
        geometry.SRID = 4326;
        return geometry;
    }
}
