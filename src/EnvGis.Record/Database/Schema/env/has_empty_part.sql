-- Whether a part of the shape is empty. Such a shape passes for valid, is no GeoJSON, and GEOS fails on it.
create or replace function env.has_empty_part(geom geometry) returns boolean
    language sql immutable parallel safe
    return case when geometrytype(geom) like 'MULTI%' then exists (select from st_dump(geom) part where st_isempty(part.geom)) else false end;

grant execute on function env.has_empty_part(geometry) to envgis_writer;
