create or replace function env.guard_version() returns trigger language plpgsql as $$
declare
    same env.feature_version;
begin
    if tg_op = 'INSERT' then
        if not upper_inf(new.recorded) or lower(new.recorded) not between transaction_timestamp() and clock_timestamp() + interval '1 second' then
            perform env.refuse_as('recorded-now', jsonb_build_object('feature', new.feature_id), 'The record is written now, not for another time.',
                'Leave "recorded" out; use "valid" for when the place is in force.');
        end if;
        return new;
    end if;
    if not upper_inf(old.recorded) then
        perform env.refuse_as('closed-version', jsonb_build_object('version', old.id), format('Version %s is closed and cannot be changed.', old.id),
            'Update env.current_feature: it records a new version.', 'integrity_constraint_violation');
    end if;
    same := new;
    same.recorded := old.recorded;
    -- Generated columns are not computed yet when this trigger runs.
    same.unlocated := old.unlocated;
    if upper_inf(new.recorded) or lower(new.recorded) <> lower(old.recorded) or same *<> old then
        perform env.refuse_as('overwritten-version', jsonb_build_object('version', old.id), 'A version is not overwritten: it can only be closed.',
            'Update env.current_feature: it closes this version and records a new one.', 'integrity_constraint_violation');
    end if;
    new.recorded := tstzrange(lower(old.recorded),
        greatest(least(upper(new.recorded), clock_timestamp()), transaction_timestamp(), lower(old.recorded) + interval '1 microsecond'));
    return new;
end
$$;

revoke execute on function env.guard_version() from public;
grant execute on function env.guard_version() to envgis_writer;

create or replace trigger guard before insert or update on env.feature_version for each row execute function env.guard_version();
