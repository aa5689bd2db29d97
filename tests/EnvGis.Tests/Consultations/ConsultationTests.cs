using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Consultations;

/// <summary>A commune sees its part of a draft and answers once, by its day; everybody else sees nothing of it.</summary>
public sealed class ConsultationTests(RunningService service) : IClassFixture<RunningService>
{
    public static object Asking(params string[] communes) => new { communes, dueOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), asks = "Xã có đồng ý không?", sure = true };

    [Fact]
    public async Task A_commune_sees_what_lies_in_it_answers_once_and_the_drafters_read_it()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000), "Vùng của xã");
        await AddAsync(planner, draft, Square(446_000, 2_380_000, 1_000), "Vùng nơi khác");
        var (here, there) = (await CommuneAsync(draft, 1), await CommuneAsync(draft, 2));
        here.ShouldNotBe(there);
        var id = await AskAsync(planner, draft, here);
        using var commune = await service.SignedIn("inspector", [Province], communes: [here]);
        // The newest first; other tests may have asked this commune before.
        var mine = (await commune.GetFromJsonAsync<JsonElement>("/api/consultations")).GetProperty("consultations")[0];
        (mine.GetProperty("id").GetInt64(), mine.GetProperty("isOpen").GetBoolean()).ShouldBe((id, true));
        var seen = await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{id}");
        seen.GetProperty("zones").EnumerateArray().Select(zone => zone.GetProperty("name").GetString()).ShouldBe(["Vùng của xã"]);
        seen.GetProperty("outdated").GetBoolean().ShouldBeFalse();
        // Neither the draft itself nor anything else of it.
        ((int)(await commune.GetAsync($"/api/drafts/{draft}")).StatusCode).ShouldBeInRange(403, 404);

        // Changed since: told, and what is seen is what it is now.
        await DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Tên mới" } }, read: 1);
        (await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{id}")).GetProperty("outdated").GetBoolean().ShouldBeTrue();
        (await AnswerAsync(commune, id, new { verdict = "disagree" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(commune, id, new { verdict = "perhaps" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(commune, id, new { verdict = "agree", document = "%%%", documentName = "a.pdf" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(commune, id, new { verdict = "agree", document = Convert.ToBase64String([1, 2]) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        byte[] letter = [.. Enumerable.Range(0, 3_000).Select(i => (byte)(i * 7))];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AnswerAsync(commune, id,
            new { verdict = "agree-with-remarks", text = "Xin chừa đường vào nghĩa trang", documentName = "Công văn 12.pdf", document = Convert.ToBase64String(letter) })));
        answers.Count(one => one.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(one => one.StatusCode == HttpStatusCode.Conflict).ShouldBe(3);
        (await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{id}")).GetProperty("summary").GetProperty("verdict").GetString().ShouldBe("agree-with-remarks");

        var read = (await approver.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/consultations")).GetProperty("consultations")[0].GetProperty("answer");
        read.GetProperty("text").GetString().ShouldBe("Xin chừa đường vào nghĩa trang");
        read.GetProperty("document").GetProperty("name").GetString().ShouldBe("Công văn 12.pdf");
        using var document = await approver.GetAsync(read.GetProperty("document").GetProperty("address").GetString());
        (await document.Content.ReadAsByteArrayAsync()).ShouldBe(letter);
        document.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task Silence_is_told_when_the_last_day_has_passed_and_is_not_broken_afterwards()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var here = await CommuneAsync(draft, 1);
        using var commune = await service.SignedIn("inspector", [Province], communes: [here]);
        // As one whose last day was yesterday.
        var id = await service.Value<long>("""
            insert into env.draft_consultation (draft_id, commune_id, due_on, hash, author)
            select @draft, f.commune_id, env.today() - 1, env.draft_hash(@draft), 'thử' from env.draft_feature f where f.draft_id = @draft returning id
            """, new { draft });
        var told = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/consultations");
        told.GetProperty("silent").GetInt32().ShouldBe(1);
        told.GetProperty("consultations")[0].GetProperty("isSilent").GetBoolean().ShouldBeTrue();
        (await AnswerAsync(commune, id, new { verdict = "agree" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        // It may be asked anew.
        await AskAsync(planner, draft, here);
    }

    [Fact]
    public async Task Only_who_acts_for_the_commune_sees_that_it_was_asked()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var here = await CommuneAsync(draft, 1);
        var other = await service.Value<string>("select code from env.commune where province_code = @Province and valid_to is null and code <> @here order by code limit 1", new { Province, here });
        var id = await AskAsync(planner, draft, here);
        // Whoever's grant is for the whole province acts for no commune of it; nor does the neighbour, nor one whose grant is for other layers.
        foreach (var caller in (HttpClient[])[
            await service.SignedIn("inspector", [Province]), await service.SignedIn("inspector", [Province], communes: [other!]), await service.SignedIn("inspector", ["44"])])
        {
            (await caller.GetAsync($"/api/consultations/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await caller.GetFromJsonAsync<JsonElement>("/api/consultations")).GetProperty("consultations").GetArrayLength().ShouldBe(0);
            (await AnswerAsync(caller, id, new { verdict = "agree" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        using var narrow = await service.SignedIn("inspector", [Province], communes: [here], layers: ["landfills"]);
        (await narrow.GetFromJsonAsync<JsonElement>($"/api/consultations/{id}")).GetProperty("zones").GetArrayLength().ShouldBe(0);
        using var viewer = await service.SignedIn("viewer", [Province], communes: [here]);
        (await viewer.GetAsync($"/api/consultations/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Http.GetAsync($"/api/consultations/{id}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"communes":[],"dueOn":"2027-01-01"}""")]
    [InlineData("""{"communes":["99999"],"dueOn":"2027-01-01"}""")]
    [InlineData("""{"communes":["19333"],"dueOn":"2027-01-01"}""")]
    [InlineData("""{"communes":[null],"dueOn":"2027-01-01"}""")]
    [InlineData("""{"communes":["05503"],"dueOn":"2020-01-01"}""")]
    [InlineData("""{"communes":["05503"],"dueOn":"9999-12-31"}""")]
    [InlineData("""{"communes":["05503"]}""")]
    public async Task What_asks_nobody_is_refused_and_nothing_is_kept(string body)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var answer = await planner.PostAsync($"/api/drafts/{draft}/consultations", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/consultations")).GetProperty("consultations").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("update env.draft_consultation set due_on = due_on + 1 where draft_id = @draft")]
    [InlineData("delete from env.draft_consultation where draft_id = @draft")]
    [InlineData("update env.draft_consultation_answer set verdict = 'agree' where consultation_id in (select id from env.draft_consultation where draft_id = @draft)")]
    public async Task What_was_asked_and_said_is_not_changed_by_SQL(string sql)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        using var commune = await service.SignedIn("inspector", [Province], communes: ["05503"]);
        var id = await AskAsync(planner, draft, "05503");
        (await AnswerAsync(commune, id, new { verdict = "disagree", text = "Không" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<PostgresException>(service.Sql(sql, new { draft }));
    }

    async Task<string> CommuneAsync(long draft, int number) =>
        (await service.Value<string>("select c.code from env.draft_feature f join env.commune c on c.id = f.commune_id where f.draft_id = @draft and f.number = @number", new { draft, number }))!;

    static async Task<long> AskAsync(HttpClient planner, long draft, string commune)
    {
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Asking(commune));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consultations").EnumerateArray().Last().GetProperty("id").GetInt64();
    }

    static Task<HttpResponseMessage> AnswerAsync(HttpClient commune, long id, object answer) => commune.PostAsJsonAsync($"/api/consultations/{id}/answer", answer);
}
