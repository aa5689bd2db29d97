using EnvGis.Spatial.Vn2000;
using NetTopologySuite.IO;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class VertexTableTests
{
    static readonly Vn2000Zone Zone = Vn2000Zone.Find(9213)!;

    static List<Vertex> Rows(string wkt) => [.. VertexTable.Rows(new WKTReader().Read(wkt), Zone)];

    [Fact]
    public void A_ring_lists_each_corner_once_and_its_last_leads_back_to_the_first()
    {
        var rows = Rows("POLYGON((106.5 21.6, 106.51 21.6, 106.51 21.61, 106.5 21.61, 106.5 21.6), (106.502 21.602, 106.504 21.602, 106.504 21.604, 106.502 21.602))");

        rows.Select(row => (row.Part, row.Ring, row.Number)).ShouldBe([(1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 1, 4), (1, 2, 1), (1, 2, 2), (1, 2, 3)]);
        VertexTable.Count(new WKTReader().Read("POLYGON((106.5 21.6, 106.51 21.6, 106.51 21.61, 106.5 21.61, 106.5 21.6))")).ShouldBe(4);
        // A hundredth of a degree east and north; grid north differs from true north by minutes only.
        rows[0].BearingDegrees!.Value.ShouldBe(90, 0.01);
        ((rows[1].BearingDegrees!.Value + 180) % 360).ShouldBe(180, 0.01);
        rows[2].BearingDegrees!.Value.ShouldBe(270, 0.01);
        rows[3].BearingDegrees!.Value.ShouldBe(180, 0.01);
        rows[0].DistanceMetres!.Value.ShouldBe(1035.5, 0.5);
        rows[3].DistanceMetres!.Value.ShouldBe(1107.2, 0.5);
        double.Hypot(rows[3].East - rows[0].East, rows[3].North - rows[0].North).ShouldBe(rows[3].DistanceMetres!.Value, 1e-9);
    }

    [Fact]
    public void Every_corner_leads_back_to_its_place()
    {
        foreach (var row in Rows("MULTIPOLYGON(((106.1 21.6, 106.3 21.6, 106.2 21.7, 106.1 21.6)), ((107.1 22.6, 107.3 22.6, 107.2 22.7, 107.1 22.6)))"))
        {
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(Zone, row.East, row.North);
            longitude.ShouldBe(row.Longitude, 5e-8);
            latitude.ShouldBe(row.Latitude, 5e-8);
        }
    }

    [Theory]
    [InlineData("POINT(106.5 21.6)", 1, 0)]
    [InlineData("MULTIPOINT((106.5 21.6), (106.6 21.6))", 2, 0)]
    [InlineData("LINESTRING(106.5 21.6, 106.6 21.6, 106.6 21.7)", 3, 2)]
    [InlineData("MULTIPOLYGON(((106.1 21.6, 106.3 21.6, 106.2 21.7, 106.1 21.6)), ((107.1 22.6, 107.3 22.6, 107.2 22.7, 107.1 22.6)))", 6, 6)]
    public void Points_have_no_next_and_lines_end(string wkt, int rows, int ways)
    {
        var table = Rows(wkt);

        table.Count.ShouldBe(rows);
        VertexTable.Count(new WKTReader().Read(wkt)).ShouldBe(rows);
        table.Count(row => row.DistanceMetres is not null).ShouldBe(ways);
    }

    [Fact]
    public void A_place_without_a_province_takes_the_nearest_meridian()
    {
        Vn2000Zone.NearestTo(106.52).Code.ShouldBe(9213);
        Vn2000Zone.NearestTo(112.3).WidthDegrees.ShouldBe(3);
    }
}
