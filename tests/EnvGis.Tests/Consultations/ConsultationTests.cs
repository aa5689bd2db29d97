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
        // The commune has it again too; of others nobody.
        var own = (await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{id}")).GetProperty("document").GetProperty("address").GetString();
        using var again = await commune.GetAsync(own);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBe(letter);
        again.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        using var neighbour = await service.SignedIn("inspector", [Province], communes: [there]);
        (await neighbour.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>What becomes of the first zone after its commune was asked, and what the commune is told of it.</summary>
    public static TheoryData<string, string?> Changes => new()
    {
        { "describe", "changed" },
        { "draw", "changed" },
        { "drop", "gone" },
        { "add here", "same" },
        { "nothing", null },
        { "add elsewhere", null },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_commune_sees_what_it_was_asked_about_is_told_when_that_has_changed_and_is_asked_anew(string change, string? since)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000), "Tên khi hỏi");
        var here = await CommuneAsync(draft, 1);
        var first = await AskAsync(planner, draft, here);
        using var commune = await service.SignedIn("inspector", [Province], communes: [here]);
        var asked = (await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{first}")).GetProperty("zones")[0];
        switch (change)
        {
            case "describe": await DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = "Tên mới" } }, read: 1); break;
            case "draw": await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_200) }, read: 1); break;
            case "drop": await DoneAsync(planner, draft, new { kind = "drop", number = 1 }, read: 1); break;
            case "add here": await AddAsync(planner, draft, Square(431_200, 2_388_000, 400), "Vẽ sau khi hỏi"); break;
            case "add elsewhere": await AddAsync(planner, draft, Square(446_000, 2_380_000, 1_000), "Vùng nơi khác"); break;
        }
        var seen = await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{first}");
        seen.GetProperty("outdated").GetBoolean().ShouldBe(since is not null);
        var zone = seen.GetProperty("zones").EnumerateArray().ShouldHaveSingleItem();
        zone.GetProperty("name").GetString().ShouldBe("Tên khi hỏi");
        zone.GetProperty("geometry").GetRawText().ShouldBe(asked.GetProperty("geometry").GetRawText());
        zone.GetProperty("since").GetString().ShouldBe(since ?? "same");

        using var anew = await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Asking(here));
        // Nobody is asked twice about the same.
        anew.StatusCode.ShouldBe(since is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, await anew.Content.ReadAsStringAsync());
        if (since is not null)
        {
            var second = (await anew.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consultations").EnumerateArray().Last().GetProperty("id").GetInt64();
            var over = await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{first}");
            (over.GetProperty("askedAgain").GetInt64(), over.GetProperty("summary").GetProperty("isOpen").GetBoolean()).ShouldBe((second, false));
            (await AnswerAsync(commune, first, new { verdict = "agree" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await AnswerAsync(commune, second, new { verdict = "agree" })).StatusCode.ShouldBe(HttpStatusCode.OK);
            var told = await commune.GetFromJsonAsync<JsonElement>($"/api/consultations/{second}");
            told.GetProperty("outdated").GetBoolean().ShouldBeFalse();
            told.GetProperty("zones").GetArrayLength().ShouldBe(change switch { "drop" => 0, "add here" => 2, _ => 1 });
        }
    }

    /// <summary>What a commune said before the approval, and whether a reason is asked for.</summary>
    [Theory]
    [InlineData("agree", false)]
    [InlineData("agree-with-remarks", false)]
    [InlineData("disagree", true)]
    [InlineData("nothing", true)]
    [InlineData("agree to another shape", true)]
    public async Task Who_approves_against_a_commune_or_unheard_says_why(string said, bool asks)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(410_000 + (int)draft * 700, 2_396_000, 300));
        var here = await CommuneAsync(draft, 1);
        var id = await AskAsync(planner, draft, here);
        using var commune = await service.SignedIn("inspector", [Province], communes: [here]);
        if (said != "nothing")
        {
            (await AnswerAsync(commune, id, new { verdict = said.Split(' ')[0], text = "Ý kiến của xã" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        if (said.EndsWith("shape", StringComparison.Ordinal))
        {
            await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(410_000 + (int)draft * 700, 2_396_000, 310) }, read: 1);
        }
        await SteppedAsync(planner, draft, "submitted");
        var hash = (await SteppedAsync(approver, draft, "in_review")).GetProperty("hash").GetString();
        foreach (var note in (string?[])[null, "  "])
        {
            if (asks)
            {
                using var refused = await StepAsync(approver, draft, "approved", note, hash);
                refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await refused.Content.ReadAsStringAsync());
                (await refused.Content.ReadAsStringAsync()).ShouldContain("Mục “note” chưa đúng: có xã");
            }
        }
        await SteppedAsync(approver, draft, "approved", asks ? "Đã trao đổi với xã" : null, hash);
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
    [InlineData("update env.draft_consultation_part set name_vi = 'khác' where consultation_id in (select id from env.draft_consultation where draft_id = @draft)")]
    [InlineData("delete from env.draft_consultation where draft_id = @draft")]
    [InlineData("update env.draft_consultation_answer set verdict = 'agree' where consultation_id in (select id from env.draft_consultation where draft_id = @draft)")]
    public async Task What_was_asked_and_said_is_not_changed_by_SQL(string sql)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var here = await CommuneAsync(draft, 1);
        using var commune = await service.SignedIn("inspector", [Province], communes: [here]);
        var id = await AskAsync(planner, draft, here);
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
