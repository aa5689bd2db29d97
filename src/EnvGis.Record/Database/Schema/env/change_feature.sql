create or replace function env.change_feature(
    feature bigint, read_version bigint, since date, new_attributes jsonb, new_geom geometry, new_source text, new_accuracy_m double precision,
    new_commune integer, why text) returns bigint
    language plpgsql
as $$
declare
    current env.feature_version;
    days daterange;
begin
    select * into current from env.feature_version v
    where v.feature_id = feature and upper_inf(v.recorded) and v.valid @> env.today() for update;
    if current.id is distinct from read_version then
        return null;
    end if;
    days := daterange(greatest(since, lower(current.valid)), upper(current.valid));
    return (select r.version_id from env.record(array[row(current.feature_id, null, current.layer, datemultirange(days), days, current.name_vi, current.name_en,
        coalesce(new_attributes, current.attributes), coalesce(new_geom, current.geom), case when new_geom is null then current.position_source else new_source end,
        coalesce(new_accuracy_m, current.accuracy_m), current.near, coalesce(new_commune, current.commune_id), current.demonstration, null, why, current.id, null)::env.version_to_record]) r);
end
$$;

grant execute on function env.change_feature(bigint, bigint, date, jsonb, geometry, text, double precision, integer, text) to envgis_writer;
