using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Accounts;
using EnvGis.Commands;
using EnvGis.Tests.Accounts;
using EnvGis.Tests.Drafts;
using Shouldly;

namespace EnvGis.Tests.Faults;

/// <summary>The doors by which something is changed, each as far as its last step: what is returned takes that.</summary>
public abstract partial class HalfBrokenActTests
{
    static readonly Dictionary<string, Func<HalfBrokenActTests, Task<Func<Task<int>>>>> Acts = new()
    {
        ["signIn"] = async test =>
        {
            // The first time the hash is brought up to date, which is no act.
            var person = await test.running.NewPerson("viewer");
            (await test.SignedIn(person)).Dispose();
            return async () =>
            {
                using var browser = test.NewBrowser();
                return await Status(browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password }));
            };
        },
        ["signIn with a recovery code"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            using var browser = await test.SignedIn(person);
            var codes = await SecondFactorOf(browser, person);
            return async () =>
            {
                using var other = test.NewBrowser();
                return await Status(other.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password, code = codes[0] }));
            };
        },
        ["signInElsewhere"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            await test.running.Sql("insert into account.person_login (login_provider, provider_key, person_id) values ('portal', @subject, @Id)", new { subject = test.Somebody(), person.Id });
            return () => test.Through(test.NewBrowser(), "/");
        },
        ["signOut"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("viewer"));
            return () => Status(browser.DeleteAsync("/api/session"));
        },
        ["acceptInvitation"] = async test =>
        {
            using var administrator = await test.SignedIn(await test.running.NewPerson("administrator"));
            var userName = $"moi.{Guid.NewGuid():n}"[..20];
            using var made = await administrator.PostAsJsonAsync("/api/people", new { userName, name = "Người mới", grants = Array.Empty<object>() });
            var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!.Split('#')[1];
            return async () =>
            {
                using var browser = test.NewBrowser();
                return await Status(browser.PostAsJsonAsync("/api/invitations", new { token, password = "gió mùa đông bắc tràn về" }));
            };
        },
        ["acceptInvitation of the first administrator"] = async test =>
        {
            // Only while nobody administers.
            await test.running.Sql("update account.person set locked_at = now() where locked_at is null and id in (select person_id from account.role_grant where role = 'administrator')");
            var link = await Invite.FirstAdministratorAsync(test.running.OwnerDatabase, "http://localhost", DateTimeOffset.UtcNow, CancellationToken.None);
            var userName = $"dau.{Guid.NewGuid():n}"[..20];
            return async () =>
            {
                using var browser = test.NewBrowser();
                return await Status(browser.PostAsJsonAsync("/api/invitations", new { token = link!.Split('#')[1], userName, name = "Người đầu tiên", password = "gió mùa đông bắc tràn về" }));
            };
        },
        ["changePassword"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            return () => Status(browser.PostAsJsonAsync("/api/me/password", new { current = person.Password, @new = "sương muối trên cao nguyên đá" }));
        },
        ["beginSecondFactor"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            return () => Status(browser.PostAsJsonAsync("/api/me/second-factor", new { password = person.Password }));
        },
        ["confirmSecondFactor"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            using var begun = await browser.PostAsJsonAsync("/api/me/second-factor", new { password = person.Password });
            var secret = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
            return () => Status(browser.PutAsJsonAsync("/api/me/second-factor", new { code = OneTimeCode.Of(secret, DateTimeOffset.UtcNow) }));
        },
        ["endSecondFactor"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            var codes = await SecondFactorOf(browser, person);
            return () => Status(browser.SendAsync(new(HttpMethod.Delete, "/api/me/second-factor") { Content = JsonContent.Create(new { password = person.Password, code = codes[0] }) }));
        },
        ["untieProvider"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            await test.running.Sql("insert into account.person_login (login_provider, provider_key, person_id) values ('portal', @key, @Id)", new { key = Guid.NewGuid().ToString("n"), person.Id });
            return () => Status(browser.DeleteAsync("/api/me/providers/portal"));
        },
        ["endMySession"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            var browser = await test.SignedIn(person);
            (await test.SignedIn(person)).Dispose();
            var sessions = await browser.GetFromJsonAsync<JsonElement>("/api/me/sessions");
            var other = sessions.GetProperty("sessions").EnumerateArray().First(one => !one.GetProperty("current").GetBoolean()).GetProperty("id").GetString();
            return () => Status(browser.DeleteAsync($"/api/me/sessions/{other}"));
        },
        ["addPerson"] = async test =>
        {
            var administrator = await test.SignedIn(await test.running.NewPerson("administrator"));
            var userName = $"moi.{Guid.NewGuid():n}"[..20];
            return () => Status(administrator.PostAsJsonAsync("/api/people", new { userName, name = "Người mới", grants = new[] { new { role = "viewer", provinces = new[] { "19" } } } }));
        },
        ["changePerson"] = test => test.ToSomebody((administrator, id) => administrator.PatchAsJsonAsync($"/api/people/{id}", new { agency = "Chi cục" })),
        ["changePerson by a lock"] = test => test.ToSomebody((administrator, id) => administrator.PatchAsJsonAsync($"/api/people/{id}", new { locked = true })),
        ["setGrants"] = test => test.ToSomebody((administrator, id) => administrator.PutAsJsonAsync($"/api/people/{id}/grants", new[] { new { role = "inspector", provinces = new[] { "19" } } })),
        ["resetPerson"] = test => test.ToSomebody((administrator, id) => administrator.PostAsJsonAsync($"/api/people/{id}/invitation", new { secondFactor = false })),
        ["untieProviderOf"] = async test =>
        {
            var administrator = await test.SignedIn(await test.running.NewPerson("administrator"));
            var person = await test.running.NewPerson("viewer", ["19"]);
            await test.running.Sql("insert into account.person_login (login_provider, provider_key, person_id) values ('portal', @key, @Id)", new { key = Guid.NewGuid().ToString("n"), person.Id });
            return () => Status(administrator.DeleteAsync($"/api/people/{person.Id}/providers/portal"));
        },
        ["endSessions"] = test => test.ToSomebody((administrator, id) => administrator.DeleteAsync($"/api/people/{id}/sessions")),
        ["addKey"] = async test =>
        {
            var administrator = await test.SignedIn(await test.running.NewPerson("administrator"));
            return () => Status(administrator.PostAsJsonAsync("/api/keys", new { consumer = "IOC", days = 30 }));
        },
        ["revokeKey"] = async test =>
        {
            var administrator = await test.SignedIn(await test.running.NewPerson("administrator"));
            using var made = await administrator.PostAsJsonAsync("/api/keys", new { consumer = "IOC", days = 30 });
            var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetProperty("id").GetInt64();
            return () => Status(administrator.DeleteAsync($"/api/keys/{id}"));
        },
        ["changeAttributes"] = async test =>
        {
            var (layer, browser) = (await test.OpenLayer(), await test.SignedIn(await test.running.NewPerson("inspector")));
            var id = await test.running.NewFeature(layer, "POINT(105.8 21.6)");
            return await test.Write(browser, id, "", HttpMethod.Patch, new { attributes = new { note = "khác" }, note = "Kiểm tra" });
        },
        ["locateFeature"] = async test =>
        {
            var (layer, browser) = (await test.OpenLayer(), await test.SignedIn(await test.running.NewPerson("planner")));
            var id = await test.running.Value<long>("""
                insert into env.current_feature (layer, name_vi, near, accuracy_m, valid, commune_id)
                values (@layer, 'Chưa rõ vị trí', st_point(105.79, 21.6, 4326), 4000, daterange('2026-01-01', null), (select id from env.commune where code = '05503' and valid_to is null))
                returning id
                """, new { layer });
            var at = (await test.running.Rows<(double Lon, double Lat)>("select st_x(near), st_y(near) from env.current_feature where id = @id", new { id })).Single();
            return await test.Write(browser, id, "/position", HttpMethod.Put, new { lon = at.Lon, lat = at.Lat, source = "gps", accuracyM = 12, note = "Đo tại chỗ" });
        },
        ["tieTask"] = test => test.Tie(tied: false),
        ["untieTask"] = test => test.Tie(tied: true),
        ["beginDraft"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            return () => Status(browser.PostAsJsonAsync("/api/drafts", new { title = "Vùng thử", province = Drafting.Province }));
        },
        ["changeDraft"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var (draft, id) = (await Drafting.BeginAsync(browser), Guid.NewGuid());
            return () => Status(Drafting.DoAsync(browser, draft,
                new { kind = "add", layer = Drafting.Strict, name = new { vi = "Vùng thử" }, attributes = Drafting.Attributes, shape = Drafting.Square(430_000, 2_388_000, 1_000) }, id: id));
        },
        ["changeDraft by a rule"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var source = await test.running.NewFeature(await test.running.NewLayer("point"), "POINT(105.85 21.6)");
            var (draft, id) = (await Drafting.BeginAsync(browser), Guid.NewGuid());
            return () => Status(Drafting.DoAsync(browser, draft, Recipes.RecipeTests.Add(Recipes.RecipeTests.Around(source, 200, "3c")), id: id));
        },
        ["stepDraft"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            await Drafting.AddAsync(browser, draft, Drafting.Square(430_000, 2_388_000, 1_000));
            return () => Status(Drafting.StepAsync(browser, draft, "submitted"));
        },
        ["acceptFinding"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            await Drafting.AddAsync(browser, draft, Drafting.Square(430_000, 2_388_000, 8));
            var key = (await browser.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found")[0].GetProperty("key").GetString();
            return () => Status(browser.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key, reason = "Giếng cấp nước" }));
        },
        ["sayOfDraft"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            return () => Status(browser.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Thiếu thuyết minh" }));
        },
        ["closeRemark"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            using var said = await browser.PostAsJsonAsync($"/api/drafts/{draft}/remarks", new { text = "Thiếu thuyết minh" });
            var remark = (await said.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("remarks")[0].GetProperty("id").GetInt64();
            return () => Status(browser.PostAsync($"/api/drafts/{draft}/remarks/{remark}/done", null));
        },
        ["addDraftSource"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            return () => Status(browser.PostAsJsonAsync($"/api/drafts/{draft}/sources", Sources.SourceTests.Pasted("bảng.txt", Sources.SourceTests.Table())));
        },
        ["addNamedZone"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            return () => Status(browser.PostAsJsonAsync("/api/named-zones", NamedZones.NamedZoneTests.Zone(members: [NamedZones.NamedZoneTests.Commune("05503")])));
        },
        ["changeNamedZone"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var zone = NamedZones.NamedZoneTests.IdOf(await NamedZones.NamedZoneTests.AddedAsync(browser, NamedZones.NamedZoneTests.Zone()));
            return () => Status(NamedZones.NamedZoneTests.PutAsync(browser, zone, NamedZones.NamedZoneTests.Zone("Tên mới", members: [NamedZones.NamedZoneTests.Commune("05503")]), 1));
        },
        ["drawNamedZone"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            await NamedZones.NamedZoneTests.SetBoundary(test.running, "commune", "05503", 425_000, 2_385_000, 3_000);
            var (zone, draft) = (NamedZones.NamedZoneTests.IdOf(await NamedZones.NamedZoneTests.AddedAsync(
                browser, NamedZones.NamedZoneTests.Zone(members: [NamedZones.NamedZoneTests.Commune("05503")]))), await Drafting.BeginAsync(browser));
            return () => Status(browser.PostAsJsonAsync($"/api/named-zones/{zone}/draft", new { draft }));
        },
        ["askCommunes"] = async test =>
        {
            var browser = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(browser);
            return () => Status(browser.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Consultations.ConsultationTests.Asking("05503")));
        },
        ["answerConsultation"] = async test =>
        {
            using var planner = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var commune = await test.SignedIn(await test.running.NewPerson("inspector", [Drafting.Province], communes: ["05503"]));
            var draft = await Drafting.BeginAsync(planner);
            using var asked = await planner.PostAsJsonAsync($"/api/drafts/{draft}/consultations", Consultations.ConsultationTests.Asking("05503"));
            var consultation = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consultations")[0].GetProperty("id").GetInt64();
            return () => Status(commune.PostAsJsonAsync($"/api/consultations/{consultation}/answer", new { verdict = "agree" }));
        },
        ["decideDraft"] = async test =>
        {
            using var planner = await test.SignedIn(await test.running.NewPerson("planner", [Drafting.Province]));
            var approver = await test.SignedIn(await test.running.NewPerson("approver", [Drafting.Province]));
            var draft = await Drafting.BeginAsync(planner);
            // Decided more than once: each a place of its own, and none of the other doors'.
            await Drafting.AddAsync(planner, draft, Drafting.Square(420_000 + (int)draft * 600, 2_396_000, 400));
            await Drafting.ApprovedAsync(planner, approver, draft);
            return () => Status(approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Drafting.Decision($"{draft}/QĐ-UBND")));
        },
        ["reportProgress"] = async test =>
        {
            var (task, agency) = (await test.running.Rows<(string, string)>(
                "select l.task_id, a.name from env.task_lead l join env.agency a on a.id = l.agency_id where l.task_id not in (select task_id from env.task_progress) order by 1 limit 1")).Single();
            var browser = await test.SignedIn(await test.running.NewPerson("planner", agency: agency));
            return () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/progress") { Content = JsonContent.Create(new { state = "underway", note = "Đang làm" }) };
                request.Headers.TryAddWithoutValidation("If-Match", "\"p0\"");
                return Status(browser.SendAsync(request));
            };
        },
    };

    static readonly Dictionary<string, Func<HalfBrokenActTests, Task<Func<Task<int>>>>> ByCommand = new()
    {
        ["EnvGis user add"] = test =>
        {
            var userName = $"lenh.{Guid.NewGuid():n}"[..20];
            return Task.FromResult(Spoken(() => UserActs.AddAsync(
                test.owner, userName, "Người mới", null, new() { Role = "viewer", GrantedBy = "test" }, "http://localhost", CancellationToken.None)));
        },
        ["EnvGis user lock"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            (await test.SignedIn(person)).Dispose();
            return Spoken(() => UserActs.LockAsync(test.owner, person.UserName, locked: true, sure: false, DateTime.UtcNow, CancellationToken.None));
        },
        ["EnvGis user role"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            return Spoken(() => UserActs.GrantAsync(test.owner, person.UserName, new() { Role = "planner", Provinces = ["19"], GrantedBy = "test" }, sure: false, CancellationToken.None));
        },
        ["EnvGis user reset"] = async test =>
        {
            var person = await test.running.NewPerson("viewer");
            return Spoken(() => UserActs.ResetAsync(test.owner, person.UserName, true, "http://localhost", CancellationToken.None));
        },
        ["the start without an administrator"] = async test =>
        {
            await test.running.Sql("update account.person set locked_at = now() where locked_at is null and id in (select person_id from account.role_grant where role = 'administrator')");
            return Spoken(async () => (await Invite.FirstAdministratorAsync(test.owner, "http://localhost", DateTimeOffset.UtcNow, CancellationToken.None)).ShouldNotBeNull());
        },
    };
}
