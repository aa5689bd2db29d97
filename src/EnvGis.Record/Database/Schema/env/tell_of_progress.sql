-- Whoever shows a restricted place hears of its task's progress too.
create or replace function env.tell_of_progress() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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

create or replace trigger tell after insert on env.task_progress for each row execute function env.tell_of_progress();
