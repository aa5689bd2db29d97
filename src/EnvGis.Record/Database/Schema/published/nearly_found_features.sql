create or replace function published.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 100 set search_path = published, pg_catalog, public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    variants constant tsquery[] := array(select published.slipped(plain, clauses));
    meant tsquery;
    nearby integer;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
begin
    -- With many words, all of which there are, no one slip is likelier than another.
    if cardinality(variants) > 4 or cardinality(variants) > 1 and cardinality(clauses) > 4 then
        return;
    end if;
    foreach meant in array variants loop
        if here is not null then
            return query select * from feature_document d where d.words @@ (meant && here) limit 20;
            get diagnostics nearby = row_count;
            continue when nearby = 20;
        end if;
        return query select * from feature_document d where d.words @@ meant limit 30;
    end loop;
end
$$;

grant execute on function published.nearly_found_features(text[], text[], text[]) to envgis_reader, envgis_writer, envgis_member;
