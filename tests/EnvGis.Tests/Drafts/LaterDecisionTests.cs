using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>What one decision has said another does not take back unseen, and what is decided is what may be decided.</summary>
public sealed class LaterDecisionTests(RunningService service) : IClassFixture<RunningService>
{
    async Task<(HttpClient Planner, HttpClient Approver)> PeopleAsync() => (await service.SignedIn("planner", [Province]), await service.SignedIn("approver", [Province]));

    static async Task<HttpResponseMessage> ChangeAsync(HttpClient planner, HttpClient approver, long feature, string number, string from, string kind = "take")
    {
        var draft = await BeginAsync(planner);
        await ChangedAsync(planner, draft, feature, kind);
        await ApprovedAsync(planner, approver, draft);
        return await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision(number, from));
    }

    [Theory]
    [InlineData("take", "2198-01-01", "take", "2197-01-01", HttpStatusCode.Conflict)]
    [InlineData("retire", "2198-01-01", "take", "2197-01-01", HttpStatusCode.Conflict)]
    [InlineData("take", "2198-01-01", "retire", "2197-01-01", HttpStatusCode.Conflict)]
    [InlineData("retire", "2197-01-01", "retire", "2196-01-01", HttpStatusCode.Conflict)]
    [InlineData("take", "2197-01-01", "take", "2198-01-01", HttpStatusCode.Created)]
    [InlineData("take", "2197-01-01", "retire", "2198-01-01", HttpStatusCode.Created)]
    public async Task What_takes_effect_later_is_not_wiped_by_what_is_decided_afterwards(string first, string from, string second, string earlier, HttpStatusCode expected)
    {
        var (planner, approver) = await this.PeopleAsync();
        var number = $"{first} {from} {second} {earlier}";
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), $"{number} 0");
        (await ChangeAsync(planner, approver, id, $"{number} 1", from, first)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var before = await service.Value<string>("select string_agg(v::text, ';' order by v.id) from env.feature_version v where feature_id = @id", new { id });
        using var answer = await ChangeAsync(planner, approver, id, $"{number} 2", earlier, second);
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        if (expected == HttpStatusCode.Conflict)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain("later-decision");
            (await service.Value<string>("select string_agg(v::text, ';' order by v.id) from env.feature_version v where feature_id = @id", new { id })).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_misprint_is_put_right_of_what_its_own_decision_put_in_force_and_nothing_ends_by_it()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (decision, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), "Cũ hơn/QĐ");
        (await ChangeAsync(planner, approver, id, "Mới hơn/QĐ", "2026-11-10")).StatusCode.ShouldBe(HttpStatusCode.Created);
        foreach (var kind in new[] { "take", "retire" })
        {
            var draft = await BeginAsync(planner, more: new { title = "Đính chính", purpose = "In nhầm", province = Province, corrects = decision });
            await ChangedAsync(planner, draft, id, kind);
            await ApprovedAsync(planner, approver, draft);
            using var refused = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", new { });
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await refused.Content.ReadAsStringAsync());
        }
        await Should.ThrowAsync<PostgresException>(() => service.Sql("insert into env.decision_feature (decision_id, feature_id, change, reason) values (@decision, @id, 'correction', U&'\\200B')", new { decision, id }));
    }

    /// <summary>By SQL: each refused, and nothing is written.</summary>
    public static TheoryData<string> Writes =>
    [
        "update env.current_feature set geom = st_translate(geom, 0.001, 0), decision_id = (select id from env.decision where issuer = 'UBND khác') where id = @id",
        "update env.layer set definition = definition - 'changes' where id = 'strict-protection-zones'",
        "update env.layer set definition = jsonb_set(definition, '{changes}', '\"directly\"') where id = 'strict-protection-zones'",
        "insert into env.feature_version (feature_id, layer, valid, name_vi, attributes, geom, position_source, accuracy_m, demonstration) select feature_id, layer, '[1990-01-01,1991-01-01)', name_vi, attributes, geom, position_source, accuracy_m, true from env.feature_version where feature_id = @id and upper_inf(recorded)",
    ];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Neither_an_older_decision_nor_a_way_around_moves_a_zone(string sql)
    {
        var (planner, approver) = await this.PeopleAsync();
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), $"Vòng {sql.Length}/QĐ");
        await service.Sql("insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) values ('Cũ/QĐ', '2024-01-01', 'UBND khác', 't', '2024-01-01', 'x') on conflict do nothing");
        (await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, new { id }))).SqlState.ShouldBe("23514");
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(1);
    }

    [Fact]
    public async Task A_complete_form_can_be_rehearsed_a_large_scan_recorded_and_five_thousand_corners_drawn()
    {
        var (planner, approver) = await this.PeopleAsync();
        var draft = await BeginAsync(planner);
        var corners = Enumerable.Range(0, 5_000).Select(i => (Angle: -2 * Math.PI * i / 5_000, Far: 300_000 + i % 2 * 300))
            .Select(one => new[] { 43_000_000 + (long)(one.Far * Math.Cos(one.Angle)), 238_000_000 + (long)(one.Far * Math.Sin(one.Angle)) }).ToArray();
        await AddAsync(planner, draft, JsonSerializer.SerializeToElement(new
        {
            epsg = Epsg, decimals = 2,
            parts = new[] { new { rings = new[] { new { corners, stretches = corners.Select((_, index) => new { from = index, origin = "drawn", accuracyM = 5 }) } } } },
        }));
        var scan = Convert.ToBase64String(new byte[2_000_000]);
        var decision = new { number = "Bản lớn/QĐ", issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", effectiveFrom = "2026-11-01", documentName = "a.pdf", document = scan };
        using var rehearsed = await planner.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", decision);
        rehearsed.StatusCode.ShouldBe(HttpStatusCode.OK, await rehearsed.Content.ReadAsStringAsync());
        foreach (var warning in (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray())
        {
            warning.GetProperty("severity").GetString().ShouldBe("warning", warning.ToString());
            (await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = warning.GetProperty("key").GetString(), reason = "Bờ hồ" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await ApprovedAsync(planner, approver, draft);
        await DecidedAsync(approver, draft, decision);
    }

    [Fact]
    public async Task An_operation_is_what_was_sent_first_and_what_goes_out_comes_back_once()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), "Ra vào/QĐ");
        var (draft, drop) = (await BeginAsync(planner), Guid.NewGuid());
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        await DoneAsync(planner, draft, new { kind = "drop", number = 1 }, read: 1, id: drop);
        using var other = await DoAsync(planner, draft, new { kind = "undo", of = drop }, id: drop);
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await other.Content.ReadAsStringAsync()).ShouldContain("operation-taken");
        using var gone = await DoAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "x" } }, read: 2);
        (await gone.Content.ReadAsStringAsync()).ShouldContain("dropped-already");
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        using var again = await DoAsync(planner, draft, new { kind = "undo", of = drop });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadAsStringAsync()).ShouldContain("taken-already");
    }

    [Fact]
    public async Task Words_changed_after_the_approval_void_it_and_a_demonstration_is_not_made_real()
    {
        var (planner, approver) = await this.PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        await ApprovedAsync(planner, approver, draft);
        await service.Sql("update env.draft set title = 'Tên khác' where id = @draft", new { draft });
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("in_review");
        using var refused = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision("Tên khác/QĐ"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        using var everywhere = await service.SignedIn("planner");
        var made = await service.Value<long>("select id from published.feature where layer = 'strict-protection-zones' and demonstration and province_code = '19' limit 1");
        var second = await BeginAsync(everywhere);
        using var demonstration = await DoAsync(everywhere, second, new { kind = "take", feature = made });
        (await demonstration.Content.ReadAsStringAsync()).ShouldContain("not-a-demonstration");
    }

    [Fact]
    public async Task A_grant_for_some_layers_is_for_no_draft_of_others()
    {
        var (planner, _) = await this.PeopleAsync();
        using var ofLandfills = await service.SignedIn("planner", [Province], null, ["landfills"]);
        var draft = await BeginAsync(planner, "Không của bãi rác");
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        (await ofLandfills.GetAsync($"/api/drafts/{draft}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await StepAsync(ofLandfills, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ofLandfills.GetStringAsync("/api/drafts")).ShouldNotContain("Không của bãi rác");
        // Nor may they bring on its way what they see a part of.
        await AddAsync(planner, draft, await FreeSquareAsync(service), "Bãi", "landfills", new { });
        (await StepAsync(ofLandfills, draft, "withdrawn", note: "x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_draft_whose_decision_has_a_last_day_is_in_force_until_then()
    {
        var (planner, approver) = await this.PeopleAsync();
        var shape = await FreeSquareAsync(service);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, shape, "Hai vùng, một");
        await AddAsync(planner, draft, Square(420_000, 2_395_000, 300), "Hai vùng, hai");
        await ApprovedAsync(planner, approver, draft);
        var (_, features) = await DecidedAsync(approver, draft, Decision("Có hạn/QĐ", to: "2197-12-31"));
        // The first of its two places goes on by another decision from the day after.
        (await ChangeAsync(planner, approver, features[0], "Tiếp theo/QĐ", "2198-01-01")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("in_force");
    }

    [Theory]
    [InlineData("Chữ hoa/QĐ-UBND", "chữ HOA/qđ-ubnd", "UBND tỉnh Thái Nguyên")]
    [InlineData("12/QĐ", "12/QĐ", "ỦY BAN... không phải nó")]
    public async Task A_decision_is_one_however_its_letters_are_written(string number, string again, string issuer)
    {
        var (planner, approver) = await this.PeopleAsync();
        await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), number);
        var shape = await FreeSquareAsync(service);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, shape);
        await ApprovedAsync(planner, approver, draft);
        using var answer = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision",
            new { number = again, issuedOn = "2026-10-20", issuer, title = "Thử", effectiveFrom = "2026-11-01" });
        answer.StatusCode.ShouldBe(number == again ? HttpStatusCode.Created : HttpStatusCode.Conflict, await answer.Content.ReadAsStringAsync());
    }
}
