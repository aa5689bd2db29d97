-- Legal dates are days in Vietnam; readers cannot look into env.
create or replace function published.today() returns date
    language sql stable parallel safe
    return (now() at time zone 'Asia/Ho_Chi_Minh')::date;

grant execute on function published.today() to envgis_reader, envgis_writer, envgis_member;
