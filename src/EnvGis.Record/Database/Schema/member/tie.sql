create or replace view member.tie with (security_barrier) as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer and (not l.restricted or member.sees_somewhere(l.id, (select member.given())))
    where ft.untied_at is null;

grant select on member.tie to envgis_member;
