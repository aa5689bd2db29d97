-- Why: transaction numbers mean something in one server only. After a restore, a dump into another server or a promotion the outbox must still be told whole
-- and in order, and a reader whose cursor speaks of changes that this database does not hold must be told instead of hearing nothing.

-- The servers under which the outbox was written, in order. What was written before the newest began has numbers below first_change, and all of it is done.
create table env.lineage (
    number       integer primary key,
    name         bigint not null unique default ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16))::bit(64)::bigint,
    server       text not null,
    first_change bigint not null,
    began_at     timestamptz not null default clock_timestamp()
);
create trigger keep_as_written before update or delete on env.lineage for each row
    execute function env.refuse('Where the outbox was written stays as it is.', 'A new lineage begins by itself.');

-- The cluster, the database in it, the table in that, and the timeline, which a promotion and a recovery to a point in time begin anew: one of them is
-- other wherever the outbox may have gone another way. Not to be asked of a standby, which has no timeline of its own.
create function env.server_of_outbox() returns text language plpgsql as $$
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

-- Begins a lineage where the outbox has come to another server. Of two that find that out together the second waits for the first.
create function env.keep_lineage() returns void
    language plpgsql security definer set search_path = pg_catalog, public
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

create function env.keep_lineage_of_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.keep_lineage();
    return null;
end
$$;
-- Before the first row takes its number.
create trigger a_lineage before insert on env.change for each statement execute function env.keep_lineage_of_change();

-- What a database was that had been restored before lineages were kept: changes of transactions that this server has not come to are of an earlier one.
-- Everything else that stands here is of a second, and what comes now of a third, because cursors from before name none.
insert into env.lineage (number, server, first_change)
    select 1, 'before lineages were kept', 0 where exists (select from env.change);
insert into env.lineage (number, server, first_change)
    select 2, 'since a restore', max(id) + 1 from env.change where xid >= pg_snapshot_xmax(pg_current_snapshot()) having max(id) is not null;
select env.keep_lineage();

create view published.lineage as
    select number, name, first_change, lead(first_change) over (order by number) as next_change from env.lineage;

-- Where readers of the outbox stand: the newest lineage, and which transactions of it are done. On a primary the lineage is this server's.
create function published.outbox()
    returns table (name bigint, first_change bigint, done xid8, next xid8, is_standby boolean)
    language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
    perform env.keep_lineage();
    return query
        select l.name, l.first_change, pg_snapshot_xmin(pg_current_snapshot()), pg_snapshot_xmax(pg_current_snapshot()), pg_is_in_recovery()
        from env.lineage l order by l.number desc limit 1;
end
$$;

-- Whether a change is the one that a cursor names; asked of the table, because the reader may not see it any more.
create function published.holds_change(of_xid xid8, of_id bigint, written_at timestamptz) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
    return exists (select from env.change c where (c.xid, c.id, c.at) = (of_xid, of_id, written_at));

revoke execute on function env.server_of_outbox(), env.keep_lineage(), env.keep_lineage_of_change(), published.outbox(),
    published.holds_change(xid8, bigint, timestamptz) from public;
grant select on published.lineage to envgis_reader, envgis_writer, envgis_member;
grant execute on function published.outbox(), published.holds_change(xid8, bigint, timestamptz) to envgis_reader, envgis_member;
