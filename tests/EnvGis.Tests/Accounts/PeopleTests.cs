using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

public sealed class PeopleTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_person_is_invited_sets_a_password_by_a_link_that_works_once_and_has_the_role_that_was_given()
    {
        using var admin = await service.SignedIn("administrator");
        var userName = $"lan.{Guid.NewGuid().ToString("n")[..8]}";
        using var made = await admin.PostAsJsonAsync("/api/people", new
        {
            userName, name = "Nguyễn Thị Lan", agency = "UBND xã Đại Phúc", grants = new[] { new { role = "inspector", provinces = new[] { "19" }, communes = new[] { "05503" } } },
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var link = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;
        link.ShouldStartWith($"{service.Address}welcome#");
        var token = link.Split('#')[1];
        (await service.Value<long>("select count(*) from account.invitation where encode(token_hash, 'escape') like '%' || @token || '%'", new { token })).ShouldBe(0);

        using var lan = service.NewBrowser();
        using var looked = await lan.PostAsJsonAsync("/api/invitations/look", new { token });
        (await looked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("userName").GetString().ShouldBe(userName);
        using var weak = await lan.PostAsJsonAsync("/api/invitations", new { token, password = "quá ngắn" });
        (await Slug(weak)).ShouldBe("/problems/weak-password");
        using var used = await lan.PostAsJsonAsync("/api/invitations", new { token, password = "thuyền về bến Hói Mít" });
        used.StatusCode.ShouldBe(HttpStatusCode.OK);
        var me = await lan.GetFromJsonAsync<JsonElement>("/api/me");
        me.GetProperty("grants")[0].GetProperty("communes")[0].GetString().ShouldBe("05503");

        using var again = await service.NewBrowser().PostAsJsonAsync("/api/invitations", new { token, password = "thuyền về bến khác nữa" });
        (await Slug(again)).ShouldBe("/problems/invitation-over");
    }

    [Fact]
    public async Task An_administrator_of_a_province_sees_and_makes_nobody_beyond_it()
    {
        using var admin = await service.SignedIn("administrator", ["44"]);
        var elsewhere = await service.NewPerson("planner", ["14"]);
        var here = await service.NewPerson("planner", ["44"]);

        var seen = (await admin.GetFromJsonAsync<JsonElement>($"/api/people?q={elsewhere.UserName}")).GetProperty("people");
        seen.GetArrayLength().ShouldBe(0);
        (await admin.GetFromJsonAsync<JsonElement>($"/api/people?q={here.UserName}")).GetProperty("people").GetArrayLength().ShouldBe(1);
        foreach (var attempt in new Func<Task<HttpResponseMessage>>[]
        {
            () => admin.PatchAsJsonAsync($"/api/people/{elsewhere.Id}", new { locked = true }),
            () => admin.PutAsJsonAsync($"/api/people/{elsewhere.Id}/grants", Array.Empty<object>()),
            () => admin.PostAsJsonAsync($"/api/people/{elsewhere.Id}/invitation", new { }),
            () => admin.DeleteAsync($"/api/people/{elsewhere.Id}/sessions"),
        })
        {
            using var answer = await attempt();
            (await Slug(answer)).ShouldBe("/problems/unknown-person");
        }
        using var wider = await admin.PutAsJsonAsync($"/api/people/{here.Id}/grants", new[] { new { role = "planner", provinces = new[] { "44", "14" } } });
        (await Slug(wider)).ShouldBe("/problems/beyond-scope");
        using var whole = await admin.PostAsJsonAsync("/api/people", new { userName = "toan.quoc", name = "Toàn quốc", grants = new[] { new { role = "viewer" } } });
        (await Slug(whole)).ShouldBe("/problems/beyond-scope");
    }

    [Fact]
    public async Task Roles_taken_away_are_gone_with_the_next_request_and_every_act_is_on_record()
    {
        var person = await service.NewPerson("planner");
        using var browser = await service.SignedIn(person);
        var adminPerson = await service.NewPerson("administrator");
        using var admin = await service.SignedIn(adminPerson);

        (await admin.PutAsJsonAsync($"/api/people/{person.Id}/grants", new[] { new { role = "viewer" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("acts").EnumerateArray().Select(act => act.GetString()).ShouldBe(["read-restricted"]);
        (await admin.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("signedIn").GetBoolean().ShouldBeFalse();

        (await service.Rows<string>("select act from audit.entry where who = @UserName and subject = @subject order by number",
            new { adminPerson.UserName, subject = $"person {person.UserName}" })).ShouldBe(["set-grants", "lock-person"]);
    }

    [Fact]
    public async Task Nobody_locks_themselves_out_of_their_own_administration()
    {
        var person = await service.NewPerson("administrator");
        using var admin = await service.SignedIn(person);
        using var locking = await admin.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = true });
        (await Slug(locking)).ShouldBe("/problems/not-yourself");
        using var demoting = await admin.PutAsJsonAsync($"/api/people/{person.Id}/grants", new[] { new { role = "viewer" } });
        (await Slug(demoting)).ShouldBe("/problems/not-yourself");
    }

    [Fact]
    public async Task Pages_of_people_hold_everybody_once()
    {
        var tag = Guid.NewGuid().ToString("n")[..8];
        await service.Sql("""
            insert into account.person (user_name, normalized_user_name, name, security_stamp)
            select @tag || '.' || i, upper(@tag || '.' || i), 'Người ' || i, 'x' from generate_series(1000, 1119) i;
            insert into account.role_grant (person_id, role, provinces, granted_by)
            select id, 'viewer', array[case when id % 2 = 0 then '44' else '14' end], 'test' from account.person where user_name like @tag || '.%'
            """, new { tag });
        using var admin = await service.SignedIn("administrator", ["44"]);
        var names = new List<string>();
        var pages = 0;
        for (string? next = $"/api/people?q={tag}"; next is not null; pages++)
        {
            var page = await admin.GetFromJsonAsync<JsonElement>(next);
            names.AddRange(page.GetProperty("people").EnumerateArray().Select(one => one.GetProperty("userName").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        names.Count.ShouldBe(60);
        names.ShouldBe(names.Order(StringComparer.Ordinal).Distinct());
        pages.ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", "/api/people")]
    [InlineData("POST", "/api/people")]
    [InlineData("PATCH", "/api/people/1")]
    [InlineData("PUT", "/api/people/1/grants")]
    [InlineData("POST", "/api/people/1/invitation")]
    [InlineData("DELETE", "/api/people/1/sessions")]
    [InlineData("GET", "/api/keys")]
    [InlineData("POST", "/api/keys")]
    [InlineData("DELETE", "/api/keys/1")]
    [InlineData("GET", "/api/audit")]
    [InlineData("GET", "/api/audit.csv")]
    [InlineData("PATCH", "/api/features/1")]
    [InlineData("PUT", "/api/features/1/position")]
    [InlineData("PUT", "/api/features/1/tasks/a/b")]
    [InlineData("DELETE", "/api/features/1/tasks/a/b")]
    [InlineData("POST", "/api/tasks/a/b/progress")]
    public async Task What_needs_a_role_is_refused_to_guests_and_viewers_before_anything_is_looked_at(string method, string address)
    {
        using var viewer = await service.SignedIn("viewer");
        foreach (var (client, status) in new[] { (service.Http, HttpStatusCode.Unauthorized), (viewer, HttpStatusCode.Forbidden) })
        {
            using var answer = await client.SendAsync(new(new(method), address) { Content = JsonContent.Create(new { }) });
            answer.StatusCode.ShouldBe(status);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task What_another_sites_page_sends_is_refused()
    {
        using var browser = await service.SignedIn("administrator");
        foreach (var (header, value, passes) in new[]
        {
            ("Origin", "https://evil.example", false), ("Sec-Fetch-Site", "cross-site", false), ("Sec-Fetch-Site", "same-site", false), ("Origin", "null", false),
            ("Origin", service.Address.GetLeftPart(UriPartial.Authority), true), ("Sec-Fetch-Site", "same-origin", true),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/keys") { Content = JsonContent.Create(new { consumer = "Trung tâm điều hành", days = 1 }) };
            request.Headers.Add(header, value);
            using var answer = await browser.SendAsync(request);
            answer.StatusCode.ShouldBe(passes ? HttpStatusCode.Created : HttpStatusCode.Forbidden, $"{header}: {value}");
        }
    }

    static async Task<string?> Slug(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString();
}
