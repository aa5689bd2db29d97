using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Annex;

public sealed class LatticeTests
{
    public static TheoryData<int, int> Lattices => new(from zone in Vn2000Zone.All from decimals in new[] { 2, 3 } select (zone.Code, decimals));

    [Theory]
    [MemberData(nameof(Lattices))]
    public void Every_corner_comes_back_from_WGS_84_as_itself_with_the_same_bits(int code, int decimals)
    {
        var lattice = new Lattice(Vn2000Zone.Find(code)!, decimals);
        var random = new Random(code * 10 + decimals);
        for (var at = 0; at < 1_000; at++)
        {
            var corner = new Corner(
                (long)((400_000 + random.NextDouble() * 200_000) * lattice.UnitsPerMetre), (long)((950_000 + random.NextDouble() * 1_600_000) * lattice.UnitsPerMetre));
            var (longitude, latitude) = lattice.ToWgs84(corner);

            var back = lattice.Nearest(longitude, latitude);

            back.ShouldBe(corner);
            lattice.ToWgs84(back).ShouldBe((longitude, latitude));
            // Not by luck of rounding: a thousandth of a unit on the finer lattice.
            var (east, north) = lattice.ToGrid(longitude, latitude);
            double.Hypot(east - lattice.Metres(corner.East), north - lattice.Metres(corner.North)).ShouldBeLessThan(0.000_001);
        }
    }

    [Fact]
    public void The_function_to_WGS_84_is_that_of_the_library()
    {
        var (longitude, latitude) = Shapes.Centimetres.ToWgs84(new(56_000_000, 185_000_000));

        (longitude, latitude).ShouldBe(Vn2000Transformation.ToWgs84(Vn2000Zone.Find(9212)!, 560_000, 1_850_000));
        longitude.ShouldBe(106.8145280475, 1e-9);
        latitude.ShouldBe(16.7260382729, 1e-9);
    }

    [Theory]
    [InlineData(2, 185_000_000, "1850000.00")]
    [InlineData(3, 185_000_000, "185000.000")]
    [InlineData(2, 7, "0.07")]
    [InlineData(2, -7, "-0.07")]
    [InlineData(3, -1_234_567, "-1234.567")]
    [InlineData(2, 0, "0.00")]
    public void A_number_is_printed_with_all_its_decimals_and_read_again(int decimals, long units, string text)
    {
        var lattice = new Lattice(Vn2000Zone.Find(9212)!, decimals);

        lattice.Print(units).ShouldBe(text);
        lattice.TryRead(text, out var read).ShouldBeTrue();
        read.ShouldBe(units);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".00")]
    [InlineData("1850000")]
    [InlineData("1850000.0")]
    [InlineData("1850000.000")]
    [InlineData("1850000,00")]
    [InlineData("1,850,000.00")]
    [InlineData("01.00")]
    [InlineData("+1.00")]
    [InlineData("-0.00")]
    [InlineData(" 1.00")]
    [InlineData("1.-1")]
    [InlineData("1e5.00")]
    [InlineData("99999999999999999999.00")]
    public void Any_other_text_is_a_question_and_not_a_number(string? text) => Shapes.Centimetres.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void Numbers_are_printed_and_read_the_same_where_a_comma_parts_decimals()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("vi-VN");
        try
        {
            Shapes.Centimetres.Print(-185_000_007).ShouldBe("-1850000.07");
            Shapes.Centimetres.TryRead("-1850000.07", out var units).ShouldBeTrue();
            units.ShouldBe(-185_000_007);
            Shapes.Centimetres.TryRead("-1850000,07", out _).ShouldBeFalse();
            Shapes.Of(AnnexRing.Of(Shapes.Box(0, 0, 1, 1).Parts[0].Rings[0].Corners, StretchOrigin.Drawn, 0.25)).Canonical().ShouldContain("\"accuracyM\":0.25");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_extremes_of_a_long_are_printed_too() => Shapes.Centimetres.Print(long.MinValue).ShouldBe("-92233720368547758.08");

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Other_decimals_are_refused(int decimals) => Should.Throw<ArgumentOutOfRangeException>(() => new Lattice(Vn2000Zone.Find(9212)!, decimals));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(106, 48)]
    [InlineData(double.NaN, 17)]
    [InlineData(106, double.PositiveInfinity)]
    [InlineData(-106, 17)]
    public void A_position_elsewhere_is_refused(double longitude, double latitude) =>
        Should.Throw<AnnexException>(() => Shapes.Centimetres.Nearest(longitude, latitude)).Code.ShouldBe("outside");
}
