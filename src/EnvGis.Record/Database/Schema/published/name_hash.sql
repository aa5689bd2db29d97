-- Equal for names that search takes for the same; a name without any letter that search knows counts as it is written.
create or replace function published.name_hash(name text) returns bigint
    language sql immutable strict parallel safe
    return hashtextextended(coalesce(nullif(published.search_key(name), ''), name), 0);

grant execute on function published.name_hash(text) to envgis_reader, envgis_writer;
