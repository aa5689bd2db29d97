create or replace function env.document_tasks() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.write_task_documents(array(select id from came));
    return null;
end
$$;

revoke execute on function env.document_tasks() from public;

create or replace trigger document_new after insert on env.task referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks();
create or replace trigger document_changed after update on env.task referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks();
