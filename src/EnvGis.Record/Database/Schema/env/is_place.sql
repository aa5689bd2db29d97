-- Whether a point is one on earth that a map shows; null of none.
create or replace function env.is_place(point geometry) returns boolean
    language sql immutable parallel safe
    return case when point is not null then (st_x(point) between -180 and 180 and st_y(point) between -85.05 and 85.05) is true end;

grant execute on function env.is_place(geometry) to envgis_writer;

-- Whether a shape is the point 0° N 0° E, which programs write where they have no position.
create or replace function env.is_no_position(shape geometry) returns boolean
    language sql immutable parallel safe
    return coalesce(geometrytype(shape) = 'POINT' and st_x(shape) = 0 and st_y(shape) = 0, false);

grant execute on function env.is_no_position(geometry) to envgis_writer;
