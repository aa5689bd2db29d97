using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Backups;
using EnvGis.Changes;
using EnvGis.Database;
using EnvGis.Layers;
using EnvGis.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

/// <summary>A cursor names the lineage it is of: transactions are numbered anew wherever a database is brought to.</summary>
public sealed class LineageTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_database_that_was_restored_tells_its_whole_history_once_and_a_cursor_from_before_is_told_to_start_anew()
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set geom = st_point(105.9, 21.6, 4326) where id = @id", new { id });
        var file = Path.Combine(Path.GetTempPath(), $"envgis-lineage-{Guid.NewGuid():n}.zip");
        var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        await using var other = await OtherServer.StartAsync();
        List<string> before;
        string kept, keptLive;
        try
        {
            (before, kept) = await WalkWhenDone(layer);
            await using (var listener = await Listener.Open(service))
            {
                keptLive = (await listener.Next("hello")).Id;
            }
            await WriteBackup.RunAsync(file, key, service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);
            await RestoreBackup.RunAsync(file, key, other.Database, other.Owner, Migrator.Known(), CancellationToken.None);
        }
        finally
        {
            File.Delete(file);
        }
        // Written by an operator before any service has looked at what was restored.
        await other.Value<long>($"update env.current_feature set geom = st_point(105.95, 21.6, 4326) where id = {id} returning version_id");
        await other.ServeAsync(service.Root);
        before.Count.ShouldBe(2);

        // Whole, in order, each once; in pages that end in the middle of what was restored.
        var (ofLayer, _) = await Walk(other.Http, $"layer={layer}", limit: 1);
        ofLayer[..^1].ShouldBe(before);
        ofLayer[^1].ShouldContain($" {id} update");
        var (all, next) = await Walk(other.Http, "", limit: 40);
        all.Count.ShouldBe((int)await other.Value<long>("select count(*) from published.change"));
        all.ShouldBeUnique();

        foreach (var old in (string[])[kept, keptLive])
        {
            await IsToldToStartAnew(other.Http, old);
            await using var listener = await Listener.Open(other.Http, old);
            await listener.Next("hello");
            (await listener.Next("reset")).Data.ShouldContain("\"revision\":");
        }

        // What comes now is told once, and nothing that is old with it, however many transactions pass.
        await using var live = await Listener.Open(other.Http);
        await live.Next("hello");
        var matched = await Matched(other.Http, layer);
        await other.PassTransactions((int)await service.Value<long>("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"));
        await other.Value<long>($"update env.current_feature set geom = st_point(106, 21.6, 4326) where id = {id} returning version_id");
        (await live.Next("change")).Data.ShouldContain($$"""[{"layer":"{{layer}}","featureId":{{id}},"operation":"update",""");
        var (fresh, last) = await Walk(other.Http, $"after={next}", limit: 40);
        fresh.ShouldHaveSingleItem().ShouldContain($" {id} update");
        (await Walk(other.Http, $"after={last}", limit: 40)).Told.ShouldBeEmpty();
        (await Matched(other.Http, layer)).ShouldBe(matched);
        (await other.Http.GetFromJsonAsync<JsonElement>("/api/revision")).GetProperty("number").GetInt64()
            .ShouldBe(await other.Value<long>("select max(id) from published.change"));
        (await other.Http.GetFromJsonAsync<JsonElement>("/api/layers")).GetProperty("layers").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == layer).GetProperty("features").GetInt64().ShouldBe(1);

        // A standby of which the primary is gone, promoted: its readers may have heard what it never received.
        await other.BecomeStandbyAsync();
        (await other.Value<bool>("select is_standby from published.outbox()")).ShouldBeTrue();
        var standing = await other.Value<long>("select count(*) from env.lineage");
        await using (var followed = await Followed.StartAsync(other, service.Services))
        {
            (await followed.Next()).ShouldContain("event: reset");
            await other.PromoteAsync();
            // The reader of changes finds out by itself, and every open page hears of it.
            (await followed.Next()).ShouldContain("event: reset");
        }
        (await other.Value<long>("select count(*) from env.lineage")).ShouldBe(standing + 1);
        await other.Value<long>($"update env.current_feature set geom = st_point(106.1, 21.6, 4326) where id = {id} returning version_id");
        await other.ServeAsync(service.Root);
        await IsToldToStartAnew(other.Http, last);
        (await Walk(other.Http, $"layer={layer}", limit: 2)).Told.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("another lineage")]
    [InlineData("none, as an earlier version gave out")]
    [InlineData("a transaction that has not begun")]
    [InlineData("a change that is not there")]
    [InlineData("a change that was written at another moment")]
    public async Task A_cursor_that_speaks_of_what_this_database_does_not_hold_is_told_to_start_anew(string what)
    {
        var layer = await service.NewLayer("point");
        await service.NewFeature(layer, "POINT(105.8 21.6)");
        var (_, kept) = await WalkWhenDone(layer);
        var bytes = Base64Url.DecodeFromChars(kept);
        switch (what)
        {
            case "another lineage":
                bytes[3] ^= 1;
                break;
            case "none, as an earlier version gave out":
                bytes = [1, .. bytes[9..25]];
                break;
            case "a transaction that has not begun":
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(9), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(9)) + 100_000);
                bytes.AsSpan(17).Clear();
                break;
            case "a change that is not there":
                BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(17)) + 100_000);
                break;
            default:
                bytes[32] ^= 1;
                break;
        }
        var cursor = Base64Url.EncodeToString(bytes);

        await IsToldToStartAnew(service.Http, cursor, layer);
        await using var listener = await Listener.Open(service, cursor);
        await listener.Next("hello");
        (await listener.Next("reset")).Id.ShouldNotBe(cursor);
        // And whoever does start anew is told everything.
        (await WalkWhenDone(layer)).Told.Count.ShouldBe(1);
    }

    static async Task IsToldToStartAnew(HttpClient http, string cursor, string? layer = null)
    {
        var anew = "/api/changes" + (layer is null ? "" : $"?layer={layer}");
        using var answer = await http.GetAsync($"/api/changes?after={cursor}{(layer is null ? "" : $"&layer={layer}")}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("/problems/start-anew");
        problem.GetProperty("vi").GetString()!.ShouldContain(anew);
        problem.GetProperty("en").GetString()!.ShouldContain(anew);
    }

    static async Task<int> Matched(HttpClient http, string layer) =>
        (await http.GetFromJsonAsync<JsonElement>($"/ogc/collections/{layer}/items?limit=1")).GetProperty("numberMatched").GetInt32();

    /// <summary>All changes of a layer, once no earlier transaction is open that holds the feed back.</summary>
    async Task<(List<string> Told, string Next)> WalkWhenDone(string layer)
    {
        var now = await service.Value<string>("select pg_current_xact_id()::text");
        await Until.So(() => service.Value<bool>("select pg_snapshot_xmin(pg_current_snapshot()) > @now::xid8", new { now }), "earlier transactions done");
        return await Walk(service.Http, $"layer={layer}", limit: 1_000);
    }

    static async Task<(List<string> Told, string Next)> Walk(HttpClient http, string query, int limit)
    {
        var told = new List<string>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/changes?limit={limit}{(query.Length > 0 ? "&" + query : "")}");
            told.AddRange(page.GetProperty("changes").EnumerateArray().Select(change =>
                $"{change.GetProperty("at")} {change.GetProperty("featureId")} {change.GetProperty("operation")} {change.GetProperty("versionId")}"));
            var next = page.GetProperty("next").GetString()!;
            query = string.Join('&', query.Split('&').Where(part => part.StartsWith("layer=", StringComparison.Ordinal)).Append($"after={next}"));
            if (!page.GetProperty("more").GetBoolean())
            {
                return (told, next);
            }
        }
    }

    /// <summary>A reader of changes on a database, without the service around it, and a page that listens to it.</summary>
    sealed class Followed : IAsyncDisposable
    {
        readonly PublicSight everybody;
        readonly ChangeReader reader;
        readonly System.Threading.Channels.Channel<byte[]> events;

        Followed(PublicSight everybody, LiveFeed live, ChangeReader reader)
        {
            (this.everybody, this.reader) = (everybody, reader);
            (events, _) = live.Join();
        }

        public static async Task<Followed> StartAsync(OtherServer server, IServiceProvider services)
        {
            var everybody = new PublicSight(server.Database, NullLoggerFactory.Instance, new(NullLogger<UnreadableLayers>.Instance));
            var live = new LiveFeed();
            var reader = new ChangeReader(everybody, new TileCache(services.GetRequiredService<LayerSets>(), Options.Create(new TileOptions())), live,
                new DatabaseOutage(NullLogger<DatabaseOutage>.Instance, TimeProvider.System), TimeProvider.System, NullLogger<ChangeReader>.Instance);
            var followed = new Followed(everybody, live, reader);
            await reader.StartAsync(CancellationToken.None);
            return followed;
        }

        public async Task<string> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return System.Text.Encoding.UTF8.GetString(await events.Reader.ReadAsync(patience.Token));
        }

        public async ValueTask DisposeAsync()
        {
            await reader.StopAsync(CancellationToken.None);
            reader.Dispose();
            await everybody.DisposeAsync();
        }
    }
}
