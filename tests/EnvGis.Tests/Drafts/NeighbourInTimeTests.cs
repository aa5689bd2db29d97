using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>A draft is checked beside what is to come too: other drafts, decisions that take effect later, and ends that are decided.</summary>
public sealed class NeighbourInTimeTests(RunningService service) : IClassFixture<RunningService>
{
    static int _place;

    /// <summary>Where no other test draws.</summary>
    static (int East, int North) Place() => (420_000 + Interlocked.Increment(ref _place) * 3_000, 2_376_000);

    async Task<(HttpClient Planner, HttpClient Approver)> PeopleAsync() => (await service.SignedIn("planner", [Province]), await service.SignedIn("approver", [Province]));

    static async Task<List<JsonElement>> FoundAsync(HttpClient caller, long draft) =>
        [.. (await caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray()];

    static (string? Code, string? Severity, string? State) Of(JsonElement finding) =>
        (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("state").GetString());

    static async Task AcceptedAsync(HttpClient planner, long draft, JsonElement finding)
    {
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = finding.GetProperty("key").GetString(), reason = "Đã thống nhất" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(500, "overlap")]
    [InlineData(250, "contained")]
    public async Task Of_two_drafts_that_meet_the_second_is_approved_with_a_reason_alone_and_decided_never_beside_the_first(int shift, string code)
    {
        var (planner, approver) = await this.PeopleAsync();
        var (east, north) = Place();
        var (one, other) = (await BeginAsync(planner), await BeginAsync(planner));
        await AddAsync(planner, one, Square(east, north, 1_000), "Thứ nhất");
        await AddAsync(planner, other, Square(east + shift, north + (code == "contained" ? shift : 0), code == "contained" ? 400 : 1_000), "Thứ hai");
        await ApprovedAsync(planner, approver, one);
        // Nobody hears of it for the first time at the approval.
        var told = (await FoundAsync(approver, other)).ShouldHaveSingleItem();
        Of(told).ShouldBe((code, "warning", "new"));
        using (var stopped = await StepAsync(planner, other, "submitted"))
        {
            stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
        await AcceptedAsync(planner, other, told);
        await ApprovedAsync(planner, approver, other);
        await DecidedAsync(approver, one, Decision($"Một {east}/QĐ"));

        Of((await FoundAsync(approver, other)).ShouldHaveSingleItem()).ShouldBe((code, "error", "new"));
        foreach (var door in new[] { "rehearsal", "decision" })
        {
            using var refused = await approver.PostAsJsonAsync($"/api/drafts/{other}/{door}", Decision($"Hai {east}/QĐ"));
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict, door);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("found-at-decision");
        }
        (await ReadAsync(planner, other)).GetProperty("state").GetProperty("id").GetString().ShouldBe("approved");
    }

    [Fact]
    public async Task Two_drafts_of_one_zone_tell_each_other_and_the_second_one_has_to_take_it_in_again()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (east, north) = Place();
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(east, north, 1_000), $"Gốc {east}/QĐ");
        var (one, other) = (await BeginAsync(planner), await BeginAsync(planner));
        await ChangedAsync(planner, one, id);
        // Taken in and not changed it is none of that draft's.
        await DoneAsync(planner, other, new { kind = "take", feature = id });
        (await FoundAsync(planner, one)).ShouldBeEmpty();
        await DoneAsync(planner, other, new { kind = "describe", number = 1, name = new { vi = "Tên khác" } }, read: 1);
        foreach (var draft in new[] { one, other })
        {
            var pending = (await FoundAsync(planner, draft)).ShouldHaveSingleItem();
            Of(pending).ShouldBe(("changed-elsewhere", "warning", "pending"));
            pending.GetProperty("features").EnumerateArray().Last().GetProperty("draft").GetInt64().ShouldBe(draft == one ? other : one);
        }
        await ApprovedAsync(planner, approver, one);
        var told = (await FoundAsync(planner, other)).ShouldHaveSingleItem();
        Of(told).ShouldBe(("changed-elsewhere", "warning", "new"));
        await AcceptedAsync(planner, other, told);
        await SteppedAsync(planner, other, "submitted");
        var hash = (await SteppedAsync(approver, other, "in_review")).GetProperty("hash").GetString();
        await DecidedAsync(approver, one, Decision($"Tên {east}/QĐ"));
        Of((await FoundAsync(approver, other)).ShouldHaveSingleItem()).ShouldBe(("base-changed", "error", "new"));
        using var stopped = await StepAsync(approver, other, "approved", hash: hash);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_decided_to_come_stops_as_what_stands_and_says_when()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (east, north) = Place();
        var ahead = await BeginAsync(planner);
        await AddAsync(planner, ahead, Square(east, north, 1_000), "Vùng sắp có");
        await ApprovedAsync(planner, approver, ahead);
        await DecidedAsync(approver, ahead, Decision($"Sau {east}/QĐ", "2031-03-01"));
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(east + 500, north, 1_000), "Vùng mới");
        var told = (await FoundAsync(planner, draft)).ShouldHaveSingleItem();
        Of(told).ShouldBe(("overlap", "error", "new"));
        told.GetProperty("text").GetProperty("vi").GetString()!.ShouldContain("có hiệu lực từ 01/03/2031");
        told.GetProperty("features").EnumerateArray().Select(zone => zone.GetProperty("from").GetString()).ShouldContain("2031-03-01");
        (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    /// <summary>A first day, whether it was said to be meant, and whether it is asked about.</summary>
    [Theory]
    [InlineData("2036-10-20", false, false)]
    [InlineData("2036-10-21", false, true)]
    [InlineData("2062-11-01", false, true)]
    [InlineData("2062-11-01", true, false)]
    public async Task A_first_day_beyond_ten_years_is_asked_about_once(string from, bool sure, bool asked)
    {
        var (planner, approver) = await this.PeopleAsync();
        var (east, north) = Place();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(east, north, 1_000));
        await ApprovedAsync(planner, approver, draft);
        foreach (var door in new[] { "rehearsal", "decision" })
        {
            using var answer = await approver.PostAsJsonAsync($"/api/drafts/{draft}/{door}",
                new { number = $"Xa {east}/QĐ", issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", effectiveFrom = from, sure });
            answer.StatusCode.ShouldBe(asked ? HttpStatusCode.Conflict : door == "decision" ? HttpStatusCode.Created : HttpStatusCode.OK, door);
            (await answer.Content.ReadAsStringAsync()).Contains("far-ahead", StringComparison.Ordinal).ShouldBe(asked);
        }
    }

    [Theory]
    [InlineData("2031-02-28", HttpStatusCode.Conflict)]
    [InlineData("2031-03-01", HttpStatusCode.Created)]
    public async Task Beside_what_ends_by_decision_a_zone_is_decided_from_the_day_after(string from, HttpStatusCode expected)
    {
        var (planner, approver) = await this.PeopleAsync();
        var (east, north) = Place();
        var (_, old) = await ZoneInForceAsync(planner, approver, Square(east, north, 1_000), $"Cũ {east}/QĐ", "Vùng cũ");
        var ending = await BeginAsync(planner);
        await ChangedAsync(planner, ending, old, "retire");
        await ApprovedAsync(planner, approver, ending);
        await DecidedAsync(approver, ending, Decision($"Bãi bỏ {east}/QĐ", "2031-03-01"));

        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(east + 500, north, 1_000), "Thay vùng cũ");
        var told = (await FoundAsync(planner, draft)).ShouldHaveSingleItem();
        Of(told).ShouldBe(("overlap", "warning", "new"));
        told.GetProperty("text").GetProperty("vi").GetString()!.ShouldContain("có hiệu lực đến hết 28/02/2031");
        await AcceptedAsync(planner, draft, told);
        await ApprovedAsync(planner, approver, draft);
        using var answer = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision($"Mới {east}/QĐ", from));
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        if (expected == HttpStatusCode.Conflict)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain("found-at-decision");
        }
    }
}
