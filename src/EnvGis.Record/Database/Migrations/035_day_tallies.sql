-- Why: when the record changed was found by walking all versions of all features for every question; how many came, changed and went on each day is kept as it is
-- written.

-- As env.tally: writers only add rows, which are added up by whoever asks.
create table env.day_tally (
    layer     text not null,
    -- recorded: days in Vietnam on which the record changed; valid: days on which places come into force and go out of it, as the record stands now.
    clock     text not null check (clock in ('recorded', 'valid')),
    day       date not null,
    added     integer not null,
    changed   integer not null,
    withdrawn integer not null,
    folded    boolean not null default false
);
create index day_tally_key on env.day_tally (layer, clock, day);
create index day_tally_unfolded on env.day_tally (layer) where not folded;

create function env.day_in_vietnam(moment timestamptz) returns date
    language sql immutable parallel safe
    return (moment at time zone 'Asia/Ho_Chi_Minh')::date;

-- A version that follows another is a change, the first one an addition. A version that is closed is a withdrawal unless another had begun before that or begins
-- with it: whichever of the two is written last takes the other into account.
create function env.count_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
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
create trigger c_count_new after insert on env.feature_version referencing new table as new_rows for each statement execute function env.count_days();
create trigger c_count_closed after update on env.feature_version referencing new table as new_rows for each statement execute function env.count_days();

create function env.fold_day_tallies() returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
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

with version as (
    select v.layer, v.valid, v.recorded, lag(v.id) over of_feature as before, lead(v.id) over of_feature as after
    from env.feature_version v window of_feature as (partition by v.feature_id order by lower(v.recorded), v.id))
insert into env.day_tally
select v.layer, e.clock, e.day, sum(e.added), sum(e.changed), sum(e.withdrawn), true
from version v
cross join lateral (
    values ('recorded', env.day_in_vietnam(lower(v.recorded)), (v.before is null)::integer, (v.before is not null)::integer, 0),
        ('recorded', case when v.after is null then env.day_in_vietnam(upper(v.recorded)) end, 0, 0, 1),
        ('valid', case when upper_inf(v.recorded) then lower(v.valid) end, 1, 0, 0),
        ('valid', case when upper_inf(v.recorded) then upper(v.valid) end, 0, 0, 1)) e (clock, day, added, changed, withdrawn)
where e.day is not null
group by 1, 2, 3;

-- Who sees more looks at the versions of restricted layers themselves.
create view published.day_tally as
    select t.layer, t.clock, t.day, t.added, t.changed, t.withdrawn
    from env.day_tally t join env.layer l on l.id = t.layer and not l.restricted;
grant select on published.day_tally to envgis_reader, envgis_writer, envgis_member;
revoke execute on function env.count_days(), env.fold_day_tallies() from public;
revoke insert, update, delete on env.day_tally from envgis_writer;
grant execute on function env.fold_day_tallies() to envgis_writer;
