create or replace function audit.append(
    person_id bigint, who text, network inet, act text, subject text, outcome text, detail jsonb, scopes jsonb default null, layer text default null) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- An entry is chained and kept for ever. The longest of ours lists fifty grants, some 500,000 letters.
    if length(detail::text) > 1000000 or length(scopes::text) > 1000000 or length(act) > 100 or length(layer) > 100 then
        raise exception 'An entry of the record is longer than EnvGis writes.' using errcode = 'check_violation', constraint = 'entry_length',
            detail = jsonb_build_object('refusal', 'too-long', 'facts', jsonb_build_object('act', left(append.act, 100)))::text;
    end if;
    insert into audit.pending (person_id, who, network, act, subject, outcome, detail, scopes, layer)
    values (append.person_id, left(append.who, 300), append.network, append.act, left(append.subject, 300), append.outcome, append.detail, append.scopes, append.layer);
end
$$;

revoke execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) from public;
grant execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) to envgis_accounts, envgis_writer;
