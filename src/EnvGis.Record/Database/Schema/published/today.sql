-- Legal dates are days in Vietnam; readers cannot look into env.
create or replace function published.today() returns date
    language sql stable parallel safe
    return published.day_in_vietnam(now());

grant execute on function published.today() to envgis_reader, envgis_writer, envgis_member;
