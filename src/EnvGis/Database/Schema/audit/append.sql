create or replace function audit.append(
    person_id bigint, who text, network inet, act text, subject text, outcome text, detail jsonb, scopes jsonb default null, layer text default null) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
as $$
    insert into audit.pending (person_id, who, network, act, subject, outcome, detail, scopes, layer)
    values (person_id, left(who, 300), network, act, left(subject, 300), outcome, detail, scopes, layer)
$$;

revoke execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) from public;
grant execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) to envgis_accounts, envgis_writer;
