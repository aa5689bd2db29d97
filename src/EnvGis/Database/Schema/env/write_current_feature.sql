-- Updates through the view of open versions, as an operator writes them.
create or replace function env.write_current_feature() returns trigger language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    hidden text[];
    echo bigint;
begin
    if tg_op = 'INSERT' then
        if new.id is null then
            insert into env.feature (layer, code) values (new.layer, new.code) returning id, code into new.id, new.code;
        end if;
        insert into env.feature_version (feature_id, layer, valid, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, reason, author)
        values (new.id, new.layer, coalesce(new.valid, daterange(env.today(), null)), new.name_vi, new.name_en, coalesce(new.attributes, '{}'), new.geom,
            new.position_source, new.accuracy_m, new.near, new.commune_id, coalesce(new.demonstration, false), new.reason, coalesce(new.author, who))
        returning id into new.version_id;
        return new;
    end if;

    moment := greatest(moment, lower(old.recorded) + interval '1 microsecond');
    if tg_op = 'DELETE' then
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = old.version_id and upper_inf(recorded);
        return case when found then old end;
    end if;

    if (new.id, new.layer, new.code) is distinct from (old.id, old.layer, old.code) then
        raise exception 'A feature keeps its identity, layer and code for ever.' using errcode = 'integrity_constraint_violation';
    end if;
    if new.attributes is distinct from old.attributes
        and (new.valid, new.name_vi, new.name_en, new.position_source, new.accuracy_m, new.near::text, new.commune_id, new.demonstration)
            is not distinct from (old.valid, old.name_vi, old.name_en, old.position_source, old.accuracy_m, old.near::text, old.commune_id, old.demonstration)
        and (new.geom is null and old.geom is null or st_orderingequals(new.geom, old.geom)) then
        select l.restricted_attributes into hidden from env.layer l where l.id = old.layer and not l.restricted and l.restricted_attributes <> '{}';
        if hidden is not null and new.attributes - hidden = old.attributes - hidden then
            select coalesce(v.echo_of, v.id) into echo from env.feature_version v where v.id = old.version_id;
        end if;
    end if;
    -- One statement, so that readers of the outbox see one update and not a deletion and an insertion.
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment)
        where id = old.version_id and upper_inf(recorded)
        returning feature_id)
    insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
        commune_id, demonstration, author, reason, echo_of)
    select feature_id, new.layer, new.valid, tstzrange(moment, null), new.name_vi, new.name_en, new.attributes, new.geom,
        case when new.geom is not null then new.position_source end, new.accuracy_m, new.near, new.commune_id, new.demonstration,
        case when new.author is distinct from old.author then new.author else who end,
        case when new.reason is distinct from old.reason then new.reason end, echo
    from closed
    returning id into new.version_id;
    return case when new.version_id <> old.version_id then new end;
end
$$;

revoke execute on function env.write_current_feature() from public;
grant execute on function env.write_current_feature() to envgis_writer;

create or replace trigger write instead of insert or update or delete on env.current_feature
    for each row execute function env.write_current_feature();
