using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

public class ChangeFeedTests(RunningService service) : IClassFixture<RunningService>
{
    sealed record Page(IReadOnlyList<Item> Changes, string Next, bool More);

    sealed record Item(string Layer, long FeatureId, string Operation, long? VersionId, double[]? Old, double[]? New, DateTime At);

    [Fact]
    public async Task The_feed_tells_what_happened_to_a_feature_in_order()
    {
        var layer = await service.NewLayer();
        var begun = await service.Value<DateTime>("select clock_timestamp()");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set geom = st_point(105.9, 21.6, 4326) where id = @id", new { id });
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        var told = await All(layer);

        told.ShouldAllBe(change => change.Layer == layer && change.FeatureId == id);
        told.Select(change => $"{change.Operation}: {Shown(change.Old)} -> {Shown(change.New)}").ShouldBe([
            "insert: nowhere -> 105.8 21.6 105.8 21.6",
            "update: 105.8 21.6 105.8 21.6 -> 105.9 21.6 105.9 21.6",
            "delete: 105.9 21.6 105.9 21.6 -> nowhere"]);
        told[1].VersionId.ShouldNotBeNull();
        told[2].VersionId.ShouldBeNull();
        told[0].At.ToUniversalTime().ShouldBeGreaterThanOrEqualTo(begun);
    }

    [Fact]
    public async Task A_transaction_that_began_earlier_and_commits_later_is_never_skipped()
    {
        var layer = await service.NewLayer("point");
        await using var early = await service.Owner.OpenConnectionAsync();
        await using var late = await service.Owner.OpenConnectionAsync();
        await using var began = await early.BeginTransactionAsync();
        await Insert(early, layer, "Trước");
        await Insert(late, layer, "Sau");

        // The later one has committed, the earlier one has not: the feed waits rather than passing it by.
        var meanwhile = await Ask($"/api/changes?layer={layer}");
        meanwhile.Changes.ShouldBeEmpty();
        await began.CommitAsync();

        (await All(layer, meanwhile.Next)).Count.ShouldBe(2);
        (await All(layer)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Read_while_many_write_the_feed_tells_everything_once()
    {
        var layer = await service.NewLayer("point");
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            var random = new Random(writer);
            await using var connection = await service.Owner.OpenConnectionAsync();
            for (var i = 0; i < 15; i++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await Insert(connection, layer, $"{writer}-{i}");
                await Task.Delay(random.Next(0, 20));
                await transaction.CommitAsync();
            }
        }));
        var told = new List<long>();
        string? next = null;
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            Page page;
            do
            {
                page = await Ask($"/api/changes?layer={layer}&limit=7{(next is null ? "" : $"&after={next}")}");
                told.AddRange(page.Changes.Select(change => change.FeatureId));
                next = page.Next;
            }
            while (page.More);
        }
        await writing;
        // What other tests hold open delays the feed; it comes when they are done.
        told.AddRange((await All(layer, next)).Select(change => change.FeatureId));

        told.Count.ShouldBe(60);
        told.ShouldBeUnique();
    }

    [Fact]
    public async Task A_page_says_where_to_go_on_and_whether_there_is_more()
    {
        var layer = await service.NewLayer("point");
        for (var i = 0; i < 5; i++)
        {
            await service.NewFeature(layer, "POINT(105.8 21.6)");
        }
        (await All(layer)).Count.ShouldBe(5);

        var first = await Ask($"/api/changes?layer={layer}&limit=3");
        var second = await Ask($"/api/changes?layer={layer}&limit=3&after={first.Next}");
        var third = await Ask($"/api/changes?layer={layer}&limit=3&after={second.Next}");

        (first.Changes.Count, first.More).ShouldBe((3, true));
        (second.Changes.Count, second.More).ShouldBe((2, false));
        (third.Changes.Count, third.More).ShouldBe((0, false));
        third.Next.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("after=7", 400, "bad-parameter")]
    [InlineData("after=", 400, "bad-parameter")]
    [InlineData("after=AAAAAAAAAAAAAAAAAAAAAAA", 400, "bad-parameter")]
    [InlineData("after=AQ%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D%3D", 400, "bad-parameter")]
    [InlineData("limit=0", 400, "bad-parameter")]
    [InlineData("limit=ten", 400, "bad-parameter")]
    [InlineData("since=7", 400, "unknown-parameter")]
    [InlineData("layer=no-such-layer", 400, "bad-parameter")]
    public async Task A_question_that_cannot_be_answered_is_refused(string query, int status, string problem)
    {
        using var response = await service.Http.GetAsync($"/api/changes?{query}");

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"/problems/{problem}");
    }

    /// <summary>Everything after a place, once no transaction that began before this call is open any more.</summary>
    async Task<List<Item>> All(string layer, string? after = null)
    {
        var now = await service.Value<string>("select pg_current_xact_id()::text");
        await Until.So(() => service.Value<bool>("select pg_snapshot_xmin(pg_current_snapshot()) > @now::xid8", new { now }), "earlier transactions done");
        var told = new List<Item>();
        Page page;
        do
        {
            page = await Ask($"/api/changes?layer={layer}{(after is null ? "" : $"&after={after}")}");
            told.AddRange(page.Changes);
            after = page.Next;
        }
        while (page.More);
        return told;
    }

    async Task<Page> Ask(string address)
    {
        using var response = await service.Http.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonSerializer.Deserialize<Page>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
    }

    static async Task Insert(NpgsqlConnection connection, string layer, string name)
    {
        await using var command = new NpgsqlCommand("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m) values ($1, $2, st_point(105.8, 21.6, 4326), 'digitised', 10)
            """, connection);
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync();
    }

    static string Shown(double[]? extent) =>
        extent is null ? "nowhere" : string.Join(' ', extent.Select(edge => edge.ToString(CultureInfo.InvariantCulture)));
}
