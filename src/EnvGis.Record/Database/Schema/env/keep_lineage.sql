-- Begins a lineage where the outbox has come to another server. Of two that find that out together the second waits for the first.
create or replace function env.keep_lineage() returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    here text;
    newest env.lineage;
begin
    if pg_is_in_recovery() or current_setting('transaction_read_only')::boolean then
        return;
    end if;
    here := env.server_of_outbox();
    select * into newest from env.lineage order by number desc limit 1;
    if newest.server is distinct from here then
        insert into env.lineage (number, server, first_change)
        values (coalesce(newest.number, 0) + 1, here, nextval(pg_get_serial_sequence('env.change', 'id')))
        on conflict do nothing;
    end if;
end
$$;

revoke execute on function env.keep_lineage() from public;
