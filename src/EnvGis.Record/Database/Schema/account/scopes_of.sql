-- Where a person's grants lie, for entries of their own acts; null of somebody without any.
create or replace function account.scopes_of(person bigint) returns jsonb
    language sql stable
    return (select jsonb_agg(jsonb_build_object('provinces', g.provinces, 'communes', g.communes, 'layers', g.layers) order by g.id)
        from account.role_grant g where g.person_id = person);
revoke execute on function account.scopes_of(bigint) from public;
grant execute on function account.scopes_of(bigint) to envgis_accounts;
