-- Each change by what this session sees of the place before it and after it, not by what it ever saw: a place that leaves a scope is deleted from there, without where it went; one that comes
-- into it is inserted, without where it was; and what happens to it elsewhere is not told.
create or replace view member.change with (security_barrier) as
    select c.id, c.xid, c.at, c.layer, c.feature_id,
        case when s.after then c.version_id end as version_id,
        case when s.before and s.after then c.operation when s.after then 'insert' else 'delete' end as operation,
        case when s.before then c.old_extent end as old_extent,
        case when s.after then c.new_extent end as new_extent
    from env.change c
    cross join lateral (
        select c.operation <> 'insert' as before, c.operation <> 'delete' as after where not exists (select from env.layer l where l.id = c.layer and l.restricted)
        union all
        select c.operation <> 'insert' and exists (select from restricted.version v where v.version_id = (
                select p.version_id from env.change p where p.feature_id = c.feature_id and p.id < c.id order by p.id desc limit 1)),
            exists (select from restricted.version v where v.version_id = c.version_id)
        where exists (select from env.layer l where l.id = c.layer and l.restricted)) s
    where (s.before or s.after)
      and not exists (select from restricted.version v where v.version_id = c.version_id and v.echo_of is not null and c.operation = 'update');

grant select on member.change to envgis_member;
