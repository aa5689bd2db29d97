using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Tiles;

/// <summary>Makes tiles: one prepared statement per layer, all of a set in one round trip. PostGIS encodes (ST_AsMVT).</summary>
sealed class TileQuery(PublicSight everybody, IOptions<TileOptions> options) : IDisposable
{
    /// <summary>What a layer adds to a tile below <see cref="CompleteFromZoom"/> is at most this much; what is left out is said in the TileJSON.</summary>
    public const int MostFeatures = 5_000, MostBytes = 500_000, CompleteFromZoom = 14;

    /// <summary>Below that zoom a tile with more points of a layer than this, or areas too small to be seen, carries counts in their place.</summary>
    public const int MostSingle = 400;

    /// <summary>Counts of layer "x" are in the MVT layer "x:cluster".</summary>
    public const string ClusterSuffix = ":cluster";

    /// <summary>Label points of layer "x" are in the MVT layer "x:label".</summary>
    public const string LabelSuffix = ":label";

    readonly SemaphoreSlim turns = new(options.Value.ConcurrentTiles);

    /// <summary>The attributes that tiles carry, beside name, name_en and demo.</summary>
    public static IEnumerable<LayerAttribute> AttributesOf(Layer layer) =>
        layer.Attributes.Where(attribute => attribute.Tiles && attribute.Name is not ("name" or "name_en" or "demo"));

    /// <returns>An MVT, the layers one after another; empty when there is nothing in the tile.</returns>
    public Task<byte[]> ReadAsync(LayerSet set, TileAddress tile, CancellationToken cancellationToken) => ReadAsync(
        everybody.Database, set.Layers.Where(layer => layer.HasTilesAt(tile.Zoom)).Select(layer => new Statement(tile.Zoom < CompleteFromZoom ? layer.Overview : layer.Complete, [])).ToList(),
        tile, cancellationToken, onePlan: tile.Zoom < CompleteFromZoom);

    /// <summary>The same of what a filter leaves, as it is today or was or will be on its day.</summary>
    public Task<byte[]> ReadAsync(IReadOnlyList<Layer> layers, FeatureFilter filter, TileAddress tile, CancellationToken cancellationToken) => ReadAsync(
        everybody.Database, layers.Where(layer => TileLayer.HasTilesAt(layer, tile.Zoom)).Select(layer => Filtered(layer, filter, tile.Zoom)).ToList(), tile, cancellationToken);

    /// <summary>The same as a caller sees it who may see more than everybody.</summary>
    public Task<byte[]> ReadAsync(
        PublishedDatabase seen, IReadOnlyList<Layer> layers, FeatureFilter filter, TileAddress tile, CancellationToken cancellationToken) => ReadAsync(
        seen, layers.Where(layer => TileLayer.HasTilesAt(layer, tile.Zoom)).Select(layer => Filtered(layer, filter, tile.Zoom, asSeen: true)).ToList(), tile, cancellationToken);

    static readonly string Searched = $"st_tileenvelope($1, $2, $3, margin => {TileGrid.Buffer + 1}.0 / {TileGrid.Units})";

    static Statement Filtered(Layer layer, FeatureFilter filter, int zoom, bool asSeen = false)
    {
        var sql = new FilterSql();
        // Stand for those of the address.
        for (var i = 0; i < TileSql.AddressParameters; i++)
        {
            sql.Parameter(null);
        }
        string? read = null;
        if (filter.IsOfAnotherTime)
        {
            // What was known on a day is asked for what was in force on it, unless another day is named.
            var day = (filter.Days ?? DayInterval.InVietnam(filter.KnownAt!.Value)).From;
            read = $"""
                select * from features_as_of({sql.Parameter(layer.Id, NpgsqlDbType.Text)}, {sql.Parameter(day, NpgsqlDbType.Date)},
                    {sql.Parameter(filter.KnownAt, NpgsqlDbType.TimestampTz)},
                    st_transform({Searched}, 4326)) f where true
                """;
        }
        else if (asSeen)
        {
            // Not the table, which is everybody's, but what the session shows of the layer.
            read = $"""
                select * from feature f where f.layer = {sql.Parameter(layer.Id, NpgsqlDbType.Text)}
                    and f.geom_3857 && {Searched}
                """;
        }
        else if (filter.NeedsTask || filter.OpenTask is not null)
        {
            // The tables of tasks would be planned for and looked into for every use of the rows.
            read = $"select * from {TileSql.Table} f where f.geom_3857 && {Searched}{TileSql.IsOf(layer)}";
        }
        sql.And(filter, layer.Id);
        var rows = read is null ? new TileSql.Rows(sql.Text.ToString()) : new("", read + sql.Text);
        return new(zoom < CompleteFromZoom ? TileSql.Overview(layer, rows) : TileSql.Complete(layer, rows), sql.Parameters.Skip(TileSql.AddressParameters).ToList());
    }

    sealed record Statement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters);

    /// <param name="onePlan">Planning costs an overview more than reading it does, from the middle zooms on; a tile that has all is planned in no time, and
    /// what a filter leaves is different each time.</param>
    async Task<byte[]> ReadAsync(PublishedDatabase seen, IReadOnlyList<Statement> statements, TileAddress tile, CancellationToken cancellationToken, bool onePlan = false)
    {
        if (statements.Count == 0)
        {
            return [];
        }
        await turns.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await seen.Source.OpenConnectionAsync(cancellationToken);
            if (onePlan)
            {
                await connection.SetAsync(SessionSettings.OnePlan, cancellationToken);
            }
            var parts = await ReadAsync(connection, statements, tile, MostFeatures, cancellationToken);
            if (tile.Zoom < CompleteFromZoom)
            {
                for (var i = 0; i < parts.Count; i++)
                {
                    for (var most = MostFeatures / 2; parts[i].Length > MostBytes && most > 0; most /= 2)
                    {
                        parts[i] = (await ReadAsync(connection, [statements[i]], tile, most, cancellationToken))[0];
                    }
                }
            }
            return parts is [var only] ? only : Joined(parts);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    static async Task<List<byte[]>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<Statement> statements, TileAddress tile, int most, CancellationToken cancellationToken)
    {
        var places = PlaceKey.Of(tile);
        var parts = new List<byte[]>(statements.Count);
        foreach (var statement in statements)
        {
            // One after another, not as a batch: who moves the map on breaks off what is under way (decision 0024).
            await using var command = new NpgsqlCommand(statement.Sql, connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Zoom });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Column });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Row });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = places.First });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = places.End });
            foreach (var parameter in statement.Parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }
            parts.Add((byte[])(await command.ExecuteScalarAsync(cancellationToken))!);
        }
        return parts;
    }

    /// <summary>Tiles one after another are a tile with the layers of all (MVT 2.1, 4.1).</summary>
    public static byte[] Joined(IReadOnlyCollection<byte[]> parts)
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(whole, at);
            at += part.Length;
        }
        return whole;
    }
}
