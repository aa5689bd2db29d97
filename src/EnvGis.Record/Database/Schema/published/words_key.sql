-- Words as search compares them: without marks and case, only letters and digits, and the two spellings of a last i as one (Mỹ and Mĩ, Quy and Qui).
-- EnvGis.Search.SearchWords says the same of what is typed; a test holds the two together.
create or replace function published.words_key(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(trim(regexp_replace(published.search_key(value), '[^a-z0-9]+', ' ', 'g')), '(qu|[bcdghklmnpqrstvx])y( |$)', '\1i\2', 'g');

grant execute on function published.words_key(text) to envgis_reader, envgis_writer, envgis_member;
