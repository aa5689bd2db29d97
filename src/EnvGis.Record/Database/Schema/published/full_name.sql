create or replace function published.full_name(kind text, name text) returns text
    language sql immutable parallel safe
    return upper(left(kind, 1)) || substr(kind, 2) || ' ' || name;

grant execute on function published.full_name(text, text) to envgis_reader, envgis_writer, envgis_member;
