-- Where a feature's name and its count stand.
create or replace function published.label_of(geom_3857 geometry) returns geometry
    language sql immutable strict parallel safe
    return case when st_dimension(geom_3857) = 2 then st_pointonsurface(geom_3857) else st_geometryn(st_points(geom_3857), 1) end;

grant execute on function published.label_of(geometry) to envgis_reader, envgis_writer, envgis_member;
