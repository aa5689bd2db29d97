create or replace function audit.verify(noted bytea[] default '{}') returns table (entries bigint, head bytea, problem_at bigint, problem text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    entry audit.entry;
    expected audit.head;
    missing bytea[];
begin
    select number, hash into expected.number, expected.hash from audit.head;
    entries := 0;
    head := sha256('EnvGis audit');
    missing := array_remove(noted, head);
    for entry in select * from audit.entry order by number loop
        if entry.number <> entries + 1 then
            return query select entries, head, entries + 1, 'removed'::text;
            return;
        end if;
        if entry.previous <> head then
            return query select entries, head, entry.number, 'inserted'::text;
            return;
        end if;
        if entry.hash <> audit.hash_of(entry) then
            return query select entries, head, entry.number, 'altered'::text;
            return;
        end if;
        entries := entry.number;
        head := entry.hash;
        if cardinality(missing) > 0 then
            missing := array_remove(missing, head);
        end if;
    end loop;
    if expected.number is null then
        return query select entries, head, null::bigint, 'headless'::text;
    elsif entries < expected.number then
        return query select entries, head, entries + 1, 'removed'::text;
    elsif entries > expected.number or head <> expected.hash then
        return query select entries, head, greatest(expected.number + 1, 1), 'inserted'::text;
    elsif cardinality(missing) > 0 then
        return query select entries, missing[1], null::bigint, 'rewritten'::text;
    else
        return query select entries, head, null::bigint, null::text;
    end if;
end
$$;

revoke execute on function audit.verify(bytea[]) from public;
grant execute on function audit.verify(bytea[]) to envgis_accounts;
