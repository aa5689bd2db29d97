create or replace function env.fold_day_tallies() returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from env.day_tally where not folded) or not pg_try_advisory_xact_lock(hashtext('env.day_tally')) then
        return false;
    end if;
    with part as materialized (select distinct layer, clock, day from env.day_tally where not folded),
    gone as (delete from env.day_tally t using part p where t.layer = p.layer and t.clock = p.clock and t.day = p.day returning t.*)
    insert into env.day_tally
    select layer, clock, day, sum(added), sum(changed), sum(withdrawn), true from gone group by 1, 2, 3
    having sum(added) <> 0 or sum(changed) <> 0 or sum(withdrawn) <> 0;
    return true;
end
$$;

revoke execute on function env.fold_day_tallies() from public;
grant execute on function env.fold_day_tallies() to envgis_writer;
