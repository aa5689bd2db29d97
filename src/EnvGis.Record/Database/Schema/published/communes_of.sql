-- Communes that a geometry meets, by real boundaries; empty when none are loaded. Touching at an edge does not count.
create or replace function published.communes_of(geometry) returns table (code text, name text, share double precision)
    language sql stable strict parallel safe security definer set search_path = pg_catalog, public, pg_temp
as $$
    select b.code, b.name,
           case when st_dimension($1) = 2 then st_area(st_intersection(b.geom, $1)) / nullif(st_area($1), 0) else 1 end
    from env.boundary b
    where b.level = 'commune' and b.geom && $1 and st_intersects(b.geom, $1)
      and (st_dimension($1) = 0 or not st_touches(b.geom, $1))
    order by 3 desc, 1
$$;

grant execute on function published.communes_of(geometry) to envgis_reader, envgis_writer, envgis_member;
