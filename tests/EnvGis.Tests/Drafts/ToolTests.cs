using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;
using static EnvGis.Tests.Drafts.GestureTests;

namespace EnvGis.Tests.Drafts;

/// <summary>The tools by their address: what each makes of shapes is tried in EnvGis.Spatial.Tests; here that each is reached, says its areas, writes nothing, and refuses in words.</summary>
public sealed class ToolTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly JsonElement One = Square(430_000, 2_388_000, 1_000), Other = Square(430_600, 2_388_000, 1_000), Beside = Square(431_000, 2_388_200, 500);

    /// <summary>Each tool with its body and the grid area of what it makes, square metres.</summary>
    public static TheoryData<string, object, double[]> Tools => new()
    {
        { "union", new { tool = "union", shapes = new[] { One, Other } }, [1_600_000] },
        { "difference", new { tool = "difference", shapes = new[] { One, Other } }, [600_000] },
        { "intersection", new { tool = "intersection", shapes = new[] { One, Other } }, [400_000] },
        { "split", new { tool = "split", shapes = new[] { One }, line = Line((429_900, 2_388_250), (431_100, 2_388_250)) }, [250_000, 750_000] },
        { "reshape", new { tool = "reshape", shapes = new[] { One }, line = Line((431_000, 2_388_000), (431_200, 2_388_500), (431_000, 2_389_000)) }, [1_100_000] },
        { "move-corners", new { tool = "move-corners", shapes = new[] { One }, moves = new[] { Line((431_000, 2_389_000), (431_100, 2_389_000)) } }, [1_050_000] },
        { "touch", new { tool = "touch", shapes = new[] { Beside, One } }, [250_000, 1_000_000] },
        { "measure", new { tool = "measure", shapes = new[] { One, Beside } }, [1_000_000, 250_000] },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_tool_answers_what_it_would_make_and_writes_nothing(string tool, object request, double[] areas)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/tools", request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var shapes = made.GetProperty("shapes").EnumerateArray().ToList();
        shapes.Select(one => one.GetProperty("areaM2").GetDouble()).Order().ShouldBe(areas.Order(), 0.01, tool);
        foreach (var shape in shapes)
        {
            // On the ground a thousandth more or less, and never another shape.
            shape.GetProperty("groundM2").GetDouble().ShouldBe(shape.GetProperty("areaM2").GetDouble(), shape.GetProperty("areaM2").GetDouble() / 1_000);
            shape.GetProperty("perimeterM").GetDouble().ShouldBeGreaterThan(0);
        }
        made.GetProperty("areaAfterM2").GetDouble().ShouldBe(areas.Sum(), 0.01);
        (await ReadAsync(planner, draft)).GetProperty("revision").GetInt64().ShouldBe(0);
        // Its corners are taken as they are.
        await AddAsync(planner, draft, shapes[0].GetProperty("shape"));
    }

    [Fact]
    public async Task A_buffer_is_never_short_and_says_how_far_it_goes_beyond()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/tools", new { tool = "buffer", line = Line((430_000, 2_388_000)), metres = 500, accuracyM = 5 });
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var beyond = made.GetProperty("beyondM").GetDouble();
        beyond.ShouldBeInRange(0, 0.1);
        var (least, most) = (await service.Rows<(double, double)>("""
            select min(d), max(d) from (
                select st_distance(st_setsrid(st_point(@east, @north), 4326)::geography, p.geom::geography) as d
                from st_dumppoints(st_setsrid(st_geomfromgeojson(@outline), 4326)) p) d
            """, new { outline = made.GetProperty("shapes")[0].GetProperty("geometry").GetRawText(), east = Lattice.ToWgs84(new(43_000_000, 238_800_000)).Longitude, north = Lattice.ToWgs84(new(43_000_000, 238_800_000)).Latitude })).Single();
        least.ShouldBeGreaterThanOrEqualTo(500 - 0.005);
        most.ShouldBeLessThanOrEqualTo(500 + beyond + 0.05);
    }

    [Fact]
    public async Task A_border_is_followed_corner_by_corner()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/tools", new { tool = "trace", shapes = new[] { One }, line = Line((430_000, 2_388_000), (431_000, 2_389_000)), of = "Vùng bên cạnh" });
        var traced = await answer.Content.ReadFromJsonAsync<JsonElement>();
        traced.GetProperty("line").GetRawText().ShouldBe("[[43000000,238800000],[43000000,238900000],[43100000,238900000]]");
        traced.GetProperty("stretch").GetProperty("origin").GetString().ShouldBe("traced");
        traced.GetProperty("stretch").GetProperty("of").GetString().ShouldBe("Vùng bên cạnh");
    }

    /// <summary>What cannot be done, with a word of the sentence that says so.</summary>
    public static TheoryData<object, string> Refused => new()
    {
        { new { tool = "erase", shapes = new[] { One } }, "công cụ" },
        { new { tool = "union", shapes = new[] { One } }, "2 hình" },
        { new { tool = "union", shapes = new[] { One, Square(450_000, 2_388_000, 100) } }, "nhiều phần" },
        { new { tool = "split", shapes = new[] { One } }, "đường" },
        { new { tool = "split", shapes = new[] { One }, line = Line((429_900, 2_388_250), (430_500, 2_388_250)) }, "dừng ở bên trong" },
        { new { tool = "split", shapes = new[] { One }, line = Line((400_000, 2_388_250), (400_100, 2_388_250)) }, "không chia" },
        { new { tool = "reshape", shapes = new[] { One }, line = Line((400_000, 2_388_250), (400_100, 2_388_250)) }, "không chạy" },
        { new { tool = "buffer", shapes = new[] { One } }, "số mét" },
        { new { tool = "buffer", shapes = new[] { One }, metres = 1e9 }, "100 km" },
        { new { tool = "buffer", shapes = new[] { One }, metres = -3 }, "lớn hơn 0" },
        { new { tool = "split", shapes = new[] { One }, line = new[] { new[] { long.MaxValue, long.MinValue }, [0L, 0L] } }, "ngoài múi" },
        { new { tool = "split", shapes = new[] { One }, line = new[] { new[] { 1L } } }, "đỉnh" },
        { new { tool = "move-corners", shapes = new[] { One } }, "đỉnh" },
        { new { tool = "move-corners", shapes = new[] { One }, moves = new[] { Line((1, 1), (430_500, 2_388_500)) } }, "không có đỉnh" },
        { new { tool = "move-corners", shapes = new[] { One }, moves = new[] { Line((430_000, 2_388_000), (430_000, 2_389_000)) } }, "trùng" },
        { new { tool = "trace", shapes = new[] { One }, line = Line((430_000, 2_388_000), (430_000, 2_388_000)) }, "là một" },
        { new { tool = "trace", shapes = new[] { One }, line = Line((430_000, 2_388_000), (431_000, 2_388_000)), part = 3 }, "vòng" },
        { new { tool = "drop-spikes", shapes = new[] { One } }, "không có gì cần sửa" },
        { new { tool = "measure", shapes = new[] { JsonSerializer.SerializeToElement(new { epsg = 9212, decimals = 2, parts = Array.Empty<object>() }) } }, "phần" },
        { new { tool = "measure", shapes = new object[] { 5 } }, "đối tượng" },
        { new { tool = "measure" }, "hình" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_done_is_said_in_a_sentence(object request, string word)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/tools", request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString()!.ShouldContain(word);
    }
}
