-- Reaches to the farthest corner instead of twice the radius of a circle of the same area, which is short of it for many; else as in 025_positions.
create or replace function env.communes_near(point geometry) returns table (id integer, code text, province_code text, certain boolean)
    language sql stable strict parallel safe security definer set search_path = pg_catalog, public, pg_temp
as $$
    with exact as (
        select c.id, c.code, c.province_code
        from env.boundary b join env.commune c on c.code = b.code and c.valid_to is null
        where b.level = 'commune' and b.geom && point and st_intersects(b.geom, point)),
    within as (
        select b.code from env.boundary b where b.level = 'province' and b.geom && point and st_intersects(b.geom, point)),
    near as (
        select c.id, c.code, c.province_code, d.away, row_number() over (order by d.away, c.id) as rank,
               coalesce(c.radius_m, 2000 * sqrt(coalesce(c.area_km2, 80) / pi())) as reach
        from env.commune c
        cross join lateral (select st_distance(c.centre::geography, point::geography) as away) d
        where c.valid_to is null and c.centre && st_expand(point, 1.2)
          and not exists (select from exact)
          -- Its own boundary is known and does not hold the point.
          and not exists (select from env.boundary b where b.level = 'commune' and b.code = c.code)
          and (not exists (select from within) or c.province_code in (select w.code from within w))
          and (exists (select from within w where w.code = c.province_code) or not exists (select from env.boundary b where b.level = 'province' and b.code = c.province_code)))
    select e.id, e.code, e.province_code, true from exact e
    union all
    (select n.id, n.code, n.province_code, false from near n where n.rank = 1 and n.away < 100000 or n.away <= n.reach order by n.away, n.id)
$$;

revoke execute on function env.communes_near(geometry) from public;
grant execute on function env.communes_near(geometry) to envgis_writer;
