using EnvGis.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Printing;

/// <summary>How current the published data is: the number and time of the last change that all readers of the feed can have, and of what the caller may see.</summary>
static class ReadRevision
{
    /// <param name="Number">The last change's number in the outbox; null while nothing was ever published.</param>
    public sealed record Revision(long? Number, DateTime? At);

    // Below the snapshot's xmin all transactions are done, so that whoever asks again later never hears of an earlier one; before this lineage of the outbox
    // began, all are.
    const string Sql = """
        select c.id, c.at from lineage l
        cross join lateral (
            select id, at from change
            where id >= l.first_change and (l.next_change is null or id < l.next_change)
              and (l.next_change is not null or xid < pg_snapshot_xmin(pg_current_snapshot()))
            order by xid desc, id desc limit 1) c
        order by l.number desc limit 1
        """;

    public static async Task<Ok<Revision>> Handle(HttpResponse response, Sight sight, CancellationToken cancellationToken)
    {
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(await rows.ReadAsync(cancellationToken) ? new Revision(rows.GetInt64(0), rows.GetDateTime(1)) : new(null, null));
    }
}
