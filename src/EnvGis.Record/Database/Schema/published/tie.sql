-- Ties of features of the layers that this reader reads, also of those not published now or not seen here: to be joined with features that are.
create or replace view published.tie with (security_barrier) as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer and not l.restricted
    where ft.untied_at is null;

grant select on published.tie to envgis_writer, envgis_reader, envgis_member;
