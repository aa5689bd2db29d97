create or replace function env.document_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.write_feature_documents(new.id);
    perform env.write_task_documents();
    return null;
end
$$;

revoke execute on function env.document_layer() from public;

-- The title of a layer that is restricted from now on is no word of a task.
create or replace trigger document after update on env.layer for each row
    when (old.definition -> 'title' is distinct from new.definition -> 'title' or old.restricted <> new.restricted
        or jsonb_path_query_array(old.definition, 'lax $.attributes[*] ? (@.name == "kind").codelist') <> jsonb_path_query_array(new.definition, 'lax $.attributes[*] ? (@.name == "kind").codelist'))
    execute function env.document_layer();
