-- As before (032), and a text in which nothing can be seen is empty: spaces, controls, what Unicode calls default-ignorable (Hangul fillers, variation selectors, tags and the like), and
-- the blank pattern of Braille. Http/PlainText.cs has the same; a test holds the two together over all of Unicode.
create or replace function env.plain_text(value text, keep_lines boolean) returns text
    language sql immutable strict parallel safe
    return case when value ~ '[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
        then btrim(normalize(regexp_replace(
            regexp_replace(translate(value, U&'\00D0\0189\00F0\0256', 'ĐĐđđ'),
                '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]', '', 'g'),
            case when keep_lines then '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
                else '[\u0001-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' end, ' ', 'g'), nfc), E' \n\t')
        else '' end;

grant execute on function env.plain_text(text, boolean) to envgis_writer, envgis_accounts;
