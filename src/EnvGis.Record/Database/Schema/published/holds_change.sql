-- Whether a change is the one that a cursor names; asked of the table, because the reader may not see it any more.
create or replace function published.holds_change(of_xid xid8, of_id bigint, written_at timestamptz) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    return exists (select from env.change c where (c.xid, c.id, c.at) = (of_xid, of_id, written_at));

revoke execute on function published.holds_change(xid8, bigint, timestamptz) from public;
grant execute on function published.holds_change(xid8, bigint, timestamptz) to envgis_reader, envgis_member;
