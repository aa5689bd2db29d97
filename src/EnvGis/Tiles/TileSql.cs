using System.Globalization;
using System.Text;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>
/// Composes a layer's tile statements, once. Names in them come from the layer file (whose schema allows letters, digits, dash and underscore), never from
/// a request; the tile's address is parameters: $1 zoom, $2 column, $3 row, $4 the most features that an overview shows.
/// </summary>
static class TileSql
{
    // Half of the Web Mercator square's side, in metres (EPSG:3857).
    static readonly string Half = WebMercator.HalfSideMetres.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// A box with more than $4 features shows the first $4 by rank, by an index that walks them in that order and stops; any other box shows all it has.
    /// So no tile reads more than twice $4 rows, and what a tile shows depends on its own box alone, which keeps eviction exact.
    /// </summary>
    public static string Overview(Layer layer) => Statement(layer, $"""
        crowd as materialized (
            select count(*) > $4 as too_many
            from (select from published.feature where {Found(layer)} limit $4 + 1) counted),
        shown as (
            select {Columns} from published.feature where {Found(layer)} and not (select too_many from crowd)
            union all
            (select {Columns} from published.feature
             where {Found(layer)} and overview_rank >= 0 and (select too_many from crowd)
             order by overview_rank <-> '-1'::double precision limit $4)),
        """,
        // Half a pixel of a tile drawn 512 pixels wide. What is smaller than a pixel becomes a square of one, and what simplifying or snapping
        // would make vanish stays as such a square, so that a zone is there at every zoom.
        geometry: $"""
            coalesce(
                case when area_m2 is null or overview_zoom <= $1 + 2 then st_asmvtgeom(st_simplify(geom_3857, 4 * unit, true), tile, {TileGrid.Units}, {TileGrid.Buffer}) end,
                case when area_m2 is not null then st_asmvtgeom(st_expand(label_3857, 4 * unit), tile, {TileGrid.Units}, {TileGrid.Buffer}) end)
            """,
        labelled: "(overview_zoom <= $1 + 2 or not (select too_many from crowd))");

    public static string Complete(Layer layer) => Statement(layer, $"""
        shown as (select {Columns} from published.feature where {Found(layer)} and $4 > 0),
        """, geometry: $"st_asmvtgeom(geom_3857, tile, {TileGrid.Units}, {TileGrid.Buffer})", labelled: "true");

    const string Columns = "id, name_vi, name_en, demonstration, attributes, overview_zoom, area_m2, geom_3857, label_3857";

    static string Found(Layer layer) => $"layer = {Literal(layer.Id)} and geom_3857 && (select searched from box)";

    // Rows are ordered by id, so that equal content has equal bytes. A label belongs to the one tile whose column and row its point falls in.
    static string Statement(Layer layer, string shown, string geometry, string labelled) => $"""
        with box as materialized (
            select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => {TileGrid.Buffer}.0 / {TileGrid.Units}) as searched,
                   2 * {Half} / {TileGrid.Units} / 2 ^ $1 as unit),
        {shown}
        drawn as materialized (
            select id, {geometry} as geom, name_vi as name, name_en, nullif(demonstration, false) as demo{Attributes(layer)},
                case when area_m2 is not null and {labelled}
                      and floor((st_x(label_3857) + {Half}) / (2 * {Half}) * 2 ^ $1) = $2
                      and floor(({Half} - st_y(label_3857)) / (2 * {Half}) * 2 ^ $1) = $3
                    then st_asmvtgeom(label_3857, tile, {TileGrid.Units}, 0, false) end as "label geom",
                round(4 * ln(area_m2 + 1) / ln(2))::integer as "label area"
            from shown, box)
        select (select st_asmvt(f, {Literal(layer.Id)}, {TileGrid.Units}, 'geom', 'id' order by f.id)
                from (select id, geom, name, name_en, demo{AttributeNames(layer)} from drawn where geom is not null) f)
            || (select st_asmvt(l, {Literal(layer.Id + TileQuery.LabelSuffix)}, {TileGrid.Units}, 'geom', 'id' order by l.id)
                from (select id, "label geom" as geom, name, name_en, "label area" as area from drawn where "label geom" is not null) l)
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
