using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>What one gesture does to several features is done as one, undone as one, and refused as one.</summary>
public sealed class GestureTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_zone_is_split_and_made_whole_again_and_split_again()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var (draft, id, undone) = (await BeginAsync(planner), Guid.NewGuid(), Guid.NewGuid());
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var before = await StateAsync(draft);
        var pieces = await ToolAsync(planner, draft, new { tool = "split", shapes = new[] { Square(430_000, 2_388_000, 1_000) }, line = Line((429_900, 2_388_400), (431_100, 2_388_600)) });
        var split = new
        {
            kind = "together",
            all = new object[]
            {
                new { kind = "draw", number = 1, read = 1, shape = pieces[0] },
                new { kind = "add", layer = Strict, name = new { vi = "Nửa kia" }, attributes = Attributes, shape = pieces[1] },
            },
        };
        var done = await DoneAsync(planner, draft, split, id: id);
        done.GetProperty("feature").ValueKind.ShouldBe(JsonValueKind.Null);
        done.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("feature").GetProperty("number").GetInt32()).ShouldBe([1, 2]);
        (await DoneAsync(planner, draft, split, id: id)).GetRawText().ShouldBe(done.GetRawText());
        (await FindingsAsync(planner, draft)).GetProperty("errors").GetInt32().ShouldBe(0);
        var after = await StateAsync(draft);

        await DoneAsync(planner, draft, new { kind = "undo", of = id }, id: undone);
        (await StateAsync(draft)).ShouldBe(before);
        await DoneAsync(planner, draft, new { kind = "undo", of = undone });
        (await StateAsync(draft)).ShouldBe(after);
        // Its changes are no operations of their own: there is no half of it to undo, and none is listed.
        var listed = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/operations")).GetProperty("done").EnumerateArray().Select(one => one.GetProperty("kind").GetString());
        listed.ShouldBe(["add", "together", "undo", "undo"]);
        var part = await service.Value<Guid>("select id from env.draft_operation where part_of = @id order by number limit 1", new { id });
        (await DoAsync(planner, draft, new { kind = "undo", of = part })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_border_that_two_zones_share_moves_with_both_or_with_none()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, neighbour) = await ZoneInForceAsync(planner, approver, Square(441_000, 2_388_000, 1_000), "Ranh chung/QĐ", "Vùng bên cạnh");
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(440_000, 2_388_000, 1_000));
        var moved = await ToolAsync(planner, draft, new
        {
            tool = "move-corners", shapes = new[] { Square(440_000, 2_388_000, 1_000), Square(441_000, 2_388_000, 1_000) },
            moves = new[] { new[] { new[] { 44_100_000L, 238_900_000L }, [44_095_000L, 238_905_000L] } },
        });
        // Somebody else has changed the zone meanwhile: neither is changed.
        await DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Tên khác" } }, read: 1);
        var gesture = new { kind = "together", all = new object[] { new { kind = "take", feature = neighbour, shape = moved[1] }, new { kind = "draw", number = 1, read = 1, shape = moved[0] } } };
        (await DoAsync(planner, draft, gesture)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await ReadAsync(planner, draft)).GetProperty("features").GetArrayLength().ShouldBe(1);
        var id = Guid.NewGuid();
        await DoneAsync(planner, draft, new { kind = "together", all = new object[] { new { kind = "take", feature = neighbour, shape = moved[1] }, new { kind = "draw", number = 1, read = 2, shape = moved[0] } } }, id: id);
        (await FindingsAsync(planner, draft)).GetProperty("found").GetArrayLength().ShouldBe(0);
        // Bit by bit the same corner in both.
        (await service.Value<bool>("""
            select st_touches(one.geom, other.geom) from env.draft_feature one, env.draft_feature other
            where one.draft_id = @draft and one.number = 1 and other.draft_id = @draft and other.feature_id = @neighbour
            """, new { draft, neighbour })).ShouldBeTrue();
        await DoneAsync(planner, draft, new { kind = "undo", of = id });
        (await ReadAsync(planner, draft)).GetProperty("features").EnumerateArray().Count(one => !one.GetProperty("dropped").GetBoolean()).ShouldBe(1);
    }

    /// <summary>What is no gesture, with the field that is named.</summary>
    public static TheoryData<string, string> Unclear => new()
    {
        { """{"kind":"together"}""", "all" },
        { """{"kind":"together","all":[]}""", "all" },
        { """{"kind":"together","all":[null]}""", "all[0]" },
        { """{"kind":"together","all":[{"kind":"undo"}]}""", "all[0].kind" },
        { """{"kind":"together","all":[{"kind":"drop","number":1}]}""", "all[0].read" },
        { """{"kind":"together","all":[{"kind":"drop","number":1,"read":1},{"kind":"draw","number":1,"read":2}]}""", "all" },
        { """{"kind":"together","number":1,"all":[{"kind":"drop","number":1,"read":1}]}""", "number" },
        { """{"kind":"together","all":[{"kind":"drop","number":1,"read":1},{"kind":"add","layer":"strict-protection-zones","name":{"vi":""}}]}""", "all[1].name.vi" },
        { """{"kind":"together","all":[{"kind":"add","layer":"strict-protection-zones","name":{"vi":"Vùng"},"attributes":{},"shape":{}}]}""", "all[0].shape" },
        { """{"kind":"add","layer":"strict-protection-zones","name":{"vi":"Vùng"},"number":7}""", "number" },
        { """{"kind":"add","layer":"strict-protection-zones","name":{"vi":"Vùng"},"of":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""", "of" },
        { """{"kind":"retire","feature":1,"shape":{"epsg":9213}}""", "shape" },
        { """{"kind":"undo","of":"6f9619ff-8b86-d011-b42d-00c04fc964ff","name":{"vi":"Vùng"}}""", "name" },
        { """{"kind":"undo"}""", "of" },
        { """{"kind":"erase","number":1}""", "kind" },
    };

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task What_is_no_gesture_is_refused_by_the_field_and_nothing_is_written(string body, string field)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        using var answer = await planner.PutAsync($"/api/drafts/{draft}/operations/{Guid.NewGuid()}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors")[0].GetProperty("field").GetString()!.ShouldStartWith(field);
        (await ReadAsync(planner, draft)).GetProperty("revision").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_says_by_its_tag_what_the_next_change_is_sent_with()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        using var drawn = await DoAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_001) }, read: 1);
        drawn.Headers.ETag!.Tag.ShouldBe("\"d2\"");
        // Another spelling of the number is another tag.
        using var padded = new HttpRequestMessage(HttpMethod.Put, $"/api/drafts/{draft}/operations/{Guid.NewGuid()}") { Content = JsonContent.Create(new { kind = "drop", number = 1 }) };
        padded.Headers.TryAddWithoutValidation("If-Match", "\"d02\"");
        ((int)(await planner.SendAsync(padded)).StatusCode).ShouldBeInRange(400, 428);
        (await ReadAsync(planner, draft)).GetProperty("revision").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task How_exact_a_zone_is_follows_from_the_least_exact_stretch_of_its_border()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var added = await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        added.GetProperty("feature").GetProperty("feature").GetProperty("accuracyM").GetDouble().ShouldBe(5);
        added.GetProperty("feature").GetProperty("feature").GetProperty("positionSource").GetString().ShouldBe("digitised");
        // Nothing is made up of one that is not drawn yet.
        var later = await AddAsync(planner, draft, null);
        later.GetProperty("feature").GetProperty("feature").GetProperty("accuracyM").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>Borders that meet themselves, with a word of the sentence and the place.</summary>
    [Theory]
    [InlineData(400, 300)]
    [InlineData(700, 100)]
    [InlineData(350, 450)]
    public async Task A_border_that_touches_itself_is_refused_with_the_place(int east, int north)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        // The second part's corner lies on the middle of the first one's slanted side.
        var shape = new
        {
            epsg = Epsg, decimals = 2,
            parts = new[]
            {
                Part((430_000, 2_388_000), (430_000 + east * 2, 2_388_000 + north * 2), (430_000 + east * 2, 2_388_000)),
                Part((430_000 + east, 2_388_000 + north), (429_800 + east, 2_388_350 + north + 200 * north / east), (429_950 + east, 2_388_450 + north + 200 * north / east)),
            },
        };
        using var answer = await DoAsync(planner, draft, new { kind = "add", layer = Strict, name = new { vi = "Chạm" }, attributes = Attributes, shape });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("vi").GetString().ShouldBe("Hình chưa đúng ở phần 2, vòng 1, đỉnh 1: ranh giới chạm vào chính nó.");
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("shape/parts/1/rings/0/corners/0");

        static object Part(params (int East, int North)[] metres) => new
        {
            rings = new[] { new { corners = metres.Select(one => new[] { one.East * 100L, one.North * 100L }), stretches = new[] { new { from = 0, origin = "drawn", accuracyM = 5 } } } },
        };
    }

    async Task<string> StateAsync(long draft) => (await service.Value<string>("""
        select string_agg(concat_ws(' ', number, name_vi, shape, st_asewkb(geom), accuracy_m), ';' order by number) from env.draft_feature where draft_id = @draft and not dropped
        """, new { draft }))!;

    internal static async Task<List<JsonElement>> ToolAsync(HttpClient planner, long draft, object request)
    {
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/tools", request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("shapes").EnumerateArray().Select(one => one.GetProperty("shape"))];
    }

    internal static long[][] Line(params (int East, int North)[] metres) => [.. metres.Select(one => new[] { one.East * 100L, one.North * 100L })];

    static Task<JsonElement> FindingsAsync(HttpClient caller, long draft) => caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings");
}
