using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Editing;

/// <summary>Where a place may be put, by whom, how exactly, and how a slip is put right; and which tasks it may be tied to.</summary>
public sealed class LocatingTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData(107.1, 16.8, "Quảng Trị")]
    [InlineData(105.85, 21.03, "Hà Nội")]
    [InlineData(103.9, 22.4, "Lai Châu and around")]
    [InlineData(112.3, 16.5, "the sea")]
    public async Task A_position_outside_the_callers_area_is_refused_sure_or_not(double lon, double lat, string where)
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        foreach (var sure in new[] { false, true })
        {
            var id = await this.Unlocated();
            using var answer = await this.Locate(planner, id, lon, lat, sure: sure);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, where);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/outside-your-area");
            (await service.Value<bool>("select unlocated from env.current_feature where id = @id", new { id })).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Commune_and_province_follow_the_position()
    {
        // A place that was thought to lie in Thái Nguyên turns out to lie in Quảng Trị: recorded by somebody who may in both.
        using var planner = await service.SignedIn("planner");
        var id = await this.Unlocated();
        var (lon, lat, commune) = (await service.Rows<(double, double, string)>(
            "select st_x(centre), st_y(centre), code from env.commune where province_code = '44' and valid_to is null order by area_km2 desc nulls last, code limit 1"))[0];
        (await this.Locate(planner, id, lon, lat, sure: false)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await this.Locate(planner, id, lon, lat, sure: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var place = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("place");
        place.GetProperty("province").GetProperty("code").GetString().ShouldBe("44");
        place.GetProperty("commune").GetProperty("code").GetString().ShouldBe(commune);
        using var former = await service.SignedIn("planner", ["19"]);
        (await this.Locate(former, id, 105.8, 21.6, sure: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Where_several_communes_may_hold_a_position_the_known_one_stays()
    {
        using var planner = await service.SignedIn("planner", ["19"], ["05503"]);
        var id = await this.Unlocated();
        var (lon, lat) = (await service.Rows<(double, double)>("select st_x(centre), st_y(centre) from env.commune where code = '05503' and valid_to is null"))[0];
        (await this.Locate(planner, id, lon, lat + 0.002, sure: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Value<string>("select c.code from env.current_feature f join env.commune c on c.id = f.commune_id where f.id = @id and f.valid @> env.today()", new { id })).ShouldBe("05503");
    }

    [Theory]
    [InlineData("surveyed", 0.000001, false)]
    [InlineData("surveyed", 0.01, true)]
    [InlineData("decision-annex", 0.0099, false)]
    [InlineData("gps", 0.5, false)]
    [InlineData("gps", 1, true)]
    [InlineData("digitised", 0.01, false)]
    [InlineData("digitised", 2, true)]
    [InlineData("digitised", 1000001, false)]
    [InlineData("gps", -3, false)]
    public async Task Nothing_is_recorded_more_exactly_than_its_source_can_tell(string source, double accuracyM, bool taken)
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        var id = await this.Unlocated();
        using var answer = await this.Locate(planner, id, 105.8, 21.6, source, accuracyM);
        answer.StatusCode.ShouldBe(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        if (!taken)
        {
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("accuracyM");
        }
    }

    [Theory]
    [InlineData("""{"lon":105.8,"lat":21.6,"vn2000":{"xNorth":2388123,"yEast":423456,"epsg":9217},"source":"gps","accuracyM":8,"note":"x"}""", "vn2000", "hai cách", "two forms")]
    [InlineData("""{"lat":21.6,"vn2000":{"xNorth":2388123,"yEast":423456,"epsg":9217},"source":"gps","accuracyM":8,"note":"x"}""", "vn2000", "hai cách", "two forms")]
    [InlineData("""{"lon":"105,79","lat":21.6,"source":"gps","accuracyM":8,"note":"x"}""", "lon", "không trong dấu nháy, không kèm đơn vị: 105.79", "105.79")]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":"5 m","note":"x"}""", "accuracyM", "không trong dấu nháy, không kèm đơn vị: 5", "without a unit: 5")]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":"1.000","note":"x"}""", "accuracyM", "có thể là 1 hoặc 1000", "may be 1 or 1000")]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":true,"note":"x"}""", "accuracyM", "cần một số, ví dụ 1234.5", "a number, such as 1234.5")]
    [InlineData("""{"lon":105.8,"lat":21.6,"source":"gps","accuracyM":8,"on":"05/03/2026","note":"x"}""", "on", "viết năm-tháng-ngày, ví dụ 2026-03-05", "year-month-day, such as 2026-03-05")]
    [InlineData("""{"vn2000":{"xNorth":2388123,"yEast":423456,"epsg":"9.217"},"source":"gps","accuracyM":8,"note":"x"}""", "vn2000.epsg", "9217", "9217")]
    public async Task What_is_written_another_way_is_refused_with_the_way_that_is_wanted(string body, string field, string vi, string en)
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        var id = await this.Unlocated();

        using var answer = await this.Put(planner, id, "position", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("/problems/bad-field");
        problem.GetProperty("vi").GetString()!.ShouldContain($"“{field}”");
        problem.GetProperty("vi").GetString()!.ShouldContain(vi);
        problem.GetProperty("en").GetString()!.ShouldContain(en);
        (await service.Value<bool>("select unlocated from env.current_feature where id = @id", new { id })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recorded_position_is_put_right_by_who_may_record_it_and_the_record_keeps_both()
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        using var inspector = await service.SignedIn("inspector", ["19"]);
        var id = await this.Unlocated();
        (await this.Locate(planner, id, 105.8, 21.6)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await planner.GetFromJsonAsync<JsonElement>($"/api/me?feature={id}")).GetProperty("here").EnumerateArray().Select(act => act.GetString()).ShouldContain("locate");
        // Far from where it is recorded it is asked about, near it not.
        (await this.Locate(planner, id, 105.9, 21.6)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await this.Locate(planner, id, 105.81, 21.61)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await this.Locate(inspector, id, 105.8, 21.6)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Rows<double>("select st_x(geom) from env.feature_version where feature_id = @id and geom is not null order by id", new { id })).ShouldBe([105.8, 105.81]);
        // A zone, and what a decision's annex fixed, are not moved by a point.
        var zone = await service.Value<long>("select id from env.current_feature where layer = 'strict-protection-zones' limit 1");
        using var anywhere = await service.SignedIn("planner");
        (await this.Locate(anywhere, zone, 105.8, 21.6)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await service.Sql("insert into env.legal_annex (version_id, epsg, central_meridian, zone_width, document) select version_id, 9208, 106.5, 3, 'Quyết định thử' from env.current_feature where id = @id and valid @> env.today()", new { id });
        using var fixedByDecision = await this.Locate(planner, id, 105.8, 21.6);
        (await fixedByDecision.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/located-already");
    }

    [Fact]
    public async Task A_mistake_is_put_right_where_the_place_was_thought_to_be_before()
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        var id = await this.Unlocated();
        (await this.Locate(planner, id, 105.55, 21.9, sure: false)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await this.Locate(planner, id, 105.55, 21.9, sure: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Far from the mistake, in what the plan says.
        using var corrected = await this.Locate(planner, id, 105.80, 21.59);
        corrected.StatusCode.ShouldBe(HttpStatusCode.OK, await corrected.Content.ReadAsStringAsync());
        using var elsewhere = await this.Locate(planner, id, 106.15, 21.85);
        (await elsewhere.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/far-from-area");
    }

    [Theory]
    [InlineData("""{"x":1,"source":"gps","accuracyM":5,"note":"t"}""", "“x”")]
    [InlineData("""{"vn2000":{"epsg":9213,"x":2387400,"y":427600},"source":"gps","accuracyM":5,"note":"t"}""", "“vn2000.x”")]
    public async Task A_field_that_is_none_is_named_with_what_it_stands_in(string body, string named)
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        using var answer = await this.Put(planner, await this.Unlocated(), "position", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString()!.ShouldContain(named);
    }

    [Fact]
    public async Task A_task_of_another_areas_plan_is_tied_by_who_says_why()
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        var id = await this.Unlocated();
        var (here, away) = ((await service.Rows<string>("select t.id from env.task t join env.plan p on p.id = t.plan_id where p.province_code = '19' order by t.id limit 1"))[0],
            (await service.Rows<string>("select t.id from env.task t join env.plan p on p.id = t.plan_id where p.province_code = '44' order by t.id limit 1"))[0]);
        var role = await service.Value<string>("select code from env.link_role order by code limit 1");
        (await Tie(here, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await Tie(away, null);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/task-of-elsewhere");
        (await Tie(away, "  ")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Tie(away, "Nước thải chảy sang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("versions")[0].GetProperty("reason").GetString()!.ShouldContain("Nước thải chảy sang");

        async Task<HttpResponseMessage> Tie(string task, string? elsewhere) =>
            await this.Put(planner, id, $"tasks/{task}", JsonSerializer.Serialize(new { role, note = "Theo kế hoạch", elsewhere }));
    }

    Task<HttpResponseMessage> Locate(HttpClient client, long id, double lon, double lat, string source = "gps", double accuracyM = 8, bool sure = false) =>
        this.Put(client, id, "position", JsonSerializer.Serialize(new { lon, lat, source, accuracyM, note = "Đo tại chỗ", sure }));

    async Task<HttpResponseMessage> Put(HttpClient client, long id, string what, string body)
    {
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id and valid @> env.today()", new { id });
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/features/{id.ToString(CultureInfo.InvariantCulture)}/{what}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version.ToString(CultureInfo.InvariantCulture)}\"");
        return await client.SendAsync(request);
    }

    async Task<long> Unlocated() => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, near, accuracy_m, valid, commune_id)
        values ('pollution-hotspots', 'Chưa rõ nơi nào', '{"kind":"facility","severity":"unrated","status":"open"}', st_point(105.79, 21.6, 4326), 4000,
            daterange('2026-01-01', null), (select id from env.commune where code = '05503' and valid_to is null))
        returning id
        """);
}
