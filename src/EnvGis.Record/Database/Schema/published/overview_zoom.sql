create or replace function published.overview_zoom(id bigint, geom_3857 geometry) returns smallint
    language sql immutable parallel safe
    return env.overview_zoom(id, geom_3857);

grant execute on function published.overview_zoom(bigint, geometry) to envgis_reader, envgis_writer, envgis_member;
