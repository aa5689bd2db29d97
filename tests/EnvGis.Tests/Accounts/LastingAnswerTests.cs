using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Accounts;
using EnvGis.Tests.Changes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>A service with a restricted layer that holds far more than the sockets do.</summary>
public sealed class LargeRestrictedLayer(TestCluster cluster) : IAsyncLifetime
{
    public RunningService Service { get; } = new(cluster);

    public string Layer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await this.Service.InitializeAsync();
        this.Layer = await this.Service.NewLayer("point", visibility: "restricted");
        await this.Service.Sql("""
            with added as (insert into env.feature (layer) select @Layer from generate_series(1, 10000) returning id)
            insert into env.feature_version (feature_id, layer, name_vi, geom, position_source, accuracy_m, valid)
            select id, @Layer, repeat('ộ', 290), st_point(105.8, 21.6, 4326), 'digitised', 10, daterange('2026-01-01', null) from added
            """, new { this.Layer });
    }

    public ValueTask DisposeAsync() => this.Service.DisposeAsync();
}

/// <summary>Answers that go on for as long as their reader likes, and callers who may no longer have them.</summary>
public sealed class LastingAnswerTests(LargeRestrictedLayer large) : IClassFixture<LargeRestrictedLayer>
{
    readonly RunningService service = large.Service;

    const string Reading = "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'EnvGis member' and state = 'active'";

