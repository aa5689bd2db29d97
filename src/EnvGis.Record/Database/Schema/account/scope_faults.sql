-- The members of a scope that are not there: layers and provinces that do not exist, communes that are not in one of its provinces today.
create or replace function account.scope_faults(layers text[], provinces text[], communes text[]) returns table (part text, member text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select 'layers', coalesce(m, '') from unnest(layers) m where not exists (select from env.layer l where l.id = m)
    union all
    select 'provinces', coalesce(m, '') from unnest(provinces) m where not exists (select from env.province p where p.code = m and p.valid_to is null)
    union all
    select 'communes', coalesce(m, '') from unnest(communes) m
    where not exists (select from env.commune c where c.code = m and c.valid_to is null and c.province_code = any (provinces))
$$;

revoke execute on function account.scope_faults(text[], text[], text[]) from public;
grant execute on function account.scope_faults(text[], text[], text[]) to envgis_accounts;
