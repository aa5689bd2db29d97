create or replace function env.change_feature(
    feature bigint, read_version bigint, since date, new_attributes jsonb, new_geom geometry, new_source text, new_accuracy_m double precision,
    new_commune integer, why text) returns bigint
    language plpgsql
as $$
declare
    current env.feature_version;
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    moment timestamptz;
    hidden text[];
    echo bigint;
    written bigint;
begin
    select * into current from env.feature_version v
    where v.feature_id = feature and upper_inf(v.recorded) and v.valid @> env.today() for update;
    if current.id is distinct from read_version then
        return null;
    end if;
    if new_attributes is not null and new_geom is null and new_accuracy_m is null and new_commune is null then
        select l.restricted_attributes into hidden from env.layer l where l.id = current.layer and not l.restricted and l.restricted_attributes <> '{}';
        if hidden is not null and new_attributes - hidden = current.attributes - hidden then
            echo := coalesce(current.echo_of, current.id);
        end if;
    end if;
    moment := greatest(clock_timestamp(), lower(current.recorded) + interval '1 microsecond');
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = current.id returning id),
    until_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason, echo_of)
        select current.feature_id, current.layer, daterange(lower(current.valid), since), tstzrange(moment, null), current.name_vi, current.name_en,
            current.attributes, current.geom, current.position_source, current.accuracy_m, current.near, current.commune_id, current.demonstration,
            current.author, current.reason, coalesce(echo, current.echo_of)
        from closed where since > lower(current.valid)
        returning id),
    since_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason, echo_of)
        select current.feature_id, current.layer, daterange(greatest(since, lower(current.valid)), upper(current.valid)), tstzrange(moment, null),
            current.name_vi, current.name_en, coalesce(new_attributes, current.attributes), coalesce(new_geom, current.geom),
            case when new_geom is null then current.position_source else new_source end, coalesce(new_accuracy_m, current.accuracy_m), current.near,
            coalesce(new_commune, current.commune_id), current.demonstration, who, why, echo
        from closed
        returning id)
    select id into written from since_then;
    return written;
end
$$;

grant execute on function env.change_feature(bigint, bigint, date, jsonb, geometry, text, double precision, integer, text) to envgis_writer;
