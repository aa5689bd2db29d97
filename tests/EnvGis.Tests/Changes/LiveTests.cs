using System.Globalization;
using System.Net;
using EnvGis.Changes;
using EnvGis.Tests.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

// One after another: an import in between would make a page that comes back begin anew.
[Collection("Changes in bulk")]
public class LiveTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_page_that_listens_is_told_where_something_changed()
    {
        var layer = await service.NewLayer();
        await using var page = await Listener.Open(service);
        (await page.Next("hello")).Id.ShouldNotBeNullOrEmpty();

        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set geom = st_point(105.9, 21.6, 4326) where id = @id", new { id });

        var (told, cursor) = await page.Changes(layer, 2);
        told[0].ShouldBe($$"""{"layer":"{{layer}}","featureId":{{id}},"operation":"insert","old":null,"new":[105.8,21.6,105.8,21.6]}""");
        told[1].ShouldBe($$"""{"layer":"{{layer}}","featureId":{{id}},"operation":"update","old":[105.8,21.6,105.8,21.6],"new":[105.9,21.6,105.9,21.6]}""");
        cursor.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_answer_is_a_stream_that_no_proxy_should_hold_back()
    {
        await using var page = await Listener.Open(service);

        page.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    [Fact]
    public async Task A_page_that_comes_as_the_service_stops_is_given_a_stream_that_ends_at_once()
    {
        await using var stopping = await service.StartAnother();
        stopping.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        using var answer = await stopping.Http.GetAsync(new Uri("/api/live", UriKind.Relative));

        // The log, which must be clean, is looked at when the class ends.
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_listens_hears_a_beat_also_when_nothing_changes()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var quiet = await service.StartAnother(clock);
        await using var page = await Listener.Open(quiet.Http);
        await page.Next("hello");
        // A comment would be no event: the page tells by it whether the line is alive.
        var beat = page.Next("beat");
        await Until.So(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            return beat.IsCompleted;
        }, "A beat");
        (await beat).Id.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tile_asked_for_on_being_told_is_the_new_one()
    {
        var layer = await service.NewLayer("point");
        await using var page = await Listener.Open(service);
        await page.Next("hello");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "0");
        (await page.Changes(layer, 1)).Told[0].ShouldContain("insert");
        for (var i = 1; i <= 10; i++)
        {
            // In the cache when the change comes.
            await service.TileAt(layer, 105.8, 21.6, 12);
            var name = i.ToString(CultureInfo.InvariantCulture);
            await service.Sql("update env.current_feature set name_vi = @name where id = @id", new { id, name });
            (await page.Changes(layer, 1)).Told[0].ShouldContain("update");

            (await service.TileAt(layer, 105.8, 21.6, 12))[layer].Features[0]["name"].ShouldBe(name);
        }
    }

    [Fact]
    public async Task A_page_that_comes_back_is_told_what_it_missed()
    {
        var layer = await service.NewLayer();
        string place;
        await using (var page = await Listener.Open(service))
        {
            await page.Next("hello");
            await service.NewFeature(layer, "POINT(105.7 21.6)");
            place = (await page.Changes(layer, 1)).Cursor;
        }
        var missed = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var missedToo = await service.NewFeature(layer, "POINT(105.8 21.6)");

        await using var again = await Listener.Open(service, place);
        await again.Next("hello");
        // What was told just before the page left may be told again, never left out.
        var told = new List<string>();
        while (!(told.Any(change => change.Contains($"\"featureId\":{missed},", StringComparison.Ordinal))
            && told.Any(change => change.Contains($"\"featureId\":{missedToo},", StringComparison.Ordinal))))
        {
            told.AddRange((await again.Changes(layer, 1, orMore: true)).Told);
        }
    }

    [Theory]
    [InlineData("what?")]
    [InlineData("the beginning of this lineage")]
    public async Task A_page_that_was_away_too_long_is_told_to_begin_anew(string place)
    {
        // In a database of its own: a place in the feed may lie before what was told, as long as a transaction of any database of the server lasts, and a page of another test
        // that comes back to it would have this one's many changes to be told.
        await using var own = new RunningService(service.Cluster);
        await own.InitializeAsync();
        if (place != "what?")
        {
            // More changes than are told one by one.
            await Import(own, await own.NewLayer("point"), 5_001);
            await using var listener = await Listener.Open(own);
            place = (Cursor.Parse((await listener.Next("hello")).Id)!.Value with { Xid = 0 }).ToString();
        }
        await using var page = await Listener.Open(own, place);
        await page.Next("hello");

        (await page.Next("reset")).Data.ShouldContain("\"revision\":");
    }

    [Fact]
    public async Task Many_changes_at_once_are_told_as_one_with_the_extent_around_them()
    {
        var layer = await service.NewLayer("point");
        await using var page = await Listener.Open(service);
        await page.Next("hello");

        await Import(service, layer, 300);

        var (told, _) = await page.Changes(layer, 1);
        told[0].ShouldBe($$"""{"layer":"{{layer}}","featureId":null,"operation":"update","old":null,"new":[105.001,21,105.3,21]}""");
    }

    [Fact]
    public async Task A_slow_page_is_let_go_and_the_others_are_told()
    {
        var feed = new LiveFeed();
        var (slow, _) = feed.Join();
        var (quick, _) = feed.Join();
        var change = new Change(1, 1, "x", 1, "insert", 1, null, [1, 2, 3, 4], DateTime.UnixEpoch);

        for (var i = 0; i < 300; i++)
        {
            feed.Publish([change], new(1, 2));
            quick.Reader.TryRead(out _).ShouldBeTrue();
        }

        feed.Listening.ShouldBe(1);
        var waiting = 0;
        while (await slow.Reader.WaitToReadAsync())
        {
            slow.Reader.TryRead(out _).ShouldBeTrue();
            waiting++;
        }
        waiting.ShouldBe(256);
    }

    [Fact]
    public async Task A_page_that_leaves_is_forgotten()
    {
        var feed = service.Services.GetRequiredService<LiveFeed>();
        var pages = new List<Listener>();
        for (var i = 0; i < 5; i++)
        {
            pages.Add(await Listener.Open(service));
        }
        var most = feed.Listening;
        most.ShouldBeGreaterThanOrEqualTo(5);

        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }

        await Until.So(() => Task.FromResult(feed.Listening <= most - 5), "five fewer listeners");
    }

    static Task<int> Import(RunningService service, string layer, int count) => service.Sql("""
        with made as (insert into env.feature (layer) select @layer from generate_series(1, @count) returning id)
        insert into env.feature_version (feature_id, layer, valid, name_vi, geom, position_source, accuracy_m)
        select id, @layer, '[2026-01-01,)', 'Điểm ' || id, st_point((105000 + row_number() over ()) / 1000.0, 21, 4326), 'digitised', 10 from made
        """, new { layer, count });
}
