using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class Vn2000ZoneTests
{
    [Fact]
    public void There_are_the_two_wide_and_eighteen_narrow_zones_of_the_registry()
    {
        Vn2000Zone.All.Select(zone => zone.Code).ShouldBe([3405, 3406, 5896, 5897, 5898, 5899, .. Enumerable.Range(9205, 14)]);
        Vn2000Zone.All.Count(zone => zone.WidthDegrees == 6).ShouldBe(2);
        Vn2000Zone.All.ShouldAllBe(zone => zone.ScaleFactor == (zone.WidthDegrees == 3 ? 0.9999 : 0.9996));
        Vn2000Zone.All.Where(zone => zone.WidthDegrees == 3).Select(zone => zone.CentralMeridian).ShouldBeUnique();
    }

    [Theory]
    [InlineData(5899, "107°45'")]
    [InlineData(9209, "105°30'")]
    [InlineData(9210, "105°45'")]
    [InlineData(9213, "106°30'")]
    [InlineData(9217, "108°15'")]
    [InlineData(3406, "111°00'")]
    public void Each_code_has_its_meridian(int code, string meridian) =>
        Vn2000Zone.Find(code).ShouldNotBeNull().CentralMeridian.ToString().ShouldBe(meridian);

    [Fact]
    public void A_meridian_leads_to_its_zone_and_the_width_decides_between_two()
    {
        Vn2000Zone.Find(new Meridian(105, 45)).ShouldNotBeNull().Code.ShouldBe(9210);
        Vn2000Zone.Find(new Meridian(105, 0)).ShouldNotBeNull().Code.ShouldBe(5897);
        Vn2000Zone.Find(new Meridian(105, 0), 6).ShouldNotBeNull().Code.ShouldBe(3405);
        Vn2000Zone.Find(new Meridian(109, 0)).ShouldBeNull();
    }

    [Theory]
    [InlineData(6956)]
    [InlineData(6957)]
    [InlineData(6958)]
    [InlineData(6959)]
    public void The_withdrawn_codes_are_no_zones(int code)
    {
        Vn2000Zone.Find(code).ShouldBeNull();
        Vn2000Zone.IsDeprecated(code).ShouldBeTrue();
        Vn2000Zone.IsDeprecated(code - 1060).ShouldBeFalse();
    }

    [Fact]
    public void A_definition_carries_the_position_vector_signs()
    {
        Vn2000Zone.Find(9213).ShouldNotBeNull().Wkt.ShouldContain(
            "TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]");
        Vn2000Datum.CoordinateFrame.RxArcSeconds.ShouldBe(-0.00928836);
    }
}
