-- Asks for the type once: a large geometry is fetched anew for every question.
create or replace function env.kind_fits(kind text, geom geometry) returns boolean
    language sql immutable parallel safe
    return geom is null or coalesce(strpos(kind, case geometrytype(geom)
        when 'POINT' then 'point' when 'MULTIPOINT' then 'point'
        when 'LINESTRING' then 'line' when 'MULTILINESTRING' then 'line'
        when 'POLYGON' then 'polygon' when 'MULTIPOLYGON' then 'polygon' end) > 0, false);

revoke execute on function env.kind_fits(text, geometry) from public;
grant execute on function env.kind_fits(text, geometry) to envgis_writer;
