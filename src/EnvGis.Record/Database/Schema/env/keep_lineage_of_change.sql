create or replace function env.keep_lineage_of_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.keep_lineage();
    return null;
end
$$;

revoke execute on function env.keep_lineage_of_change() from public;

-- Before the first row takes its number.
create or replace trigger a_lineage before insert on env.change for each statement execute function env.keep_lineage_of_change();
