using System.Globalization;
using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>A feature's corners in VN-2000.</summary>
public sealed class FeatureCoordinatesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Corners_are_listed_in_the_zone_of_the_province_unless_another_is_asked_for()
    {
        var id = await service.Value<long>("select id from env.feature where code = 'HCPT-MH-04'");

        var own = await service.Json($"/api/features/{id}/coordinates");
        own.GetProperty("chosen").GetString().ShouldBe("province");
        own.GetProperty("province").GetString().ShouldBe("Thái Nguyên");
        own.GetProperty("zone").GetProperty("epsg").GetInt32().ShouldBe(9213);
        own.GetProperty("accuracyM").GetDouble().ShouldBeGreaterThan(0);
        own.GetProperty("meridians").EnumerateArray().Select(zone => zone.GetProperty("epsg").GetInt32()).ShouldBe([9213, 3405, 3406]);
        own.GetProperty("beyondZone").GetBoolean().ShouldBeFalse();
        (await service.Json($"/api/features/{id}/coordinates?epsg=9205&limit=1")).GetProperty("beyondZone").GetBoolean().ShouldBeTrue();
        own.GetProperty("count").GetInt32().ShouldBe(own.GetProperty("rows").GetArrayLength());

        var other = await service.Json($"/api/features/{id}/coordinates?epsg=3405&limit=1");
        other.GetProperty("chosen").GetString().ShouldBe("asked");
        var first = other.GetProperty("rows").EnumerateArray().ShouldHaveSingleItem();
        // PostGIS says the same, by its own arithmetic.
        var expected = await service.Rows<double>("""
            select v from published.feature f cross join lateral st_transform(st_pointn(st_exteriorring(st_geometryn(f.geom, 1)), 1), 3405) p
            cross join lateral (values (st_y(p)), (st_x(p))) a (v) where f.id = @id
            """, new { id });
        first.GetProperty("x").GetDouble().ShouldBe(expected[0], 0.005);
        first.GetProperty("y").GetDouble().ShouldBe(expected[1], 0.005);
    }

    [Theory]
    [InlineData("", ';', "vi-VN")]
    [InlineData("&separator=comma", ',', "")]
    public async Task The_file_has_all_corners_of_a_zone_with_60000_of_them_and_spreadsheets_read_it(string separator, char sign, string culture)
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(106 21)");
        await service.Sql("update env.current_feature set geom = st_buffer(st_point(106.4, 21.6, 4326), 0.1, 15000) where id = @id", new { id });

        var page = await service.Json($"/api/features/{id}/coordinates?epsg=9213");
        page.GetProperty("count").GetInt32().ShouldBe(60_000);
        page.GetProperty("rows").GetArrayLength().ShouldBe(300);

        using var answer = await service.Http.GetAsync($"/api/features/{id}/coordinates?epsg=9213&f=csv{separator}");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8; header=present");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldContain("-EPSG9213.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(60_001);
        lines[0].ShouldStartWith("Phần" + sign);
        var cells = lines[1].Split(sign);
        cells.Length.ShouldBe(lines[0].Split(sign).Length);
        var first = page.GetProperty("rows")[0];
        double.Parse(cells[4], CultureInfo.GetCultureInfo(culture)).ShouldBe(first.GetProperty("x").GetDouble());
        double.Parse(cells[5], CultureInfo.GetCultureInfo(culture)).ShouldBe(first.GetProperty("y").GetDouble());
        cells[^2].ShouldBe("106°30'");
    }

    [Fact]
    public async Task The_annex_of_a_decision_is_given_as_it_was_given()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POLYGON((106.4 21.6, 106.41 21.6, 106.41 21.61, 106.4 21.6))");
        await FeatureVersionTests.Annex(service, id);

        var annex = await service.Json($"/api/features/{id}/coordinates?source=annex");
        annex.GetProperty("document").GetString().ShouldBe("Phụ lục thử");
        annex.GetProperty("chosen").GetString().ShouldBe("annex");
        annex.GetProperty("rows")[0].GetProperty("x").GetDouble().ShouldBe(2400000.12);
        annex.GetProperty("rows")[0].GetProperty("label").GetString().ShouldBe("A1");
        annex.GetProperty("rows")[0].GetProperty("distanceM").GetDouble().ShouldBe(100);
        annex.GetProperty("rows")[1].GetProperty("distanceM").ValueKind.ShouldBe(JsonValueKind.Null);
        // No spreadsheet takes a label for a formula.
        (await service.Http.GetStringAsync($"/api/features/{id}/coordinates?source=annex&f=csv")).ShouldContain(";'=A2;");
        await service.Refused($"/api/features/{id}/coordinates?source=annex&epsg=3405");
    }

    [Fact]
    public async Task What_cannot_be_listed_is_refused_in_words()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(106.4 21.6)");
        var unlocated = await service.NewUnlocated(layer);

        await service.Refused("/api/features/999999999/coordinates", HttpStatusCode.NotFound);
        await service.Refused($"/api/features/{unlocated}/coordinates", HttpStatusCode.NotFound);
        await service.Refused($"/api/features/{id}/coordinates?source=annex", HttpStatusCode.NotFound);
        (await service.Refused($"/api/features/{id}/coordinates?epsg=6958")).ShouldContain("EPSG:5898");
        foreach (var query in (string[])["epsg=4326", "epsg=x", "f=xlsx", "separator=tab", "source=x", "limit=0", "page=2"])
        {
            await service.Refused($"/api/features/{id}/coordinates?{query}");
        }
    }

    [Fact]
    public async Task The_zones_are_listed_with_the_provinces_that_use_them()
    {
        var zones = (await service.Json("/api/crs")).GetProperty("zones").EnumerateArray().ToDictionary(zone => zone.GetProperty("epsg").GetInt32());

        zones.Count.ShouldBe(20);
        zones[9213].GetProperty("meridian").GetString().ShouldBe("106°30'");
        zones[9213].GetProperty("provinces").EnumerateArray().Select(name => name.GetString()).ShouldContain("Thái Nguyên");
        zones[3405].GetProperty("widthDegrees").GetInt32().ShouldBe(6);
        zones.Keys.ShouldNotContain(6956);
    }
}
