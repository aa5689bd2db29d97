create or replace function member.found_features(plain text[], clauses text[], bare text, keys text[], provinces text[]) returns setof published.feature_document
    language sql stable rows 300 security definer set search_path = pg_catalog, pg_temp
as $$
    select * from published.found_features(plain, clauses, bare, keys, provinces) union all select * from restricted.found_features(plain, clauses, bare, keys, provinces)
$$;

revoke execute on function member.found_features(text[], text[], text, text[], text[]) from public;
grant execute on function member.found_features(text[], text[], text, text[], text[]) to envgis_member;
