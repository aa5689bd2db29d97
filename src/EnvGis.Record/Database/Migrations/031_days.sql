-- Why: a day in the year 12000 or before Christ is a slip of the hand, and a row that no reader's calendar takes made whole layers unreadable. The database
-- refuses such days at every door, and what stands already is told without failing.

-- Days that a person can have meant: the first maps of land here are younger, and no plan reaches further.
create function published.is_within_reason(day date) returns boolean
    language sql immutable strict parallel safe
    return day >= '1800-01-01' and day <= '2999-12-31';

-- A day as readers tell it; null, which is open, when it lies beyond the years 1 to 9999 that their calendars know.
create function published.told_day(day date) returns date
    language sql immutable strict parallel safe
    return case when day >= '0001-01-01' and day <= '9999-12-31' then day end;

create function env.settle_days() returns trigger language plpgsql as $$
begin
    if upper(new.valid) = 'infinity' then
        new.valid := daterange(lower(new.valid), null);
    end if;
    if not published.is_within_reason(lower(new.valid)) or not published.is_within_reason(upper(new.valid) - 1) then
        raise exception 'A place is in force within the years 1800 to 2999, not %.', new.valid
            using errcode = 'check_violation', hint = 'Leave the end open when it is not known.';
    end if;
    return new;
end
$$;
create trigger a_settle_days before insert on env.feature_version for each row execute function env.settle_days();

-- The same for attributes. Days as text sort as days.
create or replace function env.is_date(value text) returns boolean
    language sql immutable strict parallel safe
    return case
        when value !~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' or value < '1800' or value >= '3000' then false
        when substr(value, 6, 2) = '02' then right(value, 2) <= case
            when left(value, 4)::integer % 4 = 0 and (left(value, 4)::integer % 100 <> 0 or left(value, 4)::integer % 400 = 0) then '29' else '28' end
        else right(value, 2) <= case when substr(value, 6, 2) in ('04', '06', '09', '11') then '30' else '31' end
    end;

grant execute on function published.is_within_reason(date), published.told_day(date) to envgis_reader, envgis_writer, envgis_member;
grant execute on function env.settle_days() to envgis_writer;
