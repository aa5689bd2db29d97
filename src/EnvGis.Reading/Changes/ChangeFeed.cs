using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Changes;

/// <summary>What changed, in the order of the transactions that wrote it, for readers who must not miss anything.</summary>
static class ChangeFeed
{
    public const int DefaultLimit = 1_000, MostRows = 10_000;

    /// <param name="Next">Where to go on, now or later; never null.</param>
    /// <param name="More">Whether there is more at once.</param>
    public sealed record Page(IReadOnlyList<Item> Changes, string Next, bool More);

    /// <param name="Old">West, south, east, north in degrees; null when there was no geometry.</param>
    /// <param name="New">The same after the change.</param>
    public sealed record Item(
        string Layer, long FeatureId, [property: OneOf("insert", "update", "delete")] string Operation, long? VersionId, [property: Numbers(4)] double[]? Old,
        [property: Numbers(4)] double[]? New, DateTime At);

    // Lineage by lineage, each in the order of its own server's transactions. In the newest, rows of a transaction become visible when it commits, which may
    // be after a later one. Below the snapshot's xmin all are done: what stands there stays as it is, so a reader who has passed a row has passed all before it.
    // Of the lineage in which the reader is, what comes after that place; of those that follow, everything.
    const string Sql = $"""
        select {Change.Columns} from (
            select l.number, c.* from lineage l
            cross join lateral (
                select * from change
                where (xid, id) > (case when l.first_change <= $3 then $1::xid8 else '0' end, case when l.first_change <= $3 then $2 else 0 end)
                  and id >= l.first_change and (l.next_change is null or id < l.next_change)
                  and (l.next_change is not null or xid < pg_snapshot_xmin(pg_current_snapshot()))
                order by xid, id limit $4) c
            where l.next_change is null or l.next_change > $3) told
        order by number, xid, id limit $4
        """;

    static readonly string SqlOfLayer = Sql.Replace("where (xid, id)", "where layer = $5 and (xid, id)", StringComparison.Ordinal);

    public static async Task<Results<Ok<Page>, Refusal>> Handle(
        HttpRequest request, HttpResponse response, Sight sight,
        CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var query = QueryParameters.Of(request);
        Cursor? from = query.Cursor("after", text => (object?)Cursor.Parse(text)) is Cursor known ? known : null;
        var layer = query.Layers("layer", layers.Find)?[0].Id;
        var most = query.Limit();
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var (place, rows, next, more) = await ReadAsync(database, from, layer, most, cancellationToken);
        if (place == Outbox.Place.Lost)
        {
            return Problems.StartAnew(layer is null ? "/api/changes" : $"/api/changes?layer={layer}");
        }
        if (place == Outbox.Place.NotHereYet)
        {
            return Problems.NotHereYet();
        }
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new Page(
            rows.ConvertAll(row => new Item(row.Layer, row.FeatureId, row.Operation, row.VersionId, row.Old, row.New, row.At)), next.ToString(), more));
    }

    /// <summary>What follows a place in commit order, and the place to go on from.</summary>
    /// <param name="from">Null for everything from the beginning.</param>
    /// <returns>No rows and the newest place when <paramref name="from"/> is none of this database.</returns>
    public static async Task<(Outbox.Place Place, List<Change> Rows, Cursor Next, bool More)> ReadAsync(
        PublishedDatabase database, Cursor? from, string? layer, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        // Looked at before the rows: all below its horizon are done, so it is a place to go on from when there are none.
        var outbox = await Outbox.LookAsync(connection, cancellationToken);
        if (from is { } place && await outbox.FindAsync(place, connection, cancellationToken) is not Outbox.Place.Known and var wrong)
        {
            return (wrong, [], outbox.Horizon, false);
        }
        var after = from ?? new Cursor(outbox.Lineage, 0);
        await using var command = new NpgsqlCommand(layer is null ? Sql : SqlOfLayer, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = after.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from is null ? 0 : after.Id > 0 ? after.Id : outbox.FirstChange });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most + 1 });
        if (layer is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer });
        }
        var found = await ListAsync(command, cancellationToken);
        var more = found.Count > most;
        if (more)
        {
            found.RemoveAt(most);
        }
        // A place with a row proves itself when it comes back, also to a server that was put back to an earlier time meanwhile.
        var next = found.Count > 0 ? found[^1].CursorIn(outbox.Lineage) : after.Id > 0 ? after : outbox.Horizon;
        return (Outbox.Place.Known, found, next, more);
    }

    /// <summary>What a live page missed: all that is visible after a place, in any order of commits.</summary>
    /// <returns>Null when it is more than <paramref name="most"/>, or when the place is none of this lineage.</returns>
    public static async Task<List<Change>?> MissedAsync(PublishedDatabase database, Cursor since, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var outbox = await Outbox.LookAsync(connection, cancellationToken);
        if ((since.Id > 0 && since.Id < outbox.FirstChange) || await outbox.FindAsync(since, connection, cancellationToken) != Outbox.Place.Known)
        {
            return null;
        }
        await using var command = new NpgsqlCommand($"""
            select {Change.Columns} from change
            where (xid, id) > ($1::xid8, $2) and id >= $3 and xid < pg_snapshot_xmax(pg_current_snapshot())
            order by xid, id limit $4
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = since.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = since.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = outbox.FirstChange });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most + 1 });
        var missed = await ListAsync(command, cancellationToken);
        return missed.Count > most ? null : missed;
    }

    static async Task<List<Change>> ListAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var found = new List<Change>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(Change.Read(rows));
        }
        return found;
    }
}
