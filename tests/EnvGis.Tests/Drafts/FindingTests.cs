using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>The checks as people meet them; what each finds is tried on shapes in EnvGis.Spatial.Tests.</summary>
public sealed class FindingTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_overlap_with_a_zone_in_force_is_named_and_stops_the_submission_until_it_is_mended()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(430_000, 2_388_000, 1_000), "Chồng/QĐ", "Vùng đã có");
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_900, 2_388_000, 1_000), "Vùng mới", Restricted, new { clause = "3c", legal_status = "in_force" });
        var findings = await FindingsAsync(planner, draft);
        findings.GetProperty("errors").GetInt32().ShouldBe(1);
        var overlap = findings.GetProperty("found")[0];
        overlap.GetProperty("code").GetString().ShouldBe("overlap");
        overlap.GetProperty("state").GetString().ShouldBe("new");
        overlap.GetProperty("areaM2").GetDouble().ShouldBe(100_000, 0.01);
        overlap.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe(["Vùng mới", "Vùng đã có"], ignoreOrder: true);
        overlap.GetProperty("features").EnumerateArray().ShouldContain(one => one.GetProperty("id").ValueKind == JsonValueKind.Number && one.GetProperty("id").GetInt64() == id);
        using var stopped = await StepAsync(planner, draft, "submitted");
        stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stopped.Content.ReadAsStringAsync()).ShouldContain("draft-has-findings");
        // An error is not accepted.
        using var refused = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = overlap.GetProperty("key").GetString(), reason = "vì thế" });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(431_000, 2_388_000, 1_000) }, read: 1);
        (await FindingsAsync(planner, draft)).GetProperty("found").GetArrayLength().ShouldBe(0);
        await SteppedAsync(planner, draft, "submitted");
    }

    [Fact]
    public async Task A_warning_is_accepted_with_a_reason_and_that_ends_with_its_shape()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(434_000, 2_388_000, 8));
        var small = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "too-small");
        small.GetProperty("severity").GetString().ShouldBe("warning");
        (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var accepted = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = small.GetProperty("key").GetString(), reason = "Giếng cấp nước" });
        accepted.StatusCode.ShouldBe(HttpStatusCode.OK, await accepted.Content.ReadAsStringAsync());
        var after = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        after.GetProperty("warnings").GetInt32().ShouldBe(0);
        after.GetProperty("found")[0].GetProperty("reason").GetString().ShouldBe("Giếng cấp nước");
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(434_000, 2_388_000, 9) }, read: 1);
        (await FindingsAsync(planner, draft)).GetProperty("warnings").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_was_so_in_force_already_is_told_apart_and_stops_nobody()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(438_000, 2_388_000, 1_000), "Trước/QĐ");
        // A zone that was decided elsewhere, before anybody checked, lies over it.
        await service.Sql("""
            with decided as (insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) values ('Cũ chồng', '2020-01-01', 'UBND', 'Cũ', '2020-01-01', 'thử') returning id)
            select from decided
            """);
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, decision_id)
            select layer, 'Vùng chồng cũ', attributes, st_translate(geom, 0.004, 0), 'digitised', 10, (select id from env.decision where number = 'Cũ chồng') from env.current_feature where id = @id
            """, new { id });
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Ring((438_000, 2_388_000), (437_500, 2_388_500), (438_000, 2_389_000), (439_000, 2_389_000), (439_000, 2_388_000)) }, read: 1);
        var found = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().ToList();
        found.ShouldContain(one => one.GetProperty("code").GetString() == "overlap" && one.GetProperty("state").GetString() == "standing");
        await SteppedAsync(planner, draft, "submitted");
    }

    [Fact]
    public async Task What_is_still_to_be_filled_in_or_drawn_is_told_and_stops_the_submission()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, null, "Chưa vẽ", attributes: new { clause = "2b" });
        (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(["not-drawn", "missing-attribute"], ignoreOrder: true);
        (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    static Task<JsonElement> FindingsAsync(HttpClient caller, long draft) => caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings");
}
