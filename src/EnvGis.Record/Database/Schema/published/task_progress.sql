create or replace view published.task_progress as
    select task_id, number, state, percent, on_day, note, author, agency, recorded_at, occurrence from env.task_progress;

grant select on published.task_progress to envgis_writer, envgis_reader, envgis_member;
