-- Places that have the words when one slip is mended, beside those whose whole name is written nearly so: a short name has too few trigrams. A text is told as it was typed
-- and with its abbreviations written out.
drop function if exists published.nearly_found_places(text, text[], text[]);
create or replace function published.nearly_found_places(called text[], plain text[], clauses text[], slips integer) returns table (id integer, level smallint, name_key text, full_key text)
    language plpgsql stable rows 100
    set search_path = published, pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
    return query
    select d.id, d.level, d.name_key, d.full_key from unnest(called) c cross join lateral published.nearly_named_places(c, 60, slips) n join published.place_document d on d.id = n.id
    union
    (select d.id, d.level, d.name_key, d.full_key from published.slipped(plain, clauses) s join published.place_document d on d.words @@ s
     where cardinality(clauses) <= 5 order by d.level, d.id limit 150);
end
$$;

grant execute on function published.nearly_found_places(text[], text[], text[], integer) to envgis_reader, envgis_writer, envgis_member;
