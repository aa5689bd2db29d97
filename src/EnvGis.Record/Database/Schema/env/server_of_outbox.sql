-- The cluster, the database in it, the table in that, and the timeline, which a promotion and a recovery to a point in time begin anew: one of them is
-- other wherever the outbox may have gone another way. Not to be asked of a standby, which has no timeline of its own.
create or replace function env.server_of_outbox() returns text language plpgsql as $$
declare
    cluster bigint;
begin
    -- Some hosts keep it to themselves; the other three tell then.
    if has_function_privilege('pg_control_system()', 'execute') then
        cluster := (select system_identifier from pg_control_system());
    end if;
    return format('%s/%s/%s/%s', cluster, (select oid from pg_database where datname = current_database()), 'env.change'::regclass::oid,
        left(pg_walfile_name(pg_current_wal_lsn()), 8));
end
$$;

revoke execute on function env.server_of_outbox() from public;
