using System.Security.Cryptography;
using EnvGis.Http;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiling;
using EnvGis.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

public class TileCacheTests(RunningService service) : IClassFixture<RunningService>
{
    // Holds the extent below.
    static readonly TileAddress Tile = new(9, 406, 224);

    static readonly double[] Inside = [105.8, 21.5, 105.81, 21.51];

    [Fact]
    public async Task Those_who_ask_at_once_share_one_making()
    {
        var (cache, set, _) = await New();
        var gate = new TaskCompletionSource<byte[]>();
        var made = 0;
        Task<byte[]> Make(LayerSet of, TileAddress at, CancellationToken token)
        {
            Interlocked.Increment(ref made);
            return gate.Task;
        }

        var asked = Enumerable.Range(0, 50).Select(_ => cache.GetAsync(set, Tile, Make, default).AsTask()).ToList();
        gate.SetResult([1, 2, 3]);
        var got = await Task.WhenAll(asked);

        made.ShouldBe(1);
        got.Distinct().ShouldHaveSingleItem();
        (await cache.GetAsync(set, Tile, Make, default)).ShouldBeSameAs(got[0]);
        made.ShouldBe(1);
    }

    [Fact]
    public async Task One_who_leaves_does_not_disturb_the_others_and_the_last_one_stops_the_making()
    {
        var (cache, set, _) = await New();
        var gate = new TaskCompletionSource<byte[]>();
        CancellationToken stopped = default;
        Task<byte[]> Make(LayerSet of, TileAddress at, CancellationToken token)
        {
            stopped = token;
            return gate.Task.WaitAsync(token);
        }
        using var leaves = new CancellationTokenSource();
        using var leavesToo = new CancellationTokenSource();
        var first = cache.GetAsync(set, Tile, Make, leaves.Token).AsTask();
        var second = cache.GetAsync(set, Tile, Make, leavesToo.Token).AsTask();

        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        stopped.IsCancellationRequested.ShouldBeFalse();
        await leavesToo.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);

