-- For each: side = published and rights = stable and roles = envgis_reader, envgis_writer, envgis_member and scopes = text and given = null and reach = null and sees = true; side = restricted and rights = stable security definer and roles = current_user and scopes = member.scope[] and given = member.given() and reach = (select case when bool_and(g.provinces is not null) then string_agg('''@' || p || '''', ' | ')::tsquery end from unnest(given) g left join lateral unnest(g.provinces) p on true) and sees = member.sees(d.layer, d.province_code, d.commune_code, given)
create or replace function {side}.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
language plpgsql {rights} rows 100 set search_path = {side}, pg_catalog, public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    variants constant tsquery[] := array(select {side}.slipped(plain, clauses));
    meant tsquery;
    nearby integer;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    given constant {scopes} := {given};
    -- Provinces that everything seen lies in; null when it may lie anywhere, as where everybody sees all.
    reach constant tsquery := {reach};
begin
    -- With many words, all of which there are, no one slip is likelier than another.
    if cardinality(variants) > 4 or cardinality(variants) > 1 and cardinality(clauses) > 4 then
        return;
    end if;
    foreach meant in array variants loop
        meant := coalesce(meant && reach, meant);
        if here is not null then
            return query select * from feature_document d where d.words @@ (meant && here)
        and {sees} limit 20;
            get diagnostics nearby = row_count;
            continue when nearby = 20;
        end if;
        return query select * from feature_document d where d.words @@ meant
        and {sees} limit 30;
    end loop;
end
$$;

revoke execute on function {side}.nearly_found_features(text[], text[], text[]) from public;
grant execute on function {side}.nearly_found_features(text[], text[], text[]) to {roles};
