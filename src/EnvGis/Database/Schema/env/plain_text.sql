-- Composed letters (NFC); Đ and đ for the Icelandic and African letters that look like them; nothing invisible; ordinary spaces, and none at the ends.
-- Line breaks and tabs stay where they may.
create or replace function env.plain_text(value text, keep_lines boolean) returns text
    language sql immutable strict parallel safe
    return btrim(normalize(regexp_replace(
        regexp_replace(translate(value, U&'\00D0\0189\00F0\0256', 'ĐĐđđ'),
            '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]', '', 'g'),
        case when keep_lines then '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
            else '[\u0001-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' end, ' ', 'g'), nfc), E' \n\t');

grant execute on function env.plain_text(text, boolean) to envgis_writer, envgis_accounts;
