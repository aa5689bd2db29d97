-- NOTIFY only wakes readers: what changed stands in the table. Equal notices of one transaction collapse into one. What a layer is, and whether it is everybody's, is in no row of the outbox, so that
-- such a notice names it.
create or replace function env.announce_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('envgis_change', case when tg_table_name = 'layer' then 'layers' else '' end);
    return null;
end
$$;

revoke execute on function env.announce_change() from public;
grant execute on function env.announce_change() to envgis_writer;

create or replace trigger announce after insert on env.change for each statement execute function env.announce_change();
create or replace trigger announce after insert or update or delete on env.layer for each statement execute function env.announce_change();
