create or replace function env.guard_version() returns trigger language plpgsql as $$
declare
    same env.feature_version;
begin
    if tg_op = 'INSERT' then
        if not upper_inf(new.recorded) or lower(new.recorded) not between transaction_timestamp() and clock_timestamp() + interval '1 second' then
            raise exception 'The record is written now, not for another time.'
                using errcode = 'check_violation', hint = 'Leave "recorded" out; use "valid" for when the place is in force.';
        end if;
        return new;
    end if;
    if not upper_inf(old.recorded) then
        raise exception 'Version % is closed and cannot be changed.', old.id
            using errcode = 'integrity_constraint_violation', hint = 'Update env.current_feature: it records a new version.';
    end if;
    same := new;
    same.recorded := old.recorded;
    -- Generated columns are not computed yet when this trigger runs.
    same.unlocated := old.unlocated;
    if upper_inf(new.recorded) or lower(new.recorded) <> lower(old.recorded) or same *<> old then
        raise exception 'A version is not overwritten: it can only be closed.'
            using errcode = 'integrity_constraint_violation', hint = 'Update env.current_feature: it closes this version and records a new one.';
    end if;
    new.recorded := tstzrange(lower(old.recorded),
        greatest(least(upper(new.recorded), clock_timestamp()), transaction_timestamp(), lower(old.recorded) + interval '1 microsecond'));
    return new;
end
$$;

revoke execute on function env.guard_version() from public;
grant execute on function env.guard_version() to envgis_writer;

create or replace trigger guard before insert or update on env.feature_version for each row execute function env.guard_version();
