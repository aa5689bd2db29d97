create or replace view member.feature_task with (security_barrier) as
    select ft.feature_id, ft.task_id, ft.role, r.title_vi as role_vi, r.title_en as role_en, ft.source_plan, ft.source_section, ft.source_line
    from env.feature_task ft
    join env.link_role r on r.code = ft.role
    join member.feature f on f.id = ft.feature_id
    where ft.untied_at is null;

grant select on member.feature_task to envgis_member;
