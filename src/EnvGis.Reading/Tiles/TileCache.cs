using System.Collections.Concurrent;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Tiling;
using Microsoft.Extensions.Options;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace EnvGis.Tiles;

/// <summary>
/// Ready tiles in memory. A tile is made once for all who wait for it, and kept until a change touches it or the memory limit is reached.
/// </summary>
/// <remarks>
/// An entry stands in the dictionary from the moment its making begins. A change removes it, made or in the making: those who already wait get
/// what was asked for before the change, nobody after, and nothing older than the change is kept. That is enough, because a change is known here
/// only after it was committed, so a making that begins later sees it.
/// </remarks>
public sealed class TileCache(LayerSets sets, IOptions<TileOptions> options)
{
    readonly long limit = options.Value.CacheMegabytes * 1_048_576L;
    readonly ConcurrentDictionary<Key, Entry> entries = new();
    readonly Lock gate = new();
    // Oldest first; an entry asked for since it was last looked at gets a second round.
    readonly LinkedList<Entry> kept = new();
    long weight;
    volatile bool isFollowing;
    volatile bool isUpToDate;

    /// <summary>Whether somebody tells of changes at the moment; while nobody does, what is kept may be of before.</summary>
    public bool IsUpToDate
    {
        get => isUpToDate;
        set => isUpToDate = value;
    }

    readonly record struct Key(LayerSet Set, TileAddress Tile);

    /// <summary>Bytes in use; never over the limit for longer than it takes to drop what is too much.</summary>
    public long Weight => Interlocked.Read(ref weight);

    public int Count => entries.Count;

