-- Where readers of the outbox stand: the newest lineage, and which transactions of it are done. On a primary the lineage is this server's.
create or replace function published.outbox()
    returns table (name bigint, first_change bigint, done xid8, next xid8, is_standby boolean)
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform env.keep_lineage();
    return query
        select l.name, l.first_change, pg_snapshot_xmin(pg_current_snapshot()), pg_snapshot_xmax(pg_current_snapshot()), pg_is_in_recovery()
        from env.lineage l order by l.number desc limit 1;
end
$$;

revoke execute on function published.outbox() from public;
grant execute on function published.outbox() to envgis_reader, envgis_member;
