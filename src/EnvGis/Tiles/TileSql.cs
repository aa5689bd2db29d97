using System.Globalization;
using System.Text;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>
/// Composes a layer's tile statements. Names in them come from the layer file (whose schema allows letters, digits, dash and underscore), never from a
/// request; the tile's address is parameters: $1 zoom, $2 column, $3 row, $4 the most shapes that an overview draws, $5 the tile's first place key and
/// $6 the one after its last. A filter's own parameters follow.
/// </summary>
static class TileSql
{
    // Half of the Web Mercator square's side, in metres (EPSG:3857).
    static readonly string Half = WebMercator.HalfSideMetres.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How many parameters come before those of a filter.</summary>
    public const int AddressParameters = 6;

    /// <summary>A filter as " and …" on rows f; or a select that reads what it leaves once, for all that the statement asks of it.</summary>
    public sealed record Rows(string Conditions, string? Read = null)
    {
        public static Rows All { get; } = new("");
    }

    /// <summary>
    /// Shapes are drawn from a zoom that their size gives; a box with more than $4 of them draws the first $4 by rank, by an index that walks them in
    /// that order and stops. Points, and what is not drawn as a shape, belong to the one tile in which their place lies: it draws them while they are few,
    /// and else counts them by cells of a grid, from an index that holds place, grade and rank. What a tile shows depends on its own box alone, which
    /// keeps eviction exact, and every feature is drawn or counted once.
    /// </summary>
    public static string Overview(Layer layer, Rows? rows = null) => Statement(layer, rows ??= Rows.All, $"""
        crowd as materialized (
            select $1 < {FarZooms} or (
                select count(*) > $4
                from (select from {From(layer, rows)} f where {Shape(rows)} and f.shape_rank < $1 + 3 limit $4 + 1) counted) as too_many),
        cut as materialized (
            select least($1 + 3, (
                select f.shape_rank from {From(layer, rows)} f
                where {Shape(rows)} and f.shape_rank >= 0 and f.shape_rank < $1 + 3 and (select too_many from crowd)
                order by f.shape_rank <-> '-1'::double precision offset $4 limit 1)) as rank),
        cells as materialized (
            select f.place >> (2 * ({PlaceKey.Zoom} - {FinerBits} - $1)) as cell, count(*) as count, max(f.grade) as worst
            from {From(layer, rows)} f where {Placed(rows)} and f.shape_rank >= (select rank from cut)
            group by 1),
        swarm as materialized (select coalesce(sum(count), 0) > least($4, {TileQuery.MostSingle}) as counted from cells),
        shown as (
            select {Columns}, true as shaped from {From(layer, rows)} f
            where {Shape(rows)} and f.shape_rank < (select rank from cut) and not (select too_many from crowd)
            union all
            (select {Columns}, true from {From(layer, rows)} f
             where {Shape(rows)} and f.shape_rank >= 0 and f.shape_rank < (select rank from cut) and (select too_many from crowd)
             order by f.shape_rank <-> '-1'::double precision limit $4)
            union all
            select {Columns}, f.area_m2 is null from {From(layer, rows)} f
            where {Placed(rows)} and f.shape_rank >= (select rank from cut) and not (select counted from swarm)
            union all
            (select {Columns}, true from {From(layer, rows)} f
             where {Shape(rows)} and f.shape_rank = 99 and (f.place < $5 or f.place >= $6) and not (select counted from swarm)
             limit {TileQuery.MostSingle})),
        """,
        // Half a pixel of a tile drawn 512 pixels wide. What is smaller than a pixel becomes a square of one, and what simplifying or snapping
        // would make vanish stays as such a square, so that a zone is there at every zoom.
        geometry: $"""
            coalesce(
                case when shaped then st_asmvtgeom(st_simplify(geom_3857, 4 * unit, true), tile, {TileGrid.Units}, {TileGrid.Buffer}) end,
                case when area_m2 is not null then st_asmvtgeom(st_expand(label_3857, 4 * unit), tile, {TileGrid.Units}, {TileGrid.Buffer}) end)
            """,
        clusters: $"""

            || (select st_asmvt(c, {Literal(layer.Id + TileQuery.ClusterSuffix)}, {TileGrid.Units}, 'geom' order by c.cell)
                from (
                    select cell >> {2 * (FinerBits - CellBits)} as cell, sum(count)::bigint as count, max(worst)::integer as worst,
                        st_point(round(sum(count * {Middle(0)}) / sum(count)), round(sum(count * {Middle(1)}) / sum(count))) as geom
                    from cells where (select counted from swarm) group by 1) c)
            """);

