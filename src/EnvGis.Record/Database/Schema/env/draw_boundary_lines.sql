-- A ten-millionth of a degree is a centimetre; lines meant to be the same are the same then.
create or replace function env.draw_boundary_lines(drawn_level text) returns void
    language sql
    set search_path = pg_catalog, public, pg_temp
as $$
    delete from env.boundary_line where level = drawn_level;
    insert into env.boundary_line (level, inner_line, geom)
    select drawn_level, coalesce(sides.units > 1 and sides.provinces = 1, false), line.geom
    from (select (st_dump(st_linemerge(st_union(st_boundary(b.geom), 0.0000001)))).geom from env.boundary b where b.level = drawn_level) line
    cross join lateral (
        select count(*) as units, count(distinct coalesce(c.province_code, '?')) as provinces
        from env.boundary b
        left join env.commune c on b.level = 'commune' and c.code = b.code and c.valid_to is null
        cross join lateral (select st_lineinterpolatepoint(line.geom, 0.5) as geom) middle
        where b.level = drawn_level and b.geom && st_expand(middle.geom, 0.000001) and st_dwithin(b.geom, middle.geom, 0.000001)) sides
    where not st_isempty(line.geom)
$$;
