-- Vietnam's clock: legal dates are days in Vietnam, wherever the server stands, and a moment is of the day that it is there. The one in SQL; that of C# is VietnamDay, and a test holds them together.
create or replace function published.day_in_vietnam(moment timestamptz) returns date
    language sql immutable parallel safe
    return (moment at time zone 'Asia/Ho_Chi_Minh')::date;

grant execute on function published.day_in_vietnam(timestamptz) to envgis_reader, envgis_writer, envgis_member, envgis_accounts;
