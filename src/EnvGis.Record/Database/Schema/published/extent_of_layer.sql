-- The box around a public layer, never smaller than what is there; null of others. Of any table PostGIS tells it to whoever may run its function, whatever else they may.
create or replace function published.extent_of_layer(layer_id text) returns box2d
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from env.layer l where l.id = layer_id and not l.restricted) then
        return st_estimatedextent('published', 'feature_' || replace(layer_id, '-', '_'), 'geom');
    end if;
    return null;
end
$$;

grant execute on function published.extent_of_layer(text) to envgis_reader, envgis_writer, envgis_member;
