using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Spatial.Annex;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>The way of a zone, from the first corner to what everybody sees.</summary>
public sealed class DelineationTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_zone_is_drawn_submitted_approved_by_another_decided_and_seen_as_its_annex_says()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        var added = await AddAsync(planner, draft, Square(430_000, 2_388_000, 2_000), "Vùng hồ Núi Cốc thử");
        added.GetProperty("feature").GetProperty("feature").GetProperty("number").GetInt32().ShouldBe(1);
        var before = await PublicAsync();

        await ApprovedAsync(planner, approver, draft);
        (await PublicAsync()).ShouldBe(before);

        var (decision, features) = await DecidedAsync(approver, draft, Decision("1/QĐ-UBND"));
        var id = features.ShouldHaveSingleItem();

        var details = await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}");
        details.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Vùng hồ Núi Cốc thử");
        details.GetProperty("valid").GetProperty("from").GetString().ShouldBe("2026-11-01");
        details.GetProperty("decision").GetProperty("annex").GetProperty("points").GetInt32().ShouldBe(4);
        details.GetProperty("decision").GetProperty("annex").GetProperty("document").GetString().ShouldBe("Quyết định 1/QĐ-UBND ngày 20/10/2026, UBND tỉnh Thái Nguyên");
        // The very bits that the corners make, at every door that sends geometry.
        var expected = AnnexShape.Read(Square(430_000, 2_388_000, 2_000)).ToWgs84();
        (await service.Value<bool>("select st_orderingequals(geom, st_geomfromwkb(@wkb, 4326)) from env.current_feature where id = @id", new { id, wkb = expected.AsBinary() })).ShouldBeTrue();
        var table = await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}/coordinates");
        table.GetRawText().ShouldContain("2390000");
        (await service.Value<long>("select decision_id from env.feature_version where feature_id = @id", new { id })).ShouldBe(decision);
        (await ReadAsync(planner, draft)).GetProperty("state").GetProperty("id").GetString().ShouldBe("in_force");
        (await service.Http.GetFromJsonAsync<JsonElement>($"/ogc/collections/{Strict}/items/{id}")).GetProperty("properties").GetProperty("name_vi").GetString().ShouldBe("Vùng hồ Núi Cốc thử");
    }

    [Fact]
    public async Task A_changed_zone_is_what_it_was_before_the_first_day_and_keeps_the_bits_of_what_was_not_touched()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(434_000, 2_388_000, 2_000), "10/QĐ-UBND");
        var stood = await service.Value<byte[]>("select st_asbinary(geom) from env.current_feature where id = @id", new { id });

        var draft = await BeginAsync(planner);
        var taken = await DoneAsync(planner, draft, new { kind = "take", feature = id });
        var shape = taken.GetProperty("feature").GetProperty("shape");
        // Opened and saved without a change: the same bits.
        var saved = await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape }, read: 1);
        (await service.Value<bool>("select st_orderingequals(f.geom, st_geomfromwkb(@stood, 4326)) from env.draft_feature f where draft_id = @draft", new { draft, stood })).ShouldBeTrue();
        saved.GetProperty("feature").GetProperty("shape").GetRawText().ShouldBe(shape.GetRawText());
        // One corner moved.
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Ring((434_000, 2_388_000), (434_000, 2_390_000), (436_500, 2_390_000), (436_000, 2_388_000)) }, read: 2);
        await ApprovedAsync(planner, approver, draft);
        var (_, features) = await DecidedAsync(approver, draft, Decision("11/QĐ-UBND", from: "2026-11-15"));
        features.ShouldBe([id]);

        (await service.Value<bool>("select st_orderingequals(geom, st_geomfromwkb(@stood, 4326)) from env.current_feature where id = @id and valid @> date '2026-11-14'", new { id, stood })).ShouldBeTrue();
        (await service.Value<double>("select env.area_m2(geom) from env.current_feature where id = @id and valid @> date '2026-11-15'", new { id })).ShouldBe(4_500_000, 3_000);
        (await service.Value<string>("select state from env.draft where id = (select draft_id from env.draft_feature f join env.draft d on d.id = f.draft_id where d.decision_id in (select id from env.decision where number = '10/QĐ-UBND'))")).ShouldBe("superseded");
    }

    [Fact]
    public async Task A_zone_ends_by_decision_and_is_there_until_the_day_before()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(430_000, 2_392_000, 1_000), "20/QĐ-UBND");
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "retire", feature = id });
        await ApprovedAsync(planner, approver, draft);
        await DecidedAsync(approver, draft, Decision("21/QĐ-UBND", from: "2026-11-20"));

        (await service.Http.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Value<DateTime>("select upper(valid) from env.current_feature where id = @id", new { id })).ShouldBe(new(2026, 11, 20));
        (await service.Value<string>("select change from env.decision_feature d join env.decision q on q.id = d.decision_id where feature_id = @id and q.number = '21/QĐ-UBND'", new { id })).ShouldBe("retire");
    }

    [Fact]
    public async Task A_decision_of_a_day_to_come_changes_nothing_until_then()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(434_000, 2_392_000, 1_000), "Vùng của năm sau");
        await ApprovedAsync(planner, approver, draft);
        var before = await PublicAsync();
        var (_, features) = await DecidedAsync(approver, draft, Decision("30/QĐ-UBND", from: "2199-01-01"));
        (await PublicAsync()).ShouldBe(before);
        await service.Sql("select env.publish(array[@id], date '2199-01-01')", new { id = features[0] });
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{features[0]}")).GetProperty("name").GetProperty("vi").GetString().ShouldBe("Vùng của năm sau");
    }

    [Fact]
    public async Task A_rehearsal_shows_what_the_decision_will_do_and_leaves_nothing()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(438_000, 2_392_000, 1_000), "40/QĐ-UBND");
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(438_000, 2_392_000, 2_000) }, read: 1);
        await AddAsync(planner, draft, Square(442_000, 2_392_000, 1_000));
        var (before, rows) = (await PublicAsync(), await RowsAsync());

        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var seen = await answer.Content.ReadFromJsonAsync<JsonElement>();
        seen.GetProperty("firstDay").GetString().ShouldBe(await service.Value<string>("select env.today()::text"));
        seen.GetProperty("hash").GetString().ShouldBe((await ReadAsync(planner, draft)).GetProperty("hash").GetString());
        var (changed, added) = (seen.GetProperty("features")[0], seen.GetProperty("features")[1]);
        changed.GetProperty("feature").GetInt64().ShouldBe(id);
        changed.GetProperty("wasM2").GetDouble().ShouldBe(1_000_000, 1_000);
        changed.GetProperty("areaM2").GetDouble().ShouldBe(4_000_000, 4_000);
        changed.GetProperty("told").EnumerateArray().Select(one => one.GetString()).ShouldBe(["update"]);
        added.GetProperty("told").EnumerateArray().Select(one => one.GetString()).ShouldBe(["insert"]);
        added.GetProperty("feature").ValueKind.ShouldBe(JsonValueKind.Null);

        (await PublicAsync()).ShouldBe(before);
        (await RowsAsync()).ShouldBe(rows);

        Task<string?> RowsAsync() => service.Value<string>("""
            select concat_ws(' ', (select count(*) from env.decision), (select count(*) from env.feature), (select count(*) from env.feature_version), (select count(*) from env.change), (select count(*) from env.legal_vertex))
            """);
    }

    /// <summary>What everybody sees of the two layers: items, counts, feed, extents.</summary>
    async Task<string> PublicAsync()
    {
        await Standing.AllToldAsync(service);
        var parts = new List<string>();
        foreach (var address in (string[])[$"/ogc/collections/{Strict}/items?limit=1000", $"/tiles/{Strict}.json", "/api/changes?limit=1000", "/api/list?layers=" + Strict, "/api/places?q=vung%20thu"])
        {
            parts.Add(await service.Http.GetStringAsync(address));
        }
        // The moment of the answer.
        return System.Text.RegularExpressions.Regex.Replace(string.Join('\n', parts), "\"timeStamp\":\"[^\"]*\"", "");
    }

    [Fact]
    public async Task A_zone_that_is_known_by_its_commune_alone_is_drawn_and_decided()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var id = await service.Value<long>("""
            with decided as (insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) values ('Chưa vẽ/QĐ', '2020-01-01', 'UBND', 'Cũ', '2020-01-01', 'thử') returning id),
            placed as (select c.id, c.centre from env.commune c where c.code = '05503' and c.valid_to is null)
            insert into env.current_feature (layer, name_vi, attributes, near, accuracy_m, commune_id, decision_id, valid)
            select @Strict, 'Hồ chưa vẽ', '{"clause":"2b","legal_status":"in_force"}', p.centre, 4000, p.id, d.id, daterange('2020-01-01', null) from decided d, placed p returning id
            """, new { Strict });
        var draft = await BeginAsync(planner);
        var taken = (await DoneAsync(planner, draft, new { kind = "take", feature = id })).GetProperty("feature");
        (taken.GetProperty("feature").GetProperty("change").GetString(), taken.GetProperty("shape").ValueKind).ShouldBe(("locate", JsonValueKind.Null));
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found")[0].GetProperty("code").GetString().ShouldBe("not-drawn");
        var drawn = (await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(448_000, 2_384_000, 1_000) }, read: 1)).GetProperty("feature").GetProperty("feature");
        (drawn.GetProperty("positionSource").GetString(), drawn.GetProperty("accuracyM").GetDouble()).ShouldBe(("digitised", 5));
        (await planner.GetAsync($"/api/drafts/{draft}/features/1/comparison")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ApprovedAsync(planner, approver, draft);
        var (decision, features) = await DecidedAsync(approver, draft, Decision("Vẽ xong/QĐ"));
        features.ShouldBe([id]);
        (await service.Value<bool>("select not unlocated and st_geometrytype(geom) = 'ST_Polygon' from published.feature where id = @id", new { id })).ShouldBeTrue();
        (await service.Value<string>("select change from env.decision_feature where decision_id = @decision", new { decision })).ShouldBe("locate");
    }
}
