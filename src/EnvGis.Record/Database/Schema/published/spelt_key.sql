-- The same words with their marks, each tone at the end of its syllable, so that Hoà and Hòa are one spelling.
create or replace function published.spelt_key(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        regexp_replace(
            trim(regexp_replace(replace(lower(normalize(value, nfd)), 'Đ', 'đ'), '[^a-z0-9đ\u0300-\u036f]+', ' ', 'g')),
            '([\u0300\u0301\u0303\u0309\u0323])([^ ]*)', '\2\1', 'g'),
        '(qu|[bcdghklmnpqrstvxđ])y([\u0300\u0301\u0303\u0309\u0323]?)( |$)', '\1i\2\3', 'g');

grant execute on function published.spelt_key(text) to envgis_reader, envgis_writer, envgis_member;
