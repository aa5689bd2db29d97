-- Metres: how exact a position from that source can be at its best; null is the source of a place that nobody has located. EnvGis.Layers.PositionAccuracy says the
-- same to who types one; a test holds the two together.
create or replace function env.least_accuracy_m(source text) returns double precision
    language sql immutable parallel safe
    return case source when 'gps' then 1 when 'digitised' then 0.1 else 0.01 end;

grant execute on function env.least_accuracy_m(text) to envgis_writer;
