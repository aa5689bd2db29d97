create or replace function restricted.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 100 security definer set search_path = restricted, pg_catalog, public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    variants constant tsquery[] := array(select restricted.slipped(plain, clauses));
    meant tsquery;
    nearby integer;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    given constant member.scope[] := member.given();
    -- Provinces that everything seen lies in; null when it may lie anywhere.
    reach constant tsquery := (select case when bool_and(g.provinces is not null) then string_agg('''@' || p || '''', ' | ')::tsquery end
        from unnest(given) g left join lateral unnest(g.provinces) p on true);
begin
    -- With many words, all of which there are, no one slip is likelier than another.
    if cardinality(variants) > 4 or cardinality(variants) > 1 and cardinality(clauses) > 4 then
        return;
    end if;
    foreach meant in array variants loop
        meant := coalesce(meant && reach, meant);
        if here is not null then
            return query select * from feature_document d where d.words @@ (meant && here)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 20;
            get diagnostics nearby = row_count;
            continue when nearby = 20;
        end if;
        return query select * from feature_document d where d.words @@ meant
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 30;
    end loop;
end
$$;

revoke execute on function restricted.nearly_found_features(text[], text[], text[]) from public;