        stopped.IsCancellationRequested.ShouldBeTrue();
        (await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult<byte[]>([7]), default)).Body(BodyEncoding.Identity).ShouldBe([7]);
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_wait_and_not_kept()
    {
        var (cache, set, _) = await New();
        var gate = new TaskCompletionSource<byte[]>();
        var asked = Enumerable.Range(0, 3).Select(_ => cache.GetAsync(set, Tile, (_, _, _) => gate.Task, default).AsTask()).ToList();

        gate.SetException(new InvalidOperationException("away"));

        foreach (var one in asked)
        {
            (await Should.ThrowAsync<InvalidOperationException>(one)).Message.ShouldBe("away");
        }
        (await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult<byte[]>([7]), default)).Body(BodyEncoding.Identity).ShouldBe([7]);
    }

    [Fact]
    public async Task A_tile_whose_making_a_change_overtakes_is_not_kept_and_not_given_to_who_asks_later()
    {
        var (cache, set, layer) = await New();
        var gate = new TaskCompletionSource<byte[]>();
        var before = cache.GetAsync(set, Tile, (_, _, _) => gate.Task, default).AsTask();

        cache.Evict(layer, [Inside]);
        var after = await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult<byte[]>([2]), default);
        gate.SetResult([1]);

        (await before).Body(BodyEncoding.Identity).ShouldBe([1]);
        after.Body(BodyEncoding.Identity).ShouldBe([2]);
        (await cache.GetAsync(set, Tile, Unexpected, default)).ShouldBeSameAs(after);
    }

    [Fact]
    public async Task Nothing_is_kept_before_changes_are_followed()
    {
        var (cache, set, _) = await New(follow: false);
        await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult<byte[]>([1]), default);

        (await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult<byte[]>([2]), default)).Body(BodyEncoding.Identity).ShouldBe([2]);
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Memory_stays_under_its_limit_and_what_is_asked_for_stays_longest()
    {
        var (cache, set, _) = await New(megabytes: 1);
        var popular = new TileAddress(18, 0, 0);
        await cache.GetAsync(set, popular, (_, _, _) => Task.FromResult<byte[]>([1]), default);

        for (var column = 1; column <= 300; column++)
        {
            await cache.GetAsync(set, new(18, column, 0), (_, _, _) => Task.FromResult(RandomNumberGenerator.GetBytes(20_000)), default);
            await cache.GetAsync(set, popular, Unexpected, default);
            cache.Weight.ShouldBeLessThanOrEqualTo(1_048_576);
        }

        cache.Count.ShouldBeInRange(40, 60);
    }

    [Fact]
    public async Task What_a_tile_grows_by_in_another_encoding_is_counted()
    {
        var (cache, set, _) = await New();
        var tile = await cache.GetAsync(set, Tile, (_, _, _) => Task.FromResult(RandomNumberGenerator.GetBytes(20_000)), default);
        var before = cache.Weight;

        tile.Body(BodyEncoding.Brotli);
        cache.Weigh(set, Tile);

        cache.Weight.ShouldBe(tile.Weight);
        cache.Weight.ShouldBeGreaterThan(before + 19_000);
    }

    // Once with few tiles kept, which are then looked at one by one, and once with many, where the touched ones are looked up.
    [Theory]
    [InlineData(20, 5)]
    [InlineData(2_000, 1)]
    [InlineData(2_000, 400)]
    public async Task A_change_evicts_exactly_the_tiles_that_look_where_it_was(int tiles, int changes)
    {
        var random = new Random(tiles + changes);
        var (cache, set, layer) = await New();
        var other = service.TilesOf(await service.NewLayer());
        var kept = new HashSet<TileAddress>();
        while (kept.Count < tiles)
        {
            var zoom = random.Next(0, 19);
            kept.Add(TileAddress.Of(zoom, 105 + random.NextDouble(), 21 + random.NextDouble()));
        }
        foreach (var tile in kept)
        {
            await cache.GetAsync(set, tile, (_, _, _) => Task.FromResult<byte[]>([1]), default);
            await cache.GetAsync(other, tile, (_, _, _) => Task.FromResult<byte[]>([1]), default);
        }
        var extents = Enumerable.Range(0, changes).Select(_ =>
        {
            var (west, south) = (105 + random.NextDouble(), 21 + random.NextDouble());
            return (double[])[west, south, west + random.NextDouble() * 0.02, south + random.NextDouble() * 0.02];
        }).ToList();

        cache.Evict(layer, extents);

        foreach (var tile in kept)
        {
            (await cache.GetAsync(other, tile, Unexpected, default)).ShouldNotBeNull();
            var isGone = await cache.GetAsync(set, tile, (_, _, _) => Task.FromResult<byte[]>([2, 2]), default) is var now
                && now.Body(BodyEncoding.Identity).Length == 2;
            isGone.ShouldBe(extents.Any(extent => Looks(tile, extent)), $"{tile}");
        }
    }

    // By degrees and units of the tile, another way than the service's.
    static bool Looks(TileAddress tile, double[] extent)
    {
        var (west, north) = tile.PositionOf(new(-64, -64), 4096);
        var (east, south) = tile.PositionOf(new(4096 + 64, 4096 + 64), 4096);
        const double Rounding = 4.0 / 111_320;
        return extent[0] <= east + Rounding && extent[2] >= west - Rounding && extent[1] <= north + Rounding && extent[3] >= south - Rounding;
    }

    static Task<byte[]> Unexpected(LayerSet set, TileAddress tile, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{tile} should have been kept.");

    async Task<(TileCache Cache, LayerSet Set, string Layer)> New(int megabytes = 64, bool follow = true)
    {
        var layer = await service.NewLayer();
        var sets = service.Services.GetRequiredService<LayerSets>();
        var cache = new TileCache(sets, Options.Create(new TileOptions { CacheMegabytes = megabytes }));
        if (follow)
        {
            cache.BeginFollowing();
        }
        return (cache, service.TilesOf(layer), layer);
    }
}
