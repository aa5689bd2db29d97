-- Why: severity and status read alike over all layers, so that one filter, one sort order and one cluster can speak of places of several layers.

-- What classifies a feature, without the rest of the definition: a publication reads it for every row.
create function env.classes_of(definition jsonb) returns jsonb
    language sql immutable strict parallel safe
    return jsonb_build_object(
        'grade attribute', definition #> '{severity,attribute}',
        'grades', jsonb_path_query_array(definition, '$.severity.grades[*]'),
        'state attribute', definition #> '{state,attribute}',
        'states', jsonb_path_query_array(definition, '$.state.states[*]'));
alter table env.layer add column classes jsonb not null generated always as (env.classes_of(definition)) stored;

-- 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious; null where the layer has no scale or the feature no value.
create function published.grade_of(classes jsonb, attributes jsonb) returns smallint
    language sql immutable parallel safe
    return (jsonb_path_query_first(classes, '$.grades[*] ? (@.code == $code).grade',
        jsonb_build_object('code', attributes ->> (classes ->> 'grade attribute'))) #>> '{}')::smallint;

create function published.state_of(classes jsonb, attributes jsonb) returns text
    language sql immutable parallel safe
    return jsonb_path_query_first(classes, '$.states[*] ? (@.code == $code).state',
        jsonb_build_object('code', attributes ->> (classes ->> 'state attribute'))) #>> '{}';

alter table published.feature add column grade smallint, add column state text;

update published.feature f set grade = published.grade_of(l.classes, f.attributes), state = published.state_of(l.classes, f.attributes)
from env.layer l where l.id = f.layer;

-- A changed layer file may read the same values otherwise.
create function env.classify_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    update published.feature f set grade = published.grade_of(new.classes, f.attributes), state = published.state_of(new.classes, f.attributes)
    where f.layer = new.id
      and (f.grade, f.state) is distinct from (published.grade_of(new.classes, f.attributes), published.state_of(new.classes, f.attributes));
    return null;
end
$$;
create trigger classify after update on env.layer for each row when (old.definition is distinct from new.definition) execute function env.classify_layer();

create or replace view published.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes, v.demonstration, v.unlocated,
           v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name, c.province_code,
           v.author, v.reason, v.geom, v.commune_id, published.grade_of(l.classes, v.attributes) as grade, published.state_of(l.classes, v.attributes) as state
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer and l.definition ->> 'visibility' = 'public'
    left join env.commune c on c.id = v.commune_id;

-- Who leads or takes part in a task, by a name that can be searched without accents.
create view published.task_agency as
    select l.task_id, a.name, published.search_key(a.name) as search_key, true as leads from env.task_lead l join env.agency a on a.id = l.agency_id
    union all
    select c.task_id, a.name, published.search_key(a.name), false from env.task_coordinating c join env.agency a on a.id = c.agency_id;

-- Makes published.feature what it should be for these features on that day, and writes what differed to the outbox. Idempotent.
-- A plan made for one edit and a plan made for a bulk load must both suit the other, with statistics or without: every row is looked up by its key,
-- which "lateral" and "offset 0" fix, and "is true" keeps the search for a version on its feature.
create or replace function env.publish(ids bigint[], on_day date default env.today()) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, public set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_memoize = off
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
            select p.id, p.version_id, p.geom from published.feature p where p.layer = f.layer and p.id = i.id offset 0) p on true
        where v.id is distinct from p.version_id
        returning operation)
    select count(*), count(*) filter (where operation = 'delete') into changed, withdrawn from written;

    if withdrawn > 0 then
        delete from published.feature p
        using unnest(ids) i (id), lateral (select * from env.feature f where f.id = i.id offset 0) f
        where p.layer = f.layer and p.id = f.id
          and not exists (
              select from env.feature_version v where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true);
    end if;
    if changed = withdrawn then
        return changed;
    end if;

    insert into published.feature (layer, id, code, version_id, valid, updated_at, name_vi, name_en, attributes, demonstration, unlocated,
        position_source, accuracy_m, near, commune_id, commune_code, commune_name, province_code, area_m2, overview_zoom, search_key,
        grade, state, geom, geom_3857, label_3857)
    select v.layer, f.id, f.code, v.id, v.valid, lower(v.recorded), v.name_vi, v.name_en, jsonb_strip_nulls(v.attributes), v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, c.id, c.code, published.full_name(c.kind, c.name), c.province_code,
        env.area_m2(g.geom), env.overview_zoom(f.id, m.geom),
        published.search_key(v.name_vi || ' / ' || coalesce(v.name_en, '') || ' / ' || f.code),
        published.grade_of(l.classes, v.attributes), published.state_of(l.classes, v.attributes),
        g.geom, m.geom, case when st_dimension(m.geom) = 2 then st_pointonsurface(m.geom) else st_geometryn(st_points(m.geom), 1) end
    from unnest(ids) i (id)
    cross join lateral (select * from env.feature f where f.id = i.id offset 0) f
    cross join lateral (
        select * from env.feature_version v where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true offset 0) v
    cross join lateral (select l.classes from env.layer l where l.id = v.layer offset 0) l
    left join lateral (select * from env.commune c where c.id = v.commune_id offset 0) c on true
    -- RFC 7946: outer rings counter-clockwise. "offset 0" keeps each geometry computed once.
    cross join lateral (select st_forcepolygonccw(v.geom) as geom offset 0) g
    cross join lateral (select st_transform(g.geom, 3857) as geom offset 0) m
    where not exists (select from published.feature p where p.layer = f.layer and p.id = f.id and p.version_id = v.id)
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

grant execute on function published.grade_of(jsonb, jsonb), published.state_of(jsonb, jsonb) to envgis_reader, envgis_writer;
revoke execute on function env.publish(bigint[], date) from public, envgis_writer;
