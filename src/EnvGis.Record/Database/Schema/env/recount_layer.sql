-- A layer whose file names other attributes to choose by.
create or replace function env.recount_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.recount(array_agg(t.layer), array_agg(t.cell)) from (select distinct layer, cell from env.tally where layer = new.id) t having count(*) > 0;
    return null;
end
$$;

revoke execute on function env.recount_layer() from public;

create or replace trigger recount after update on env.layer for each row when (old.counted_attributes is distinct from new.counted_attributes)
    execute function env.recount_layer();
