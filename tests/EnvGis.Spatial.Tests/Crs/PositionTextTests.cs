using System.Globalization;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Crs;

public sealed class PositionTextTests
{
    [Theory]
    [InlineData("21.5942, 105.8482")]
    [InlineData("21.5942,105.8482")]
    [InlineData("21.5942 105.8482")]
    [InlineData("21.5942;105.8482")]
    [InlineData("105.8482 21.5942")]
    [InlineData("(21.5942, 105.8482)")]
    [InlineData("21,5942 105,8482")]
    [InlineData("21,5942, 105,8482")]
    [InlineData("21,5942;105,8482")]
    [InlineData("21,5942,105,8482")]
    [InlineData("21.5942° 105.8482°")]
    [InlineData("21.5942°N, 105.8482°E")]
    [InlineData("21.5942N105.8482E")]
    [InlineData("N21.5942 E105.8482")]
    [InlineData("21,5942 B 105,8482 Đ")]
    [InlineData("vĩ độ 21,5942 kinh độ 105,8482")]
    [InlineData("vi do: 21.5942, kinh do: 105.8482")]
    [InlineData("lat=21.5942 lon=105.8482")]
    [InlineData("WGS84 21.5942 105.8482")]
    [InlineData("EPSG:4326 21.5942 105.8482")]
    [InlineData("X=105.8482 Y=21.5942")]
    [InlineData("21°35'39.12\" 105°50'53.52\"")]
    [InlineData("21°35'39.12\"B 105°50'53.52\"Đ")]
    [InlineData("21°35′39,12″B, 105°50′53,52″Đ")]
    [InlineData("105°50'53.52\"E 21°35'39.12\"N")]
    [InlineData("21°35'39.12''N105°50'53.52''E")]
    [InlineData("21 35 39.12 N 105 50 53.52 E")]
    [InlineData("21 35 39.12 105 50 53.52")]
    [InlineData("21°35.652' 105°50.892'")]
    [InlineData("Bắc 21°35'39,12\" Đông 105°50'53,52\"")]
    [InlineData("21 độ 35 phút 39,12 giây; 105 độ 50 phút 53,52 giây")]
    [InlineData("21 do 35 phut 39.12 giay bac, 105 do 50 phut 53.52 giay dong")]
    [InlineData("21d35m39.12s 105d50m53.52s")]
    [InlineData("21:35:39.12 105:50:53.52")]
    [InlineData("21-35-39.12 105-50-53.52")]
    [InlineData("lng=105.8482&lat=21.5942")]
    [InlineData("?lat=21.5942&lng=105.8482")]
    [InlineData("{\"lat\":21.5942,\"lng\":105.8482}")]
    [InlineData("{ \"longitude\": 105.8482, \"latitude\": 21.5942 }")]
    [InlineData("điểm 1: 21.5942, 105.8482")]
    [InlineData("M1 21.5942 105.8482")]
    [InlineData("[105.8482, 21.5942]")]
    [InlineData("{21.5942; 105.8482}")]
    [InlineData("<21.5942 105.8482>")]
    [InlineData("POINT(105.8482 21.5942)")]
    [InlineData("SRID=4326;POINT Z (105.8482 21.5942 30)")]
    [InlineData("geo:21.5942,105.8482;u=30")]
    [InlineData("geo:21.5942,105.8482?z=15")]
    [InlineData("geo:0,0?q=21.5942,105.8482(Nơi thử)")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[105.8482,21.5942]}")]
    [InlineData("https://www.google.com/maps/@21.5942,105.8482,15z")]
    [InlineData("https://www.google.com/maps/place/X/@21.59,105.84,12z/data=!3m1!8m2!3d21.5942!4d105.8482")]
    [InlineData("https://maps.google.com/?q=21.5942%2C105.8482")]
    [InlineData("https://www.google.com/maps/search/?api=1&query=21.5942,105.8482")]
    [InlineData("https://www.openstreetmap.org/#map=15/21.5942/105.8482")]
    [InlineData("https://www.openstreetmap.org/?mlat=21.5942&mlon=105.8482#map=12/21.6/105.9")]
    [InlineData("https://www.bing.com/maps?cp=21.5942~105.8482&lvl=15")]
    [InlineData("https://maps.apple.com/?ll=21.5942,105.8482")]
    [InlineData("https://envgis.example/?l=landfills#14/21.5942/105.8482")]
    public void Degrees_are_read_in_every_usual_form(string text)
    {
        var position = PositionText.Read(text).Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedDegrees>();

        position.Latitude.ShouldBe(21.5942, 1e-9);
        position.Longitude.ShouldBe(105.8482, 1e-9);
    }

