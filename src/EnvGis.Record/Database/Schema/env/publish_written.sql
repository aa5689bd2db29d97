create or replace function env.publish_written() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if exists (select from new_rows) then
        perform env.publish((select array_agg(distinct feature_id) from new_rows));
    end if;
    return null;
end
$$;

revoke execute on function env.publish_written() from public;
grant execute on function env.publish_written() to envgis_writer;

create or replace trigger b_publish_new after insert on env.feature_version referencing new table as new_rows
    for each statement execute function env.publish_written();
create or replace trigger b_publish_closed after update on env.feature_version referencing new table as new_rows
    for each statement execute function env.publish_written();
