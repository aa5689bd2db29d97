using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class MeridianTests
{
    [Theory]
    [InlineData("105°45'", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData(" 105° 45′ 00″ ", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105°45'00\"", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105º45’", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105 45", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105-45", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105d45", "105°45'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105°", "105°00'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105", "105°00'", MeridianNotation.DegreesAndMinutes)]
    [InlineData("105.75", "105°45'", MeridianNotation.DecimalDegrees)]
    [InlineData("105,75", "105°45'", MeridianNotation.DecimalDegrees)]
    [InlineData("105.5", "105°30'", MeridianNotation.DecimalDegrees)]
    [InlineData("106.25", "106°15'", MeridianNotation.DecimalDegrees)]
    [InlineData("105.0000", "105°00'", MeridianNotation.DecimalDegrees)]
    [InlineData("105.45", "105°45'", MeridianNotation.Sexagesimal)]
    [InlineData("106.30", "106°30'", MeridianNotation.Sexagesimal)]
    [InlineData("106.15", "106°15'", MeridianNotation.Sexagesimal)]
    public void A_meridian_is_read_in_every_usual_form_and_the_trap_is_told(string text, string expected, MeridianNotation notation)
    {
        Meridian.TryParse(text, out var meridian, out var read).ShouldBeTrue();

        meridian.ToString().ShouldBe(expected);
        read.ShouldBe(notation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("105°45'30\"")]
    [InlineData("105°75'")]
    [InlineData("105°20'")]
    [InlineData("105.60")]
    [InlineData("105.4")]
    [InlineData("45°30'")]
    [InlineData("112")]
    [InlineData("500000")]
    [InlineData("105.75.1")]
    public void What_is_no_meridian_of_VN_2000_is_refused(string? text) => Meridian.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Every_zone_s_meridian_comes_back_from_text_and_from_degrees()
    {
        foreach (var zone in Vn2000Zone.All)
        {
            Meridian.TryParse(zone.CentralMeridian.ToString(), out var read, out _).ShouldBeTrue();
            read.ShouldBe(zone.CentralMeridian);
            Meridian.OfDegrees(zone.CentralMeridian.DecimalDegrees).ShouldBe(zone.CentralMeridian);
        }

        Meridian.OfDegrees(105.45).ShouldBeNull();
        Meridian.OfDegrees(double.NaN).ShouldBeNull();
    }
}
