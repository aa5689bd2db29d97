-- A version that follows another is a change, the first one an addition. A version that is closed is a withdrawal unless another had begun before that or begins
-- with it: whichever of the two is written last takes the other into account.
create or replace function env.count_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
    if tg_op = 'INSERT' then
        insert into env.day_tally
        select n.layer, e.clock, e.day, sum(e.added), sum(e.changed), sum(e.withdrawn)
        from new_rows n
        left join lateral (
            select p.recorded from env.feature_version p
            where p.feature_id = n.feature_id and (lower(p.recorded), p.id) < (lower(n.recorded), n.id)
            order by lower(p.recorded) desc, p.id desc limit 1) p on true
        cross join lateral (
            values ('recorded', env.day_in_vietnam(lower(n.recorded)), (p.recorded is null)::integer, (p.recorded is not null)::integer, 0),
                ('recorded', case when upper(p.recorded) <= lower(n.recorded) then env.day_in_vietnam(upper(p.recorded)) end, 0, 0, -1),
                ('valid', lower(n.valid), 1, 0, 0),
                ('valid', upper(n.valid), 0, 0, 1)) e (clock, day, added, changed, withdrawn)
        where e.day is not null
        group by 1, 2, 3;
    else
        insert into env.day_tally
        select n.layer, e.clock, e.day, sum(e.added), 0, sum(e.withdrawn)
        from new_rows n
        left join lateral (
            select s.recorded from env.feature_version s
            where s.feature_id = n.feature_id and (lower(s.recorded), s.id) > (lower(n.recorded), n.id)
            order by lower(s.recorded), s.id limit 1) s on true
        cross join lateral (
            values ('recorded', case when s.recorded is null or lower(s.recorded) >= upper(n.recorded) then env.day_in_vietnam(upper(n.recorded)) end, 0, 1),
                ('valid', lower(n.valid), -1, 0),
                ('valid', upper(n.valid), 0, -1)) e (clock, day, added, withdrawn)
        where e.day is not null and not upper_inf(n.recorded)
        group by 1, 2, 3;
    end if;
    return null;
end
$$;

revoke execute on function env.count_days() from public;

create or replace trigger c_count_new after insert on env.feature_version referencing new table as new_rows for each statement execute function env.count_days();
create or replace trigger c_count_closed after update on env.feature_version referencing new table as new_rows for each statement execute function env.count_days();
