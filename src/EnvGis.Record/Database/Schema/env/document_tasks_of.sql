-- Who leads, helps or is called otherwise. Plans and sections are loaded with their tasks; here is what changes by itself.
create or replace function env.document_tasks_of() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_argv[0] = 'task' then
        perform env.write_task_documents(array(select distinct task_id from came));
    elsif tg_argv[0] = 'agency' then
        perform env.write_task_documents(array(select l.task_id from env.task_lead l join came a on a.id = l.agency_id
            union select c.task_id from env.task_coordinating c join came a on a.id = c.agency_id));
    elsif tg_argv[0] = 'plan' then
        perform env.write_task_documents(array(select t.id from env.task t join came p on p.id = t.plan_id));
    else
        perform env.write_task_documents(array(select t.id from env.task t join came s on s.plan_id = t.plan_id and s.id = t.heading));
    end if;
    return null;
end
$$;

revoke execute on function env.document_tasks_of() from public;

create or replace trigger document_new after insert on env.task_lead referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create or replace trigger document_gone after delete on env.task_lead referencing old table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create or replace trigger document_new after insert on env.task_coordinating referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create or replace trigger document_gone after delete on env.task_coordinating referencing old table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create or replace trigger document_changed after update on env.agency referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('agency');
create or replace trigger document_changed after update on env.plan referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('plan');
create or replace trigger document_changed after update on env.plan_section referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('section');