    [Theory]
    [InlineData("locked")]
    [InlineData("revoked key")]
    [InlineData("ended session")]
    [InlineData("sign-out")]
    [InlineData("removed grant")]
    public async Task Every_answer_that_lasts_ends_when_its_caller_may_no_longer_have_it(string way)
    {
        var layer = large.Layer;
        using var administrator = await service.SignedIn("administrator");
        var (caller, lose) = way == "revoked key" ? await this.Machine(administrator, layer) : await this.SomebodyWhoLoses(way, administrator, layer);
        using (caller)
        {
            await using var bystander = await Listener.Open(service, client: await service.SignedIn("viewer", layers: [layer]));
            await using var live = await Listener.Open(service, client: caller);
            await live.Next("hello");
            var answers = new List<HttpResponseMessage>();
            foreach (var address in new[] { $"/exports/{layer}.geojson", $"/api/list.csv?layers={layer}" })
            {
                answers.Add(await caller.GetAsync(address, HttpCompletionOption.ResponseHeadersRead));
                answers[^1].StatusCode.ShouldBe(HttpStatusCode.OK, address);
            }
            // Nobody reads on: both wait, begun and far from their end. The service is asked, not PostgreSQL: what it sends may lie between the two whole, and it is done.
            var lasting = service.Services.GetRequiredService<LastingAnswers>();
            await Until.So(() => lasting.Count == 4, "both answers under way beside two live ones");

            await lose();
            var secret = await service.NewFeature(layer, "POINT(105.81 21.61)", "Sau khi mất quyền");

            await Until.So(() => lasting.Count == 1, "all answers given up but the bystander's");
            foreach (var answer in answers)
            {
                // Broken off, so that nobody takes what arrived for the whole.
                await Should.ThrowAsync<IOException>(async () => await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null), way);
                answer.Dispose();
            }
            await Should.ThrowAsync<IOException>(async () =>
            {
                while (true)
                {
                    await live.Changes(layer, 1, orMore: true);
                }
            }, way);
            live.Heard.ShouldNotContain($"\"featureId\":{secret},");
            // Who may, is told.
            for (List<string> told = []; !told.Exists(one => one.Contains($"\"featureId\":{secret},", StringComparison.Ordinal));)
            {
                told = (await bystander.Changes(layer, 1, orMore: true)).Told;
            }
        }
    }

    [Theory]
    [InlineData("/exports/{layer}.geojson")]
    [InlineData("/exports/{layer}.geojsonl")]
    [InlineData("/exports/{layer}.geojsons")]
    [InlineData("/exports/{layer}.geojson?datetime=2026-06-01")]
    [InlineData("/api/list.csv")]
    [InlineData("/api/audit.csv")]
    public async Task A_lock_midway_ends_every_long_answer_so_that_what_came_is_not_taken_for_whole(string address)
    {
        var person = await service.NewPerson("administrator");
        await service.Sql("insert into account.role_grant (person_id, role, layers, granted_by) values (@Id, 'viewer', array[@Layer], 'test')", new { person.Id, large.Layer });
        if (address == "/api/audit.csv")
        {
            // Far more than the sockets hold.
            await service.Sql("select audit.append(null, 'người ghi', null, 'test', repeat('ộ', 190), 'done', jsonb_build_object('note', repeat('ộ', 2000))) from generate_series(1, 3000)");
        }
        using var caller = await service.SignedIn(person);
        using var answer = await caller.GetAsync(address.Replace("{layer}", large.Layer, StringComparison.Ordinal), HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000]);
        var lasting = service.Services.GetRequiredService<LastingAnswers>();
        await Until.So(() => lasting.Count == 1, "no other answer going on");

        await service.Sql("update account.person set locked_at = now() where id = @Id", new { person.Id });

        await Until.So(() => lasting.Count == 0, "the answer given up");
        await Should.ThrowAsync<IOException>(async () => await body.CopyToAsync(Stream.Null), address);
        (await caller.GetAsync("/api/me")).IsSuccessStatusCode.ShouldBeTrue("the service goes on");
    }

    [Fact]
    public async Task A_question_that_still_waits_is_refused_with_a_sentence()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        var person = await service.NewPerson("viewer", layers: [layer]);
        using var caller = await service.SignedIn(person);
        (await caller.GetAsync($"/ogc/collections/{layer}/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table restricted.feature in access exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }
        var asked = caller.GetAsync($"/ogc/collections/{layer}/items?limit=7");
        await Until.So(async () => await service.Value<long>(Reading + " and wait_event_type = 'Lock'") == 1, "the question waiting");

        await service.Sql("update account.person set locked_at = now() where id = @Id", new { person.Id });

        using var answer = await asked;
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/permission-over");
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task One_grant_more_ends_nothing()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        var person = await service.NewPerson("viewer", layers: [layer]);
        using var caller = await service.SignedIn(person);
        await using var live = await Listener.Open(service, client: caller);
        await live.Next("hello");
        await service.Sql("insert into account.role_grant (person_id, role, provinces, granted_by) values (@Id, 'inspector', '{19}', 'test')", new { person.Id });

        foreach (var name in new[] { "trước", "sau" })
        {
            await service.NewFeature(layer, "POINT(105.8 21.6)", name);
            await live.Changes(layer, 1);
        }
    }

    async Task<(HttpClient, Func<Task>)> Machine(HttpClient administrator, string layer)
    {
        using var made = await administrator.PostAsJsonAsync("/api/keys", new { consumer = "Trung tâm điều hành", layers = new[] { layer }, days = 1 });
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        var machine = service.NewBrowser();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("secret").GetString());
        var id = answer.GetProperty("key").GetProperty("id").GetInt64();
        return (machine, async () => (await administrator.DeleteAsync($"/api/keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent));
    }

    async Task<(HttpClient, Func<Task>)> SomebodyWhoLoses(string way, HttpClient administrator, string layer)
    {
        var person = await service.NewPerson("viewer", layers: [layer]);
        var browser = await service.SignedIn(person);
        return (browser, async () =>
        {
            using var done = way switch
            {
                "locked" => await administrator.PatchAsJsonAsync($"/api/people/{person.Id}", new { locked = true }),
                "ended session" => await administrator.DeleteAsync($"/api/people/{person.Id}/sessions"),
                "removed grant" => await administrator.PutAsJsonAsync($"/api/people/{person.Id}/grants", Array.Empty<object>()),
                "sign-out" => await browser.DeleteAsync("/api/session"),
                _ => throw new ArgumentException(way),
            };
            done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync());
        });
    }
}
