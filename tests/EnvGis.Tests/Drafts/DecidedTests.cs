using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Commands;
using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>What a decision decides and what it does not; what it says of the places itself; and that a rehearsal asks what the decision asks.</summary>
public sealed class DecidedTests(RunningService service) : IClassFixture<RunningService>
{
    async Task<(HttpClient Planner, HttpClient Approver)> PeopleAsync() => (await service.SignedIn("planner", [Province]), await service.SignedIn("approver", [Province]));

    /// <summary>A zone in force and a draft with a neighbour whose border ends twice on its eastern edge: the zone is taken in for those two nodes alone.</summary>
    async Task<(long Decision, long Zone, long Draft)> WithNodesAsync(HttpClient planner, HttpClient approver, string number, bool neighbour = true)
    {
        var (east, north) = await FreeAsync(service);
        var square = Square(east, north, 400);
        var (decision, zone) = await ZoneInForceAsync(planner, approver, square, number);
        var noded = System.Text.Json.Nodes.JsonNode.Parse(square.GetRawText())!;
        noded["nodes"] = JsonSerializer.SerializeToNode(new[] { 300, 100 }.Select(up => new { part = 1, ring = 1, segment = 2, at = new[] { (east + 400) * 100L, (north + up) * 100L }, feature = (long?)null }));
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = zone });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = noded }, read: 1);
        if (neighbour)
        {
            await AddAsync(planner, draft, Ring((east + 400, north + 100), (east + 400, north + 300), (east + 700, north + 300), (east + 700, north + 100)), "Vùng bên cạnh");
        }
        return (decision, zone, draft);
    }

    [Fact]
    public async Task What_is_taken_in_and_not_changed_is_told_and_stops_a_submission()
    {
        var (planner, approver) = await PeopleAsync();
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), "Không đổi/QĐ");
        var draft = await BeginAsync(planner);
        var shape = (await DoneAsync(planner, draft, new { kind = "take", feature = id })).GetProperty("feature").GetProperty("shape");
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        (await CodesAsync(planner, draft)).ShouldBe(["unchanged"]);
        // Nor by being saved once more, nor by what the decision says by itself.
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape }, read: 1);
        await DoneAsync(planner, draft, new { kind = "describe", number = 1, attributes = new { clause = "2b", legal_status = "in_force", decision_number = "1/x" } }, read: 2);
        (await CodesAsync(planner, draft)).ShouldBe(["unchanged"]);
        using var stopped = await StepAsync(planner, draft, "submitted");
        (await stopped.Content.ReadAsStringAsync()).ShouldContain("draft-has-findings");
        foreach (var change in (object[])[new { kind = "describe", number = 1, name = new { vi = "Tên khác" } }, new { kind = "drop", number = 1 }])
        {
            var other = await BeginAsync(planner);
            await DoneAsync(planner, other, new { kind = "take", feature = id });
            await AddAsync(planner, other, await FreeSquareAsync(service));
            await DoneAsync(planner, other, change, read: 1);
            (await CodesAsync(planner, other)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_has_nodes_of_a_neighbour_alone_stays_of_the_decision_before()
    {
        var (planner, approver) = await PeopleAsync();
        var (first, zone, draft) = await WithNodesAsync(planner, approver, "Nút/QĐ-1");
        (await CodesAsync(planner, draft)).ShouldBeEmpty();
        using (var rehearsed = await planner.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", new { }))
        {
            (await rehearsed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("features").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe(["Vùng bên cạnh"]);
        }
        await ApprovedAsync(planner, approver, draft);
        var (second, features) = await DecidedAsync(approver, draft, Decision("Nút/QĐ-2"));
        features.ShouldHaveSingleItem().ShouldNotBe(zone);
        (await service.Value<long>("select decision_id from env.current_feature where id = @zone", new { zone })).ShouldBe(first);
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @zone", new { zone })).ShouldBe(1);
        (await service.Value<string>("select state from env.draft where decision_id = @first", new { first })).ShouldBe("in_force");
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/decisions/{second}")).GetProperty("features").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()).ShouldBe(features);
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_is_not_decided()
    {
        var (planner, approver) = await PeopleAsync();
        var (_, _, draft) = await WithNodesAsync(planner, approver, "Không gì/QĐ-1", neighbour: false);
        await ApprovedAsync(planner, approver, draft);
        foreach (var address in (string[])["rehearsal", "decision"])
        {
            using var refused = await approver.PostAsJsonAsync($"/api/drafts/{draft}/{address}", Decision("Không gì/QĐ-2"));
            ((int)refused.StatusCode, (await refused.Content.ReadAsStringAsync()).Contains("nothing-changes", StringComparison.Ordinal)).ShouldBe((409, true), address);
        }
        (await service.Value<long>("select count(*) from env.decision where number = 'Không gì/QĐ-2'")).ShouldBe(0);
    }

    /// <summary>What ends it, from which day, and the last day that its decision and the other are to tell.</summary>
    [Theory]
    [InlineData("retire", "2026-11-20", "2026-11-19", "2026-11-19")]
    [InlineData("take", "2026-11-20", "2026-11-19", null)]
    [InlineData("take", "2026-11-01", "2026-10-31", null)]
    public async Task A_decision_tells_when_what_it_decided_ended(string kind, string from, string first, string? second)
    {
        var (planner, approver) = await PeopleAsync();
        var (decision, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), $"Hết {kind} {from}/QĐ-1");
        var draft = await BeginAsync(planner);
        await ChangedAsync(planner, draft, id, kind);
        await ApprovedAsync(planner, approver, draft);
        var (other, _) = await DecidedAsync(approver, draft, Decision($"Hết {kind} {from}/QĐ-2", from));
        (await LastDayAsync(decision)).ShouldBe(first);
        (await LastDayAsync(other)).ShouldBe(second);

        async Task<string?> LastDayAsync(long of) => (await service.Http.GetFromJsonAsync<JsonElement>($"/api/decisions/{of}")).GetProperty("features")[0].GetProperty("to").GetString();
    }

    [Fact]
    public async Task What_a_place_says_of_its_decision_is_what_the_decision_says()
    {
        var (planner, approver) = await PeopleAsync();
        var draft = await BeginAsync(planner);
        var said = new { clause = "2b", legal_status = "in_force", decision_number = "999/QĐ", decision_date = "1999-01-01", decision_issuer = "Ai đó", annex_meridian = 104, annex_zone_width = "6", note = "Giữ" };
        await AddAsync(planner, draft, await FreeSquareAsync(service), attributes: said);
        await ApprovedAsync(planner, approver, draft);
        var (decision, features) = await DecidedAsync(approver, draft, Decision("Tự ghi/QĐ-UBND"));
        const string written = """{"note": "Giữ", "clause": "2b", "legal_status": "in_force", "decision_date": "2026-10-20", "annex_meridian": 106.5, "decision_issuer": "UBND tỉnh Thái Nguyên", "decision_number": "Tự ghi/QĐ-UBND", "annex_zone_width": "3"}""";
        (await AttributesAsync()).ShouldBe(written);

        var correction = await BeginAsync(planner, more: new { title = "Đính chính", purpose = "In nhầm", province = Province, corrects = decision });
        await DoneAsync(planner, correction, new { kind = "take", feature = features[0] });
        await DoneAsync(planner, correction, new { kind = "describe", number = 1, name = new { vi = "Tên đúng" }, attributes = said }, read: 1);
        await ApprovedAsync(planner, approver, correction);
        await DecidedAsync(approver, correction, new { });
        (await service.Value<string>("select name_vi from env.current_feature where id = @id", new { id = features[0] })).ShouldBe("Tên đúng");
        (await AttributesAsync()).ShouldBe(written);

        Task<string?> AttributesAsync() => service.Value<string>("select attributes::text from env.current_feature where id = @id", new { id = features[0] });
    }

    /// <summary>The page's form leaves out what the decision fills in.</summary>
    [Fact]
    public async Task The_drawing_form_asks_for_nothing_that_the_decision_says()
    {
        var form = await File.ReadAllTextAsync(Path.Combine(Checkout.Find(), "src", "EnvGis.Map", "drawing", "decided.ts"));
        foreach (var name in await service.Value<string[]>("select env.decided_attributes()") ?? [])
        {
            form.ShouldContain($"\"{name}\"");
        }
    }

    [Theory]
    [InlineData("525 / QĐ - UBND", "525/QĐ-UBND")]
    [InlineData("526/QĐ-UBND", "526 /qđ -ubnd")]
    [InlineData("527/ QĐ- UBND", "527 / QĐ -UBND")]
    public async Task A_number_is_one_with_and_without_blanks_around_its_strokes(string number, string again)
    {
        var (planner, approver) = await PeopleAsync();
        var (decision, _) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), number);
        (await service.Value<string>("select number from env.decision where id = @decision", new { decision })).ShouldBe(number.Replace(" ", "", StringComparison.Ordinal));
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        await ApprovedAsync(planner, approver, draft);
        using var answer = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision(again));
        (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("decision-exists", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        const string registered = "insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) select @again, issued_on, issuer, 't', effective_from, 'x' from env.decision where id = @decision";
        (await Should.ThrowAsync<PostgresException>(() => service.Sql(registered, new { again, decision }))).SqlState.ShouldBe("23505");
    }

    /// <summary>Numbers as they were before the migration, and after it: two that differ by blanks alone stay as they are.</summary>
    [Theory]
    [InlineData("('88 / QĐ - UBND'), ('89/QĐ')", "88/QĐ-UBND;89/QĐ")]
    [InlineData("('88 / QĐ'), ('88/qđ'), ('89 -QĐ')", "88 / QĐ;88/qđ;89-QĐ")]
    public async Task The_numbers_of_before_are_settled_unless_two_would_become_one(string before, string after)
    {
        var migration = await File.ReadAllTextAsync(Path.Combine(Checkout.Find(), "src", "EnvGis.Record", "Database", "Migrations", "066_decision_numbers.sql"));
        await service.Sql($"""
            begin;
            alter table env.decision disable trigger b_settle_number;
            drop index env.decision_once;
            create unique index decision_once on env.decision (lower(issuer collate "und-x-icu"), lower(number collate "und-x-icu"), issued_on);
            insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) select number, '2020-01-01', 'Di trú', 't', '2020-01-01', 'x' from (values {before}) v (number);
            alter table env.decision enable trigger b_settle_number;
            {migration}
            do $test$ begin
                if (select string_agg(number, ';' order by id) from env.decision where issuer = 'Di trú') is distinct from '{after}' then
                    raise exception 'It is %.', (select string_agg(number, ';' order by id) from env.decision where issuer = 'Di trú');
                end if;
            end $test$;
            rollback
            """);
    }

    /// <summary>What is wrong with a decision, as members that replace those of a right one.</summary>
    public static TheoryData<string> Wrongs =>
    [
        """{"issuedOn":"2198-01-01","effectiveFrom":"2198-01-01"}""", """{"issuedOn":"1800-01-01"}""", """{"effectiveFrom":"2026-10-01"}""", """{"effectiveTo":"2026-10-31"}""",
        """{"effectiveFrom":"2200-01-01"}""", """{"effectiveTo":"2300-01-01"}""", """{"document":"AAAA"}""", """{"documentName":"a.pdf"}""", """{"document":"%%%","documentName":"a.pdf"}""",
        """{"number":"  "}""", """{"issuer":" "}""",
    ];

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task A_rehearsal_refuses_what_the_decision_refuses(string wrong)
    {
        var (planner, approver) = await PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        await ApprovedAsync(planner, approver, draft);
        var decision = JsonSerializer.SerializeToNode(Decision($"Thử {wrong.Length}/QĐ"))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(wrong)!.AsObject())
        {
            decision[name] = value?.DeepClone();
        }
        var told = new List<(HttpStatusCode, string?)>();
        foreach (var address in (string[])["rehearsal", "decision"])
        {
            using var refused = await approver.PostAsJsonAsync($"/api/drafts/{draft}/{address}", decision);
            told.Add((refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()));
        }
        told[0].Item1.ShouldBe(HttpStatusCode.BadRequest);
        told[1].ShouldBe(told[0]);
    }

    [Fact]
    public async Task A_rehearsal_asks_for_nothing_that_is_still_open()
    {
        var (planner, _) = await PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        foreach (var given in (object[])[new { }, new { effectiveFrom = "2026-11-01" }, new { issuedOn = "2026-11-01" }, new { effectiveFrom = "2190-01-01" }])
        {
            using var rehearsed = await planner.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", given);
            rehearsed.StatusCode.ShouldBe(HttpStatusCode.OK, await rehearsed.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Who_approves_is_told_that_a_shape_is_not_that_of_its_table()
    {
        var (planner, approver) = await PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        await SteppedAsync(planner, draft, "submitted");
        await SteppedAsync(approver, draft, "in_review");
        await service.Sql("update env.draft_feature set geom = st_translate(geom, 0.0000001, 0) where draft_id = @draft", new { draft });
        var hash = (await ReadAsync(approver, draft)).GetProperty("hash").GetString();
        using var refused = await StepAsync(approver, draft, "approved", hash: hash);
        (refused.StatusCode, (await refused.Content.ReadAsStringAsync()).Contains("not-derived", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("in_review");
    }

    [Fact]
    public async Task A_decided_draft_is_not_checked_against_itself()
    {
        var (planner, approver) = await PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        await ApprovedAsync(planner, approver, draft);
        var (_, features) = await DecidedAsync(approver, draft, Decision("Không kiểm lại/QĐ"));
        (await CodesAsync(planner, draft)).ShouldBeEmpty();
        using (var accepted = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = "x", reason = "y" }))
        {
            (await accepted.Content.ReadAsStringAsync()).ShouldContain("draft-takes-no-changes");
        }
        var next = await BeginAsync(planner);
        await ChangedAsync(planner, next, features[0]);
        await ApprovedAsync(planner, approver, next);
        await DecidedAsync(approver, next, Decision("Không kiểm lại/QĐ-2", "2026-11-02"));
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("superseded");
        (await CodesAsync(planner, draft)).ShouldBeEmpty();
    }

    static async Task<string?[]> CodesAsync(HttpClient caller, long draft) => [.. (await caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray()
        .Where(one => one.GetProperty("state").GetString() == "new").Select(one => one.GetProperty("code").GetString())];
}
