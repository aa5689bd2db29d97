using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
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
        string Layer, long FeatureId, string Operation, long? VersionId, double[]? Old, double[]? New, DateTime At);

    // Rows of a transaction become visible when it commits, which may be after a later one. Below the snapshot's xmin all are done: what stands
    // there stays as it is, so a reader who has passed a row has passed all before it.
    const string Sql = $"""
        select {Change.Columns} from change
        where (xid, id) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, id limit $3
        """;

    const string SqlOfLayer = $"""
        select {Change.Columns} from change
        where (xid, id) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot()) and layer = $4
        order by xid, id limit $3
        """;

    public static async Task<Results<Ok<Page>, Refusal>> Handle(
        string? after, string? layer, string? limit, HttpRequest request, HttpResponse response, Sight sight,
        CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        foreach (var name in request.Query.Keys)
        {
            if (name is not ("after" or "layer" or "limit" or "lang"))
            {
                return Problems.UnknownParameter(name);
            }
        }
        var from = new Cursor(0, 0);
        if (after is not null)
        {
            if (Cursor.Parse(after) is not { } parsed)
            {
                return Problems.BadCursor("after", after);
            }
            from = parsed;
        }
        if (layer is not null && layers.Find(layer) is null)
        {
            return Problems.UnknownLayer(layer);
        }
        var most = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out most)
            || most is < 1 or > MostRows))
        {
            return Problems.BadParameter("limit", limit, $"một số từ 1 đến {MostRows}", $"a number from 1 to {MostRows}");
        }
        var (rows, next, more) = await ReadAsync(database, from, layer, most, cancellationToken);
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new Page(
            rows.ConvertAll(row => new Item(row.Layer, row.FeatureId, row.Operation, row.VersionId, row.Old, row.New, row.At)), next.ToString(), more));
    }

    /// <summary>What follows a place in commit order, and the place to go on from.</summary>
    public static async Task<(List<Change> Rows, Cursor Next, bool More)> ReadAsync(
        PublishedDatabase database, Cursor from, string? layer, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        // Taken before the rows: all below it are done, so it is a place to go on from when the rows end.
        await using var horizon = new NpgsqlCommand("select pg_snapshot_xmin(pg_current_snapshot())", connection);
        var done = new Cursor((ulong)(await horizon.ExecuteScalarAsync(cancellationToken))!, 0);

        await using var command = new NpgsqlCommand(layer is null ? Sql : SqlOfLayer, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = from.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most + 1 });
        if (layer is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer });
        }
        var found = await ListAsync(command, cancellationToken);
        if (found.Count > most)
        {
            found.RemoveAt(most);
            return (found, found[^1].Cursor, true);
        }
        var last = found.Count > 0 ? found[^1].Cursor : from;
        return (found, last.CompareTo(done) > 0 ? last : done, false);
    }

    /// <summary>What a live page missed: all that is visible after a place, in any order of commits.</summary>
    /// <returns>Null when it is more than <paramref name="most"/>.</returns>
    public static async Task<List<Change>?> MissedAsync(PublishedDatabase database, Cursor since, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"select {Change.Columns} from change where (xid, id) > ($1::xid8, $2) order by xid, id limit $3", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = since.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = since.Id });
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
