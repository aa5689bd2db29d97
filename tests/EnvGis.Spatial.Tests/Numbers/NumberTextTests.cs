using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EnvGis.Spatial.Numbers;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Numbers;

public sealed class NumberTextTests
{
    sealed record Example(string Text, double[] Readings);

    [Fact]
    public void Every_example_that_the_page_reads_is_read_alike_here()
    {
        var examples = JsonSerializer.Deserialize<Example[]>(File.ReadAllText(Path.Combine(Fixtures(), "numbers.json")), JsonSerializerOptions.Web)!;
        examples.Length.ShouldBeGreaterThan(40);
        foreach (var (text, readings) in examples)
        {
            NumberText.Read(text, null, NumberText.Metres).ShouldBe(readings, text);
        }
    }

    [Theory]
    [InlineData("vi-VN")]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public void What_is_printed_for_people_is_among_its_readings(string culture)
    {
        var format = CultureInfo.GetCultureInfo(culture);
        var random = new Random(20_261_128);
        for (var i = 0; i < 2_000; i++)
        {
            var decimals = random.Next(0, 6);
            var number = Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 9)), decimals);
            var printed = number.ToString($"N{decimals}", format);
            NumberText.Read(printed).ShouldContain(number, printed);
        }
    }

    [Fact]
    public void What_the_field_cannot_hold_is_no_reading_of_it()
    {
        NumberText.Read("21.590", degrees => Math.Abs(degrees) <= 90).ShouldBe([21.59]);
        NumberText.Read("617.000", metres => metres is > 100_000 and < 900_000).ShouldBe([617_000]);
        NumberText.Read("95", degrees => Math.Abs(degrees) <= 90).ShouldBeEmpty();
    }

    [Fact]
    public void Doubt_offers_ways_of_writing_that_are_clear()
    {
        NumberText.Doubt("1.000", [1, 1000]).ShouldBe(("“1.000” có thể là 1 hoặc 1000; hãy viết rõ một trong hai cách đó", "“1.000” may be 1 or 1000; write it in one of these ways"));
        NumberText.Doubt("12.345", [12.345, 12345]).English.ShouldContain("12.3450 or 12345");
        NumberText.Read("12.3450").ShouldBe([12.345]);
        NumberText.Doubt("nhiều", []).Vietnamese.ShouldContain("không phải là số");
    }

    [Theory]
    [InlineData("5503.0", "5503")]
    [InlineData("05503.00", "05503")]
    [InlineData("-3.0", "-3")]
    [InlineData("5.503e3", "5503")]
    [InlineData("3", "3")]
    [InlineData("3.5", "3.5")]
    [InlineData("A-1.0", "A-1.0")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1e-3", "1e-3")]
    public void A_fraction_of_noughts_is_left_off(string given, string expected) => NumberText.WithoutZeroFraction(given).ShouldBe(expected);

    [Theory]
    [InlineData("1e-400", true)]
    [InlineData("-0.1E-999", true)]
    [InlineData("0", false)]
    [InlineData("0.0e-5", false)]
    [InlineData("-0", false)]
    public void What_is_too_small_for_a_double_is_not_nought(string text, bool isLost) =>
        NumberText.IsLost(text, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)).ShouldBe(isLost);

    static string Fixtures([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures");

    [Theory]
    [InlineData("0.1234567890123456789012345678901234567890", false)]
    [InlineData("-0.12345678901234567890123456789012345678901", true)]
    [InlineData("1234567890123456789012345678901234567890.5", true)]
    [InlineData("1e300", false)]
    [InlineData("0e-400", false)]
    [InlineData("1E+300", false)]
    [InlineData("0e-1001", true)]
    [InlineData("0e-99999999999", true)]
    [InlineData("0E+20000", true)]
    [InlineData("1e99999999999999999999", true)]
    [InlineData("0", false)]
    [InlineData("-0.0", false)]
    public void A_number_of_more_digits_than_anybody_measures_is_too_long(string text, bool isTooLong) =>
        NumberText.IsTooLong(System.Text.Encoding.ASCII.GetBytes(text)).ShouldBe(isTooLong);

    [Theory]
    [InlineData(320)]
    [InlineData(700)]
    public void Noughts_before_and_behind_do_not_count(int noughts)
    {
        NumberText.IsTooLong(System.Text.Encoding.ASCII.GetBytes($"0.{new string('0', noughts)}1")).ShouldBeFalse();
        NumberText.IsTooLong(System.Text.Encoding.ASCII.GetBytes($"1{new string('0', noughts)}")).ShouldBeFalse();
    }
}
