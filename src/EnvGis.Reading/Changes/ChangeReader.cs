using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Tiles;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Changes;

/// <summary>Tells this process of every committed change, soon after its commit: drops the tiles it touches, then tells the live pages.</summary>
/// <remarks>
/// Rows of the outbox become visible in the order of commits, which neither their numbers nor their transactions' numbers follow. So the reader
/// keeps no last number but the last snapshot, PostgreSQL's own account of which transactions it has seen: new is what the next snapshot sees
/// and that one did not. Nothing is lost or told twice, a transaction that stays open for hours delays nobody but itself, and there is nothing
/// to remember but one line of text. NOTIFY only wakes the reader; without it, it looks every few seconds.
/// </remarks>
public sealed partial class ChangeReader(
    PublicSight everybody, TileCache tiles, LiveFeed live, DatabaseOutage outage, TimeProvider time, ILogger<ChangeReader> log)
    : BackgroundService
{
    // Rows handed on together: bounds the memory of an import of any size.
    const int BatchRows = 5_000;

    static readonly TimeSpan Look = TimeSpan.FromSeconds(3), LookAtStandby = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(5);

    string? seen;
    Dictionary<string, string> layers = [];
    ulong seenUpTo;
    long lineage;
    long lookedAt = time.GetTimestamp();

    /// <summary>How long ago the outbox was last looked at; what was committed before that has been told.</summary>
    public TimeSpan SinceLastLook => time.GetElapsedTime(Interlocked.Read(ref lookedAt));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(() => pause = FirstPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                tiles.IsUpToDate = false;
                if (DatabaseOutage.IsMet(fault))
                {
                    outage.Lose(fault);
                }
                else
                {
                    Lost(log, pause, fault);
                }
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    async Task FollowAsync(Action succeeded, CancellationToken cancellationToken)
    {
        await using var connection = await everybody.Database.Source.OpenConnectionAsync(cancellationToken);
        // So that an operator can tell it from those that serve requests.
        await Run(connection, "set application_name = 'EnvGis changes'", cancellationToken);
        var isStandby = await Scalar<bool>(connection, "select pg_is_in_recovery()", cancellationToken);
        // A notice may arrive while rows are being read, about a commit that reading did not see.
        var wasNotified = false;
        // What a layer is, and whether it is everybody's, is in no row of the outbox: that is looked at when a notice says so, and when none came, as none comes to a standby.
        var layersToo = true;
        connection.Notification += (_, notice) => (wasNotified, layersToo) = (true, layersToo || notice.Payload.Length > 0);
        if (!isStandby)
        {
            await Run(connection, "listen envgis_change", cancellationToken);
        }
        while (true)
        {
            wasNotified = false;
            if (layersToo)
            {
                layersToo = false;
                await this.LookAtLayersAsync(connection, cancellationToken);
            }
            // Before the snapshot below: a lineage that begins with this look, in a transaction of its own, is in it.
            var outbox = await Outbox.LookAsync(connection, cancellationToken);
            if (outbox.IsStandby != isStandby)
            {
                // A promoted standby notifies, and its snapshots list what is in progress.
                return;
            }
            await ReadAsync(connection, outbox, cancellationToken);
            Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
            tiles.IsUpToDate = true;
            outage.Look();
            succeeded();
            if (!wasNotified)
            {
                // Asked for first: a notice that comes meanwhile has its own word on it.
                var wasWoken = await connection.WaitAsync(isStandby ? LookAtStandby : Look, cancellationToken);
                layersToo |= !wasWoken;
            }
        }
    }

    /// <summary>A layer that is another since the last look, or is not everybody's any more, goes from memory: first what it is, then its tiles.</summary>
    async Task LookAtLayersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("select id, md5(definition::text) from layer", connection))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                now.Add(rows.GetString(0), rows.GetString(1));
            }
        }
        if (now.Count == layers.Count && layers.All(layer => now.GetValueOrDefault(layer.Key) == layer.Value))
        {
            return;
        }
        await everybody.Layers.RefreshAsync(cancellationToken);
        foreach (var (layer, _) in layers.Where(layer => now.GetValueOrDefault(layer.Key) != layer.Value))
        {
            tiles.Evict(layer, [[-180, -85, 180, 85]]);
        }
        layers = now;
    }

    async Task ReadAsync(NpgsqlConnection connection, Outbox outbox, CancellationToken cancellationToken)
    {
        // One snapshot for the account of what is seen and for the rows.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        // A standby's snapshot does not list the transactions in progress, only the oldest: there, a row waits until all before it are done.
        var now = await Scalar<string>(connection, outbox.IsStandby
            ? "select format('%1$s:%1$s:', pg_snapshot_xmin(pg_current_snapshot()))"
            : "select pg_current_snapshot()::text", cancellationToken);
        var (oldestOpen, next) = Bounds(now);

        if (seen is null || next < seenUpTo || outbox.Lineage != lineage)
        {
            // The first look, or the database is another or was put back to an earlier time. What was before is in every tile made from now on.
            tiles.BeginFollowing();
            live.BeginFollowing(new(outbox.Lineage, oldestOpen));
        }
        else if (now != seen)
        {
            await ReadRowsAsync(connection, outbox, seen, now, new(lineage, oldestOpen), cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        (seen, seenUpTo, lineage) = (now, next, outbox.Lineage);
    }

    const string Sql = $"""
        select {Change.Columns} from change
        where xid >= pg_snapshot_xmax($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot) and id >= $3 and pg_visible_in_snapshot(xid, $2::pg_snapshot)
        union all
        select {Change.Columns} from change
        where xid in (select pg_snapshot_xip($1::pg_snapshot)) and id >= $3 and pg_visible_in_snapshot(xid, $2::pg_snapshot)
        """;

    /// <param name="after">What clients have certainly been told of once these rows are all handed on.</param>
    async Task ReadRowsAsync(
        NpgsqlConnection connection, Outbox outbox, string since, string now, Cursor after, CancellationToken cancellationToken)
    {
        var before = after with { Xid = Bounds(since).OldestOpen };
        var batch = new List<Change>();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = since, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = now, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = outbox.FirstChange });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (batch.Count == BatchRows)
            {
                HandOn(batch, before);
                batch.Clear();
            }
            batch.Add(Change.Read(rows));
        }
        if (batch.Count > 0)
        {
            HandOn(batch, after);
        }
    }

    void HandOn(List<Change> batch, Cursor reached)
    {
        // Tiles first: a page that is told of a change asks for them at once.
        foreach (var layer in batch.GroupBy(change => change.Layer, StringComparer.Ordinal))
        {
            var extents = new List<double[]>();
            foreach (var change in layer)
            {
                if (change.Old is { } old)
                {
                    extents.Add(old);
                }
                if (change.New is { } fresh && !(change.Old is { } same && same.AsSpan().SequenceEqual(fresh)))
                {
                    extents.Add(fresh);
                }
            }
            tiles.Evict(layer.Key, extents);
        }
        live.Publish(batch, reached);
    }

    /// <returns>The oldest transaction still open at the snapshot, and the first not yet begun.</returns>
    static (ulong OldestOpen, ulong Next) Bounds(string snapshot)
    {
        var parts = snapshot.Split(':');
        return (ulong.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), ulong.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    static async Task<T> Scalar<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Changes cannot be followed for now; trying again in {Pause}")]
    static partial void Lost(ILogger logger, TimeSpan pause, Exception fault);
}
