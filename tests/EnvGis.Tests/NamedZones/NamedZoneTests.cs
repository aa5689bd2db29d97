using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests.Drafts;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.NamedZones;

/// <summary>Zones that a plan names in words: entered, kept version by version, drawn of their members, decided, and told of when a commune's boundary changes. The plan here is made up.</summary>
public sealed class NamedZoneTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly object Plan = new { title = "Quy hoạch thử nghiệm (ví dụ, không phải quy hoạch thật)", number = "00/QĐ-THỬ", date = "2026-06-07", place = "Mục V.1" };

    public static object Commune(string code, string? part = null, string status = "existing", string? validFrom = null, string? validTo = null) =>
        new { kind = "commune", commune = code, part, status, validFrom, validTo };

    /// <summary>A zone of an example plan.</summary>
    public static Dictionary<string, object?> Zone(string name = "Nội thị thử", string clause = "2a", object?[]? members = null, string province = Province, string layer = Strict) => new()
    {
        ["province"] = province, ["layer"] = layer, ["clause"] = clause, ["name"] = new { vi = name }, ["plan"] = Plan, ["planWording"] = "toàn bộ địa giới các xã sau", ["members"] = members ?? [],
    };

    static Dictionary<string, object?> With(Dictionary<string, object?> zone, string field, object? value) => new(zone) { [field] = value };

    public static async Task<JsonElement> AddedAsync(HttpClient planner, object zone)
    {
        using var answer = await planner.PostAsJsonAsync("/api/named-zones", zone);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        answer.Headers.ETag!.Tag.ShouldBe("\"n1\"");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> PutAsync(HttpClient planner, long zone, object says, int? read)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/named-zones/{zone}") { Content = JsonContent.Create(says) };
        if (read is { } version)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"n{version}\""));
        }
        return await planner.SendAsync(request);
    }

    public static long IdOf(JsonElement details) => details.GetProperty("zone").GetProperty("id").GetInt64();

    public static Task<JsonElement> ReadZoneAsync(HttpClient caller, long zone) => caller.GetFromJsonAsync<JsonElement>($"/api/named-zones/{zone}");

    static async Task<string?> StateAsync(HttpClient caller, long zone) => (await ReadZoneAsync(caller, zone)).GetProperty("zone").GetProperty("state").GetString();

    static async Task<(string Slug, string? Field)> RefusedAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        var problem = JsonElement.Parse(text);
        return (problem.GetProperty("type").GetString()!.Split('/')[^1], problem.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("field").GetString() : null);
    }

    static async Task<List<long>> ListedAsync(HttpClient caller, string query) =>
        [.. (await caller.GetFromJsonAsync<JsonElement>($"/api/named-zones?{query}")).GetProperty("zones").EnumerateArray().Select(one => one.GetProperty("id").GetInt64())];

    async Task<(int Named, int InForce)> CountedAsync(string query)
    {
        var counted = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/overview?{query}")).GetProperty("namedZones");
        return (counted.GetProperty("named").GetInt32(), counted.GetProperty("inForce").GetInt32());
    }

    public static Task<int> SetBoundary(RunningService service, string level, string code, int east, int north, int side)
    {
        var corners = new[] { (0, 0), (side, 0), (side, side), (0, side), (0, 0) }
            .Select(at => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner((east + at.Item1) * 100L, (north + at.Item2) * 100L)))
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Longitude:R} {at.Latitude:R}"));
        return service.Sql("""
            delete from env.boundary where level = @level and code = @code;
            insert into env.boundary (level, code, name, geom, source) values (@level, @code, @code, st_multi(st_geomfromtext(@wkt, 4326)), 'test')
            """, new { level, code, wkt = $"POLYGON(({string.Join(", ", corners)}))" });
    }

    static async Task<long> DecideAsync(HttpClient planner, HttpClient approver, long draft, string number, string from)
    {
        foreach (var finding in (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray())
        {
            using var accepted = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = finding.GetProperty("key").GetString(), reason = "Chủ ý" });
        }
        await ApprovedAsync(planner, approver, draft);
        return (await DecidedAsync(approver, draft, Decision(number, from))).Features.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_zone_in_words_is_drawn_of_its_members_decided_and_its_recipe_proposes_the_difference_when_a_boundary_changes()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        await SetBoundary(service, "commune", "05503", 425_000, 2_385_000, 3_000);
        await SetBoundary(service, "commune", "05488", 428_000, 2_385_000, 2_000);
        var before = await this.CountedAsync($"province_code={Province}&layers={Strict}");
        object?[] members =
        [
            Commune("05503"), Commune("05488"), Commune("05500", part: "các tổ dân phố ven sông"), new { kind = "reserve", words = "Khu bảo tồn thử", subzone = "phân khu bảo vệ nghiêm ngặt", status = "existing", areaHa = 120.5 },
            new { kind = "distance", words = "công trình thu nước thử", metres = 500, status = "existing" }, Commune("05503", status: "planned"), Commune("05488", validTo: "2020-12-31"), Commune("99999"), Commune("05455"),
            new { kind = "other", words = "các khu vực khác", status = "existing" }, Commune("05503", validFrom: "2990-01-01"),
        ];
        var zone = await AddedAsync(planner, Zone(members: members));
        var id = IdOf(zone);
        zone.GetProperty("zone").GetProperty("state").GetString().ShouldBe("not-drawn");
        string?[] why = [null, null, "part", "reserve", "distance", "planned", "ended", "no-commune", "no-boundary", "other", "not-yet"];
        zone.GetProperty("members").EnumerateArray().Select(one => one.GetProperty("why") is { ValueKind: JsonValueKind.Object } reason ? reason.GetProperty("code").GetString() : null).ShouldBe(why);
        (await this.CountedAsync($"province_code={Province}&layers={Strict}")).ShouldBe((before.Named + 1, before.InForce));

        using var drawn = await planner.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { accuracyM = 5 });
        drawn.StatusCode.ShouldBe(HttpStatusCode.OK, await drawn.Content.ReadAsStringAsync());
        var draft = (await drawn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("draft").GetInt64();
        (await ReadAsync(planner, draft)).GetProperty("title").GetString().ShouldBe("Nội thị thử");
        var feature = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1");
        feature.GetProperty("feature").GetProperty("areaM2").GetDouble().ShouldBe(13_000_000, 2_000);
        feature.GetProperty("recipe").GetProperty("communes").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(["05503", "05488"]);
        feature.GetProperty("feature").GetProperty("attributes").GetProperty("clause").GetString().ShouldBe("2a");
        // Who drafts is told of the draft, and nobody else.
        (await ReadZoneAsync(planner, id)).GetProperty("zone").GetProperty("draft").GetInt64().ShouldBe(draft);
        (await StateAsync(service.Http, id), (await ReadZoneAsync(service.Http, id)).GetProperty("zone").GetProperty("draft").ValueKind).ShouldBe(("not-drawn", JsonValueKind.Null));
        (await ListedAsync(planner, "state=in-draft")).ShouldContain(id);
        (await ListedAsync(service.Http, "state=in-draft")).ShouldNotContain(id);
        using var elsewhere = await service.SignedIn("planner", ["14"]);
        (await StateAsync(elsewhere, id)).ShouldBe("not-drawn");
        using (var again = await planner.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { }))
        {
            (await RefusedAsync(again, HttpStatusCode.Conflict)).Slug.ShouldBe("in-draft-already");
        }

        // What the layer asks for beside the clause is said by who drafts.
        await DoneAsync(planner, draft, new { kind = "describe", number = 1, attributes = new { clause = "2a", legal_status = "in_force" } }, read: 1);
        var decided = await DecideAsync(planner, approver, draft, "NZ1/QĐ", "2026-11-01");
        var stands = (await ReadZoneAsync(service.Http, id)).GetProperty("zone");
        (stands.GetProperty("state").GetString(), stands.GetProperty("feature").GetInt64()).ShouldBe(("in-force", decided));
        (await this.CountedAsync($"province_code={Province}&layers={Strict}")).ShouldBe((before.Named + 1, before.InForce + 1));

        // Of which version it was drawn is told when there is another.
        using (var said = await PutAsync(planner, id, Zone(members: [Commune("05503"), Commune("05488")]), 1))
        {
            said.StatusCode.ShouldBe(HttpStatusCode.OK, await said.Content.ReadAsStringAsync());
        }
        stands = (await ReadZoneAsync(service.Http, id)).GetProperty("zone");
        (stands.GetProperty("drawnOf").GetInt32(), stands.GetProperty("version").GetInt32()).ShouldBe((1, 2));
        await SetBoundary(service, "commune", "05488", 428_000, 2_385_000, 2_100);
        var changed = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{decided}");
        changed.GetProperty("recipe").GetProperty("outOfDate").GetBoolean().ShouldBeTrue();
        changed.GetProperty("difference").GetProperty("gainedM2").GetDouble().ShouldBe(410_000, 500);
        // Drawn anew it is the same zone, changed, and no second one.
        using var anew = await planner.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { title = "Cập nhật địa giới" });
        anew.StatusCode.ShouldBe(HttpStatusCode.OK, await anew.Content.ReadAsStringAsync());
        var next = (await anew.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("draft").GetInt64();
        var taken = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{next}/features/1")).GetProperty("feature");
        (taken.GetProperty("id").GetInt64(), taken.GetProperty("change").GetString()).ShouldBe((decided, "change"));
        (await DecideAsync(planner, approver, next, "NZ2/QĐ", "2026-11-15")).ShouldBe(decided);
        stands = (await ReadZoneAsync(service.Http, id)).GetProperty("zone");
        (stands.GetProperty("feature").GetInt64(), stands.GetProperty("drawnOf").GetInt32()).ShouldBe((decided, 2));
    }

    [Fact]
    public async Task Nothing_is_written_over_and_who_was_slower_is_told()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        // A clause that the plan lacks, and one without members.
        var missing = Zone("Vùng lõi di sản (quy hoạch không nêu)", "2đ");
        missing["planWording"] = null;
        var id = IdOf(await AddedAsync(planner, missing));
        var both = With(With(Zone("Tên mới", "2d", [Commune("05503")]), "decreeWording", "nội thành, nội thị của đô thị"), "conflicts", true);
        both["areaHa"] = 16_040.15;
        both["areaHorizonHa"] = 11_273.5;
        both["horizonYear"] = 2030;
        using (var unread = await PutAsync(planner, id, both, null))
        {
            (await RefusedAsync(unread, HttpStatusCode.PreconditionRequired)).Slug.ShouldBe("no-precondition");
        }
        using (var written = await PutAsync(planner, id, both, 1))
        {
            (written.StatusCode, written.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "\"n2\""));
        }
        using (var slower = await PutAsync(planner, id, missing, 1))
        {
            (await RefusedAsync(slower, HttpStatusCode.PreconditionFailed)).Slug.ShouldBe("changed-meanwhile");
            var told = await slower.Content.ReadFromJsonAsync<JsonElement>();
            (told.GetProperty("current").GetProperty("zone").GetProperty("version").GetInt32(), told.GetProperty("yours").GetProperty("name").GetProperty("vi").GetString()).ShouldBe((2, "Vùng lõi di sản (quy hoạch không nêu)"));
        }
        var versions = (await ReadZoneAsync(planner, id)).GetProperty("versions").EnumerateArray().ToList();
        versions.Select(one => one.GetProperty("number").GetInt32()).ShouldBe([2, 1]);
        versions[0].GetProperty("says").GetProperty("areaHorizonHa").GetDouble().ShouldBe(11_273.5);
        versions[1].GetProperty("says").GetProperty("members").GetArrayLength().ShouldBe(0);
        // Who wrote it is no text of the plan.
        (versions[0].GetProperty("by").ValueKind, (await ReadZoneAsync(service.Http, id)).GetProperty("versions")[0].GetProperty("by").ValueKind).ShouldBe((JsonValueKind.String, JsonValueKind.Null));
        foreach (var sql in (string[])[
            "update env.named_zone_version set conflicts = false", "delete from env.named_zone_member", "truncate env.named_zone cascade", "update env.named_zone set layer = layer",
            $"insert into env.named_zone_member (zone_id, version, place, kind, commune, status) values ({id}, 2, 9, 'commune', '05503', 'existing')",
            $"insert into env.named_zone_version (zone_id, number, name_vi, plan_title, author) values ({id}, 9, 'x', 'x', 'x')", "insert into env.named_zone (province_code, layer) values ('19', 'landfills')",
        ])
        {
            await Should.ThrowAsync<Npgsql.PostgresException>(() => service.Sql(sql), sql);
        }
        // What is withdrawn is kept, and counted no more.
        var (named, _) = await this.CountedAsync($"province_code={Province}");
        using (var withdrawn = await PutAsync(planner, id, With(both, "withdrawn", "Quy hoạch điều chỉnh bỏ vùng này"), 2))
        {
            withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await this.CountedAsync($"province_code={Province}")).Named.ShouldBe(named - 1);
        ((await ListedAsync(planner, "")).Contains(id), (await ListedAsync(planner, "withdrawn=true")).Contains(id)).ShouldBe((false, true));
        using var draw = await planner.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { });
        (await RefusedAsync(draw, HttpStatusCode.Conflict)).Slug.ShouldBe("nothing-to-draw");
    }

    [Fact]
    public async Task Only_who_drafts_in_its_province_writes_or_draws_and_a_zone_in_force_is_tied_to_what_it_is()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var elsewhere = await service.SignedIn("planner", ["14"]);
        using var narrow = await service.SignedIn("planner", [Province], layers: [Restricted]);
        using var inspector = await service.SignedIn("inspector", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var id = IdOf(await AddedAsync(planner, Zone("Vùng có quyền", "2b", [Commune("05503")])));
        foreach (var caller in (HttpClient[])[service.Http, inspector, elsewhere, narrow, approver])
        {
            (await ReadZoneAsync(caller, id)).GetProperty("mayChange").GetBoolean().ShouldBeFalse();
            using var added = await caller.PostAsJsonAsync("/api/named-zones", Zone());
            using var changed = await PutAsync(caller, id, Zone(), 1);
            using var drawn = await caller.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { });
            foreach (var answer in (HttpResponseMessage[])[added, changed, drawn])
            {
                ((int)answer.StatusCode).ShouldBe(caller == service.Http ? 401 : 403, await answer.Content.ReadAsStringAsync());
            }
        }
        (await ReadZoneAsync(planner, id)).GetProperty("zone").GetProperty("version").GetInt32().ShouldBe(1);
        var (_, feature) = await ZoneInForceAsync(planner, approver, Square(440_000, 2_390_000, 1_000), "NZ-khác");
        using var tied = await PutAsync(planner, id, With(Zone("Vùng có quyền", "2b"), "feature", feature), 1);
        tied.StatusCode.ShouldBe(HttpStatusCode.OK, await tied.Content.ReadAsStringAsync());
        (await StateAsync(service.Http, id)).ShouldBe("in-force");
        foreach (var (field, value) in ((string, object?)[])[("feature", 999_999_999L), ("province", "14"), ("layer", Restricted)])
        {
            using var refused = await PutAsync(planner, id, With(Zone("Vùng có quyền", "2b"), field, value), 2);
            ((await RefusedAsync(refused, HttpStatusCode.BadRequest)).Field).ShouldBe(field);
        }
        // Into an open draft of its province, and of no other.
        var (one, draft) = (IdOf(await AddedAsync(planner, Zone("Không có gì", "2d"))), await BeginAsync(planner));
        using (var nothing = await planner.PostAsJsonAsync($"/api/named-zones/{one}/draft", new { draft }))
        {
            (await RefusedAsync(nothing, HttpStatusCode.Conflict)).Slug.ShouldBe("nothing-to-draw");
        }
        await SetBoundary(service, "commune", "05488", 450_000, 2_395_000, 1_000);
        var (two, unknown) = (IdOf(await AddedAsync(planner, Zone("Một xã", "2d", [Commune("05488")]))), 999_999L);
        using (var nowhere = await planner.PostAsJsonAsync($"/api/named-zones/{two}/draft", new { draft = unknown }))
        {
            (await RefusedAsync(nowhere, HttpStatusCode.NotFound)).Slug.ShouldBe("unknown-draft");
        }
        using var open = await planner.PostAsJsonAsync($"/api/named-zones/{two}/draft", new { draft });
        (await open.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("draft").GetInt64().ShouldBe(draft);
        // Dropped from the draft it is not drawn any more.
        await DoneAsync(planner, draft, new { kind = "drop", number = 1 }, read: 1);
        (await StateAsync(planner, two)).ShouldBe("not-drawn");
    }

    [Fact]
    public async Task What_no_entry_can_mean_is_refused_with_the_field_that_is_wrong()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var zone = Zone();
        var member = new Dictionary<string, object?> { ["kind"] = "commune", ["commune"] = "05503", ["status"] = "existing" };
        (object Body, string Field)[] wrong =
        [
            (With(zone, "province", null), "province"), (With(zone, "province", "00"), "province"), (With(zone, "layer", "landfills"), "layer"), (With(zone, "layer", "no-such"), "layer"),
            (With(zone, "clause", null), "clause"), (With(zone, "clause", "3a"), "clause"), (With(zone, "name", null), "name.vi"), (With(zone, "name", new { vi = " " }), "name.vi"),
            (With(zone, "name", new { vi = new string('a', 301) }), "name.vi"), (With(zone, "plan", null), "plan.title"), (With(zone, "planWording", new string('a', 8_001)), "planWording"),
            (With(zone, "conflicts", true), "conflicts"), (With(zone, "areaHa", -1), "areaHa"), (With(zone, "areaHorizonHa", 5), "horizonYear"), (With(zone, "horizonYear", 1), "horizonYear"),
            (With(zone, "plan", new { title = "x", date = "0001-01-01" }), "plan.date"), (With(zone, "members", new object?[] { null }), "members[0]"),
            (With(zone, "members", Enumerable.Repeat(member, 201)), "members"), (Of(("kind", "park")), "members[0].kind"), (Of(("status", "maybe")), "members[0].status"),
            (Of(("commune", "5503")), "members[0].commune"), (Of(("words", "x")), "members[0].words"), (Of(("metres", 5)), "members[0].metres"), (Of(("subzone", "x")), "members[0].subzone"),
            (Of(("kind", "reserve")), "members[0].commune"), (Of(("kind", "reserve"), ("commune", null)), "members[0].words"), (Of(("kind", "distance"), ("commune", null), ("words", "x")), "members[0].metres"),
            (Of(("validFrom", "2026-02-01"), ("validTo", "2026-01-01")), "members[0].validTo"), (Of(("areaHa", 1e300)), "members[0].areaHa"), (Of(("part", new string('a', 501))), "members[0].part"),
        ];
        foreach (var (body, field) in wrong)
        {
            using var answer = await planner.PostAsJsonAsync("/api/named-zones", body);
            (await RefusedAsync(answer, HttpStatusCode.BadRequest)).ShouldBe(("bad-field", field), JsonSerializer.Serialize(body));
        }
        foreach (var body in (string[])["", "[]", "{", "null", "{\"members\":{}}", "{\"name\":\"x\"}", "{\"no_such\":1}", "{\"areaHa\":\"1e999\"}", "{\"province\":\"\\ud800\"}", "{\"plan\":{\"date\":\"yesterday\"}}"])
        {
            foreach (var address in (string[])["/api/named-zones", "/api/named-zones/1/draft"])
            {
                using var answer = await planner.PostAsync(address, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
                ((int)answer.StatusCode).ShouldBeInRange(400, 415, body);
            }
        }

        // No database takes this sign, wherever it stands.
        foreach (var field in (string[])["province", "layer", "clause", "planWording"])
        {
            using var answer = await planner.PostAsJsonAsync("/api/named-zones", With(zone, field, "1\0"));
            ((int)answer.StatusCode).ShouldBeOneOf(201, 400);
        }
        foreach (var number in (string[])["99999999999999999999", "-1", "1e3", "%00"])
        {
            using var answer = await planner.GetAsync($"/api/named-zones/{number}");
            ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
        }

        object Of(params (string Name, object? Value)[] fields)
        {
            var one = new Dictionary<string, object?>(member);
            foreach (var (name, value) in fields)
            {
                one[name] = value;
            }
            return With(zone, "members", new[] { one });
        }
    }

    [Fact]
    public async Task The_register_is_read_page_by_page_by_everybody()
    {
        using var planner = await service.SignedIn("planner", ["14"]);
        var made = new List<long>();
        for (var number = 1; number <= 52; number++)
        {
            made.Add(IdOf(await AddedAsync(planner, Zone($"Vùng {number}", "3a", province: "14", layer: Restricted))));
        }
        var first = await service.Http.GetFromJsonAsync<JsonElement>($"/api/named-zones?province=14&layer={Restricted}&state=not-drawn");
        var next = first.GetProperty("next").GetString()!;
        var second = await service.Http.GetFromJsonAsync<JsonElement>(next);
        first.GetProperty("zones").EnumerateArray().Concat(second.GetProperty("zones").EnumerateArray()).Select(one => one.GetProperty("id").GetInt64()).ShouldBe(made);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        (await ListedAsync(service.Http, $"province=14&layer={Strict}")).ShouldBeEmpty();
        (await this.CountedAsync("province_code=14")).ShouldBe((52, 0));
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/overview?state=in_force")).GetProperty("namedZones").ValueKind.ShouldBe(JsonValueKind.Null);
        using var unknown = await service.Http.GetAsync("/api/named-zones/0");
        (await RefusedAsync(unknown, HttpStatusCode.NotFound)).Slug.ShouldBe("unknown-named-zone");
    }

    [Fact]
    public async Task A_member_that_begins_later_is_told_ahead_and_drawn_only_as_of_a_day_on_which_it_counts()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var today = await service.Value<DateOnly>("select env.today()");
        string Day(int ahead) => today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await SetBoundary(service, "commune", "05503", 425_000, 2_385_000, 3_000);
        await SetBoundary(service, "commune", "05488", 428_000, 2_385_000, 3_000);
        foreach (var (ahead, soon) in ((int, bool)[])[(1, true), (90, true), (91, false)])
        {
            var zone = await AddedAsync(planner, Zone($"Nội thị mở rộng {ahead}", members: [Commune("05503"), Commune("05488", validFrom: Day(ahead))]));
            var id = IdOf(zone);
            zone.GetProperty("zone").GetProperty("beginning").GetInt32().ShouldBe(soon ? 1 : 0);
            zone.GetProperty("members").EnumerateArray().Select(one => one.GetProperty("begins").GetString()).ShouldBe([null, soon ? Day(ahead) : null]);
            foreach (var (asOf, counts, status) in ((string?, int, HttpStatusCode)[])
                [(Day(-1), 0, HttpStatusCode.BadRequest), (Day(366 * 31), 0, HttpStatusCode.BadRequest), (ahead == 1 ? null : Day(ahead - 1), 1, HttpStatusCode.OK), (Day(ahead), 2, HttpStatusCode.OK)])
            {
                using var answer = await planner.PostAsJsonAsync($"/api/named-zones/{id}/draft", new { asOf });
                answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
                if (counts == 0)
                {
                    continue;
                }
                var drawn = await answer.Content.ReadFromJsonAsync<JsonElement>();
                var (draft, number) = (drawn.GetProperty("draft").GetInt64(), drawn.GetProperty("number").GetInt32());
                var feature = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/{number}");
                feature.GetProperty("recipe").GetProperty("communes").GetArrayLength().ShouldBe(counts, $"{ahead} {asOf}");
                drawn.GetProperty("members").EnumerateArray().Count(one => one.GetProperty("why").ValueKind == JsonValueKind.Null).ShouldBe(counts);
                // Out of the draft, so that it can be drawn again.
                await DoneAsync(planner, draft, new { kind = "drop", number }, read: 1);
            }
        }
    }
}
