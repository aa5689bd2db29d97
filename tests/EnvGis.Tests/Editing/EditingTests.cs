using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests.Changes;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Editing;

public sealed class EditingTests(RunningService service) : IClassFixture<RunningService>
{
    const string Hotspots = "pollution-hotspots";

    [Fact]
    public async Task An_inspector_of_a_commune_changes_its_own_hotspot_since_a_day_and_no_other()
    {
        var (own, other) = (await Hotspot("05503"), await Hotspot("05488"));
        using var inspector = await service.SignedIn("inspector", ["19"], ["05503"], agency: "UBND xã Đại Phúc");
        var version = await Version(own);

        using var answer = await Patch(inspector, own, version, new { attributes = new { severity = "serious", status = "treating" }, on = "2026-10-05", note = "Kiểm tra ngày 05/10" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var written = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();

        var now = await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{own}");
        now.GetProperty("shown").GetProperty("version").GetInt64().ShouldBe(written);
        Attribute(now, "severity").ShouldBe("serious");
        // Until that day it stays what it was; the record of before is closed, not changed.
        Attribute(await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{own}?datetime=2026-10-04"), "severity").ShouldBe("light");
        var versions = now.GetProperty("versions").EnumerateArray().ToList();
        versions.Count.ShouldBe(3);
        var newest = versions.Single(one => one.GetProperty("id").GetInt64() == written);
        newest.GetProperty("reason").GetString().ShouldBe("Kiểm tra ngày 05/10");
        newest.GetProperty("author").GetString().ShouldBe("Người thử inspector, UBND xã Đại Phúc");

        using var refused = await Patch(inspector, other, await Version(other), new { attributes = new { severity = "serious" }, note = "Không được phép" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Value<string>("select attributes ->> 'severity' from env.current_feature where id = @other", new { other })).ShouldBe("light");
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_the_second_is_shown_both_sides_and_nothing_is_written()
    {
        var id = await Hotspot("05503");
        using var first = await service.SignedIn("inspector");
        using var second = await service.SignedIn("planner");
        var version = await Version(id);
        (await Patch(first, id, version, new { attributes = new { status = "watching" }, note = "Trước" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var late = await Patch(second, id, version, new { attributes = new { status = "resolved" }, note = "Sau" });
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("current").GetProperty("attributes").GetProperty("status").GetString().ShouldBe("watching");
        problem.GetProperty("current").GetProperty("note").GetString().ShouldBe("Trước");
        problem.GetProperty("yours").GetProperty("attributes").GetProperty("status").GetString().ShouldBe("resolved");
        (await service.Value<string>("select attributes ->> 'status' from env.current_feature where id = @id and valid @> env.today()", new { id })).ShouldBe("watching");
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_succeeds()
    {
        var id = await Hotspot("05503");
        using var planner = await service.SignedIn("planner");
        var version = await Version(id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Patch(planner, id, version, new { attributes = new { measures = $"Cách {i}" }, note = $"Lần {i}" })));
        answers.Count(one => one.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(one => one.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(11);
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(3);
    }

    [Theory]
    [InlineData(null, """{"attributes":{"status":"watching"},"note":"x"}""", 428, "no-precondition")]
    [InlineData("*", """{"attributes":{"status":"watching"},"note":"x"}""", 428, "no-precondition")]
    [InlineData("weak", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "weak-precondition")]
    [InlineData("bare", """{"attributes":{"status":"watching"},"note":"x"}""", 400, "bad-precondition")]
    [InlineData("'v1'", """{"attributes":{"status":"watching"},"note":"x"}""", 400, "bad-precondition")]
    [InlineData("w/\"v1\"", """{"attributes":{"status":"watching"},"note":"x"}""", 400, "bad-precondition")]
    [InlineData("\"v1", """{"attributes":{"status":"watching"},"note":"x"}""", 400, "bad-precondition")]
    [InlineData("\"x1\"", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "foreign-precondition")]
    [InlineData("\"\"", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "foreign-precondition")]
    [InlineData("\"v\"", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "foreign-precondition")]
    [InlineData("\"v99999999999999999999\"", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "foreign-precondition")]
    [InlineData("\"v1\", \"v2\"", """{"attributes":{"status":"watching"},"note":"x"}""", 412, "foreign-precondition")]
    [InlineData("\"", """{"attributes":{"status":"watching"},"note":"x"}""", 400, "bad-precondition")]
    [InlineData("read", """{"attributes":{"status":"watching"}}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"watching"},"note":"  "}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"watching"},"note":"x","on":"2027-05-01"}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"watching"},"note":"x","on":"2025-05-01"}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"watching"},"note":"x","on":"hôm qua"}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{},"note":"x"}""", 400, "bad-field")]
    [InlineData("read", """{"note":"x"}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"hell"},"note":"x"}""", 400, "bad-attribute")]
    [InlineData("read", """{"attributes":{"status":null},"note":"x"}""", 400, "bad-attribute")]
    [InlineData("read", """{"attributes":{"resolved_on":"31/12/2026"},"note":"x"}""", 400, "bad-attribute")]
    [InlineData("read", """{"attributes":{"status":{"$ne":1}},"note":"x"}""", 400, "bad-attribute")]
    [InlineData("read", """{"attributes":{"kind":"water"},"note":"x"}""", 400, "not-open-to-change")]
    [InlineData("read", """{"attributes":{"nope":1},"note":"x"}""", 400, "not-open-to-change")]
    [InlineData("read", """{"attributes":{"measures":"C\uFFFDng ty"},"note":"x"}""", 400, "bad-field")]
    [InlineData("read", """{"attributes":{"status":"watching"},"note":"Ki\ufffdm tra"}""", 400, "bad-field")]
    [InlineData("read", "[]", 400, "bad-field")]
    [InlineData("read", "{", 400, "malformed")]
    public async Task What_cannot_be_recorded_is_refused_with_a_sentence_and_nothing_is_written(string? match, string body, int status, string slug)
    {
        var id = await Hotspot("05503");
        using var inspector = await service.SignedIn("inspector");
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match switch { "read" => $"\"v{await Version(id)}\"", "weak" => $"W/\"v{await Version(id)}\"", "bare" => $"v{await Version(id)}", _ => match });
        }
        using var answer = await inspector.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe($"/problems/{slug}");
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(1);
    }

    [Theory]
    [InlineData("count", "\"x\"", "cần một số nguyên", "a whole number")]
    [InlineData("count", "1.5", "cần một số nguyên", "a whole number")]
    [InlineData("count", "1e25", "±9007199254740991", "±9007199254740991")]
    [InlineData("count", "-9007199254740993", "±9007199254740991", "±9007199254740991")]
    [InlineData("amount", "\"x\"", "cần một số không trong dấu nháy", "a number without quotes")]
    [InlineData("lined", "1", "cần true hoặc false", "true or false")]
    [InlineData("text", "5", "cần một đoạn chữ", "it takes text")]
    public async Task A_value_of_another_kind_is_refused_in_the_readers_own_language(string attribute, string value, string vi, string en)
    {
        var layer = await service.NewLayer("point", """
            [{"name":"text","title":{"vi":"Chữ","en":"Text"},"type":"text","edit":true},{"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number","edit":true},
             {"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer","edit":true},{"name":"lined","title":{"vi":"Có lót","en":"Lined"},"type":"boolean","edit":true}]
            """);
        var id = await service.NewFeature(layer, "POINT(105.8 21.5)");
        using var inspector = await service.SignedIn("inspector");
        using var answer = await Send(inspector, HttpMethod.Patch, $"/api/features/{id}", $"v{await Version(id)}",
            new StringContent($$$"""{"attributes":{"{{{attribute}}}":{{{value}}}},"note":"x"}""", System.Text.Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("vi").GetString()!.ShouldContain(vi);
        problem.GetProperty("en").GetString()!.ShouldContain(en);
    }

    [Theory]
    [InlineData("3405.0", HttpStatusCode.OK)]
    [InlineData("3.405e3", HttpStatusCode.OK)]
    [InlineData("3405.5", HttpStatusCode.BadRequest)]
    [InlineData("\"3405\"", HttpStatusCode.BadRequest)]
    [InlineData("3405000000000", HttpStatusCode.BadRequest)]
    public async Task A_whole_number_of_a_body_may_have_a_fraction_of_noughts(string epsg, HttpStatusCode status)
    {
        var (north, east) = (await service.Rows<(double, double)>("select st_y(p), st_x(p) from st_transform(st_point(105.8, 21.6, 4326), 3405) p"))[0];
        var id = await Unlocated();
        using var planner = await service.SignedIn("planner", ["19"]);
        using var answer = await Put(planner, $"/api/features/{id}/position", await Version(id),
            FormattableString.Invariant($$"""{"vn2000":{"xNorth":{{north}},"yEast":{{east}},"epsg":{{epsg}}},"source":"surveyed","accuracyM":0.5,"note":"Trắc địa"}"""));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        if (status == HttpStatusCode.BadRequest)
        {
            text.ShouldContain("vn2000.epsg");
        }
    }

    [Theory]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":1e9,"note":"x"}""", "đến 1000000")]
    [InlineData("""{"vn2000":{"xNorth":2388000,"yEast":500000},"source":"gps","accuracyM":5,"note":"x"}""", "cần mã EPSG của múi chiếu")]
    [InlineData("""{"vn2000":{"xNorth":2388000,"yEast":500000,"epsg":4326},"source":"gps","accuracyM":5,"note":"x"}""", "không có múi chiếu hay kinh tuyến trục “4326”")]
    public async Task A_position_that_will_not_do_is_refused_by_what_would(string body, string told)
    {
        var id = await Unlocated();
        using var planner = await service.SignedIn("planner", ["19"]);
        using var answer = await Put(planner, $"/api/features/{id}/position", await Version(id), body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(told);
    }

    [Fact]
    public async Task A_zone_does_not_change_this_way()
    {
        var id = await service.Value<long>("select id from env.current_feature where layer = 'strict-protection-zones' limit 1");
        using var planner = await service.SignedIn("planner");
        using var answer = await Patch(planner, id, await Version(id), new { attributes = new { status = "in_force" }, note = "Không qua quyết định" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await planner.GetFromJsonAsync<JsonElement>($"/api/me?feature={id}")).GetProperty("here").EnumerateArray().Select(act => act.GetString()).ShouldBe(["tie-task"]);
    }

    [Theory]
    [InlineData("degrees")]
    [InlineData("VN-2000")]
    public async Task A_planner_gives_an_unlocated_place_its_position_in_degrees_or_vn2000(string given)
    {
        var (lon, lat, tolerance) = (105.8, 21.6, 1e-7);
        // PROJ, by way of PostGIS, is the judge of our own transformation.
        var (north, east) = (await service.Rows<(double, double)>("select st_y(p), st_x(p) from st_transform(st_point(@lon, @lat, 4326), 3405) p", new { lon, lat }))[0];
        var body = given == "degrees" ? """{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":8,"note":"Đo tại chỗ"}"""
            : FormattableString.Invariant($$"""{"vn2000":{"xNorth":{{north}},"yEast":{{east}},"epsg":3405},"source":"surveyed","accuracyM":0.5,"note":"Trắc địa"}""");
        var id = await Unlocated();
        using var planner = await service.SignedIn("planner", ["19"]);
        (await planner.GetFromJsonAsync<JsonElement>($"/api/me?feature={id}")).GetProperty("here").EnumerateArray().Select(act => act.GetString()).ShouldContain("locate");
        using var answer = await Put(planner, $"/api/features/{id}/position", await Version(id), body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var item = await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}/geometry");
        var position = item.GetProperty("geometry").GetProperty("coordinates");
        position[0].GetDouble().ShouldBe(lon, tolerance);
        position[1].GetDouble().ShouldBe(lat, tolerance);
        var details = await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}");
        details.GetProperty("unlocated").GetBoolean().ShouldBeFalse();

        using var stale = await Put(planner, $"/api/features/{id}/position", await Version(id) - 1, body);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("""{"lon":105.8,"lat":21.6,"accuracyM":8,"note":"x"}""", 400)]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","note":"x"}""", 400)]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"demonstration","accuracyM":5,"note":"x"}""", 400)]
    [InlineData("""{"lon":21.6,"lat":105.8,"source":"gps","accuracyM":5,"note":"x"}""", 400)]
    [InlineData("""{"source":"gps","accuracyM":5,"note":"x"}""", 400)]
    [InlineData("""{"vn2000":{"xNorth":582836,"yEast":2389216,"epsg":3405},"source":"gps","accuracyM":5,"note":"x"}""", 400)]
    [InlineData("""{"vn2000":{"xNorth":2389216,"yEast":582836,"epsg":6956},"source":"gps","accuracyM":5,"note":"x"}""", 400)]
    [InlineData("""{"lon":107.1,"lat":16.8,"source":"gps","accuracyM":5,"note":"Sai kinh tuyến"}""", 409)]
    public async Task A_position_without_source_or_accuracy_elsewhere_or_turned_round_is_refused(string body, int status)
    {
        var id = await Unlocated();
        using var planner = await service.SignedIn("planner");
        using var answer = await Put(planner, $"/api/features/{id}/position", await Version(id), body);
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await service.Value<bool>("select unlocated from env.current_feature where id = @id", new { id })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_is_tied_and_untied_with_a_reason_and_loading_the_files_again_does_not_tie_it_anew()
    {
        var id = await Hotspot("05503");
        using var planner = await service.SignedIn("planner");
        var task = await service.Value<string>("select id from env.task where plan_id = 'thai-nguyen' order by position limit 1");
        var role = await service.Value<string>("select code from env.link_role order by code limit 1");
        using var tied = await Put(planner, $"/api/features/{id}/tasks/{task}", await Version(id), $$"""{"role":"{{role}}","note":"Theo kế hoạch"}""");
        tied.StatusCode.ShouldBe(HttpStatusCode.OK, await tied.Content.ReadAsStringAsync());
        (await Tasks(id)).ShouldBe([task]);
        using var again = await Put(planner, $"/api/features/{id}/tasks/{task}", await Version(id), $$"""{"role":"{{role}}","note":"Lần nữa"}""");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/features/{id}/tasks/{task}?role={role}&note=Nh%E1%BA%A7m");
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{await Version(id)}\"");
        using var untied = await planner.SendAsync(request);
        untied.StatusCode.ShouldBe(HttpStatusCode.OK, await untied.Content.ReadAsStringAsync());
        (await Tasks(id)).ShouldBeEmpty();
        var reasons = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("versions").EnumerateArray()
            .Select(one => one.GetProperty("reason").GetString()).ToList();
        reasons[0]!.ShouldStartWith($"Bỏ gắn nhiệm vụ {task}");
        reasons[1]!.ShouldStartWith($"Gắn nhiệm vụ {task}");
    }

    [Fact]
    public async Task The_unit_that_leads_a_task_reports_on_it_and_no_other_does()
    {
        var (task, agency) = (await service.Rows<(string, string)>("""
            select t.id, a.name from env.task t join env.task_lead l on l.task_id = t.id join env.agency a on a.id = l.agency_id
            where t.plan_id like 'quang-tri%' and t.year_to is not null order by t.position desc limit 1
            """))[0];
        using var lead = await service.SignedIn("inspector", ["44"], agency: agency);
        using var other = await service.SignedIn("inspector", ["44"], agency: "Một cơ quan khác");
        using var farAway = await service.SignedIn("inspector", ["14"], agency: agency);
        var address = $"/api/tasks/{task}/progress";
        foreach (var client in new[] { other, farAway })
        {
            using var refused = await Post(client, address, 0, """{"state":"done","note":"Xong"}""");
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/not-the-lead");
        }
        var read = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("progress").GetProperty("number").GetInt32();
        using var first = await Post(lead, address, read, """{"state":"underway","percent":40,"on":"2026-10-01","note":"Đã khảo sát"}""");
        first.StatusCode.ShouldBe(HttpStatusCode.OK, await first.Content.ReadAsStringAsync());
        using var stale = await Post(lead, address, read, """{"state":"done","note":"Xong"}""");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await stale.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("current").GetProperty("percent").GetInt32().ShouldBe(40);
        using var done = await Post(lead, address, read + 1, """{"state":"done","percent":100,"note":"Đã nghiệm thu"}""");
        done.StatusCode.ShouldBe(HttpStatusCode.OK);

        var details = await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}");
        details.GetProperty("state").GetString().ShouldBe("done");
        details.GetProperty("progress").GetProperty("reports")[0].GetProperty("agency").GetString().ShouldBe(agency);
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/tasks?state=done&limit=200")).GetProperty("tasks").EnumerateArray()
            .Select(one => one.GetProperty("id").GetString()).ShouldContain(task);
    }

    [Fact]
    public async Task Open_maps_hear_of_a_change()
    {
        var id = await Hotspot("05503");
        await using var listener = await Listener.Open(service);
        await listener.Next("hello");
        using var inspector = await service.SignedIn("inspector");
        (await Patch(inspector, id, await Version(id), new { attributes = new { status = "watching" }, note = "Nghe" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (List<string> told = []; !told.Exists(one => one.Contains($"\"featureId\":{id}", StringComparison.Ordinal));)
        {
            told = (await listener.Changes(Hotspots, 1, orMore: true)).Told;
        }
    }

    [Fact]
    public async Task Machines_are_told_what_they_may_do_by_allow()
    {
        var id = await Hotspot("05503");
        using var inspector = await service.SignedIn("inspector", ["19"], ["05503"]);
        (await Allow(inspector, $"/api/features/{id}")).ShouldContain("PATCH");
        (await Allow(service.Http, $"/api/features/{id}")).ShouldNotContain("PATCH");
    }

    public static readonly TheoryData<string, string[]?, string[]?, string[]?> Callers = new()
    {
        { "viewer", null, null, null },
        { "inspector", null, null, null },
        { "inspector", ["19"], ["05503"], null },
        { "inspector", ["44"], null, null },
        { "planner", null, null, null },
        { "planner", ["19"], null, ["pollution-hotspots"] },
        { "planner", ["19"], null, ["strict-protection-zones"] },
        { "planner", ["19"], ["05500"], null },
        { "approver", null, null, null },
        { "administrator", null, null, null },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task What_a_page_offers_a_machine_is_told_and_the_act_itself_allows_are_one(string role, string[]? provinces, string[]? communes, string[]? layers)
    {
        using var caller = await service.SignedIn(role, provinces, communes, layers);
        var unchangeable = await service.NewLayer("point", """[{"name":"note","type":"text","title":{"vi":"Ghi chú","en":"Note"},"tiles":false}]""");
        long[] places = [await this.Hotspot("05503"), await this.Unlocated(), 
            await service.Value<long>("select id from env.current_feature where layer = 'strict-protection-zones' order by id limit 1"), await service.NewFeature(unchangeable, "POINT(105.7 21.5)")];
        foreach (var id in places)
        {
            var here = (await caller.GetFromJsonAsync<JsonElement>($"/api/me?feature={id}")).GetProperty("here").EnumerateArray().Select(act => act.GetString()).ToList();
            (await Allow(caller, $"/api/features/{id}")).Contains("PATCH").ShouldBe(here.Contains("change-attributes"), $"OPTIONS of {id}");
            var open = await service.Value<string?>("""
                select a ->> 'name' from env.feature f join env.layer l on l.id = f.layer cross join jsonb_array_elements(l.definition -> 'attributes') a
                where f.id = @id and (a ->> 'edit')::boolean limit 1
                """, new { id });
            foreach (var (act, method, address, body) in new (string, HttpMethod, string, object)[]
            {
                ("change-attributes", HttpMethod.Patch, "", new { attributes = new Dictionary<string, object?> { [open ?? "note"] = null }, note = "Thử" }),
                ("locate", HttpMethod.Put, "/position", new { }),
                ("tie-task", HttpMethod.Put, "/tasks/thai-nguyen/khong-co", new { }),
            })
            {
                // Of a version that nobody reads any more, so that nothing is written.
                using var request = new HttpRequestMessage(method, $"/api/features/{id}{address}") { Content = JsonContent.Create(body) };
                request.Headers.TryAddWithoutValidation("If-Match", "\"v999999999\"");
                using var answer = await caller.SendAsync(request);
                var said = await answer.Content.ReadAsStringAsync();
                var allowed = answer.StatusCode != HttpStatusCode.Forbidden && !Unfit.Any(slug => said.Contains(slug, StringComparison.Ordinal));
                allowed.ShouldBe(here.Contains(act), $"{act} of {id}: {(int)answer.StatusCode} {said}");
            }
        }
    }

    /// <summary>Refusals that say it cannot be done to such a place, whoever asks.</summary>
    static readonly string[] Unfit = ["/problems/not-by-point", "/problems/located-already", "/problems/not-open-to-change"];

    static async Task<string> Allow(HttpClient client, string address)
    {
        using var answer = await client.SendAsync(new(HttpMethod.Options, address));
        return string.Join(", ", answer.Content.Headers.Allow);
    }

    async Task<long> Hotspot(string commune) => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, commune_id)
        values (@Hotspots, 'Điểm thử', '{"kind":"facility","severity":"light","status":"open"}', st_point(105.7, 21.5, 4326), 'digitised', 10,
            daterange('2026-01-01', null), (select id from env.commune where code = @commune and valid_to is null))
        returning id
        """, new { Hotspots, commune });

    async Task<long> Unlocated() => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, near, accuracy_m, valid, commune_id)
        values (@Hotspots, 'Chưa rõ nơi nào', '{"kind":"facility","severity":"unrated","status":"open"}', st_point(105.79, 21.6, 4326), 4000,
            daterange('2026-01-01', null), (select id from env.commune where code = '05503' and valid_to is null))
        returning id
        """, new { Hotspots });

    async Task<long> Version(long id) => await service.Value<long>("select version_id from env.current_feature where id = @id and valid @> env.today()", new { id });

    async Task<IEnumerable<string?>> Tasks(long id) => (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("tasks").EnumerateArray()
        .Select(task => task.GetProperty("id").GetString());

    static Task<HttpResponseMessage> Patch(HttpClient client, long id, long version, object body) => Send(client, HttpMethod.Patch, $"/api/features/{id}", $"v{version}", JsonContent.Create(body));

    static Task<HttpResponseMessage> Put(HttpClient client, string address, long version, string body) =>
        Send(client, HttpMethod.Put, address, $"v{version}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    static Task<HttpResponseMessage> Post(HttpClient client, string address, int number, string body) =>
        Send(client, HttpMethod.Post, address, $"p{number}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string address, string match, HttpContent body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{match}\"");
        return await client.SendAsync(request);
    }

    static string? Attribute(JsonElement details, string name) => details.GetProperty("attributes").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == name).GetProperty("value").GetString();
}
