-- What ends by the calendar ends behind the curtain too.
create or replace function env.publish_due(on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    since date;
    changed integer;
begin
    -- Every process of the service comes at midnight: whoever comes second finds nothing to do.
    perform pg_advisory_xact_lock(hashtext('env.publish_due'));
    since := coalesce((select max(day) from env.publication_day where day <= on_day), '-infinity');
    select env.publish(array_agg(due.feature_id), on_day) into changed
    from (
        select v.feature_id from env.feature_version v
        where upper_inf(v.recorded) and lower(v.valid) between since and on_day
          and not exists (select from published.feature p where p.id = v.feature_id and p.version_id = v.id)
          and not exists (select from restricted.feature p where p.id = v.feature_id and p.version_id = v.id)
        union
        select p.id from published.feature p where not upper_inf(p.valid) and upper(p.valid) <= on_day
        union
        select p.id from restricted.feature p where not upper_inf(p.valid) and upper(p.valid) <= on_day) due;
    insert into env.publication_day (day, changed) values (on_day, coalesce(changed, 0))
        on conflict (day) do update set changed = env.publication_day.changed + excluded.changed, ran_at = now();
    return coalesce(changed, 0);
end
$$;

-- A day to come is published when it comes: the service's login has the day of the clock and no other.
revoke execute on function env.publish_due(date) from public, envgis_writer;

create or replace function env.publish_today() returns integer
    language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ select env.publish_due(env.today()) $$;

revoke execute on function env.publish_today() from public;
grant execute on function env.publish_today() to envgis_writer;
