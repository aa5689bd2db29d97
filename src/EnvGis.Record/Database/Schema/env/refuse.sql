create or replace function env.refuse() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform env.refuse_as('kept', jsonb_build_object('table', tg_table_name), tg_argv[0], coalesce(tg_argv[1], ''), 'integrity_constraint_violation');
    return null;
end
$$;

revoke execute on function env.refuse() from public;
grant execute on function env.refuse() to envgis_writer;

create or replace trigger keep_identity before update or delete on env.feature for each row
    execute function env.refuse('A feature keeps its identity for ever.', 'To withdraw it, delete it from env.current_feature: the record stays.');
create or replace trigger keep_all before truncate on env.feature
    execute function env.refuse('Features are never emptied.', 'Withdraw single features from env.current_feature.');
create or replace trigger keep_as_given before update or delete on env.legal_annex for each row
    execute function env.refuse('A decision''s annex is kept as given.', 'Record a new version with its own annex.');
create or replace trigger keep_table before truncate on env.legal_annex execute function env.refuse('Annexes are never emptied.', 'Record a new version with its own annex.');
create or replace trigger keep_as_given before update or delete on env.legal_vertex for each row
    execute function env.refuse('A decision''s annex is kept as given.', 'Record a new version with its own annex.');
create or replace trigger keep_table before truncate on env.legal_vertex execute function env.refuse('Annexes are never emptied.', 'Record a new version with its own annex.');
create or replace trigger keep_all before delete on env.feature_version for each row
    execute function env.refuse('A version is never deleted.', 'Delete from env.current_feature: it closes the record.');
create or replace trigger keep_table before truncate on env.feature_version
    execute function env.refuse('Versions are never emptied.', 'Delete from env.current_feature.');
create or replace trigger keep_as_written before update or delete on env.change for each row
    execute function env.refuse('The outbox is only written to.', 'Changes are recorded by what changes a feature.');
create or replace trigger keep_table before truncate on env.change
    execute function env.refuse('The outbox is only written to.', 'Changes are recorded by what changes a feature.');
create or replace trigger keep_telling before truncate on env.boundary
    execute function env.refuse('Boundaries are deleted, not truncated.', 'delete from env.boundary where level = ''commune'': the map hears of it then.');
create or replace trigger keep_as_reported before update on env.task_progress for each row
    execute function env.refuse('A report is kept as it was given.', 'Give a new one.');
create or replace trigger keep_table before truncate on env.task_progress execute function env.refuse('Reports are never emptied.', 'Give a new one.');
create or replace trigger keep_as_written before update or delete on env.lineage for each row
    execute function env.refuse('Where the outbox was written stays as it is.', 'A new lineage begins by itself.');
create or replace trigger keep_table before truncate on env.lineage execute function env.refuse('Where the outbox was written is never emptied.', 'A new lineage begins by itself.');
