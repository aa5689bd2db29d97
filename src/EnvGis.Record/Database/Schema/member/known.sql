-- A word that only restricted features have is known to those who see one of them.
create or replace function member.known(words text[]) returns setof text
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select w from unnest(words) w
    where w in (select published.known(words)) or exists (select from restricted.found_features(array[w], array[quote_literal(w) || ':*'], w, array[w], '{}'))
$$;

revoke execute on function member.known(text[]) from public;
grant execute on function member.known(text[]) to envgis_member;
