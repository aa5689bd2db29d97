using System.Net;
using System.Text.Json;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Printing;

/// <summary>What the printed sheet asks the service for.</summary>
public sealed class PrintingTests(RunningService service) : IClassFixture<RunningService>
{
    const string Box = "105.8,21.5,105.95,21.6";

    [Fact]
    public async Task The_grid_of_a_zone_is_told_as_curves_that_carry_their_easting_or_northing()
    {
        var grid = await Json($"/api/grid?bbox={Box}&epsg=9213&step=1000");

        grid.GetProperty("meridian").GetString().ShouldBe("106°30'");
        grid.GetProperty("name").GetString().ShouldBe("VN-2000 / TM-3 106-30");
        grid.GetProperty("widthDegrees").GetInt32().ShouldBe(3);
        var lines = grid.GetProperty("lines").EnumerateArray().ToList();
        lines.Select(line => line.GetProperty("axis").GetString()).Distinct().ShouldBe(["E", "N"]);
        foreach (var line in lines)
        {
            foreach (var point in line.GetProperty("points").EnumerateArray())
            {
                var (easting, northing) = Vn2000Transformation.FromWgs84(Vn2000Zone.Find(9213)!, point[0].GetDouble(), point[1].GetDouble());
                (line.GetProperty("axis").GetString() == "E" ? easting : northing).ShouldBe(line.GetProperty("metres").GetDouble(), 0.01);
            }
        }
    }

    [Theory]
    [InlineData("/api/grid?epsg=9213&step=1000", "bbox")]
    [InlineData("/api/grid?bbox=1,2,3&epsg=9213&step=1000", "bbox")]
    [InlineData("/api/grid?bbox=105.9,21.5,105.8,21.6&epsg=9213&step=1000", "bbox")]
    [InlineData("/api/grid?bbox=105.8,21.5,NaN,21.6&epsg=9213&step=1000", "bbox")]
    [InlineData($"/api/grid?bbox={Box}&epsg=6956&step=1000", "epsg")]
    [InlineData($"/api/grid?bbox={Box}&epsg=4326&step=1000", "epsg")]
    [InlineData("/api/grid?bbox=113.8,16,114,17&epsg=9213&step=1000", "epsg")]
    [InlineData($"/api/grid?bbox={Box}&epsg=9213&step=0", "step")]
    [InlineData($"/api/grid?bbox={Box}&epsg=9213&step=10", "step")]
    [InlineData($"/api/grid?bbox={Box}&epsg=9213&step=1000.5", "step")]
    [InlineData("/api/grid/zones?lon=105.8", "lat")]
    [InlineData("/api/grid/zones?lon=x&lat=21", "lon")]
    public async Task What_no_grid_can_be_drawn_from_is_refused_with_the_parameter_named(string address, string parameter)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        // A withdrawn zone is refused by its own sentence, which names the one to use.
        if (address.Contains("epsg=6956", StringComparison.Ordinal))
        {
            problem.GetProperty("type").GetString().ShouldBe("/problems/no-zone");
            problem.GetProperty("en").GetString()!.ShouldContain("use EPSG:5896");
            return;
        }
        problem.GetProperty("type").GetString().ShouldBe("/problems/bad-parameter");
        problem.GetProperty("en").GetString()!.ShouldStartWith($"Parameter {parameter} ");
    }

    [Fact]
    public async Task Nothing_unknown_is_silently_ignored()
    {
        foreach (var address in (string[])["/api/grid?bbox=1,2,3,4&srid=1", "/api/grid/zones?zone=1", "/api/revision?x=1"])
        {
            using var answer = await service.Http.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("unknown-parameter");
        }
    }

    [Theory]
    [InlineData(105.84, 21.59, "Thái Nguyên", 9213)]
    [InlineData(107.1, 16.8, "Quảng Trị", 9211)]
    [InlineData(103.34, 22.38, "Lai Châu", 9208)]
    public async Task A_place_has_the_zone_of_its_province(double longitude, double latitude, string province, int epsg)
    {
        var zones = await Json($"/api/grid/zones?lon={longitude}&lat={latitude}");

        zones.GetProperty("zones").GetArrayLength().ShouldBe(Vn2000Zone.All.Count);
        zones.GetProperty("province").GetProperty("name").GetString().ShouldBe(province);
        zones.GetProperty("province").GetProperty("epsg").GetInt32().ShouldBe(epsg);
        zones.GetProperty("province").GetProperty("approximate").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Far_from_Vietnam_there_is_no_province_and_the_zones_are_still_told()
    {
        (await Json("/api/grid/zones?lon=100&lat=30")).GetProperty("province").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Json("/api/grid/zones")).GetProperty("zones").EnumerateArray().Select(zone => zone.GetProperty("meridian").GetString()).ShouldContain("106°30'");
    }

    [Fact]
    public async Task The_revision_is_the_last_change_and_moves_with_the_next()
    {
        var layer = await service.NewLayer("point");
        await service.NewFeature(layer, "POINT(105.8 21.6)");
        var (before, begun) = (await Json("/api/revision"), await service.Value<DateTime>("select clock_timestamp()"));
        await service.NewFeature(layer, "POINT(105.9 21.6)");

        // What other classes of tests hold open on the same server delays it, as it delays the feed.
        var after = before;
        await Until.So(async () => (after = await Json("/api/revision")).GetProperty("number").GetInt64() > before.GetProperty("number").GetInt64(), "the revision moving on");
        after.GetProperty("at").GetDateTime().ToUniversalTime().ShouldBeGreaterThanOrEqualTo(begun);
    }

    [Fact]
    public async Task A_sheet_of_restricted_places_says_how_current_they_are_and_no_other_sheet_does()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        using var viewer = await service.SignedIn("viewer", layers: [layer]);
        await service.NewFeature(await service.NewLayer("point"), "POINT(105.8 21.6)");
        var last = await service.Value<long>("select max(id) from env.change");
        await Until.So(async () => (await Json("/api/revision")).GetProperty("number").GetInt64() == last, "the open change");

        await service.NewFeature(layer, "POINT(105.8 21.6)", "Kho kín");

        var restricted = await service.Value<long>("select max(id) from env.change");
        restricted.ShouldBeGreaterThan(last);
        await Until.So(async () => JsonElement.Parse(await viewer.GetStringAsync("/api/revision")).GetProperty("number").GetInt64() == restricted, "the sheet of who sees it");
        (await Json("/api/revision")).GetProperty("number").GetInt64().ShouldBe(last);
        // What a sheet draws beside the grid is asked of these; strangers' answers say nothing of the place.
        foreach (var address in new[] { $"/tiles/{layer}/12/3253/1799.mvt", $"/ogc/collections/{layer}/items", $"/api/features?ids=1" })
        {
            (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    async Task<JsonElement> Json(string address)
    {
        using var answer = await service.Http.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
