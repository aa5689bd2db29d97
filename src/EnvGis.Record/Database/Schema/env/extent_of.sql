create or replace function env.extent_of(geom geometry) returns double precision[]
    language sql immutable parallel safe
    return case when geom is not null then array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)] end;

revoke execute on function env.extent_of(geometry) from public;
grant execute on function env.extent_of(geometry) to envgis_writer;
