-- One layer's part of a tile below zoom 14 (TileQuery.CompleteFromZoom): the MVT layers of its shapes and points, of their labels, and of its counts.
--
-- Shapes are drawn from a zoom that their size gives; a box with more than $4 of them draws the first $4 by rank, by an index that walks them in that order and stops. Points, and what is
-- not drawn as a shape, belong to the one tile in which their place lies: it draws them while they are few, and else counts them by cells of a grid, from an index that holds place, grade
-- and rank. What a tile shows depends on its own box alone, which keeps eviction exact, and every feature is drawn or counted once.
--
-- $1 zoom, $2 column, $3 row; $4 the most shapes that it draws; $5 the tile's first place key and $6 the one after its last; a filter's own follow.
-- What stands in braces is written in by TileSql.
with box as materialized (
    select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => {buffer}.0 / {units}) as searched,
           2 * {half} / {units} / 2 ^ $1 as unit),
{found}
-- In the far zooms a box holds so much that most of it is too small: shapes are taken by rank without being counted first.
crowd as materialized (
    select $1 < {far zooms} or (
        select count(*) > $4
        from (select from {rows} f
              where f.geom_3857 && (select searched from box){conditions} and f.shape_rank < 100 and f.shape_rank < $1 + 3 limit $4 + 1) counted) as too_many),
cut as materialized (
    select least($1 + 3, (
        select f.shape_rank from {rows} f
        where f.geom_3857 && (select searched from box){conditions} and f.shape_rank < 100 and f.shape_rank >= 0 and f.shape_rank < $1 + 3 and (select too_many from crowd)
        order by f.shape_rank <-> '-1'::double precision offset $4 limit 1)) as rank),
cells as materialized (
    select f.place >> (2 * ({place zoom} - {finer bits} - $1)) as cell, count(*) as count, max(f.grade) as worst
    from {rows} f where f.place >= $5 and f.place < $6{conditions} and f.shape_rank >= (select rank from cut)
    group by 1),
swarm as materialized (select coalesce(sum(count), 0) > least($4, {most single}) as counted from cells),
shown as (
    select {columns}, true as shaped from {rows} f
    where f.geom_3857 && (select searched from box){conditions} and f.shape_rank < 100 and f.shape_rank < (select rank from cut) and not (select too_many from crowd)
    union all
    (select {columns}, true from {rows} f
     where f.geom_3857 && (select searched from box){conditions} and f.shape_rank < 100 and f.shape_rank >= 0 and f.shape_rank < (select rank from cut) and (select too_many from crowd)
     order by f.shape_rank <-> '-1'::double precision limit $4)
    union all
    select {columns}, f.area_m2 is null from {rows} f
    where f.place >= $5 and f.place < $6{conditions} and f.shape_rank >= (select rank from cut) and not (select counted from swarm)
    union all
    -- A point near the tile's edge is drawn in this one too.
    (select {columns}, true from {rows} f
     where f.geom_3857 && (select searched from box){conditions} and f.shape_rank < 100 and f.shape_rank = 99 and (f.place < $5 or f.place >= $6) and not (select counted from swarm)
     limit {most single})),
-- Simplified by half a pixel of a tile drawn 512 pixels wide. What is smaller than a pixel becomes a square of one, and what simplifying or snapping would make vanish stays as such a square, so
-- that a zone is there at every zoom. A label belongs to the one tile in which its point lies.
drawn as materialized (
    select id, coalesce(
            case when shaped then st_asmvtgeom(st_simplify(geom_3857, 4 * unit, true), tile, {units}, {buffer}) end,
            case when area_m2 is not null then st_asmvtgeom(st_expand(label_3857, 4 * unit), tile, {units}, {buffer}) end) as geom,
        name_vi as name, name_en, nullif(demonstration, false) as demo{attributes},
        case when area_m2 is not null and place >= $5 and place < $6 then st_asmvtgeom(label_3857, tile, {units}, 0, false) end as "label geom",
        round(4 * ln(area_m2 + 1) / ln(2))::integer as "label area"
    from shown, box)
-- Rows are ordered by id, so that equal content has equal bytes.
select (select st_asmvt(f, {layer}, {units}, 'geom', 'id' order by f.id)
        from (select id, geom, name, name_en, demo{attribute names} from drawn where geom is not null) f)
    || (select st_asmvt(l, {labels}, {units}, 'geom', 'id' order by l.id)
        from (select id, "label geom" as geom, name, name_en, "label area" as area from drawn where "label geom" is not null) l)
    || (select st_asmvt(c, {counts}, {units}, 'geom' order by c.cell)
        from (
            select cell >> {2 finer} as cell, sum(count)::bigint as count, max(worst)::integer as worst,
                st_point(round(sum(count * {middle x}) / sum(count)), round(sum(count * {middle y}) / sum(count))) as geom
            from cells where (select counted from swarm) group by 1) c)
