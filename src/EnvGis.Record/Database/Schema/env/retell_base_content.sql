create or replace function env.retell_base_content() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.tell_base_content();
    return null;
end
$$;

create or replace trigger tell after insert or update or delete or truncate on env.base_feature for each statement execute function env.retell_base_content();
