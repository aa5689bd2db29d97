-- Of a layer whose file says "changes": "decision", what is in force changes only in the name of a decision, whoever writes. A write is let through where
--   a decision names the feature in this same transaction (env.decision_feature, written first), the version carries it and begins no sooner than it, or
--   it changes nothing that is in force: of every day the record says the same place as before, as when a task is tied or a day is split, or
--   the place is a demonstration, before and after.
-- What somebody else closed while this transaction ran is not counted as having stood.
create or replace function env.says_the_same(a env.feature_version, b env.feature_version) returns boolean
    language sql immutable
    return a.attributes = b.attributes
        and (a.name_vi, a.name_en, a.position_source, a.accuracy_m, a.commune_id, a.demonstration)
            is not distinct from (b.name_vi, b.name_en, b.position_source, b.accuracy_m, b.commune_id, b.demonstration)
        and (st_orderingequals(a.geom, b.geom) or a.geom is null and b.geom is null) and (st_orderingequals(a.near, b.near) or a.near is null and b.near is null);

revoke execute on function env.says_the_same(env.feature_version, env.feature_version) from public;

create or replace function env.guard_decided() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    layers text[] := array(select id from env.layer where by_decision);
    one bigint;

begin
    if layers = '{}' then
        return null;
    end if;
    if tg_op = 'INSERT' then
        select n.feature_id into one
        from new_rows n
        where n.layer = any (layers)
          -- Of a place that was real on any day none is made up.
          and (not n.demonstration or exists (select from env.feature_version o where o.feature_id = n.feature_id and not o.demonstration))
          and not exists (
              select from env.decision_feature d join env.decision m on m.id = d.decision_id
              where d.feature_id = n.feature_id and d.told_in = pg_current_xact_id() and d.told_at = transaction_timestamp() and d.decision_id = n.decision_id and not n.demonstration
                and (d.change = 'correction' or m.content_hash is null or lower(n.valid) >= m.effective_from))
          and not exists (
              -- The days that it says the same of as what this transaction closed.
              select from (
                  select range_agg(o.valid) as days from env.feature_version o
                  where o.feature_id = n.feature_id and upper(o.recorded) >= transaction_timestamp() and env.says_the_same(o, n::env.feature_version)) before
              where datemultirange(n.valid) <@ before.days)
        limit 1;
    else
        select c.feature_id into one
        from new_rows c
        where c.layer = any (layers) and not c.demonstration and not upper_inf(c.recorded)
          and not exists (select from env.decision_feature d where d.feature_id = c.feature_id and d.told_in = pg_current_xact_id() and d.told_at = transaction_timestamp())
          and not exists (
              select from (
                  select range_agg(n.valid) as days from env.feature_version n
                  where n.feature_id = c.feature_id and upper_inf(n.recorded) and env.says_the_same(n, c::env.feature_version)) after
              where datemultirange(c.valid) <@ after.days)
        limit 1;
    end if;
    if one is not null then
        perform env.refuse_as('changes-by-decision', jsonb_build_object('feature', f.id, 'code', f.code, 'layer', f.layer), format('What is in force of %s changes only in the name of a decision.', f.code),
            'Draft it and have it decided, or name the decision: update env.current_feature set …, decision_id = …', 'check_violation', 'changes_by_decision')
        from env.feature f where f.id = one;
    end if;
    return null;
end
$$;

revoke execute on function env.guard_decided() from public;
grant execute on function env.guard_decided() to envgis_writer;

create or replace trigger guard_made after insert on env.feature_version referencing new table as new_rows for each statement execute function env.guard_decided();
create or replace trigger guard_ended after update on env.feature_version referencing new table as new_rows for each statement execute function env.guard_decided();
