using System.Globalization;
using EnvGis.Access;
using EnvGis.Spatial.Tiling;
using EnvGis.Tiles;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace EnvGis.Basemap;

/// <summary>
/// Makes the basemap's tiles and keeps the last ones. MVT layers: province, commune (lines), river, lake, road, place, and for names
/// river:label, road:label, lake:label; only of what a department has loaded.
/// </summary>
sealed class BaseTileQuery(PublicSight everybody) : IDisposable
{
    /// <summary>Of one tile at most this many lines, areas and points, those of the greatest reach first.</summary>
    const int MostFeatures = 6_000;

    const long MostBytesKept = 32 * 1_048_576;

    const int ConcurrentTiles = 4;

    // Half of the Web Mercator square's side, in metres (EPSG:3857).
    static readonly string Half = WebMercator.HalfSideMetres.ToString("R", CultureInfo.InvariantCulture);

    // $1 zoom, $2 column, $3 row. A tile is drawn 256 or 512 pixels wide, so what is worth drawing one zoom nearer is in it. Half a pixel of the
    // wide one is 4 units; from zoom 14 on lines are exact, because nearer views draw these tiles larger. A line's name stands at the middle of its
    // longest piece in the tile, an area's where its own point is.
    static readonly string Sql = $"""
        with box as materialized (
            select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => {TileGrid.Buffer}.0 / {TileGrid.Units}) as searched,
                   case when $1 < 14 then 4 * 2 * {Half} / {TileGrid.Units} / 2 ^ $1 else 0 end as coarse,
                   2 * {Half} / 512 / 2 ^ $1 as pixel),
        line as materialized (
            select id, level, inner_line as "inner", st_asmvtgeom(st_simplify(geom_3857, coarse), tile, {TileGrid.Units}, {TileGrid.Buffer}) as geom
            from published.boundary_line, box
            where geom_3857 && (select searched from box) and (level = 'province' or $1 >= 8)),
        base as materialized (
            select id, kind, name, reach_m, geom_3857, st_dimension(geom_3857) as dimension
            from published.base_feature
            where geom_3857 && (select searched from box) and from_zoom <= $1 + 1
            order by reach_m desc, id limit {MostFeatures}),
        drawn as materialized (
            select id, kind, name, case when reach_m >= 100000 then 3 when reach_m >= 25000 then 2 else 1 end as rank,
                   st_asmvtgeom(case when dimension = 0 then geom_3857 else st_simplify(geom_3857, coarse, true) end,
                                tile, {TileGrid.Units}, {TileGrid.Buffer}) as geom
            from base, box),
        named as materialized (
            select id, kind, name, st_asmvtgeom(point, tile, {TileGrid.Units}, 0) as geom
            from (
                select distinct on (kind, name) id, kind, name, st_lineinterpolatepoint(piece, 0.5) as point, tile
                from (select id, kind, name, tile, pixel, (st_dump(st_intersection(geom_3857, tile))).geom as piece
                      from base, box where dimension = 1 and name is not null) cut
                where st_dimension(piece) = 1 and st_length(piece) > 60 * pixel
                order by kind, name, st_length(piece) desc) one
            union all
            select id, kind, name, st_asmvtgeom(st_pointonsurface(geom_3857), tile, {TileGrid.Units}, 0)
            from base, box where dimension = 2 and name is not null and st_area(geom_3857) > (40 * pixel) ^ 2)
        select (select revision from published.base_revision),
            (select coalesce(st_asmvt(l, 'commune', {TileGrid.Units}, 'geom', 'id' order by l.id), '')
                from (select id, geom, nullif("inner", false) as "inner" from line where level = 'commune' and geom is not null) l)
            || (select coalesce(st_asmvt(l, 'province', {TileGrid.Units}, 'geom', 'id' order by l.id), '')
                from (select id, geom from line where level = 'province' and geom is not null) l)
            {Layer("lake", "geom, name")}{Layer("river", "geom, name, rank")}{Layer("road", "geom, name, rank")}{Layer("place", "geom, name")}
            {Labels("lake")}{Labels("river")}{Labels("road")}
        """;

    readonly SemaphoreSlim turns = new(ConcurrentTiles);
    readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytesKept });

    readonly record struct Key(long Revision, TileAddress Tile);

    /// <param name="revision">The newest revision known.</param>
    /// <returns>A tile and the revision it shows, which may be a newer one.</returns>
    public async ValueTask<(long Revision, Tile Tile)> GetAsync(long revision, TileAddress tile, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(new Key(revision, tile), out Tile? ready))
        {
            return (revision, ready!);
        }
        await turns.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await everybody.Database.Source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(Sql, connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Zoom });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Column });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tile.Row });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var shown = reader.GetInt64(0);
            var made = new Tile(reader.GetFieldValue<byte[]>(1));
            kept.Set(new Key(shown, tile), made, new MemoryCacheEntryOptions { Size = made.Weight });
            return (shown, made);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        turns.Dispose();
        kept.Dispose();
    }

    static string Layer(string kind, string columns) => $"""
            || (select coalesce(st_asmvt(f, '{kind}', {TileGrid.Units}, 'geom', 'id' order by f.id), '')
                from (select id, {columns} from drawn where kind = '{kind}' and geom is not null) f)

            """;

    static string Labels(string kind) => $"""
            || (select coalesce(st_asmvt(f, '{kind}{TileQuery.LabelSuffix}', {TileGrid.Units}, 'geom', 'id' order by f.id), '')
                from (select id, geom, name from named where kind = '{kind}' and geom is not null) f)

            """;
}
