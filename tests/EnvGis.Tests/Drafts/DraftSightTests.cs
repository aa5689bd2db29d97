using System.Net;
using System.Net.Http.Json;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>A draft is there for those who draft, review and decide in its province, and for nobody else.</summary>
public sealed class DraftSightTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>Role, provinces, communes, and whether a draft of Thái Nguyên is there for them.</summary>
    public static TheoryData<string, string[]?, string[]?, string[]?, bool> Callers => new()
    {
        { "planner", ["19"], null, null, true }, { "approver", ["19"], null, null, true }, { "planner", null, null, null, true }, { "approver", null, null, null, true },
        { "planner", ["44"], null, null, false }, { "approver", ["44"], null, null, false }, { "planner", ["19"], ["05503"], null, false }, { "approver", ["19"], ["05503"], null, false },
        { "viewer", null, null, null, false }, { "inspector", null, null, null, false }, { "administrator", null, null, null, false }, { "nobody", null, null, null, false },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task It_is_there_for_whom_it_is_there_and_its_number_tells_the_others_nothing(string role, string[]? provinces, string[]? communes, string[]? layers, bool sees)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner, "Bản dự thảo kín 7Q");
        var operation = Guid.NewGuid();
        await DoneAsync(planner, draft, new { kind = "add", layer = Strict, name = new { vi = "Vùng kín 7Q" }, attributes = Attributes, shape = Square(430_000, 2_388_000, 1_000) }, id: operation);
        using var caller = role == "nobody" ? service.NewBrowser() : await service.SignedIn(role, provinces, communes, layers);
        foreach (var (method, address, body) in new (string, string, object?)[]
        {
            ("GET", $"/api/drafts/{draft}", null), ("GET", $"/api/drafts/{draft}/features/1", null), ("GET", $"/api/drafts/{draft}/operations", null), ("GET", $"/api/drafts/{draft}/annex.csv", null),
            ("PUT", $"/api/drafts/{draft}/operations/{operation}", new { kind = "undo", of = operation }), ("POST", $"/api/drafts/{draft}/steps", new { to = "withdrawn" }),
            ("POST", $"/api/drafts/{draft}/rehearsal", new { }), ("POST", $"/api/drafts/{draft}/decision", Decision("7Q/QĐ")),
        })
        {
            var (there, missing) = (await AskAsync(draft), await AskAsync(draft + 1_000_000));
            if (sees)
            {
                there.Status.ShouldNotBe(HttpStatusCode.NotFound, address);
            }
            else
            {
                there.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized);
                // What is refused is refused in the same words, whether it is there or not.
                Unnumbered(there.Text, draft).ShouldBe(Unnumbered(missing.Text, draft + 1_000_000), address);
                there.Text.ShouldNotContain("7Q", Case.Sensitive);
            }

            async Task<(HttpStatusCode Status, string Text)> AskAsync(long number)
            {
                using var request = new HttpRequestMessage(new(method), address.Replace($"/drafts/{draft}", $"/drafts/{number}", StringComparison.Ordinal)) { Content = body is null ? null : JsonContent.Create(body) };
                using var answer = await caller.SendAsync(request);
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
        }
        static string Unnumbered(string text, long number) => System.Text.RegularExpressions.Regex.Replace(text, $"(?<![0-9a-f-]){number}(?![0-9a-f-])", "N");

        using var listed = await caller.GetAsync("/api/drafts");
        var text = await listed.Content.ReadAsStringAsync();
        (listed.StatusCode == HttpStatusCode.OK && text.Contains("Bản dự thảo kín 7Q", StringComparison.Ordinal)).ShouldBe(sees);
    }

    [Fact]
    public async Task Who_drafts_does_not_review_and_who_reviews_does_not_draft()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        (await DoAsync(approver, draft, new { kind = "drop", number = 1 }, read: 1)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await approver.PostAsJsonAsync("/api/drafts", new { title = "x", province = Province })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StepAsync(approver, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await SteppedAsync(planner, draft, "submitted");
        (await StepAsync(planner, draft, "in_review")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await DoAsync(planner, draft, new { kind = "drop", number = 1 }, read: 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await SteppedAsync(approver, draft, "in_review");
        (await StepAsync(approver, draft, "returned")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await SteppedAsync(approver, draft, "returned", note: "Thiếu ranh giới phía bắc");
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_100) }, read: 1);
        // What was seen before is not approved.
        await SteppedAsync(planner, draft, "submitted");
        await SteppedAsync(approver, draft, "in_review");
        (await StepAsync(approver, draft, "approved", hash: new string('0', 64))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision("Sớm/QĐ"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task No_door_tells_those_who_do_not_draft_of_a_draft_in_any_of_its_states()
    {
        // Whoever does not draft, review or decide here: nobody in particular, people of the very province, and who drafts elsewhere.
        HttpClient[] readers =
        [
            service.NewBrowser(), await service.SignedIn("viewer", [Province]), await service.SignedIn("inspector", [Province]), await service.SignedIn("planner", ["44"]), await service.SignedIn("administrator", [Province]),
        ];
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var states = new List<string>();
        var draft = await BeginAsync(planner, "Kín 9Z");
        await AddAsync(planner, draft, Square(430_000, 2_380_000, 1_000), "Vùng kín 9Z");
        await Standing.AllToldAsync(service, readers);
        var before = await PublicAsync();
        await SameAsync("draft");
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Lời kín 9Z", feature = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await SameAsync("remarked");
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Consultations.ConsultationTests.Asking("05503"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await SameAsync("consulted");
        await SteppedAsync(planner, draft, "submitted");
        await SameAsync("submitted");
        var hash = (await SteppedAsync(approver, draft, "in_review")).GetProperty("hash").GetString();
        await SameAsync("in_review");
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await SameAsync("rehearsed");
        await SteppedAsync(approver, draft, "approved", "Xã chưa trả lời", hash);
        await SameAsync("approved");
        await SteppedAsync(approver, draft, "returned", note: "Sửa");
        await SameAsync("returned");
        await SteppedAsync(planner, draft, "withdrawn", note: "Thôi");
        await SameAsync("withdrawn");
        states.Count.ShouldBe(9);

        async Task SameAsync(string state)
        {
            (await PublicAsync()).ShouldBe(before, state);
            states.Add(state);
        }

        string[] Public() =>
        [
            "/api/layers", $"/ogc/collections/{Strict}/items?limit=1000", $"/ogc/collections/{Strict}", $"/tiles/{Strict}.json", "/api/changes?limit=1000", $"/api/list?layers={Strict}", "/api/facets", "/api/overview",
            "/api/places?q=kin%209z", "/api/revision", $"/exports/{Strict}.geojson", "/api/unlocated", "/api/features/without-tasks?limit=200", "/api/decisions", "/ogc/collections", "/api/overview/changes",
            $"/tiles/{Strict}/14/13006/7188.mvt", $"/api/facets?layers={Strict}&of=layer", $"/drafts/{draft}", "/decisions",
        ];

        async Task<string> PublicAsync()
        {
            var parts = new List<string>();
            foreach (var (anybody, address) in readers.SelectMany(reader => Public(), (reader, address) => (reader, address)))
            {
                using var answer = await anybody.GetAsync(address);
                parts.Add($"{address} {answer.StatusCode} {answer.Headers.ETag} {await answer.Content.ReadAsStringAsync()}");
            }
            var text = System.Text.RegularExpressions.Regex.Replace(string.Join('\n', parts), "\"timeStamp\": ?\"[^\"]*\"", "");
            text.ShouldNotContain("Kín 9Z", Case.Sensitive);
            text.ShouldNotContain("Vùng kín 9Z", Case.Sensitive);
            text.ShouldNotContain("Lời kín 9Z", Case.Sensitive);
            return text;
        }
    }
}
