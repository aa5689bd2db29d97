create or replace function env.add_partition() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    name text := 'feature_' || replace(new.id, '-', '_');
begin
    if new.restricted or to_regclass(format('published.%I', name)) is not null then
        return null;
    end if;
    execute format('create table published.%I (like published.feature including all)', name);
    execute format('alter table published.%I alter column geom set storage external, alter column geom_3857 set storage external', name);
    -- Attached, not created in place: that would lock out every reader until the end of the transaction.
    execute format('alter table published.feature attach partition published.%I for values in (%L)', name, new.id);
    return null;
end
$$;

revoke execute on function env.add_partition() from public;
grant execute on function env.add_partition() to envgis_writer;

-- Before the features of a layer move there.
create or replace trigger a_partition after insert or update on env.layer for each row execute function env.add_partition();
