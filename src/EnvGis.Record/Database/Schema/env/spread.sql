-- A key that spreads neighbouring ids over an index: GiST compares its ranges once for every entry whose key comes nearer than all before, and with
-- ids in rising order every entry does.
create or replace function env.spread(id bigint) returns bigint
    language sql immutable strict parallel safe
    return (id & 255) << 54 | id >> 8;

revoke execute on function env.spread(bigint) from public;
grant execute on function env.spread(bigint) to envgis_writer;
