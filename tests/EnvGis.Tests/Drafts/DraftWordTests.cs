using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>Refusals of drafts say what is wrong and nothing else.</summary>
public sealed class DraftWordTests(RunningService service) : IClassFixture<RunningService>
{
    static async Task<(HttpStatusCode Status, string Slug, string Words)> ToldAsync(HttpResponseMessage answer)
    {
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, told.GetProperty("type").GetString()!.Split('/')[^1], told.GetProperty("detail").GetString()!);
    }

    /// <summary>A zone, its meridian, and whether it is taken for Thái Nguyên (106°30').</summary>
    [Theory]
    [InlineData(9205, false)]
    [InlineData(3406, false)]
    [InlineData(3405, true)]
    [InlineData(9213, true)]
    [InlineData(9217, true)]
    public async Task A_zone_whose_meridian_is_far_from_the_province_is_refused(int epsg, bool taken)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var answer = await planner.PostAsJsonAsync("/api/drafts", new { title = "Múi", province = Province, epsg });
        if (taken)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
            return;
        }
        var (status, _, words) = await ToldAsync(answer);
        status.ShouldBe(HttpStatusCode.BadRequest);
        words.ShouldContain("Thái Nguyên");
        words.ShouldContain("3°");
    }

    [Fact]
    public async Task A_province_that_is_not_ones_own_is_called_a_province()
    {
        using var planner = await service.SignedIn("planner", ["44"]);
        var (status, slug, words) = await ToldAsync(await planner.PostAsJsonAsync("/api/drafts", new { title = "Nơi khác", province = Province }));
        (status, slug).ShouldBe((HttpStatusCode.Forbidden, "outside-your-area"));
        words.ShouldStartWith("Tỉnh này");
    }

    [Fact]
    public async Task What_would_end_on_its_first_day_is_told_so()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), "Một ngày/QĐ-1");
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "retire", feature = id });
        await ApprovedAsync(planner, approver, draft);
        foreach (var address in (string[])["rehearsal", "decision"])
        {
            var (status, slug, _) = await ToldAsync(await approver.PostAsJsonAsync($"/api/drafts/{draft}/{address}", Decision("Một ngày/QĐ-2")));
            (status, slug).ShouldBe((HttpStatusCode.Conflict, "ends-on-its-first-day"), address);
        }
    }

    [Fact]
    public async Task An_attribute_that_the_layer_does_not_have_is_called_unknown()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var (_, slug, words) = await ToldAsync(await DoAsync(planner, draft, new { kind = "add", layer = Strict, name = new { vi = "x" }, attributes = new { clause = "2b", legal_status = "in_force", foo = 1 } }));
        slug.ShouldBe("bad-attribute");
        words.ShouldContain("không có mục nào mang tên này");
    }

    [Fact]
    public async Task A_border_that_crosses_itself_is_told_with_the_place()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var (_, slug, words) = await ToldAsync(await DoAsync(planner, draft,
            new { kind = "add", layer = Strict, name = new { vi = "Nơ" }, attributes = Attributes, shape = Ring((430_000, 2_388_000), (431_000, 2_389_000), (430_000, 2_389_000), (431_000, 2_388_000)) }));
        slug.ShouldBe("bad-shape");
        words.ShouldContain("X = 2388500,00 m, Y = 430500,00 m");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(21.6, 105.8)]
    [InlineData(179, 21)]
    public async Task A_remark_points_to_a_place_in_Vietnam(double lon, double lat)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var (status, _, words) = await ToldAsync(await planner.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Ở đây", at = new[] { lon, lat } }));
        status.ShouldBe(HttpStatusCode.BadRequest);
        words.ShouldContain("ngoài Việt Nam");
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Ở đây", at = new[] { 105.8, 21.6 } })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_drafts_is_not_told_of_a_commune_of_theirs()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var (status, slug, words) = await ToldAsync(await planner.GetAsync($"/api/drafts/{draft}/consultations/999/document"));
        (status, slug).ShouldBe((HttpStatusCode.NotFound, "unknown-consultation"));
        words.ShouldNotContain("của xã bạn");
    }

    [Theory]
    [InlineData("/api/drafts", 300 << 10, "256 KB")]
    [InlineData("/api/drafts/1/tools", 17 << 20, "16 MB")]
    public async Task What_is_too_large_is_told_with_what_is_taken(string address, int bytes, string limit)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        // Told by its length before it is sent: who goes on sending finds the connection closed, and may not come to read why.
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent($"{{\"title\":\"{new string('x', bytes)}\"}}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        var (status, slug, words) = await ToldAsync(await planner.SendAsync(request));
        (status, slug).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "too-large"));
        words.ShouldContain(limit);
    }

    [Fact]
    public async Task A_commune_without_a_part_of_the_draft_is_asked_only_when_that_is_meant()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, await FreeSquareAsync(service));
        var here = await service.Value<string>("select c.code from env.draft_feature f join env.commune c on c.id = f.commune_id where f.draft_id = @draft", new { draft });
        var (other, name) = (await service.Rows<(string, string)>(
            "select code, name from env.commune where province_code = @Province and valid_to is null and code <> @here order by code limit 1", new { Province, here }))[0];
        foreach (var asked in (string[][])[[other], [here!, other]])
        {
            var (status, slug, words) = await ToldAsync(await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Asking(null, asked)));
            (status, slug).ShouldBe((HttpStatusCode.Conflict, "no-part-in-commune"));
            words.ShouldContain(name);
        }
        (await service.Value<long>("select count(*) from env.draft_consultation where draft_id = @draft", new { draft })).ShouldBe(0);
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Asking(null, here!))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Asking(true, other))).StatusCode.ShouldBe(HttpStatusCode.OK);

        static object Asking(bool? sure, params string[] communes) => new { communes, dueOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), sure };
    }
}
