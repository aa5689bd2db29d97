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

    [Fact]
    public async Task What_lies_beyond_the_province_is_told_where_its_boundary_is_loaded()
    {
        var ((west, south), (east, north)) = (Lattice.ToWgs84(new(400_000_00, 2_340_000_00)), Lattice.ToWgs84(new(470_000_00, 2_392_000_00)));
        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source) values ('province', @Province, 'Thử', st_multi(st_makeenvelope(@west, @south, @east, @north, 4326)), 'thử')
            """, new { Province, west, south, east, north });
        try
        {
            using var planner = await service.SignedIn("planner", [Province]);
            var draft = await BeginAsync(planner);
            await AddAsync(planner, draft, Square(442_000, 2_390_500, 2_000));
            await AddAsync(planner, draft, Square(446_000, 2_389_000, 1_000));
            var beyond = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().ShouldHaveSingleItem();
            beyond.GetProperty("code").GetString().ShouldBe("outside-province");
            beyond.GetProperty("areaM2").GetDouble().ShouldBe((await service.Value<double>("""
                select st_area(st_difference(f.geom, b.geom)::geography) from env.draft_feature f, env.boundary b where f.draft_id = @draft and f.number = 1 and b.code = @Province
                """, new { draft, Province })), 0.01);
            beyond.GetProperty("features")[0].GetProperty("number").GetInt32().ShouldBe(1);
            beyond.GetProperty("at")[1].GetDouble().ShouldBeGreaterThan(north);
            (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
        finally
        {
            await service.Sql("delete from env.boundary where code = @Province", new { Province });
        }
    }

    [Fact]
    public async Task Places_of_other_layers_inside_a_zone_are_one_finding_a_layer()
    {
        const string Landfill = """{"kind":"unsanitary","status":"operating"}""", Hotspot = """{"kind":"facility","severity":"unrated","status":"open"}""";
        foreach (var (layer, east, name, attributes) in ((string, int, string, string)[])[
            ("landfills", 450_200, "Bãi A", Landfill), ("landfills", 450_300, "Bãi B", Landfill), ("landfills", 452_500, "Bãi ngoài", Landfill), ("pollution-hotspots", 450_400, "Điểm nóng", Hotspot)])
        {
            var (longitude, latitude) = Lattice.ToWgs84(new(east * 100L, 238_850_000));
            await service.Sql("""
                insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, attributes)
                values (@layer, @name, st_point(@longitude, @latitude, 4326), 'digitised', 10, @attributes::jsonb)
                """, new { layer, name, longitude, latitude, attributes });
        }
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(450_000, 2_388_000, 1_000));
        var found = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().ToList();
        found.Select(one => one.GetProperty("code").GetString()).ShouldBe(["places-inside", "places-inside"]);
        found[0].GetProperty("text").GetProperty("vi").GetString()!.ShouldStartWith("2 địa điểm");
        found[1].GetProperty("text").GetProperty("vi").GetString()!.ShouldContain("Điểm nóng");
        // With a reason it may be so.
        foreach (var one in found)
        {
            using var accepted = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = one.GetProperty("key").GetString(), reason = "Sẽ di dời theo kế hoạch" });
            accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await SteppedAsync(planner, draft, "submitted");
    }

    /// <summary>How far a landfill lies from the border, and what is found.</summary>
    [Theory]
    [InlineData(500, "places-inside")]
    [InlineData(1_400, "places-near")]
    [InlineData(1_600, null)]
    public async Task Places_around_a_zone_are_told_as_far_as_its_layer_says(int along, string? code)
    {
        var north = along switch { 500 => 2_364_000, 1_400 => 2_368_000, _ => 2_372_000 };
        var (longitude, latitude) = Lattice.ToWgs84(new((440_000L + along) * 100, (north + 500L) * 100));
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, attributes)
            values ('landfills', 'Bãi ' || @along, st_point(@longitude, @latitude, 4326), 'digitised', 10, '{"kind":"unsanitary","status":"operating"}')
            """, new { along, longitude, latitude });
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(440_000, north, 1_000));
        var found = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().Where(one => one.GetProperty("text").GetProperty("vi").GetString()!.Contains($"“Bãi {along}”")).ToList();
        found.Select(one => one.GetProperty("code").GetString()).ShouldBe(code is null ? [] : [code]);
        if (code == "places-near")
        {
            found[0].GetProperty("text").GetProperty("vi").GetString()!.ShouldContain("cách 400 m");
            (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
    }

    /// <summary>Where a zone of a clause lies beside a strict protection zone of the same draft, and whether that is told.</summary>
    [Theory]
    [InlineData("3a", 1_000, false)]
    [InlineData("3a", 1_100, true)]
    [InlineData("3c", 1_100, false)]
    public async Task A_zone_that_is_no_neighbour_of_what_its_clause_says_is_told_so(string clause, int away, bool told)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(436_000, 2_368_000, 1_000));
        await AddAsync(planner, draft, Square(436_000 + away, 2_368_000, 1_000), "Vùng đệm", Restricted, new { clause, legal_status = "in_force" });
        var found = (await FindingsAsync(planner, draft)).GetProperty("found").EnumerateArray().Where(one => one.GetProperty("code").GetString() == "clause-shape").ToList();
        found.Count.ShouldBe(told ? 1 : 0);
        if (told)
        {
            found[0].GetProperty("features")[0].GetProperty("number").GetInt32().ShouldBe(2);
            found[0].GetProperty("text").GetProperty("vi").GetString()!.ShouldContain("Điều 22 khoản 3 điểm a, Nghị định 08/2022/NĐ-CP");
        }
    }

    [Fact]
    public async Task What_another_open_draft_would_meet_is_told_and_stops_nobody()
    {
        using var first = await service.SignedIn("planner", [Province]);
        using var second = await service.SignedIn("planner", [Province]);
        var (one, other) = (await BeginAsync(first), await BeginAsync(second));
        await AddAsync(first, one, Square(456_000, 2_388_000, 1_000), "Của người thứ nhất");
        await AddAsync(second, other, Square(456_500, 2_388_000, 1_000), "Của người thứ hai");
        var found = (await FindingsAsync(second, other)).GetProperty("found").EnumerateArray().ShouldHaveSingleItem();
        (found.GetProperty("code").GetString(), found.GetProperty("state").GetString()).ShouldBe(("overlap", "pending"));
        found.GetProperty("features").EnumerateArray().ShouldContain(zone => zone.GetProperty("draft").ValueKind == JsonValueKind.Number && zone.GetProperty("draft").GetInt64() == one);
        await SteppedAsync(second, other, "submitted");
        // Nothing is told of what is over.
        await SteppedAsync(first, one, "withdrawn", "Không làm nữa");
        (await FindingsAsync(second, other)).GetProperty("found").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_was_put_in_force_since_it_was_submitted_stops_the_approval()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var late = await BeginAsync(planner);
        await AddAsync(planner, late, Square(442_000, 2_384_000, 1_000), "Chậm hơn");
        await SteppedAsync(planner, late, "submitted");
        var hash = (await SteppedAsync(approver, late, "in_review")).GetProperty("hash").GetString();
        await ZoneInForceAsync(planner, approver, Square(442_500, 2_384_000, 1_000), "Nhanh hơn/QĐ", "Nhanh hơn");
        using var stopped = await StepAsync(approver, late, "approved", hash: hash);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stopped.Content.ReadAsStringAsync()).ShouldContain("draft-has-findings");
        (await ReadAsync(planner, late)).GetProperty("state").GetProperty("id").GetString().ShouldBe("in_review");
    }

    [Fact]
    public async Task Nobody_changes_a_draft_between_its_check_and_its_submission()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(446_000, 2_384_000, 1_000));
        // A change that is under way is waited for, and what is checked is what it made.
        await using var connection = new Npgsql.NpgsqlConnection(service.Database.Owner);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute("select from env.draft where id = @draft for no key update");
        var submitting = StepAsync(planner, draft, "submitted");
        await Until.So(() => service.Value<bool>("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%env.draft where id%')"), "the submission at the draft that is changed");
        await Execute("update env.draft_feature set attributes = '{}' where draft_id = @draft");
        await transaction.CommitAsync();
        using var answer = await submitting;
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("draft");

        async Task Execute(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, transaction) { Parameters = { new("draft", draft) } };
            await command.ExecuteNonQueryAsync();
        }
    }

    static Task<JsonElement> FindingsAsync(HttpClient caller, long draft) => caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings");
}
