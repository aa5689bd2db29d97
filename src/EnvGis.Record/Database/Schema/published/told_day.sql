-- A day as readers tell it; null, which is open, when it lies beyond the years 1 to 9999 that their calendars know.
create or replace function published.told_day(day date) returns date
    language sql immutable strict parallel safe
    return case when day >= '0001-01-01' and day <= '9999-12-31' then day end;

grant execute on function published.told_day(date) to envgis_reader, envgis_writer, envgis_member;
