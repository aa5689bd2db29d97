-- One key for search without accents, case, tone-mark style or đ/d difference; dashes and spaces are unified.
-- Declared immutable so that it can be indexed: the dictionary is named and ships with PostgreSQL.
create or replace function published.search_key(value text) returns text
    language sql immutable strict parallel safe
    return trim(regexp_replace(
        replace(lower(public.unaccent('public.unaccent', normalize(value, nfc))), 'đ', 'd'),
        '[^a-z0-9.,/°''"]+', ' ', 'g'));

grant execute on function published.search_key(text) to envgis_reader, envgis_writer, envgis_member;
