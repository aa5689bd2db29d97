using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

/// <summary>A standby that follows a primary, and becomes the primary while services run: the feed is whole, nobody is deaf, nothing is told twice, and what was lost is not believed.</summary>
public sealed class StandbyTests(TestCluster cluster)
{
    [Fact]
    public async Task A_standby_that_is_promoted_while_the_service_runs_tells_everything_once_and_sends_readers_of_before_to_the_beginning()
    {
        await using var pair = await StreamingStandby.StartAsync(cluster);
        await using var service = await pair.ServeStandbyAsync(cluster.Root);
        var first = await Place(pair, 105.8);
        var before = await Until(service.Http, "", first);
        var next = before.Next;

        // While both run: what the primary wrote is told by the standby, once, live and by the feed, and a cursor of the one is good at the other.
        await using var live = await Listener.Open(service.Http);
        await live.Next("hello");
        var second = await Place(pair, 105.9);
        await Hears(live, second);
        var fresh = await Until(service.Http, $"after={next}", second);
        fresh.Told.ShouldHaveSingleItem().ShouldContain($" {second} insert");
        string ahead;
        await using (var onPrimary = await pair.ServePrimaryAsync(cluster.Root))
        {
            (await Until(onPrimary.Http, $"after={next}", second)).Told.ShouldBe(fresh.Told);

            // What the primary wrote after the two had parted is in nobody's hands but of those who read there.
            await pair.PartAsync();
            var lost = await Place(pair, 106);
            ahead = (await Until(onPrimary.Http, $"after={fresh.Next}", lost)).Next;
        }
        // A standby that has not heard of it says so: its primary may hold it.
        (await service.Http.GetAsync($"/api/changes?after={ahead}")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await pair.LosePrimaryAsync();

        await pair.PromoteAsync();

        (await live.Next("reset")).Data.ShouldContain("\"revision\":");
        foreach (var cursor in new[] { next, fresh.Next, ahead })
        {
            using var answer = await service.Http.GetAsync($"/api/changes?after={cursor}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/start-anew");
            await using var listener = await Listener.Open(service.Http, cursor);
            await listener.Next("hello");
            await listener.Next("reset");
        }
        // Whoever starts anew has all that the promoted server holds, each once, in the order of before.
        var (all, end) = await Walk(service.Http, "");
        all.Count.ShouldBe((int)await pair.Value<long>("select count(*) from published.change"));
        all.ShouldBeUnique();
        all.Take(before.Told.Count).ShouldBe(before.Told);
        all[^1].ShouldBe(fresh.Told[0]);

        var third = await Place(pair, 106.1);
        await Hears(live, third);
        var last = await Until(service.Http, $"after={end}", third);
        last.Told.ShouldHaveSingleItem().ShouldContain($" {third} insert");
        (await Walk(service.Http, $"after={last.Next}")).Told.ShouldBeEmpty();
        // And the service writes where it reads.
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/revision")).GetProperty("number").GetInt64().ShouldBe(await pair.Value<long>("select max(id) from published.change"));
        (await service.Http.GetAsync($"/api/features/{third}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Waits until a page is told of a feature. One that opens between a commit and the next look at it, which a standby takes once a second, is told of that commit first.</summary>
    static async Task Hears(Listener live, long id)
    {
        while (!(await live.Next("change")).Data.Contains($"\"featureId\":{id},", StringComparison.Ordinal))
        {
        }
    }

    static async Task<long> Place(StreamingStandby pair, double longitude) => await pair.Value<long>(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
        insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid, attributes)
        select 'pollution-hotspots', 'Nơi thử', st_point({longitude}, 21.6, 4326), 'digitised', 10, daterange('2026-01-01', null), attributes
        from env.current_feature where layer = 'pollution-hotspots' order by id limit 1
        returning id
        """));

    /// <summary>What follows a place, once the feature is told of.</summary>
    static async Task<(List<string> Told, string Next)> Until(HttpClient http, string query, long id)
    {
        (List<string> Told, string Next) found = default;
        await Tests.Until.So(async () => (found = await Walk(http, query)).Told.Exists(one => one.Contains($" {id} ", StringComparison.Ordinal)), $"feature {id} being told");
        return found;
    }

    static async Task<(List<string> Told, string Next)> Walk(HttpClient http, string query)
    {
        var told = new List<string>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/changes?limit=1000{(query.Length > 0 ? "&" + query : "")}");
            told.AddRange(page.GetProperty("changes").EnumerateArray().Select(change =>
                $"{change.GetProperty("at")} {change.GetProperty("featureId")} {change.GetProperty("operation")} {change.GetProperty("versionId")}"));
            var next = page.GetProperty("next").GetString()!;
            query = $"after={next}";
            if (!page.GetProperty("more").GetBoolean())
            {
                return (told, next);
            }
        }
    }
}
