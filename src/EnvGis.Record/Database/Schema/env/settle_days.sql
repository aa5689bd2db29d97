-- Days that nobody can have meant are refused, but not what remains of a version that stood with them before they were: its correction must be possible.
create or replace function env.settle_days() returns trigger language plpgsql as $$
begin
    if upper(new.valid) = 'infinity' then
        new.valid := daterange(lower(new.valid), null);
    end if;
    if not published.is_within_reason(lower(new.valid)) or not published.is_within_reason(upper(new.valid) - 1) then
        -- A day that stands already is nobody's slip today.
        if not published.is_within_reason(lower(new.valid))
                and not exists (select from env.feature_version v where v.feature_id = new.feature_id and lower(v.valid) = lower(new.valid))
            or not published.is_within_reason(upper(new.valid) - 1)
                and not exists (select from env.feature_version v where v.feature_id = new.feature_id and upper(v.valid) = upper(new.valid)) then
            perform env.refuse_as('days', jsonb_build_object('valid', new.valid), format('A place is in force within the years 1800 to 2999, not %s.', new.valid),
                'Leave the end open when it is not known.');
        end if;
    end if;
    return new;
end
$$;

grant execute on function env.settle_days() to envgis_writer;

create or replace trigger a_settle_days before insert on env.feature_version for each row execute function env.settle_days();
