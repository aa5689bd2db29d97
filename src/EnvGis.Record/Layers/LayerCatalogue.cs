using System.Collections.Frozen;
using EnvGis.Database;

namespace EnvGis.Layers;

/// <summary>The layers that are published, in legend order. Read from the database, so that every process agrees whatever files lie beside it.</summary>
public sealed class LayerCatalogue(PublishedDatabase database, UnreadableLayers unreadable)
{
    readonly SemaphoreSlim turn = new(1);
    int readings;
    volatile Content content = new([], FrozenDictionary<string, Layer>.Empty, "");

    public IReadOnlyList<Layer> All => content.InOrder;

    /// <summary>All definitions as they were read, to tell whether two catalogues differ.</summary>
    public string Text => content.Text;

    /// <summary>Counts the readings.</summary>
    public int Readings => Volatile.Read(ref readings);

    public Layer? Find(string id) => content.ById.GetValueOrDefault(id);

    /// <summary>Reads the layers anew. Who comes while it is done waits and reads once more: nothing older is kept over it.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await this.ReadAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        var definitions = new List<(string Id, string Definition)>();
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            await using var command = new Npgsql.NpgsqlCommand("select id, definition::text from layer order by sort_order, id", connection);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                definitions.Add((rows.GetString(0), rows.GetString(1)));
            }
        }
        var text = string.Join('\n', definitions.Select(one => one.Definition));
        if (text != content.Text)
        {
            var layers = definitions.Select(this.Read).OfType<Layer>().ToList();
            content = new(layers, layers.ToFrozenDictionary(layer => layer.Id, StringComparer.Ordinal), text);
        }
        Interlocked.Increment(ref readings);
    }

    /// <returns>Null for one that cannot be read: one row must not take all others from their readers.</returns>
    Layer? Read((string Id, string Definition) row)
    {
        var layer = Layer.Read(row.Id, row.Definition, out var reason);
        if (layer is null)
        {
            unreadable.Tell(row.Id, reason);
        }
        return layer;
    }

    sealed record Content(IReadOnlyList<Layer> InOrder, FrozenDictionary<string, Layer> ById, string Text);
}
