using EnvGis.Access;

namespace EnvGis.Layers;

/// <summary>How many features each layer has and where they lie. Kept until a change is in the outbox, which is looked up at most every two seconds.</summary>
sealed class LayerFigures(Sight sight, TimeProvider time) : IDisposable
{
    static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    // The extreme feature on each side is the nearest to a strip beyond that side: four walks down the index, and no geometry is read but theirs.
    const string Sql = """
        select l.id, l.definition::text, coalesce(n.features, 0), coalesce(n.unlocated, 0),
            (select st_xmin(geom) from feature f where f.layer = l.id and geom is not null
             order by geom <#> st_makeenvelope(-1001, -1000, -1000, 1000, 4326) limit 1),
            (select st_ymin(geom) from feature f where f.layer = l.id and geom is not null
             order by geom <#> st_makeenvelope(-1000, -1001, 1000, -1000, 4326) limit 1),
            (select st_xmax(geom) from feature f where f.layer = l.id and geom is not null
             order by geom <#> st_makeenvelope(1000, -1000, 1001, 1000, 4326) limit 1),
            (select st_ymax(geom) from feature f where f.layer = l.id and geom is not null
             order by geom <#> st_makeenvelope(-1000, 1000, 1000, 1001, 4326) limit 1)
        from layer l
        left join (select layer, sum(features) as features, sum(features) filter (where unlocated) as unlocated from tally group by layer) n
            on n.layer = l.id
        order by l.sort_order, l.id
        """;

    // Whether anything was committed that the earlier snapshot did not see. A highest number would miss what a slower transaction wrote under a lower one.
    // Snapshots compare within a lineage of the outbox.
    const string LookSql = """
        select pg_current_snapshot()::text,
               concat((select md5(string_agg(definition::text, '' order by id)) from layer), (select max(number) from lineage)),
               exists (select from change where xid >= pg_snapshot_xmin($1::pg_snapshot) and xid < pg_snapshot_xmax(pg_current_snapshot())
                       and id >= (select max(first_change) from lineage) and not pg_visible_in_snapshot(xid, $1::pg_snapshot))
        """;

    readonly SemaphoreSlim one = new(1);
    volatile Known? known;

    /// <param name="Definition">The layer's file, as JSON.</param>
    /// <param name="Extent">West, south, east, north in degrees; null when no feature has a geometry.</param>
    public sealed record Figures(string Id, string Definition, long Features, long Unlocated, double[]? Extent);

    public async Task<IReadOnlyList<Figures>> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } fresh && time.GetElapsedTime(fresh.LookedAt) < LookAgainAfter)
        {
            return fresh.Layers;
        }
        await one.WaitAsync(cancellationToken);
        try
        {
            if (known is { } other && time.GetElapsedTime(other.LookedAt) < LookAgainAfter)
            {
                return other.Layers;
            }
            var lookedAt = time.GetTimestamp();
            var (snapshot, definitions, changed) = await this.LookAsync(known?.Snapshot, cancellationToken);
            var layers = known is { } before && !changed && before.Definitions == definitions ? before.Layers : await this.ReadAsync(cancellationToken);
            known = new(layers, snapshot, definitions, lookedAt);
            return layers;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    async Task<(string Snapshot, string Definitions, bool Changed)> LookAsync(string? since, CancellationToken cancellationToken)
    {
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(LookSql, connection);
        command.Parameters.Add(new() { Value = (object?)since ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetString(0), row.GetString(1), since is null || row.GetBoolean(2));
    }

    async Task<IReadOnlyList<Figures>> ReadAsync(CancellationToken cancellationToken)
    {
        var layers = new List<Figures>();
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(Sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            layers.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3),
                row.IsDBNull(4) ? null : [row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.GetDouble(7)]));
        }
        return layers;
    }

    sealed record Known(IReadOnlyList<Figures> Layers, string Snapshot, string Definitions, long LookedAt);
}
