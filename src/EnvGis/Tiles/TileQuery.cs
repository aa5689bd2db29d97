using EnvGis.Database;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EnvGis.Tiles;

/// <summary>Makes tiles: one prepared statement per layer, all of a set in one round trip. PostGIS encodes (ST_AsMVT).</summary>
sealed class TileQuery(PublishedDatabase database, IOptions<TileOptions> options) : IDisposable
{
    /// <summary>What a layer adds to a tile below <see cref="CompleteFromZoom"/> is at most this much; what is left out is said in the TileJSON.</summary>
    public const int MostFeatures = 5_000, MostBytes = 500_000, CompleteFromZoom = 14;

    /// <summary>Label points of layer "x" are in the MVT layer "x:label".</summary>
    public const string LabelSuffix = ":label";

    readonly SemaphoreSlim turns = new(options.Value.ConcurrentTiles);

    /// <summary>The attributes that tiles carry, beside name, name_en and demo.</summary>
    public static IEnumerable<LayerAttribute> AttributesOf(Layer layer) =>
        layer.Attributes.Where(attribute => attribute.Tiles && attribute.Name is not ("name" or "name_en" or "demo"));

    /// <returns>An MVT, the layers one after another; empty when there is nothing in the tile.</returns>
    public async Task<byte[]> ReadAsync(LayerSet set, TileAddress tile, CancellationToken cancellationToken)
    {
        var layers = set.Layers.Where(layer => layer.HasTilesAt(tile.Zoom)).ToList();
        if (layers.Count == 0)
        {
            return [];
        }
        await turns.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            var parts = await ReadAsync(connection, layers, tile, MostFeatures, cancellationToken);
            if (tile.Zoom < CompleteFromZoom)
            {
                for (var i = 0; i < parts.Count; i++)
                {
                    for (var most = MostFeatures / 2; parts[i].Length > MostBytes && most > 0; most /= 2)
                    {
                        parts[i] = (await ReadAsync(connection, [layers[i]], tile, most, cancellationToken))[0];
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
        NpgsqlConnection connection, IReadOnlyList<TileLayer> layers, TileAddress tile, int most, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in layers)
        {
            var command = new NpgsqlBatchCommand(tile.Zoom < CompleteFromZoom ? layer.Overview : layer.Complete);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Zoom });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Column });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Row });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
            batch.BatchCommands.Add(command);
        }
        var parts = new List<byte[]>(layers.Count);
        await using var results = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            await results.ReadAsync(cancellationToken);
            parts.Add(results.GetFieldValue<byte[]>(0));
        }
        while (await results.NextResultAsync(cancellationToken));
        return parts;
    }

    static byte[] Joined(List<byte[]> parts)
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
