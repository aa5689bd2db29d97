-- The box around a public layer, never smaller than what is there; null of others, and where nothing is located. From the counts that are kept as features are written. Of any table
-- PostGIS tells a box to whoever may run its function, whatever else they may.
create or replace function published.extent_of_layer(layer_id text) returns box2d
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from env.layer l where l.id = layer_id and not l.restricted) then
        return (select st_makebox2d(st_point(min(t.west), min(t.south)), st_point(max(t.east), max(t.north))) from env.tally t where not t.restricted and t.layer = layer_id);
    end if;
    return null;
end
$$;

grant execute on function published.extent_of_layer(text) to envgis_reader, envgis_writer, envgis_member;
