create or replace function member.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
    language sql stable rows 100 security definer set search_path = pg_catalog, pg_temp
as $$
    select * from published.nearly_found_features(plain, clauses, provinces) union all select * from restricted.nearly_found_features(plain, clauses, provinces)
$$;

revoke execute on function member.nearly_found_features(text[], text[], text[]) from public;
grant execute on function member.nearly_found_features(text[], text[], text[]) to envgis_member;