    /// <param name="make">Makes the tile when it is not there. Its token is cancelled when nobody waits for the tile any more.</param>
    /// <exception cref="OperationCanceledException">The caller has left; the others who wait are not disturbed.</exception>
    public async ValueTask<Tile> GetAsync(
        LayerSet set, TileAddress tile, Func<LayerSet, TileAddress, CancellationToken, Task<byte[]>> make, CancellationToken cancellationToken)
    {
        var key = new Key(set, tile);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entries.TryGetValue(key, out var entry))
            {
                var fresh = new Entry(key);
                entry = entries.GetOrAdd(key, fresh);
                if (ReferenceEquals(entry, fresh))
                {
                    _ = MakeAsync(fresh, make);
                }
            }
            if (entry.Made.IsCompletedSuccessfully)
            {
                entry.WasUsed = true;
                return await entry.Made;
            }
            if (!entry.Join())
            {
                Remove(entry);
                continue;
            }
            try
            {
                return await entry.Made.WaitAsync(cancellationToken);
            }
            finally
            {
                entry.Leave();
            }
        }
    }

    /// <summary>Counts what a tile has grown by since it was kept.</summary>
    public void Weigh(LayerSet set, TileAddress tile)
    {
        if (entries.TryGetValue(new(set, tile), out var entry) && entry.Made.IsCompletedSuccessfully)
        {
            lock (gate)
            {
                if (entry.Place.List is not null)
                {
#pragma warning disable RS0030 // It is made: nothing waits.
                    var now = entry.Made.Result.Weight;
#pragma warning restore RS0030
                    weight += now - entry.Weight;
                    entry.Weight = now;
                    DropWhatIsTooMuch();
                }
            }
        }
    }

    /// <summary>Drops the tiles of a layer, alone or with others, that look for features where these extents are.</summary>
    /// <param name="extents">Where features were and are: west, south, east, north in degrees.</param>
    public void Evict(string layer, IReadOnlyList<double[]> extents)
    {
        if (extents.Count == 0 || entries.IsEmpty)
        {
            return;
        }
        var boxes = extents.Select(extent => MercatorBox.Of(new Extent(extent[0], extent[1], extent[2], extent[3]))).ToList();
        var holding = sets.Holding(layer).ToList();
        if (Addresses(boxes, (long)entries.Count * 4 / Math.Max(holding.Count, 1)) is { } touched)
        {
            foreach (var set in holding)
            {
                foreach (var tile in touched)
                {
                    if (entries.TryGetValue(new(set, tile), out var entry))
                    {
                        Remove(entry);
                    }
                }
            }
            return;
        }
        // Fewer tiles are kept than the extents cover, so look at each tile instead.
        var tree = new STRtree<MercatorBox>();
        foreach (var box in boxes)
        {
            tree.Insert(Envelope(box), box);
        }
        tree.Build();
        foreach (var (key, entry) in entries)
        {
            if (key.Set.Holds(layer) && tree.Query(Envelope(TileGrid.SearchedBy(key.Tile))).Count > 0)
            {
                Remove(entry);
            }
        }
    }

    /// <summary>From now on every change reaches <see cref="Evict"/>. Until then nothing is kept, and what was in the making is not kept either.</summary>
    public void BeginFollowing()
    {
        isFollowing = true;
        foreach (var (_, entry) in entries)
        {
            Remove(entry);
        }
    }

    async Task MakeAsync(Entry entry, Func<LayerSet, TileAddress, CancellationToken, Task<byte[]>> make)
    {
        try
        {
            var tile = new Tile(await make(entry.Key.Set, entry.Key.Tile, entry.Abandoned));
            Keep(entry, tile);
            entry.Succeed(tile);
        }
        catch (Exception fault)
        {
            // Those who wait are told once, and the next who asks tries anew. The fault is theirs to report.
            Remove(entry);
            entry.Fail(fault);
        }
    }

    void Keep(Entry entry, Tile tile)
    {
        lock (gate)
        {
            if (entry.WasRemoved)
            {
                return;
            }
            if (!isFollowing || tile.Weight > limit)
            {
                entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
                return;
            }
            entry.Weight = tile.Weight;
            weight += entry.Weight;
            kept.AddLast(entry.Place);
            DropWhatIsTooMuch();
        }
    }

    void DropWhatIsTooMuch()
    {
        while (weight > limit && kept.First is { } oldest)
        {
            kept.RemoveFirst();
            var entry = oldest.Value;
            if (entry.WasUsed)
            {
                entry.WasUsed = false;
                kept.AddLast(oldest);
                continue;
            }
            weight -= entry.Weight;
            entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        }
    }

    void Remove(Entry entry)
    {
        entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        lock (gate)
        {
            // Its making may be about to keep it.
            entry.WasRemoved = true;
            if (entry.Place.List is not null)
            {
                kept.Remove(entry.Place);
                weight -= entry.Weight;
            }
        }
    }

    /// <returns>The tiles of all zooms that look into these boxes, or null when they are more than <paramref name="most"/>.</returns>
    static HashSet<TileAddress>? Addresses(List<MercatorBox> boxes, long most)
    {
        var touched = new HashSet<TileAddress>();
        long looked = 0;
        foreach (var box in boxes)
        {
            for (var zoom = 0; zoom <= TileGrid.DeepestZoom; zoom++)
            {
                var range = TileGrid.Searching(box, zoom);
                looked += range.Count;
                if (looked > most)
                {
                    return null;
                }
                foreach (var tile in range)
                {
                    touched.Add(tile);
                }
            }
        }
        return touched;
    }

    static Envelope Envelope(MercatorBox box) => new(box.MinX, box.MaxX, box.MinY, box.MaxY);

    sealed class Entry
    {
        // Waiters continue elsewhere than on the thread that made the tile, which may hold a turn of the database.
        readonly TaskCompletionSource<Tile> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly CancellationTokenSource abandoned = new();
        readonly Lock waiting = new();
        int waiters;
        bool isAbandoned;

        public Entry(Key key)
        {
            Key = key;
            Place = new(this);
            // When all who waited have left, a failure has nobody to be told to.
            _ = made.Task.ContinueWith(static task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
        }

        public Key Key { get; }

        public LinkedListNode<Entry> Place { get; }

        public Task<Tile> Made => made.Task;

        public CancellationToken Abandoned => abandoned.Token;

        public volatile bool WasUsed;

        // Both only under the cache's gate.
        public int Weight;
        public bool WasRemoved;

        public void Succeed(Tile tile) => made.SetResult(tile);

        public void Fail(Exception fault) => made.SetException(fault);

        /// <returns>False when all who waited have left, so that its making is being stopped.</returns>
        public bool Join()
        {
            lock (waiting)
            {
                if (isAbandoned)
                {
                    return false;
                }
                waiters++;
                return true;
            }
        }

        public void Leave()
        {
            lock (waiting)
            {
                if (--waiters > 0 || made.Task.IsCompleted)
                {
                    return;
                }
                isAbandoned = true;
            }
            abandoned.Cancel();
        }
    }
}
