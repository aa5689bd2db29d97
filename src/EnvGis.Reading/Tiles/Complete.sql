-- One layer's part of a tile from zoom 14 (TileQuery.CompleteFromZoom) on: the MVT layers of all its features and of their labels.
--
-- Parameters as in Overview.sql, so that both are asked alike. What stands in braces is written in by TileSql.
with box as materialized (
    select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => {buffer}.0 / {units}) as searched),
{found}
-- A label belongs to the one tile in which its point lies.
drawn as materialized (
    select id, st_asmvtgeom(geom_3857, tile, {units}, {buffer}) as geom, name_vi as name, name_en, nullif(demonstration, false) as demo{attributes},
        case when area_m2 is not null and place >= $5 and place < $6 then st_asmvtgeom(label_3857, tile, {units}, 0, false) end as "label geom",
        round(4 * ln(area_m2 + 1) / ln(2))::integer as "label area"
    from (select {columns} from {rows} f where f.geom_3857 && (select searched from box){conditions} and $4 > 0) shown, box)
-- Rows are ordered by id, so that equal content has equal bytes.
select (select st_asmvt(f, {layer}, {units}, 'geom', 'id' order by f.id)
        from (select id, geom, name, name_en, demo{attribute names} from drawn where geom is not null) f)
    || (select st_asmvt(l, {labels}, {units}, 'geom', 'id' order by l.id)
        from (select id, "label geom" as geom, name, name_en, "label area" as area from drawn where "label geom" is not null) l)
