using System.Collections.Concurrent;
using System.Globalization;
using EnvGis.Access;
using Npgsql;

namespace EnvGis.Ogc;

/// <summary>
/// How many features each layer has in force today, and where. Counted once; after that the outbox says what came and went, whoever wrote it, so that
/// the number stays exact without counting again.
/// </summary>
sealed class LayerTotals(TimeProvider time)
{
    // The extent grows with the outbox; whether it shrank takes a look at all features, so that look is not repeated sooner.
    static readonly TimeSpan ShrinkAfter = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <param name="Extent">West, south, east, north in degrees; null when nothing has a position.</param>
    /// <param name="Since">The earliest day on which a feature of the layer is in force; null when there is none.</param>
    public sealed record Total(long Features, double[]? Extent, DateOnly? Since);

    // One statement, so that count and snapshot agree. The box of a geometry stands in its header, so that its vertices are not read.
    const string CountSql = """
        select pg_current_snapshot()::text, count(*), min(st_xmin(b.box)), min(st_ymin(b.box)), max(st_xmax(b.box)), max(st_ymax(b.box)),
               (select min(published.told_day(lower(v.valid))) from feature_version v where v.layer = $1 and upper_inf(v.recorded)), (select max(name) from lineage where next_change is null)
        from feature f cross join lateral (select f.geom::box2d::box3d as box) b
        where f.layer = $1
        """;

    // What is visible now and was not in the snapshot of the last look. A number or a time instead of the snapshot would miss a slow writer. Each feature is looked up by its
    // number alone: joined, after a large import beside a transaction that goes on, thousands of changes were compared with thousands of features.
    internal const string DifferenceSql = """
        select pg_current_snapshot()::text,
               count(*) filter (where c.operation = 'insert') - count(*) filter (where c.operation = 'delete'),
               min(c.new_extent[1]), min(c.new_extent[2]), max(c.new_extent[3]), max(c.new_extent[4]),
               min((select published.told_day(lower(f.valid)) from feature f where f.id = c.feature_id)),
               min(c.old_extent[1]), min(c.old_extent[2]), max(c.old_extent[3]), max(c.old_extent[4]),
               (select max(name) from lineage where next_change is null)
        from change c
        where c.layer = $1 and c.xid >= pg_snapshot_xmin($2::pg_snapshot) and c.xid < pg_snapshot_xmax(pg_current_snapshot())
          and c.id >= (select max(first_change) from lineage) and not pg_visible_in_snapshot(c.xid, $2::pg_snapshot)
        """;

    /// <summary>These for what everybody sees; counts of their own for one caller, which are not kept.</summary>
    public LayerTotals For(Sight sight) => sight.IsPublic ? this : new(time);

    public async Task<Total> OfAsync(string layer, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var entry = entries.GetOrAdd(layer, _ => new());
        // Those who come while one looks take what it finds.
        await entry.Looking.WaitAsync(cancellationToken);
        try
        {
            if (entry.Total is null)
            {
                await CountAsync(entry, layer, connection, cancellationToken);
            }
            else if (!await FollowAsync(entry, layer, connection, cancellationToken))
            {
                await CountAsync(entry, layer, connection, cancellationToken);
            }
            return entry.Total!;
        }
        finally
        {
            entry.Looking.Release();
        }
    }

    async Task CountAsync(Entry entry, string layer, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(CountSql, connection) { Parameters = { new() { Value = layer } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        entry.Snapshot = rows.GetString(0);
        entry.Total = new(rows.GetInt64(1), Box(rows, 2), rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6));
        entry.Lineage = rows.GetInt64(7);
        entry.CountedAt = time.GetTimestamp();
    }

    /// <returns>False when it is time to count again: the extent may have become smaller, or the outbox goes on in another server.</returns>
    async Task<bool> FollowAsync(Entry entry, string layer, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DifferenceSql, connection)
        {
            Parameters = { new() { Value = layer }, new() { Value = entry.Snapshot } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        if (rows.GetInt64(11) != entry.Lineage)
        {
            // Another server numbers its transactions its own way.
            return false;
        }
        var (before, came, left) = (entry.Total!, Box(rows, 2), Box(rows, 7));
        entry.MayHaveShrunk |= left is not null && before.Extent is { } extent
            && (left[0] <= extent[0] || left[1] <= extent[1] || left[2] >= extent[2] || left[3] >= extent[3]);
        if (entry.MayHaveShrunk && time.GetElapsedTime(entry.CountedAt) > ShrinkAfter)
        {
            entry.MayHaveShrunk = false;
            return false;
        }
        if (!IsNotBefore(rows.GetString(0), entry.Snapshot))
        {
            // A replica that lags: what it does not see yet has been counted already.
            return true;
        }
        entry.Snapshot = rows.GetString(0);
        var since = rows.IsDBNull(6) ? before.Since : rows.GetFieldValue<DateOnly>(6);
        entry.Total = new(before.Features + rows.GetInt64(1), Join(before.Extent, came), before.Since < since ? before.Since : since);
        return true;
    }

    /// <summary>Whether all that was visible in <paramref name="other"/> is visible in <paramref name="snapshot"/>; both as xmin:xmax:running,running….</summary>
    static bool IsNotBefore(string snapshot, string other)
    {
        var (end, running) = Parse(snapshot);
        var (otherEnd, otherRunning) = Parse(other);
        return end >= otherEnd && running.All(xid => xid >= otherEnd || otherRunning.Contains(xid));

        static (ulong End, HashSet<ulong> Running) Parse(string text)
        {
            var parts = text.Split(':');
            return (Number(parts[1]), [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)]);
        }

        static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
    }

    static double[]? Box(NpgsqlDataReader rows, int column) => rows.IsDBNull(column)
        ? null : [rows.GetDouble(column), rows.GetDouble(column + 1), rows.GetDouble(column + 2), rows.GetDouble(column + 3)];

    static double[]? Join(double[]? one, double[]? other) => one is null ? other : other is null ? one
        : [Math.Min(one[0], other[0]), Math.Min(one[1], other[1]), Math.Max(one[2], other[2]), Math.Max(one[3], other[3])];

    sealed class Entry
    {
        public SemaphoreSlim Looking { get; } = new(1);

        public Total? Total { get; set; }

        /// <summary>What was visible at the last look, as PostgreSQL writes a snapshot.</summary>
        public string Snapshot { get; set; } = "";

        /// <summary>The lineage of the outbox in which that snapshot was taken.</summary>
        public long Lineage { get; set; }

        public long CountedAt { get; set; }

        public bool MayHaveShrunk { get; set; }
    }
}
