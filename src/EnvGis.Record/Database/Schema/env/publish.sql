-- What everybody sees as one they see for as long as its parts follow each other, also where the next of them begins in days to come (decision 20).
create or replace function env.publish(ids bigint[], on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    hidden bigint[];
    changed integer := 0;
begin
    -- One at a time for each place, in one order: what stands is read after whoever writes or publishes it meanwhile is done. Without it, an older version read before would be published over a newer one.
    perform from env.feature where id = any (ids) order by id for no key update;
    -- Where nothing is restricted, and that is the rule, nothing else is looked at.
    if not exists (select from env.layer where restricted or restricted_attributes <> '{}') then
        return env.publish_public(ids, on_day);
    end if;
    select array_agg(f.id) into hidden
    from unnest(ids) i (id) cross join lateral (select * from env.feature f where f.id = i.id offset 0) f join env.layer l on l.id = f.layer
    where l.restricted;
    if hidden is not null then
        changed := env.publish_restricted(hidden, on_day);
        ids := array(select unnest(ids) except select unnest(hidden));
    end if;
    changed := changed + env.publish_public(ids, on_day);
    update published.feature p set valid = seen.valid, updated_at = lower(o.recorded)
    from unnest(ids) i (id)
    cross join lateral (select f.id, f.layer from env.feature f where f.id = i.id offset 0) f
    join published.feature q on q.id = f.id
    join env.feature_version v on v.id = q.version_id
    join env.feature_version o on o.id = v.echo_of
    cross join lateral (
        select run.valid
        from (select unnest(range_agg(w.valid)) as valid from env.feature_version w
              where w.feature_id = v.feature_id and upper_inf(w.recorded) and (w.id = v.echo_of or w.echo_of = v.echo_of)) run
        where run.valid @> v.valid) seen
    where p.id = f.id and (p.valid, p.updated_at) is distinct from (seen.valid, lower(o.recorded));
    delete from restricted.attribute a using unnest(ids) i (id) where a.id = i.id;
    insert into restricted.attribute (layer, id, attributes, valid, updated_at)
    select p.layer, p.id, coalesce(h.attributes, '{}'), case when v.echo_of is not null then v.valid end, case when v.echo_of is not null then lower(v.recorded) end
    from unnest(ids) i (id)
    join env.feature f on f.id = i.id
    join published.feature p on p.id = f.id
    join env.layer l on l.id = f.layer and l.restricted_attributes <> '{}'
    join env.feature_version v on v.id = p.version_id
    cross join lateral (
        select jsonb_object_agg(a.key, a.value) as attributes from jsonb_each(v.attributes) a where a.key = any (l.restricted_attributes) and a.value <> 'null') h
    where h.attributes is not null or v.echo_of is not null;
    return changed;
end
$$;

revoke execute on function env.publish(bigint[], date) from public;
