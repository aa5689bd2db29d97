create or replace function published.nearly_named_places(called text, most integer) returns table (id integer, name_key text, full_key text)
    language plpgsql stable
as $$
begin
    perform set_config('pg_trgm.similarity_threshold', '0.4', true);
    return query select d.id, d.name_key, d.full_key from published.place_document d where d.name_key % called or d.full_key % called
        order by greatest(similarity(d.name_key, called), similarity(d.full_key, called)) desc, d.level, d.id limit most;
end
$$;

grant execute on function published.nearly_named_places(text, integer) to envgis_reader, envgis_writer, envgis_member;
