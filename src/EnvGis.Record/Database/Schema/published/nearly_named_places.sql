-- Places whose name, alone or with what it lies in, is like a text, the likest first. A slip changes four of the trigrams of a text at most, so few slips ask for much in common.
drop function if exists published.nearly_named_places(text, integer);
create or replace function published.nearly_named_places(called text, most integer, slips integer) returns table (id integer, name_key text, full_key text)
    language plpgsql stable rows 60
    set search_path = published, pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
    perform set_config('pg_trgm.similarity_threshold', greatest(0.4, (length(called) + 1 - 5 * slips)::numeric / (length(called) + 1 + 5 * slips))::text, true);
    return query select d.id, d.name_key, d.full_key from published.place_document d where d.name_key % called or d.full_key % called
        order by greatest(similarity(d.name_key, called), similarity(d.full_key, called)) desc, d.level, d.id limit most;
end
$$;

grant execute on function published.nearly_named_places(text, integer, integer) to envgis_reader, envgis_writer, envgis_member;
