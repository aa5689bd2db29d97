-- Plain arithmetic of what is published, for readers, who cannot look into schema env.
create or replace function published.area_m2(geom geometry) returns double precision
    language sql immutable strict parallel safe
    return env.area_m2(geom);

grant execute on function published.area_m2(geometry) to envgis_reader, envgis_writer, envgis_member;
