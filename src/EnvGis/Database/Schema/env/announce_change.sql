-- NOTIFY only wakes readers: what changed stands in the table. Equal notices of one transaction collapse into one.
create or replace function env.announce_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('envgis_change', '');
    return null;
end
$$;

revoke execute on function env.announce_change() from public;
grant execute on function env.announce_change() to envgis_writer;

create or replace trigger announce after insert on env.change for each statement execute function env.announce_change();
