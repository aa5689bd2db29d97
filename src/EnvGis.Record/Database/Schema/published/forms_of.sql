create or replace function published.forms_of(word text) returns setof text
    language sql immutable strict parallel safe rows 8
as $$
    select word union select substr(word, 1, i - 1) || substr(word, i + 1) from generate_series(1, length(word)) i where length(word) between 3 and 20
$$;

revoke execute on function published.forms_of(text) from public;
grant execute on function published.forms_of(text) to envgis_reader, envgis_writer, envgis_member;
