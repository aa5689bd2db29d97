using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>What is seen of a draft beside what is in force, and what is said of it.</summary>
public sealed class LookTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_changed_zone_is_told_beside_what_it_was()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(430_000, 2_380_000, 1_000), "So sánh/QĐ", "Tên cũ");
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        var same = await ComparedAsync(planner, draft, 1);
        same.GetProperty("grid").GetProperty("gained").GetDouble().ShouldBe(0);
        same.GetProperty("changed").GetArrayLength().ShouldBe(0);
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Ring((430_000, 2_380_000), (430_000, 2_381_000), (431_100, 2_381_000), (430_900, 2_380_000)) }, read: 1);
        await DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Tên mới" }, attributes = new { clause = "2a", legal_status = "in_force" } }, read: 2);
        var told = await ComparedAsync(planner, draft, 1);
        var grid = told.GetProperty("grid");
        grid.GetProperty("moved").GetArrayLength().ShouldBe(2);
        grid.GetProperty("moved").EnumerateArray().ShouldAllBe(one => one.GetProperty("distanceM").GetDouble() == 100);
        // The new side crosses the old one in its middle: two triangles of 50 m by half the height and twice the shift.
        grid.GetProperty("gained").GetDouble().ShouldBe(25_000, 0.01);
        grid.GetProperty("lost").GetDouble().ShouldBe(25_000, 0.01);
        var (before, after) = (await service.Rows<(double, double)>("""
            select env.area_m2(v.geom), env.area_m2(f.geom) from env.draft_feature f join env.feature_version v on v.id = f.base_version where f.draft_id = @draft
            """, new { draft })).Single();
        told.GetProperty("groundBeforeM2").GetDouble().ShouldBe(before);
        told.GetProperty("groundAfterM2").GetDouble().ShouldBe(after);
        told.GetProperty("changed").EnumerateArray().Select(one => (one.GetProperty("title").GetProperty("vi").GetString(), one.GetProperty("before").GetString(), one.GetProperty("after").GetString()))
            .ShouldBe([("Tên", "Tên cũ", "Tên mới"), ("Thuộc trường hợp", "2b", "2a")]);
    }

    [Fact]
    public async Task A_map_of_a_draft_shows_it_over_what_it_was_and_the_zones_around()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, changed) = await ZoneInForceAsync(planner, approver, Square(434_000, 2_380_000, 1_000), "Nền/QĐ");
        var (_, beside) = await ZoneInForceAsync(planner, approver, Square(435_000, 2_380_000, 1_000), "Cạnh/QĐ", "Vùng bên cạnh");
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = changed });
        await AddAsync(planner, draft, Square(434_000, 2_381_000, 1_000));
        var outlines = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/outlines")).GetProperty("features").EnumerateArray()
            .Select(one => one.GetProperty("properties")).Select(one => (one.GetProperty("number").GetInt32(), one.GetProperty("role").GetString())).ToList();
        outlines.ShouldBe([(1, "in-force"), (1, "draft"), (2, "draft")]);
        var box = await service.Value<string>("select concat_ws(',', st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)) from (select st_extent(geom) e from env.draft_feature where draft_id = @draft) x", new { draft });
        var around = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/neighbours?bbox={box}");
        var zone = around.GetProperty("zones").EnumerateArray().ShouldHaveSingleItem();
        zone.GetProperty("id").GetInt64().ShouldBe(beside);
        zone.GetProperty("exact").GetBoolean().ShouldBeTrue();
        zone.GetProperty("shape").GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("corners").GetRawText().ShouldBe("[[43500000,238000000],[43500000,238100000],[43600000,238100000],[43600000,238000000]]");
        (await planner.GetAsync($"/api/drafts/{draft}/neighbours")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_remark_stays_with_the_outline_it_was_made_on_and_is_answered_and_closed()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(438_000, 2_380_000, 1_000));
        var drawn = await service.Value<string>("select st_asgeojson(geom, 9) from env.draft_feature where draft_id = @draft", new { draft });
        await SaidAsync(approver, draft, new { text = "Cạnh phía bắc lấn sang hồ", feature = 1, at = new[] { 105.8, 21.6 } });
        var first = (await SaidAsync(planner, draft, new { text = "Cả bản dự thảo thiếu thuyết minh" }))[0];
        first.GetProperty("outdated").GetBoolean().ShouldBeFalse();
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(438_000, 2_380_000, 900) }, read: 1);
        var remarks = await SaidAsync(planner, draft, new { text = "Đã sửa", feature = 1, answers = first.GetProperty("id").GetInt64() });
        remarks.Count.ShouldBe(3);
        remarks[0].GetProperty("outdated").GetBoolean().ShouldBeTrue();
        remarks[0].GetProperty("outline").GetRawText().Replace(" ", "", StringComparison.Ordinal).ShouldBe(drawn!.Replace(" ", "", StringComparison.Ordinal));
        remarks[2].GetProperty("answers").GetInt64().ShouldBe(first.GetProperty("id").GetInt64());
        for (var time = 0; time < 2; time++)
        {
            using var closed = await approver.PostAsync($"/api/drafts/{draft}/remarks/{first.GetProperty("id").GetInt64()}/done", null);
            closed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/remarks")).GetProperty("remarks")[0].GetProperty("done").GetProperty("by").GetString().ShouldNotBeNullOrEmpty();
        (await service.Value<long>("select count(*) from env.draft_remark_done d join env.draft_remark r on r.id = d.remark_id where r.draft_id = @draft", new { draft })).ShouldBe(1);
        // It is no part of what is approved.
        (await service.Value<bool>("select env.draft_hash(@draft) is not null", new { draft })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"text":"  "}""")]
    [InlineData("""{"feature":1}""")]
    [InlineData("""{"text":"x","at":[105.8]}""")]
    [InlineData("""{"text":"x","at":[500,21]}""")]
    [InlineData("""{"text":"x","feature":99}""")]
    [InlineData("""{"text":"x","answers":999999999}""")]
    public async Task What_is_no_remark_is_refused_and_nothing_is_kept(string body)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsync($"/api/drafts/{draft}/remarks", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBeInRange(400, 404);
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/remarks")).GetProperty("remarks").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task To_others_none_of_it_is_there()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var elsewhere = await service.SignedIn("planner", ["44"]);
        using var viewer = await service.SignedIn("viewer", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(442_000, 2_380_000, 1_000));
        await SaidAsync(planner, draft, new { text = "Chỉ người soạn thấy", feature = 1 });
        foreach (var path in (string[])["outlines", "neighbours?bbox=105,21,106,22", "remarks", "features/1/comparison"])
        {
            (await elsewhere.GetAsync($"/api/drafts/{draft}/{path}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            ((int)(await viewer.GetAsync($"/api/drafts/{draft}/{path}")).StatusCode).ShouldBeOneOf([403, 404]);
        }
        (await elsewhere.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Tôi thấy" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await elsewhere.PostAsJsonAsync($"/api/drafts/{draft}/tools", new { tool = "measure", shapes = new[] { Square(442_000, 2_380_000, 1_000) } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Nor do those who administer read in the record what a draft is called or what was said of it.
        using var administrator = await service.SignedIn("administrator", [Province]);
        var record = await administrator.GetStringAsync("/api/audit");
        record.ShouldContain($"draft {draft}");
        record.ShouldNotContain("Vùng hồ Núi Cốc");
        record.ShouldNotContain("Chỉ người soạn thấy");
    }

    static async Task<JsonElement> ComparedAsync(HttpClient planner, long draft, int number) => await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/{number}/comparison");

    static async Task<List<JsonElement>> SaidAsync(HttpClient caller, long draft, object remark)
    {
        using var answer = await caller.PostAsJsonAsync($"/api/drafts/{draft}/remarks", remark);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("remarks").EnumerateArray()];
    }
}
