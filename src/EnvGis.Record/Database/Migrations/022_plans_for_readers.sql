-- Why: who asks for tasks is answered with the places that they may see, as everywhere else: by the role that reads for them, which therefore must be able to
-- read the plans' texts too. They are public, and stand in a schema of their own under the names they have in env.

create schema plans;
revoke all on schema plans from public;

do $$
declare
    one text;
begin
    foreach one in array array['plan', 'plan_section', 'plan_place', 'plan_system', 'plan_reference', 'legal_reference', 'agency', 'topic', 'target', 'milestone',
        'report_deadline', 'report_due', 'task', 'task_lead', 'task_coordinating', 'task_topic', 'task_place', 'task_target', 'task_system', 'task_reference']
    loop
        execute format('create view plans.%I as select * from env.%I', one, one);
    end loop;
end
$$;

grant usage on schema plans to envgis_reader, envgis_member;
grant select on all tables in schema plans to envgis_reader, envgis_member;

-- Whoever shows a restricted place hears of its task's progress too.
create or replace function env.tell_of_progress() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into env.change (layer, feature_id, version_id, operation, old_extent, new_extent)
    select distinct on (f.id) f.layer, f.id, f.version_id, 'update', env.extent_of(f.geom), env.extent_of(f.geom)
    from env.feature_task l
    cross join lateral (
        select p.layer, p.id, p.version_id, p.geom from published.feature p where p.id = l.feature_id
        union all
        select r.layer, r.id, r.version_id, r.geom from restricted.feature r where r.id = l.feature_id) f
    where l.task_id = new.task_id and l.untied_at is null
    order by f.id;
    return null;
end
$$;
