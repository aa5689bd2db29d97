using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Basemap;

/// <summary>What a department has loaded for the basemap, as of a second ago at most.</summary>
public sealed class BaseContent(PublicSight everybody, TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    volatile Snapshot? known;

    /// <param name="Kind">province, commune, river, lake, road or place.</param>
    /// <param name="Features">Boundaries, or the simple lines, areas and points that a file became.</param>
    /// <param name="Extent">West, south, east, north in degrees.</param>
    public sealed record Part(
        [property: WordOf(Vocabularies.AreaLevel, Vocabularies.BaseKind)] string Kind, int Features, string Source, DateTimeOffset LoadedAt, [property: Numbers(4)] double[] Extent);

    /// <param name="Revision">Grows with every change of what is loaded.</param>
    /// <param name="Provinces">Codes of the provinces whose boundary is loaded.</param>
    /// <param name="IsSchematic">Whether some province of today has no boundary loaded, so that its outline is only a sketch.</param>
    public sealed record Snapshot(long Revision, IReadOnlyList<Part> Parts, IReadOnlyList<string> Provinces, bool IsSchematic, long ReadAt);

    /// <param name="revision">A revision that the caller has heard of: when it is not the one known here, the database is asked anew.</param>
    public async ValueTask<Snapshot> GetAsync(long? revision, CancellationToken cancellationToken)
    {
        if (known is { } snapshot && (revision is null || revision == snapshot.Revision) && time.GetElapsedTime(snapshot.ReadAt) < Fresh)
        {
            return snapshot;
        }
        var now = time.GetTimestamp();
        // One statement, one state: parts and revision belong together.
        await using var connection = await everybody.Database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("""
            select r.revision,
                   array(select code from published.boundary where level = 'province' order by code),
                   exists (select from published.province p where p.valid_to is null
                           and not exists (select from published.boundary b where b.level = 'province' and b.code = p.code)),
                   c.kind, c.features, c.source, c.loaded_at, c.extent
            from published.base_revision r left join published.base_content c on true
            order by c.kind
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var parts = new List<Part>();
        Snapshot? read = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            read ??= new(rows.GetInt64(0), parts, rows.GetFieldValue<string[]>(1), rows.GetBoolean(2), now);
            if (!rows.IsDBNull(3))
            {
                parts.Add(new(rows.GetString(3), rows.GetInt32(4), rows.GetString(5), rows.GetFieldValue<DateTimeOffset>(6), rows.GetFieldValue<double[]>(7)));
            }
        }
        return known = read ?? throw new InvalidOperationException("The basemap has lost its revision.");
    }
}
