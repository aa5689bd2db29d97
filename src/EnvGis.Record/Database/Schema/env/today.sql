-- Legal dates are days in Vietnam, wherever the server stands.
create or replace function env.today() returns date
    language sql stable parallel safe
    return published.day_in_vietnam(now());

revoke execute on function env.today() from public;
grant execute on function env.today() to envgis_writer;