    public static string Complete(Layer layer, Rows? rows = null) => Statement(layer, rows ??= Rows.All, $"""
        shown as (select {Columns} from {From(layer, rows)} f where {Found(rows)} and $4 > 0),
        """, geometry: $"st_asmvtgeom(geom_3857, tile, {TileGrid.Units}, {TileGrid.Buffer})");

    // Below this zoom a box holds so much that most of it is too small: shapes are taken by rank without being counted first.
    const int FarZooms = 8;

    // A tile's side is halved so often for its cells, and for the finer ones that say where in its cell a cluster stands.
    const int CellBits = 3, FinerBits = 6;

    // A finer cell's middle in MVT units, from every second bit of its key.
    static string Middle(int first)
    {
        var bits = Enumerable.Range(0, FinerBits).Select(bit => $"(cell >> {bit + first} & {1 << bit})");
        return $"(({string.Join(" | ", bits)}) * {TileGrid.Units >> FinerBits} + {TileGrid.Units >> FinerBits >> 1})";
    }

    const string Columns = "f.id, f.name_vi, f.name_en, f.demonstration, f.attributes, f.area_m2, f.place, f.geom_3857, f.label_3857";

    static string From(Layer layer, Rows rows) => rows.Read is null ? Partition(layer) : "found";

    /// <summary>The layer's own partition: with its column "layer" to be compared, an index without it would not do for counting.</summary>
    public static string Partition(Layer layer) => $"published.{Identifier("feature_" + layer.Id.Replace('-', '_'))}";

    static string Found(Rows rows) => $"f.geom_3857 && (select searched from box){rows.Conditions}";

    static string Shape(Rows rows) => $"{Found(rows)} and f.shape_rank < 100";

    static string Placed(Rows rows) => $"f.place >= $5 and f.place < $6{rows.Conditions}";

    // Rows are ordered by id, so that equal content has equal bytes. A label belongs to the one tile in which its point lies.
    static string Statement(Layer layer, Rows rows, string shown, string geometry, string clusters = "") => $"""
        with box as materialized (
            select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => {TileGrid.Buffer}.0 / {TileGrid.Units}) as searched,
                   2 * {Half} / {TileGrid.Units} / 2 ^ $1 as unit),
        {(rows.Read is { } read ? $"found as materialized ({read})," : "")}
        {shown}
        drawn as materialized (
            select id, {geometry} as geom, name_vi as name, name_en, nullif(demonstration, false) as demo{Attributes(layer)},
                case when area_m2 is not null and place >= $5 and place < $6 then st_asmvtgeom(label_3857, tile, {TileGrid.Units}, 0, false) end as "label geom",
                round(4 * ln(area_m2 + 1) / ln(2))::integer as "label area"
            from shown, box)
        select (select st_asmvt(f, {Literal(layer.Id)}, {TileGrid.Units}, 'geom', 'id' order by f.id)
                from (select id, geom, name, name_en, demo{AttributeNames(layer)} from drawn where geom is not null) f)
            || (select st_asmvt(l, {Literal(layer.Id + TileQuery.LabelSuffix)}, {TileGrid.Units}, 'geom', 'id' order by l.id)
                from (select id, "label geom" as geom, name, name_en, "label area" as area from drawn where "label geom" is not null) l){clusters}
        """;

    static string Attributes(Layer layer)
    {
        var columns = new StringBuilder();
        foreach (var attribute in TileQuery.AttributesOf(layer))
        {
            var name = Literal(attribute.Name);
            // A number too great for its type would fail the whole tile; it is left out instead.
            var value = attribute.Type switch
            {
                "integer" => $"case when abs((attributes ->> {name})::numeric) < 9e15 then (attributes ->> {name})::numeric::bigint end",
                "number" => $"case when abs((attributes ->> {name})::numeric) < 1e300 then (attributes ->> {name})::double precision end",
                "boolean" => $"(attributes ->> {name})::boolean",
                _ => $"attributes ->> {name}",
            };
            columns.Append(CultureInfo.InvariantCulture, $", {value} as {Identifier(attribute.Name)}");
        }
        return columns.ToString();
    }

    static string AttributeNames(Layer layer) =>
        string.Concat(TileQuery.AttributesOf(layer).Select(attribute => $", {Identifier(attribute.Name)}"));

    static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    static string Identifier(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
