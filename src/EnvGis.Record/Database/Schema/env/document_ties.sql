create or replace function env.document_ties() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.write_feature_documents(ids => array(select distinct feature_id from came));
    return null;
end
$$;

revoke execute on function env.document_ties() from public;

create or replace trigger document_new after insert on env.feature_task referencing new table as came for each statement execute function env.document_ties();
create or replace trigger document_changed after update on env.feature_task referencing new table as came for each statement execute function env.document_ties();
create or replace trigger document_gone after delete on env.feature_task referencing old table as came for each statement execute function env.document_ties();
