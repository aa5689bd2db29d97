using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis.Tiles;

/// <summary>Where a tile comes from: what everybody may have from memory, what a filter leaves and what is the caller's own from the database.</summary>
sealed class TileSource(LayerSets sets, TileCache cache, TileQuery query)
{
    public async Task<TileAnswer> AnswerAsync(TileRequest asked, CancellationToken cancellationToken)
    {
        if (asked.OfCaller.Count == 0 && asked.Filter.IsEmpty)
        {
            var set = sets.Of(asked.Layers, asked.Sight);
            return new(await cache.GetAsync(set, asked.Address, query.ReadAsync, cancellationToken), new(cache, set, asked.Address));
        }
        var everybodys = await this.EverybodysAsync(asked, [.. asked.Layers.Except(asked.OfCaller)], cancellationToken);
        return new(new Tile(asked.OfCaller.Count == 0 ? everybodys
            : TileQuery.Joined([everybodys, await query.ReadAsync(asked.Sight.Database, asked.OfCaller, asked.Filter, asked.Address, cancellationToken)])));
    }

    async Task<byte[]> EverybodysAsync(TileRequest asked, IReadOnlyList<Layer> layers, CancellationToken cancellationToken) =>
        layers.Count == 0 ? []
        // Not kept: what a filter leaves can change without a feature changing, as by a task's links.
        : !asked.Filter.IsEmpty ? await query.ReadAsync(layers, asked.Filter, asked.Address, cancellationToken)
        : (await cache.GetAsync(sets.Of(layers, asked.Sight), asked.Address, query.ReadAsync, cancellationToken)).Body(BodyEncoding.Identity);
}
