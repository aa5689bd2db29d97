using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class Vn2000GridTests
{
    static readonly Vn2000Zone ThaiNguyen = Vn2000Zone.Find(9213)!;
    static readonly Extent Sheet = new(105.8, 21.5, 105.95, 21.6);

    [Fact]
    public void Every_point_of_a_line_has_its_easting_or_northing_within_a_centimetre()
    {
        var lines = Vn2000Grid.Lines(ThaiNguyen, Sheet, 1000);

        lines.Count.ShouldBeGreaterThan(20);
        foreach (var line in lines)
        {
            line.Points.Count.ShouldBeGreaterThan(10);
            foreach (var (longitude, latitude) in line.Points)
            {
                var (easting, northing) = Vn2000Transformation.FromWgs84(ThaiNguyen, longitude, latitude);
                (line.Axis == GridAxis.Easting ? easting : northing).ShouldBe(line.Metres, 0.01);
            }
        }
    }

    [Fact]
    public void The_lines_are_the_multiples_of_the_step_that_cross_the_box()
    {
        var (west, south) = Vn2000Transformation.FromWgs84(ThaiNguyen, Sheet.West, Sheet.South);
        var (east, north) = Vn2000Transformation.FromWgs84(ThaiNguyen, Sheet.East, Sheet.North);

        var lines = Vn2000Grid.Lines(ThaiNguyen, Sheet, 1000);

        lines.ShouldAllBe(line => line.Metres % 1000 == 0);
        var eastings = lines.Where(line => line.Axis == GridAxis.Easting).Select(line => line.Metres).ToList();
        var northings = lines.Where(line => line.Axis == GridAxis.Northing).Select(line => line.Metres).ToList();
        eastings.ShouldBe(Enumerable.Range(0, eastings.Count).Select(i => eastings[0] + 1000 * i));
        northings.ShouldBe(Enumerable.Range(0, northings.Count).Select(i => northings[0] + 1000 * i));
        // West of its meridian a zone's north leans: a corner alone does not tell the extremes, but they are near.
        eastings[0].ShouldBeInRange(west - 1000, west + 1000);
        eastings[^1].ShouldBeInRange(east - 1000, east + 1000);
        northings[0].ShouldBeInRange(south - 1000, south + 1000);
        northings[^1].ShouldBeInRange(north - 1000, north + 1000);
        Vn2000Grid.Count(ThaiNguyen, Sheet, 1000).ShouldBe(lines.Count);
    }

    [Fact]
    public void Between_its_points_a_line_of_a_hundred_kilometres_strays_from_its_curve_by_less_than_a_metre()
    {
        foreach (var line in Vn2000Grid.Lines(ThaiNguyen, new(105.3, 21.2, 106.3, 22.1), 10_000))
        {
            foreach (var (from, to) in line.Points.Zip(line.Points.Skip(1)))
            {
                var (easting, northing) = Vn2000Transformation.FromWgs84(ThaiNguyen, (from.Longitude + to.Longitude) / 2, (from.Latitude + to.Latitude) / 2);
                (line.Axis == GridAxis.Easting ? easting : northing).ShouldBe(line.Metres, 1);
            }
        }
    }

    [Fact]
    public void A_box_finer_than_the_step_holds_no_line_and_a_far_one_is_out_of_reach()
    {
        Vn2000Grid.Lines(ThaiNguyen, new(105.8501, 21.5501, 105.8502, 21.5502), 100_000).ShouldBeEmpty();
        Vn2000Grid.Count(ThaiNguyen, Sheet, 10).ShouldBeGreaterThan(Vn2000Grid.MostLines);
        Vn2000Grid.Reaches(ThaiNguyen, Sheet).ShouldBeTrue();
        Vn2000Grid.Reaches(ThaiNguyen, new(111, 16, 112, 17)).ShouldBeTrue();
        Vn2000Grid.Reaches(ThaiNguyen, new(112, 16, 114, 17)).ShouldBeFalse();
    }
}
