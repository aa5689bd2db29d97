-- Writes through the view of open versions, as an operator does. Another decision_id names the decision in whose name it is done.
create or replace function env.write_current_feature() returns trigger language plpgsql as $$
declare
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    written record;
begin
    if tg_op = 'UPDATE' and (new.id, new.layer, new.code) is distinct from (old.id, old.layer, old.code) then
        perform env.refuse_as('identity', jsonb_build_object('feature', old.id), 'A feature keeps its identity, layer and code for ever.', code => 'integrity_constraint_violation');
    end if;
    -- Nothing is another version because somebody saved it once more.
    if tg_op = 'UPDATE' and (new.valid, new.name_vi, new.name_en, new.attributes, st_asewkb(new.geom), new.position_source, new.accuracy_m, new.near, new.commune_id, new.demonstration, new.author,
            new.reason, new.decision_id) is not distinct from (old.valid, old.name_vi, old.name_en, old.attributes, st_asewkb(old.geom), old.position_source, old.accuracy_m, old.near, old.commune_id,
            old.demonstration, old.author, old.reason, old.decision_id) then
        return new;
    end if;
    select * into written from env.record(array[case tg_op
        when 'INSERT' then row(new.id, new.code, new.layer, '{}', coalesce(new.valid, daterange(env.today(), null)), new.name_vi, new.name_en, coalesce(new.attributes, '{}'), new.geom,
            new.position_source, new.accuracy_m, new.near, new.commune_id, coalesce(new.demonstration, false), new.author, new.reason, null, new.decision_id)::env.version_to_record
        when 'UPDATE' then row(old.id, old.code, old.layer, datemultirange(old.valid), new.valid, new.name_vi, new.name_en, new.attributes, new.geom,
            case when new.geom is not null then new.position_source end, new.accuracy_m, new.near, new.commune_id, new.demonstration,
            case when new.author is distinct from old.author then new.author else who end, case when new.reason is distinct from old.reason then new.reason end, old.version_id,
            case when new.decision_id is distinct from old.decision_id then new.decision_id end)::env.version_to_record
        else row(old.id, old.code, old.layer, datemultirange(old.valid), null, null, null, null, null, null, null, null, null, null, null, null, old.version_id, null)::env.version_to_record end]);
    if tg_op = 'DELETE' then
        return case when written.closed > 0 then old end;
    end if;
    if tg_op = 'INSERT' and new.id is null then
        select f.id, f.code into new.id, new.code from env.feature f where f.id = written.feature_id;
    end if;
    new.version_id := written.version_id;
    return case when written.version_id is not null then new end;
end
$$;

revoke execute on function env.write_current_feature() from public;
grant execute on function env.write_current_feature() to envgis_writer;

create or replace trigger write instead of insert or update or delete on env.current_feature
    for each row execute function env.write_current_feature();
