-- Days that a person can have meant: the first maps of land here are younger, and no plan reaches further.
create or replace function published.is_within_reason(day date) returns boolean
    language sql immutable strict parallel safe
    return day >= '1800-01-01' and day <= '2999-12-31';

grant execute on function published.is_within_reason(date) to envgis_reader, envgis_writer, envgis_member;
