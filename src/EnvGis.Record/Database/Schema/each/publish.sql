-- For each: side = public and rows = published; side = restricted and rows = restricted
-- Brings the rows that everybody reads (or those of restricted layers, which few do) to what stands on that day, and writes what changed into the outbox.
-- Row by row by its id, whatever the statistics of a table just filled say: with the layer asked too, an index that begins with it would do for a plan made while the table was small.
create or replace function env.publish_{side}(ids bigint[], on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_memoize = off set plan_cache_mode = force_generic_plan
as $$
declare
    changed integer;
    withdrawn integer;
begin
    with written as (
        insert into env.change (layer, feature_id, version_id, operation, old_extent, new_extent)
        select f.layer, f.id, v.id,
               case when p.id is null then 'insert' when v.id is null then 'delete' else 'update' end,
               env.extent_of(p.geom), env.extent_of(v.geom)
        from unnest(ids) i (id)
        cross join lateral (select * from env.feature f where f.id = i.id offset 0) f
        left join lateral (
            select v.id, v.geom from env.feature_version v
            where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true offset 0) v on true
        left join lateral (
            select p.id, p.version_id, p.geom from {rows}.feature p where p.id = i.id offset 0) p on true
        where v.id is distinct from p.version_id
        returning operation)
    select count(*), count(*) filter (where operation = 'delete') into changed, withdrawn from written;

    if withdrawn > 0 then
        delete from {rows}.feature p
        using unnest(ids) i (id)
        where p.id = i.id
          and not exists (
              select from env.feature_version v where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true);
    end if;
    if changed = withdrawn then
        return changed;
    end if;

    insert into {rows}.feature (layer, id, code, version_id, valid, updated_at, name_vi, name_en, attributes, demonstration, unlocated,
        position_source, accuracy_m, near, commune_id, commune_code, commune_name, province_code, area_m2, overview_zoom, search_key,
        grade, state, geom, geom_3857, label_3857)
    select v.layer, f.id, f.code, v.id, v.valid, lower(v.recorded), v.name_vi, v.name_en, jsonb_strip_nulls(case when l.restricted then v.attributes else v.attributes - l.restricted_attributes end), v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, c.id, c.code, published.full_name(c.kind, c.name), c.province_code,
        env.area_m2(g.geom), env.overview_zoom(f.id, m.geom),
        published.search_key(v.name_vi || ' / ' || coalesce(v.name_en, '') || ' / ' || f.code),
        published.grade_of(l.classes, v.attributes), published.state_of(l.classes, v.attributes),
        g.geom, m.geom, case when st_dimension(m.geom) = 2 then st_pointonsurface(m.geom) else st_geometryn(st_points(m.geom), 1) end
    from unnest(ids) i (id)
    cross join lateral (select * from env.feature f where f.id = i.id offset 0) f
    cross join lateral (
        select * from env.feature_version v where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true offset 0) v
    cross join lateral (select l.classes, l.restricted, l.restricted_attributes from env.layer l where l.id = v.layer offset 0) l
    left join lateral (select * from env.commune c where c.id = v.commune_id offset 0) c on true
    -- RFC 7946: outer rings counter-clockwise. "offset 0" keeps each geometry computed once.
    cross join lateral (select st_forcepolygonccw(v.geom) as geom offset 0) g
    cross join lateral (select st_transform(g.geom, 3857) as geom offset 0) m
    where not exists (select from {rows}.feature p where p.id = f.id and p.version_id = v.id)
    on conflict (layer, id) do update set
        version_id = excluded.version_id, valid = excluded.valid, updated_at = excluded.updated_at, name_vi = excluded.name_vi, name_en = excluded.name_en,
        attributes = excluded.attributes, demonstration = excluded.demonstration, unlocated = excluded.unlocated,
        position_source = excluded.position_source, accuracy_m = excluded.accuracy_m, near = excluded.near, commune_id = excluded.commune_id,
        commune_code = excluded.commune_code, commune_name = excluded.commune_name, province_code = excluded.province_code,
        area_m2 = excluded.area_m2, overview_zoom = excluded.overview_zoom, search_key = excluded.search_key,
        grade = excluded.grade, state = excluded.state, geom = excluded.geom, geom_3857 = excluded.geom_3857, label_3857 = excluded.label_3857;
    return changed;
end
$$;

revoke execute on function env.publish_{side}(bigint[], date) from public;