    [Theory]
    [InlineData("SRID=9213;POINT(423456 2388123)")]
    [InlineData("EPSG:9213 [423456, 2388123]")]
    public void A_point_of_another_program_keeps_its_zone(string text)
    {
        var position = PositionText.Read(text).Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedMetres>();

        (position.Easting, position.Northing, position.Zones.ShouldHaveSingleItem().Code).ShouldBe((423456, 2388123, 9213));
    }

    [Theory]
    [InlineData("105.8482")]
    [InlineData("21,5942")]
    [InlineData("2388123")]
    [InlineData("210.5 1058.2")]
    [InlineData("999999999 5")]
    [InlineData("1; 2; 3")]
    public void Numbers_that_are_no_position_are_told_to_be_none(string text) =>
        PositionText.Read(text).ShouldBeEquivalentTo(new PositionText.Reading([], new(PositionFault.NoPosition, null)));

    [Theory]
    [InlineData("2388123 423456")]
    [InlineData("423456 2388123")]
    [InlineData("2388123,423456")]
    [InlineData("2388123; 423456")]
    [InlineData("X=2388123 Y=423456")]
    [InlineData("X = 2388123; Y = 423456")]
    [InlineData("X=2388123Y=423456")]
    [InlineData("x: 2388123, y: 423456")]
    [InlineData("N 2388123 E 423456")]
    [InlineData("E423456 N2388123")]
    [InlineData("2 388 123 423 456")]
    [InlineData("2.388.123 423.456")]
    [InlineData("2,388,123 423,456")]
    [InlineData("X = 2.388.123,00 Y = 423.456,00")]
    [InlineData("2388123.00 m 423456.00 m")]
    [InlineData("VN-2000: 2388123 423456")]
    [InlineData("M1 2388123 423456")]
    [InlineData("M1\t2388123.00\t423456.00")]
    [InlineData("1. 2388123 423456")]
    [InlineData("Mốc 12: 2388123.00 423456.00")]
    [InlineData("X(m)=2388123 Y(m)=423456")]
    public void Metres_without_a_meridian_leave_the_zone_open(string text)
    {
        var position = PositionText.Read(text).Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedMetres>();

        position.Northing.ShouldBe(2388123);
        position.Easting.ShouldBe(423456);
        position.ZoneGiven.ShouldBeFalse();
        position.AxesSwapped.ShouldBeFalse();
        var candidates = position.Candidates();
        candidates.Count.ShouldBeGreaterThan(10);
        candidates.ShouldContain(candidate => candidate.Zone.Code == 9213);
        candidates.ShouldContain(candidate => candidate.Zone.Code == 3405);
        // 102° would put it into Laos, 101.3° east.
        candidates.ShouldNotContain(candidate => candidate.Zone.Code == 5896);
    }

