using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Changes;

/// <summary>Where the outbox stands: which lineage it goes on with, and which of its transactions are done.</summary>
/// <param name="Lineage">The newest lineage's name; on a primary it is this server's.</param>
/// <param name="FirstChange">The least number of a change of that lineage; what has a lower one was written before and is done.</param>
/// <param name="Done">All transactions below it are done.</param>
/// <param name="Next">The first transaction that has not begun.</param>
/// <param name="IsStandby">Whether this database follows another and may lag behind it.</param>
readonly record struct Outbox(long Lineage, long FirstChange, ulong Done, ulong Next, bool IsStandby)
{
    /// <summary>Whether a reader can go on from a place here.</summary>
    public enum Place
    {
        /// <summary>What the reader has seen is here.</summary>
        Known,

        /// <summary>The place is of another lineage, or speaks of what is not here.</summary>
        Lost,

        /// <summary>What this standby does not hold yet, its primary may.</summary>
        NotHereYet,
    }

    /// <summary>From where to go on for whoever has seen all that is done.</summary>
    public Cursor Horizon => new(Lineage, Done);

    /// <summary>Begins a new lineage where the database has come to another server.</summary>
    public static async Task<Outbox> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select name, first_change, done, next, is_standby from outbox()", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<ulong>(2), row.GetFieldValue<ulong>(3), row.GetBoolean(4));
    }

    public async Task<Place> FindAsync(Cursor cursor, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (cursor.Lineage != Lineage)
        {
            return Place.Lost;
        }
        // Rows from before this lineage bear another server's transactions.
        var isHere = cursor.Id > 0 ? await HoldsAsync(cursor, connection, cancellationToken) : cursor.Xid <= Next;
        return isHere ? Place.Known : IsStandby ? Place.NotHereYet : Place.Lost;
    }

    static async Task<bool> HoldsAsync(Cursor cursor, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select holds_change($1, $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = cursor.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = cursor.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = cursor.WrittenAt });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
