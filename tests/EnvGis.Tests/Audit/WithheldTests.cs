using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Audit;

/// <summary>What the record tells of places that not everybody sees, and of who took them along.</summary>
public sealed class WithheldTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_act_on_a_restricted_place_done_or_refused_is_withheld_from_administrators_who_may_not_see_it()
    {
        var layer = await service.NewLayer("point", """[{"name":"measure","title":{"vi":"Biện pháp","en":"Measure"},"type":"text","edit":true}]""", visibility: "restricted");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Kho kín");
        await service.Sql("update env.current_feature set commune_id = (select id from env.commune where code = '05503' and valid_to is null) where id = @id", new { id });
        var code = await service.Value<string>("select code from env.feature where id = @id", new { id });
        using var planner = await service.SignedIn("planner", ["19"], layers: [layer]);
        using var inspector = await service.SignedIn("inspector", ["19"], layers: [layer]);
        // Refused: outside the planner's area, and not an inspector's to do. Done: a change.
        (await Send(planner, HttpMethod.Put, $"/api/features/{id}/position", new { lon = 107.07, lat = 16.8, source = "gps", accuracyM = 10, note = "dời", sure = true })).ShouldBe(HttpStatusCode.Forbidden);
        (await Send(inspector, HttpMethod.Put, $"/api/features/{id}/position", new { lon = 105.8, lat = 21.6, source = "gps", accuracyM = 10, note = "dời", sure = true })).ShouldBe(HttpStatusCode.Forbidden);
        (await Send(planner, HttpMethod.Patch, $"/api/features/{id}", new { attributes = new { measure = "đã che" }, note = "che" })).ShouldBe(HttpStatusCode.OK);

        foreach (var provinces in new[] { null, new[] { "19" } })
        {
            using var administrator = await service.SignedIn("administrator", provinces);
            foreach (var address in new[] { "/api/audit", "/api/audit.csv" })
            {
                var told = await administrator.GetStringAsync(address);
                told.ShouldNotContain(code!, Case.Sensitive, address);
                told.ShouldNotContain("107.07", Case.Sensitive, address);
            }
        }
        async Task<HttpStatusCode> Send(HttpClient caller, HttpMethod method, string address, object body)
        {
            using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
            var version = await service.Value<long>("select version_id from env.current_feature where id = @id", new { id });
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
            using var answer = await caller.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("/exports/{layer}.geojson")]
    [InlineData("/api/list.csv?layers={layer}")]
    [InlineData("/api/list.csv")]
    public async Task Whoever_takes_a_restricted_layer_along_leaves_an_entry(string address)
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        await service.NewFeature(layer, "POINT(105.8 21.6)", "Kho kín");
        var person = await service.NewPerson("viewer", layers: [layer]);
        using var viewer = await service.SignedIn(person);

        (await viewer.GetAsync(address.Replace("{layer}", layer, StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.Value<long>("select count(*) from audit.entry where act = 'export' and who = @UserName and layer = @layer", new { person.UserName, layer })).ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_refused_to_sign_in_is_named_in_plain_text()
    {
        using var stranger = service.NewBrowser();
        (await stranger.PostAsJsonAsync("/api/session", new { userName = "\u202equan.tri\u0007\n ai.do", password = "x" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Value<string>("select who from audit.entry where act = 'sign-in' and outcome = 'refused' order by number desc limit 1")).ShouldBe("quan.tri   ai.do");
    }

    [Theory]
    [InlineData("ai.do\n")]
    [InlineData("ai.do\r\n")]
    [InlineData("\nai.do")]
    [InlineData("ai.do\u2028")]
    [InlineData("ai.do ")]
    public async Task A_user_name_with_something_behind_it_is_refused(string userName)
    {
        using var administrator = await service.SignedIn("administrator");
        using var answer = await administrator.PostAsJsonAsync("/api/people", new { userName, name = "Ai đó" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/bad-field");
    }

    [Fact]
    public void No_pattern_ends_where_a_line_may_still_break() =>
        Directory.EnumerateFiles(Path.Combine(service.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            // «$» matches before a last line break; «\z» is the end.
            .SelectMany(file => File.ReadLines(file).Where(line => line.Contains("GeneratedRegex(", StringComparison.Ordinal) && line.Contains("$\"", StringComparison.Ordinal) && !line.Contains("Multiline", StringComparison.Ordinal))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")).ShouldBeEmpty();
}