    [Theory]
    [InlineData("423456.78 2388123.45 KTT 106°30'", 9213)]
    [InlineData("2388123.45 423456.78 kinh tuyến trục 106 độ 30 phút", 9213)]
    [InlineData("2388123.45 423456.78 kinh tuyến trục 106 độ 30'", 9213)]
    [InlineData("2388123.45 423456.78 múi chiếu 3 độ, KTT 106°30'", 9213)]
    [InlineData("2388123.45 423456.78 UTM 48N", 3405)]
    [InlineData("2388123.45 423456.78 zone 48", 3405)]
    [InlineData("423456,78 2388123,45 KTT 106°30'", 9213)]
    [InlineData("2388123.45 423456.78 106.5", 9213)]
    [InlineData("2388123,45 423456,78 106,5", 9213)]
    [InlineData("2388123.45 423456.78 106°30'", 9213)]
    [InlineData("2388123.45 423456.78 (106°30')", 9213)]
    [InlineData("2388123.45; 423456.78; 106 30", 9213)]
    [InlineData("106.5: 2388123.45 423456.78", 9213)]
    [InlineData("9213: 2388123.45 423456.78", 9213)]
    [InlineData("EPSG:9213 2388123.45 423456.78", 9213)]
    [InlineData("2388123.45 423456.78 EPSG:9213", 9213)]
    [InlineData("2388123.45 423456.78 9213", 9213)]
    [InlineData("X=2388123.45 Y=423456.78 kinh tuyến trục 106°30′", 9213)]
    [InlineData("KTT: 106.30 X=2388123.45 Y=423456.78", 9213)]
    [InlineData("VN2000 KTT 105°45' múi chiếu 3° 2388123.45 423456.78", 9210)]
    [InlineData("2388123.45 423456.78 KTT 105 múi 3", 5897)]
    [InlineData("2388123.45 423456.78 KTT 105 múi 6 độ", 3405)]
    public void A_meridian_or_a_code_fixes_the_zone(string text, int code)
    {
        var position = PositionText.Read(text).Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedMetres>();

        position.Northing.ShouldBe(2388123.45);
        position.Easting.ShouldBe(423456.78);
        position.ZoneGiven.ShouldBeTrue();
        position.Zones.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void The_meridian_105_belongs_to_a_zone_of_either_width() =>
        PositionText.Read("2388123 423456 KTT 105°").Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedMetres>()
            .Zones.Select(zone => zone.Code).ShouldBe([3405, 5897]);

    [Fact]
    public void Axes_as_drawings_name_them_are_read_and_told()
    {
        var position = PositionText.Read("X=423456 Y=2388123").Positions.ShouldHaveSingleItem().ShouldBeOfType<TypedMetres>();

        position.Easting.ShouldBe(423456);
        position.AxesSwapped.ShouldBeTrue();
    }

    [Theory]
    [InlineData("6956: 2388123 423456", PositionFault.WithdrawnCode, "6956")]
    [InlineData("EPSG:6957 2388123 423456", PositionFault.WithdrawnCode, "6957")]
    [InlineData("2388123 423456 6959", PositionFault.WithdrawnCode, "6959")]
    [InlineData("9999: 2388123 423456", PositionFault.UnknownZone, "9999")]
    [InlineData("WGS84 UTM 48N 573447 2386120", PositionFault.UnknownZone, "32648")]
    [InlineData("573447 2386120 UTM zone 48N WGS 84", PositionFault.UnknownZone, "32648")]
    [InlineData("WGS-84 / UTM 49N 2386120 573447", PositionFault.UnknownZone, "32649")]
    [InlineData("EPSG:32648 573447 2386120", PositionFault.UnknownZone, "32648")]
    [InlineData("2388123 423456 KTT 106°20'", PositionFault.UnknownZone, "106°20'")]
    [InlineData("2388123 423456 KTT 104°15'", PositionFault.UnknownZone, "104°15'")]
    public void A_zone_that_is_none_is_refused_by_name(string text, PositionFault fault, string named)
    {
        var reading = PositionText.Read(text);

        reading.Positions.ShouldBeEmpty();
        reading.Refusal.ShouldBe(new PositionRefusal(fault, named));
    }

    [Theory]
    [InlineData("48.8566, 2.3522")]
    [InlineData("-21.5942, 105.8482")]
    [InlineData("21.5942 S, 105.8482 E")]
    [InlineData("21.5942 N, 105.8482 W")]
    [InlineData("2388123 423456 KTT 102")]
    [InlineData("5388123 423456")]
    public void What_lies_outside_vietnam_is_said_to(string text)
    {
        var reading = PositionText.Read(text);

        reading.Positions.ShouldBeEmpty();
        reading.Refusal!.Fault.ShouldBe(PositionFault.Outside);
    }

    [Theory]
    [InlineData("21°75'00\" 105°50'30\"", "21°75'00\"")]
    [InlineData("21°35'60\"B 105°50'30\"Đ", "21°35'60\"")]
    [InlineData("21° 35' 10\" N, 105° 61' 0\" E", "105° 61' 0\"")]
    [InlineData("21°60.5' 105°10.2'", "21°60.5'")]
    [InlineData("vĩ độ 21°99' kinh độ 105°10'", "21°99'")]
    public void Sixty_minutes_or_seconds_are_told_by_the_angle_that_has_them(string text, string angle)
    {
        var reading = PositionText.Read(text);

        reading.Positions.ShouldBeEmpty();
        reading.Refusal.ShouldBe(new PositionRefusal(PositionFault.TooManyMinutes, angle));
    }

    [Theory]
    [InlineData("https://maps.app.goo.gl/aBcD3fGh1jK", "maps.app.goo.gl")]
    [InlineData("maps.app.goo.gl/aBcD3fGh1jK?g_st=ic", "maps.app.goo.gl")]
    [InlineData("Vị trí của tôi https://maps.app.goo.gl/aBcD3fGh1jK", "maps.app.goo.gl")]
    [InlineData("https://goo.gl/maps/aBcD3fGh1jK", "goo.gl")]
    [InlineData("https://www.google.com/maps/place/Th%C3%A1i+Nguy%C3%AAn", null)]
    [InlineData("https://example.org/ban-do?id=7", null)]
    public void An_address_without_a_position_is_told_as_one(string text, string? shortHost)
    {
        var reading = PositionText.Read(text);

        reading.ShouldBe(reading with { IsAddress = true });
        reading.Positions.ShouldBeEmpty();
        reading.Refusal.ShouldBe(new PositionRefusal(PositionFault.NoPositionInAddress, shortHost));
    }

    [Theory]
    [InlineData("")]
    [InlineData("phuc triu")]
    [InlineData("Đại Phúc")]
    [InlineData("21")]
    [InlineData("21,5942")]
    [InlineData("247/2025/QH15")]
    [InlineData("15/11")]
    [InlineData("2026 2030")]
    [InlineData("HCPT-MH-04")]
    [InlineData("05488")]
    [InlineData("II.3.2")]
    [InlineData("xóm 7 xã 12")]
    [InlineData("9213")]
    [InlineData("9213:")]
    [InlineData("quốc lộ 3 km 105")]
    [InlineData("KTT 106°30'")]
    [InlineData("°°° ''' ,,, 1")]
    [InlineData("0912345678")]
    public void Other_texts_are_not_taken_for_coordinates(string text)
    {
        var reading = PositionText.Read(text);

        reading.Positions.ShouldBeEmpty();
        // Nothing but numbers may yet be a code: who looks for one too tells which.
        reading.Refusal.ShouldBe(text is "" || text.Any(char.IsAsciiLetter) ? null : new PositionRefusal(PositionFault.NoPosition, null));
    }

    [Fact]
    public void Whatever_is_typed_is_read_without_a_fault() =>
        Prop.ForAll(
            Gen.Elements("0123456789.,;:°'\" NEBĐXYKT=-/()".ToCharArray()).ArrayOf().Select(letters => new string(letters)).ToArbitrary(),
            text => PositionText.Read(text) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Degrees_written_in_any_style_come_back()
    {
        var inVietnam =
            from latitude in Gen.Choose(4_500_001, 23_499_999)
            from longitude in Gen.Choose(102_000_001, 117_999_999)
            from style in Gen.Choose(0, 5)
            select (Latitude: latitude / 1e6, Longitude: longitude / 1e6, Style: style);
        Prop.ForAll(inVietnam.ToArbitrary(), given =>
        {
            var (latitude, longitude, style) = given;
            var (point, comma) = (CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("vi-VN"));
            var text = style switch
            {
                0 => string.Create(point, $"{latitude:0.000000}, {longitude:0.000000}"),
                1 => string.Create(comma, $"{latitude:0.000000} {longitude:0.000000}"),
                2 => string.Create(comma, $"{longitude:0.000000};{latitude:0.000000}"),
                3 => $"{Parts(latitude)}B {Parts(longitude)}Đ",
                4 => $"{Parts(longitude)} {Parts(latitude)}",
                _ => string.Create(point, $"N{latitude:0.000000}°E{longitude:0.000000}°"),
            };
            return PositionText.Read(text).Positions is [TypedDegrees read]
                && Math.Abs(read.Latitude - latitude) < 1e-8 && Math.Abs(read.Longitude - longitude) < 1e-8;
        }).QuickCheckThrowOnFailure();

        static string Parts(double degrees)
        {
            var seconds = Math.Round(degrees * 3600, 4);
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0}°{Math.Floor(seconds % 3600 / 60):00}'{seconds % 60:00.0000}\"");
        }
    }

    [Fact]
    public void Metres_of_a_place_in_any_style_lead_back_to_it()
    {
        var inVietnam =
            from latitude in Gen.Choose(8_500, 23_300)
            from offset in Gen.Choose(-1400, 1400)
            from zone in Gen.Elements(Vn2000Zone.All.AsEnumerable())
            from style in Gen.Choose(0, 5)
            select (Latitude: latitude / 1e3, Longitude: zone.CentralMeridian.DecimalDegrees + offset / 1e3, Zone: zone, Style: style);
        Prop.ForAll(inVietnam.Where(given => given.Longitude is > 102.01 and < 117.9).ToArbitrary(), given =>
        {
            var (latitude, longitude, zone, style) = given;
            var (easting, northing) = Vn2000Transformation.FromWgs84(zone, longitude, latitude);
            var (point, comma) = (CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("vi-VN"));
            var meridian = zone.CentralMeridian;
            var text = style switch
            {
                0 => string.Create(point, $"{northing:0.000} {easting:0.000} EPSG:{zone.Code}"),
                1 => string.Create(comma, $"X = {northing:#,##0.000} Y = {easting:#,##0.000} KTT {meridian} múi {zone.WidthDegrees}"),
                2 => string.Create(comma, $"{easting:0.000}; {northing:0.000}; kinh tuyến trục {meridian}"),
                3 => string.Create(point, $"{zone.Code}: {easting:0.000}, {northing:0.000}"),
                4 => string.Create(point, $"{easting:#,##0.000} {northing:#,##0.000} {meridian.DecimalDegrees}"),
                // Without the meridian the true one is among the candidates.
                _ => string.Create(point, $"E {easting:0.000} N {northing:0.000}"),
            };
            return PositionText.Read(text).Positions.OfType<TypedMetres>().SelectMany(read => read.Candidates())
                .Any(found => found.Zone == zone && Math.Abs(found.Longitude - longitude) < 1e-7 && Math.Abs(found.Latitude - latitude) < 1e-7);
        }).QuickCheckThrowOnFailure();
    }
}
