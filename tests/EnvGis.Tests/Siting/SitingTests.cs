using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Siting;

/// <summary>"May it be here?": zones are decided upon the lattice of Thái Nguyên, sites are given in metres of the same grid or in degrees.</summary>
public sealed class SitingTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly Vn2000Zone Grid = Vn2000Zone.Find(Epsg)!;

    /// <summary>A place of its own for each test, far from the others.</summary>
    static int places;

    static int NewNorth() => 2_366_000 + Interlocked.Increment(ref places) * 10_500;

    static string Metres(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"q={x:0.###}%20{y:0.###}%20EPSG:{Epsg}");

    static string Degrees(double x, double y)
    {
        var (lon, lat) = Vn2000Transformation.ToWgs84(Grid, y, x);
        return string.Create(CultureInfo.InvariantCulture, $"lon={lon:R}&lat={lat:R}");
    }

    static JsonElement Shape(double accuracyM, params (int East, int North)[][][] parts) => JsonSerializer.SerializeToElement(new
    {
        epsg = Epsg, decimals = 2,
        parts = parts.Select(rings => new
        {
            rings = rings.Select(ring => new { corners = ring.Select(one => new[] { one.East * 100L, one.North * 100L }), stretches = new[] { new { from = 0, origin = "surveyed", accuracyM } } }),
        }),
    });

    /// <summary>Counterclockwise.</summary>
    static (int East, int North)[] Box(int east, int north, int side) => [(east, north), (east + side, north), (east + side, north + side), (east, north + side)];

    static (int East, int North)[] Hole(int east, int north, int side) => [(east, north), (east, north + side), (east + side, north + side), (east + side, north)];

    async Task<JsonElement> AskAsync(string query, HttpClient? caller = null)
    {
        using var answer = await (caller ?? service.Http).GetAsync($"/api/check?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{query}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }

    static JsonElement? ZoneOf(JsonElement answer, long id) => answer.GetProperty("zones").EnumerateArray().Where(zone => zone.GetProperty("id").GetInt64() == id).Select(zone => (JsonElement?)zone).FirstOrDefault();

    static JsonElement FindingOf(JsonElement answer, long id) => ZoneOf(answer, id).ShouldNotBeNull().GetProperty("finding");

    async Task<long> InForceAsync(JsonElement shape, string number, string name = "Vùng thử")
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        return (await ZoneInForceAsync(planner, approver, shape, number, name)).Feature;
    }

    [Fact]
    public async Task Near_a_border_it_is_told_as_undecidable_up_to_the_root_of_the_sum_of_squares()
    {
        var north = NewNorth();
        // Two parts, the first with a hole; known to 3 m.
        var zone = await InForceAsync(Shape(3, [Box(430_000, north, 4_000), Hole(431_000, north + 1_000, 1_000)], [Box(436_000, north, 1_000)]), "Ranh/QĐ");
        var middle = north + 500;
        foreach (var (x, y, accuracy, asDegrees, verdict, distance) in new (double X, double Y, string Accuracy, bool AsDegrees, string Verdict, double Distance)[]
        {
            // √(4² + 3²) = 5, and with the change of datum √26 = 5.099.
            (middle, 430_005.2, "4", false, "inside", 5.2), (middle, 430_004.8, "4", false, "undecidable", 4.8), (middle, 429_995.2, "4", false, "undecidable", 4.8), (middle, 429_994.8, "4", false, "outside", 5.2),
            (middle, 430_005.05, "4", false, "inside", 5.05), (middle, 430_005.05, "4", true, "undecidable", 5.05), (middle, 430_005.15, "4", true, "inside", 5.15),
            // On the border, and on a corner.
            (middle, 430_000, "0.01", false, "undecidable", 0), (north, 430_000, "0.01", false, "undecidable", 0),
            // In the hole, and beside it.
            (north + 1_500, 431_500, "4", false, "outside", 500), (north + 1_500, 431_004, "4", false, "undecidable", 4), (north + 1_500, 430_990, "4", false, "inside", 10),
            // The other part, and between the two.
            (middle, 436_500, "4", false, "inside", 500), (middle, 435_000, "4", false, "outside", 1_000),
            // How badly the site is known decides.
            (middle, 430_100, "96", false, "inside", 100), (middle, 430_100, "100", false, "undecidable", 100),
        })
        {
            var told = $"{x} {y} {accuracy} {asDegrees}";
            var finding = FindingOf(await AskAsync($"{(asDegrees ? Degrees(x, y) : Metres(x, y))}&accuracy={accuracy}"), zone);
            finding.GetProperty("verdict").GetString().ShouldBe(verdict, told);
            // Metres of the grid: up to 0.01 % longer or shorter than those of the ground.
            finding.GetProperty("distanceM").GetDouble().ShouldBe(distance, 0.01 + distance * 0.0002, told);
            finding.GetProperty("errors").GetProperty("datumM").GetDouble().ShouldBe(asDegrees ? 1 : 0, told);
            finding.GetProperty("errors").GetProperty("zoneM").GetDouble().ShouldBe(3, told);
            (finding.GetProperty("remedy").ValueKind == JsonValueKind.Object).ShouldBe(verdict == "undecidable", told);
        }
        var near = FindingOf(await AskAsync($"{Metres(middle, 430_004.8)}&accuracy=4"), zone);
        // √(4.8² − 3²), told downwards.
        near.GetProperty("neededAccuracyM").GetDouble().ShouldBe(3.74, 0.011);
        var corners = near.GetProperty("border").GetProperty("corners").EnumerateArray().Select(corner => (corner.GetProperty("at").GetProperty("x").GetDouble(), corner.GetProperty("at").GetProperty("y").GetDouble())).ToList();
        corners.ShouldBe([(north, 430_000.0), (north + 4_000.0, 430_000.0)], ignoreOrder: true);
        near.GetProperty("border").GetProperty("fromTable").GetBoolean().ShouldBeTrue();
        near.GetProperty("border").GetProperty("origin").GetString().ShouldBe("surveyed");
        // Where the border itself is not known well enough, measuring the site is no remedy.
        FindingOf(await AskAsync($"{Metres(middle, 430_002)}&accuracy=4"), zone).GetProperty("neededAccuracyM").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_long_border_is_straight_in_the_grid_of_its_annex()
    {
        var north = NewNorth();
        var zone = await InForceAsync(Shape(0.05, [Box(440_000, north, 9_000)]), "Dài/QĐ");
        // In the middle of 9 km the chord in degrees runs half a metre beside the line of the law.
        foreach (var (x, verdict) in new[] { (north + 0.15, "inside"), (north - 0.15, "outside") })
        {
            var finding = FindingOf(await AskAsync($"{Metres(x, 444_500)}&accuracy=0.05"), zone);
            finding.GetProperty("verdict").GetString().ShouldBe(verdict);
            finding.GetProperty("distanceM").GetDouble().ShouldBe(0.15, 0.02);
        }
    }

    [Fact]
    public async Task The_stretch_that_is_known_badly_leaves_open_what_the_others_would_decide()
    {
        var north = NewNorth();
        var shape = JsonSerializer.SerializeToElement(new
        {
            epsg = Epsg, decimals = 2,
            parts = new[] { new { rings = new[] { new
            {
                corners = Box(430_000, north, 1_000).Select(one => new[] { one.East * 100L, one.North * 100L }),
                // The south side and the east side to 1 m, the others to 200 m.
                stretches = new[] { new { from = 0, origin = "surveyed", accuracyM = 1 }, new { from = 2, origin = "drawn", accuracyM = 200 } },
            } } } },
        });
        var zone = await InForceAsync(shape, "Đoạn/QĐ");
        var south = FindingOf(await AskAsync($"{Metres(north + 10, 430_700)}&accuracy=1"), zone);
        (south.GetProperty("verdict").GetString(), south.GetProperty("errors").GetProperty("zoneM").GetDouble()).ShouldBe(("inside", 1.0));
        var west = FindingOf(await AskAsync($"{Metres(north + 10, 430_150)}&accuracy=1"), zone);
        (west.GetProperty("verdict").GetString(), west.GetProperty("errors").GetProperty("zoneM").GetDouble(), west.GetProperty("border").GetProperty("origin").GetString()).ShouldBe(("undecidable", 200.0, "drawn"));
        west.GetProperty("distanceM").GetDouble().ShouldBe(150, 0.1);
    }

    [Fact]
    public async Task A_day_and_a_moment_of_knowledge_have_their_own_answer_and_asked_again_the_same_code()
    {
        var north = NewNorth();
        var site = $"{Metres(north + 500, 430_500)}&accuracy=2";
        var before = await AskAsync(site);
        var zone = await InForceAsync(Shape(3, [Box(430_000, north, 1_000)]), "Ngày/QĐ");
        var now = await AskAsync(site);
        var told = ZoneOf(now, zone).ShouldNotBeNull();
        told.GetProperty("finding").GetProperty("verdict").GetString().ShouldBe("inside");
        told.GetProperty("decision").GetProperty("number").GetString().ShouldBe("Ngày/QĐ");
        told.GetProperty("decision").GetProperty("issuedOn").GetString().ShouldBe("2026-10-20");
        told.GetProperty("since").GetString().ShouldBe("2026-11-01");
        told.GetProperty("law").GetProperty("document").GetString().ShouldBe("Nghị định 08/2022/NĐ-CP");
        told.GetProperty("law").GetProperty("point").GetString().ShouldBe("2b");
        // The day before its first, and the first.
        ZoneOf(await AskAsync($"{site}&at=2026-10-31"), zone).ShouldBeNull();
        ZoneOf(await AskAsync($"{site}&at=2026-11-01"), zone).ShouldNotBeNull();
        // What was not known yet is not told of that moment, and its sheet is found true again.
        foreach (var (first, shows) in new[] { (before, false), (now, true) })
        {
            var again = await AskAsync($"{site}&at={first.GetProperty("at").GetString()}&known={Uri.EscapeDataString(first.GetProperty("known").GetString()!)}");
            (ZoneOf(again, zone) is not null).ShouldBe(shows);
            again.GetProperty("code").GetString().ShouldBe(first.GetProperty("code").GetString());
        }
        now.GetProperty("code").GetString()!.ShouldMatch("^[0-9a-f]{64}$");
        now.GetProperty("code").GetString().ShouldNotBe(before.GetProperty("code").GetString());
        (await AskAsync($"{Metres(north + 500, 430_500)}&accuracy=3")).GetProperty("code").GetString().ShouldNotBe(now.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_drawn_site_is_told_how_much_of_it_lies_in_a_zone()
    {
        var north = NewNorth();
        var zone = await InForceAsync(Shape(1, [Box(430_000, north, 1_000)]), "Vẽ/QĐ");
        foreach (var (east, side, verdict, share) in new[] { (430_400, 100, "inside", 1.0), (429_800, 100, "outside", 0), (429_950, 100, "partly", 0.5), (429_902, 100, "undecidable", 0.02), (429_000, 4_000, "partly", 1_000 * 1_000 / 16e6) })
        {
            var corners = new[] { (east, 0), (east + side, 0), (east + side, side), (east, side), (east, 0) }.Select(one => Vn2000Transformation.ToWgs84(Grid, one.Item1, north + (side > 1_000 ? -1_000 : 300) + one.Item2)).Select(one => new[] { one.Longitude, one.Latitude });
            using var answer = await service.Http.PostAsJsonAsync("/api/check?accuracy=3", new { site = new { type = "Polygon", coordinates = new[] { corners } } });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var finding = FindingOf(told, zone);
            finding.GetProperty("verdict").GetString().ShouldBe(verdict, $"{east}");
            finding.GetProperty("insideM2").GetDouble().ShouldBe(share * told.GetProperty("site").GetProperty("areaM2").GetDouble(), side * side * 0.0005, $"{east}");
            told.GetProperty("site").GetProperty("areaM2").GetDouble().ShouldBe(side * side, side * side * 0.0005);
        }
    }

    [Fact]
    public async Task What_is_not_located_is_told_of_its_commune_and_demonstrations_are_marked()
    {
        // A zone that is known by its commune alone.
        var commune = (await AskAsync("lon=105.70&lat=21.58")).GetProperty("place").GetProperty("communes")[0].GetProperty("code").GetString()!;
        var unlocated = await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, attributes, commune_id, accuracy_m, demonstration, valid)
            select @Strict, 'Vùng chưa có tọa độ', '{"clause":"2b","legal_status":"proposed"}', id, 5000, true, daterange('2026-01-01', null) from env.commune where code = @commune and valid_to is null
            returning id
            """, new { Strict, commune });
        var answer = await AskAsync("lon=105.70&lat=21.58");
        var told = answer.GetProperty("unlocated").EnumerateArray().Single(zone => zone.GetProperty("id").GetInt64() == unlocated);
        told.GetProperty("finding").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("demonstration").GetBoolean().ShouldBeTrue();
        (await AskAsync("lon=106.9&lat=16.7")).GetProperty("unlocated").EnumerateArray().ShouldNotContain(zone => zone.GetProperty("id").GetInt64() == unlocated);
        // Of each layer of zones the nearest, however far.
        answer.GetProperty("zones").EnumerateArray().Select(zone => zone.GetProperty("layer").GetString()).Distinct().ShouldBe([Strict, Restricted], ignoreOrder: true);
        answer.GetProperty("zones").EnumerateArray().Where(zone => zone.GetProperty("code").GetString()!.Contains("-MH-", StringComparison.Ordinal)).ShouldAllBe(zone => zone.GetProperty("demonstration").GetBoolean());
    }

    [Fact]
    public async Task Restricted_zones_and_sites_are_told_to_those_who_see_them()
    {
        var (zones, sites) = (await service.NewLayer("polygon", visibility: "restricted"), await service.NewLayer("point", visibility: "restricted"));
        await service.Sql("""update env.layer set definition = definition || jsonb_build_object('changes', 'decision', 'checkedAgainst', jsonb_build_array(@sites)) where id = @zones""", new { zones, sites });
        await service.RefreshLayers();
        await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, demonstration, valid)
            values (@zones, 'Vùng kín 4K', st_makeenvelope(106.90, 16.70, 106.92, 16.72, 4326), 'demonstration', 10, true, daterange('2026-01-01', null)) returning id
            """, new { zones });
        await service.NewFeature(sites, "POINT(106.911 16.711)", "Kho kín 4K");
        const string site = "lon=106.91&lat=16.71";
        foreach (var (role, layers, sees) in new (string, string[]?, bool)[] { ("nobody", null, false), ("administrator", null, false), ("viewer", [zones, sites], true), ("viewer", [Strict], false) })
        {
            using var caller = role == "nobody" ? service.NewBrowser() : await service.SignedIn(role, layers: layers);
            foreach (var address in (string[])[$"/api/check?{site}", $"/api/check?{site}&at=2026-06-01", $"/api/check?{site}&known={Uri.EscapeDataString(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}"])
            {
                var text = await caller.GetStringAsync(address);
                // As known a second ago it may not have been there.
                if (!address.Contains("known", StringComparison.Ordinal))
                {
                    (text.Contains("Vùng kín 4K", StringComparison.Ordinal) && text.Contains("Kho kín 4K", StringComparison.Ordinal)).ShouldBe(sees, $"{role} {address}");
                }
                else if (sees)
                {
                    continue;
                }
                if (!sees)
                {
                    text.ShouldNotContain("4K", Case.Sensitive);
                    text.ShouldContain("\"public\":true");
                }
            }
        }
    }

    [Fact]
    public async Task Open_drafts_are_told_to_those_who_see_them_and_leave_no_trace_for_others()
    {
        var north = NewNorth();
        using var planner = await service.SignedIn("planner", [Province]);
        var zone = await InForceAsync(Shape(3, [Box(430_000, north, 1_000)]), "Dự thảo/QĐ");
        var inside = $"{Metres(north + 900, 430_500)}&accuracy=2";
        var before = await AskAsync(inside);
        var draft = await BeginAsync(planner, "Dự thảo kín 8D");
        await DoneAsync(planner, draft, new { kind = "take", feature = zone });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Shape(3, [Box(430_000, north, 500)]) }, read: 1);
        await AddAsync(planner, draft, Shape(3, [Box(430_400, north + 800, 200)]), "Vùng mới 8D");

        var told = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/check?{inside}");
        var changes = told.GetProperty("changes").EnumerateArray().Select(change => (
            change.GetProperty("kind").GetString(), VerdictOf(change.GetProperty("before")), VerdictOf(change.GetProperty("after")), change.GetProperty("differs").GetBoolean())).ToList();
        changes.ShouldBe([("change", "inside", "outside", true), ("add", null, "inside", true)]);
        // Where it changes nothing there is nothing to be told.
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/check?{Metres(north + 5_000, 430_500)}")).GetProperty("changes").GetArrayLength().ShouldBe(0);
        foreach (var (role, provinces, status) in new (string, string[]?, HttpStatusCode)[]
        {
            ("nobody", null, HttpStatusCode.Unauthorized), ("viewer", [Province], HttpStatusCode.Forbidden), ("inspector", [Province], HttpStatusCode.Forbidden), ("planner", ["44"], HttpStatusCode.OK), ("approver", [Province], HttpStatusCode.OK),
        })
        {
            using var caller = role == "nobody" ? service.NewBrowser() : await service.SignedIn(role, provinces);
            using var answer = await caller.GetAsync($"/api/drafts/check?{inside}");
            answer.StatusCode.ShouldBe(status, role);
            (await answer.Content.ReadAsStringAsync()).Contains("8D", StringComparison.Ordinal).ShouldBe(role == "approver", role);
            (await caller.GetStringAsync($"/api/check?{inside}")).ShouldNotContain("8D", Case.Sensitive);
        }
        // As known then: nothing that was decided has changed.
        (await AskAsync($"{inside}&at={before.GetProperty("at").GetString()}&known={Uri.EscapeDataString(before.GetProperty("known").GetString()!)}")).GetProperty("code").GetString()
            .ShouldBe(before.GetProperty("code").GetString());

        static string? VerdictOf(JsonElement finding) => finding.ValueKind == JsonValueKind.Null ? null : finding.GetProperty("verdict").GetString();
    }

    [Theory]
    [InlineData("", "lon")]
    [InlineData("lon=105.8", "lat")]
    [InlineData("lat=21.6", "lon")]
    [InlineData("lon=NaN&lat=21.6", "lon")]
    [InlineData("lon=21.6&lat=105.8", "lat")]
    [InlineData("lon=0&lat=0", "lon")]
    [InlineData("q=abc", "q")]
    [InlineData("q=2388123%20423456", "q")]
    [InlineData("q=21.6%20105.8&lon=105.8&lat=21.6", "q")]
    [InlineData("q=48.85%202.35", "q")]
    [InlineData("site=105.8,21.6", "site")]
    [InlineData("site=105.8,21.6 105.81,21.6 x", "site")]
    [InlineData("site=105.8,21.6 105.81,21.6 105.81,21.61&q=21.6 105.8", "site")]
    [InlineData("lon=105.8&lat=21.6&accuracy=0", "accuracy")]
    [InlineData("lon=105.8&lat=21.6&accuracy=1e3", "accuracy")]
    [InlineData("lon=105.8&lat=21.6&accuracy=5,5", "accuracy")]
    [InlineData("lon=105.8&lat=21.6&accuracy=1001", "accuracy")]
    [InlineData("lon=105.8&lat=21.6&within=20001", "within")]
    [InlineData("lon=105.8&lat=21.6&within=-1", "within")]
    [InlineData("lon=105.8&lat=21.6&at=31/12/2026", "at")]
    [InlineData("lon=105.8&lat=21.6&at=2026-02-30", "at")]
    [InlineData("lon=105.8&lat=21.6&known=2999-01-01", "known")]
    public async Task What_is_no_question_is_refused_in_both_languages_with_the_parameter_named(string query, string parameter)
    {
        using var answer = await service.Http.GetAsync($"/api/check?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("en").GetString()!.ShouldContain($"arameter {parameter} ");
        problem.GetProperty("vi").GetString()!.ShouldContain($"ham số {parameter} ");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"site":null}""")]
    [InlineData("""{"site":5}""")]
    [InlineData("""{"site":{"type":"Point","coordinates":[105.8,21.6]}}""")]
    [InlineData("""{"site":{"type":"Polygon"}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[105.81,21.6],[105.81,21.61]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[105.81,21.6],[105.81,21.61],[105.8,21.61]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[105.81,21.61],[105.81,21.6],[105.8,21.61],[105.8,21.6]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[105.8,21.6],[105.8,21.6],[105.8,21.6]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[21.6,105.8],[21.6,105.81],[21.61,105.81],[21.6,105.8]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[1e999,21.6],[105.81,21.61],[105.8,21.6]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[["105.8",21.6],[105.81,21.6],[105.81,21.61],["105.8",21.6]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105,21],[107,21],[107,22],[105,21]]]}}""")]
    [InlineData("""{"site":{"type":"Polygon","coordinates":[[[105.8,21.6],[105.81,21.6],[105.81,21.61],[105.8,21.6]],[[105.9,21.6],[105.91,21.6],[105.91,21.61],[105.9,21.6]]]}}""")]
    public async Task What_is_no_site_is_refused(string body)
    {
        using var answer = await service.Http.PostAsync("/api/check", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task On_paper_the_same_is_told_with_the_address_that_asks_it_again()
    {
        var north = NewNorth();
        await InForceAsync(Shape(1, [Box(430_000, north, 1_000)]), "Giấy/QĐ", "Vùng trên giấy");
        var corners = string.Join(' ', new[] { (429_950, 300), (430_050, 300), (430_050, 400), (429_950, 400) }.Select(one => Vn2000Transformation.ToWgs84(Grid, one.Item1, north + one.Item2))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Longitude:f7},{one.Latitude:f7}")));
        foreach (var (query, language, sentence) in new[]
        {
            ($"{Metres(north + 500, 430_500)}&accuracy=3&at=2026-12-30", "vi", "Nằm trong Vùng bảo vệ nghiêm ngặt “Vùng trên giấy” theo Quyết định số Giấy/QĐ"),
            ($"site={Uri.EscapeDataString(corners)}&accuracy=3&at=2026-12-30", "vi", "m²) nằm trong Vùng bảo vệ nghiêm ngặt “Vùng trên giấy”"), ($"{Metres(north + 500, 430_500)}&accuracy=3&at=2026-12-30", "en", "Vùng trên giấy"),
        })
        {
            var known = await AskAsync(query);
            using var answer = await service.Http.GetAsync($"/api/check.pdf?{query}&lang={language}&known={Uri.EscapeDataString(known.GetProperty("known").GetString()!)}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            var file = Path.GetTempFileName();
            await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
            var text = string.Join(' ', (await Command.Run("pdftotext", "-enc", "UTF-8", file, "-")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            File.Delete(file);
            text.ShouldContain(sentence);
            // The code of the very answer that a machine gets; broken where it must be, the address leads to the page with it.
            var code = known.GetProperty("code").GetString()!;
            text.ShouldContain(string.Join(' ', code.Chunk(8).Select(piece => new string(piece))), Case.Sensitive, text);
            text.Replace(" ", "", StringComparison.Ordinal).ShouldContain($"/check/{code}?");
        }
        // As one is refused by its name, so is the other.
        (await service.Http.GetAsync("/api/check.pdf?lon=105.8")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_site_of_corners_in_the_address_is_the_site_that_was_drawn()
    {
        double[][] corners = [[105.8, 21.6], [105.81, 21.6], [105.81, 21.61]];
        var text = string.Join(' ', corners.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner[0]},{corner[1]}")));
        var asked = await AskAsync($"site={Uri.EscapeDataString(text)}&at=2026-12-01");
        using var drawn = await service.Http.PostAsJsonAsync(
            $"/api/check?at=2026-12-01&known={Uri.EscapeDataString(asked.GetProperty("known").GetString()!)}", new { site = new { type = "Polygon", coordinates = new[] { corners.Append(corners[0]) } } });
        (await drawn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(asked.GetProperty("code").GetString());
        // Three of them, and none that crosses itself.
        foreach (var none in (string[])["105.8,21.6 105.81,21.6", "105.8,21.6 105.81,21.61 105.81,21.6 105.8,21.61"])
        {
            using var refused = await service.Http.GetAsync($"/api/check?site={Uri.EscapeDataString(none)}");
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("\"parameter\":\"site\"");
        }
    }

    [Fact]
    public async Task A_site_of_too_many_corners_is_refused_and_one_of_a_thousand_is_not()
    {
        foreach (var (count, status) in new[] { (1_000, HttpStatusCode.OK), (1_001, HttpStatusCode.BadRequest) })
        {
            var ring = Enumerable.Range(0, count).Append(0).Select(at => new[] { 105.8 + 0.01 * Math.Cos(at * Math.Tau / count), 21.6 + 0.01 * Math.Sin(at * Math.Tau / count) });
            using var answer = await service.Http.PostAsJsonAsync("/api/check", new { site = new { type = "Polygon", coordinates = new[] { ring } } });
            answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        }
    }
}
