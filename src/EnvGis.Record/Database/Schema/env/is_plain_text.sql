-- Whether nothing would change. Of letters that Vietnamese is written with that takes one look: they are plain alone and beside each other.
create or replace function env.is_plain_text(value text) returns boolean
    language sql immutable strict parallel safe
    return value = btrim(value) and value !~ '[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u0255\u0257-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]'
        or value = env.plain_text(value, true);

grant execute on function env.is_plain_text(text) to envgis_writer, envgis_accounts;
