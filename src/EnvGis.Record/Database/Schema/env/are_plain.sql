-- Attributes as the database writes them out: a text begins or ends with a space, or has a line break or the like, which is written as an escape.
create or replace function env.are_plain(attributes jsonb) returns boolean
    language sql immutable strict parallel safe
    return attributes::text !~ '" |[^:,] "|\\[^"\\]|[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u0255\u0257-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]'
        or attributes = env.plain_attributes(attributes);

grant execute on function env.are_plain(jsonb) to envgis_writer, envgis_accounts;
