using Npgsql;

namespace EnvGis.Changes;

/// <summary>A row of the outbox.</summary>
/// <param name="Xid">The transaction that wrote it.</param>
/// <param name="Id">Its number; orders the rows of one transaction.</param>
/// <param name="Operation">insert, update or delete.</param>
/// <param name="VersionId">The version now in force; null after a delete.</param>
/// <param name="Old">West, south, east, north in degrees, before; null when the feature was not there or had no geometry.</param>
/// <param name="New">The same, after.</param>
public readonly record struct Change(
    ulong Xid, long Id, string Layer, long FeatureId, string Operation, long? VersionId, double[]? Old, double[]? New, DateTime At)
{
    /// <summary>The columns that <see cref="Read"/> takes, in its order.</summary>
    public const string Columns = "xid, id, layer, feature_id, operation, version_id, old_extent, new_extent, at";

    /// <summary>The place behind this row, for readers of a lineage.</summary>
    public Cursor CursorIn(long lineage) => new(lineage, Xid, Id, (At - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public static Change Read(NpgsqlDataReader row) => new(
        row.GetFieldValue<ulong>(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetInt64(5), row.IsDBNull(6) ? null : row.GetFieldValue<double[]>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<double[]>(7), row.GetDateTime(8));
}
