-- Why: who records where a place lies was held to their own area only where a department had loaded its communes' boundaries; elsewhere a planner of Thái
-- Nguyên put a site in Quảng Trị, and the place went on counting for Thái Nguyên.

-- The communes that may hold a point, the likeliest first. By the department's own boundaries where they are loaded ("certain"). Elsewhere by the communes'
-- centres: a commune reaches as far as twice the radius of a circle of its area, and the nearest one is always among them, up to 100 km out at sea. A province
-- whose boundary is loaded keeps the others out. None is returned abroad.
create function env.communes_near(point geometry) returns table (id integer, code text, province_code text, certain boolean)
    language sql stable strict parallel safe security definer set search_path = pg_catalog, public
as $$
    with exact as (
        select c.id, c.code, c.province_code
        from env.boundary b join env.commune c on c.code = b.code and c.valid_to is null
        where b.level = 'commune' and b.geom && point and st_intersects(b.geom, point)),
    within as (
        select b.code from env.boundary b where b.level = 'province' and b.geom && point and st_intersects(b.geom, point)),
    near as (
        select c.id, c.code, c.province_code, d.away, row_number() over (order by d.away, c.id) as rank, 1000 * sqrt(coalesce(c.area_km2, 80) / pi()) as radius
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
    (select n.id, n.code, n.province_code, false from near n where n.rank = 1 and n.away < 100000 or n.away < 2 * n.radius order by n.away, n.id)
$$;
revoke execute on function env.communes_near(geometry) from public;
grant execute on function env.communes_near(geometry) to envgis_writer;
