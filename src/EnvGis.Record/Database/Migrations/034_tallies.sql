-- Why: facets, overview and totals of a country counted every feature for every question, seconds at a million. How many there are of each kind in each part of
-- the map is kept as it is written, so that a question costs as much as there are kinds and parts; only where a box cuts through a part are features looked at.

-- What a filter offers to choose from beside the common words: codes and yes or no.
create function env.counted_attributes(definition jsonb) returns text[]
    language sql immutable strict parallel safe
    return coalesce((select array_agg(a ->> 'name') from jsonb_array_elements(definition -> 'attributes') a
        where (a ->> 'filter')::boolean and a ->> 'type' in ('code', 'boolean')), '{}');
alter table env.layer add column counted_attributes text[] not null generated always as (env.counted_attributes(definition)) stored;

-- Writers only add rows, so that none waits for another: a feature that comes is one row of 1, one that goes one of -1. They are added up by whoever asks, and
-- folded into one row now and then.
create table env.tally (
    -- Whether it counts features of restricted.feature.
    restricted    boolean not null,
    layer         text not null,
    -- Key of the zoom-10 tile that holds the features' place, as in published.feature.place; -1 for features that nobody has located.
    cell          integer not null,
    province_code text,
    commune_code  text,
    commune_name  text,
    grade         smallint,
    state         text,
    demonstration boolean not null,
    unlocated     boolean not null,
    delineated    boolean not null,
    -- Those of env.layer.counted_attributes.
    attributes    jsonb not null,
    features      integer not null,
    -- Degrees; null without a position. Around all that came: what went may leave it too wide until it is counted anew, which is then marked.
    west          double precision,
    south         double precision,
    east          double precision,
    north         double precision,
    shrunk        boolean not null,
    folded        boolean not null default false
);
create index tally_part on env.tally (restricted, layer, cell);
create index tally_unfolded on env.tally (layer) where not folded;

-- From the point itself: among rows that a partition has just taken a generated column is not there yet.
create function env.tally_cell(unlocated boolean, label_3857 geometry) returns integer
    language sql immutable parallel safe
    return case when unlocated then -1 else (published.place_of(label_3857) >> 28)::integer end;

-- The box in a geometry's header is enough, so that no vertices are read.
create function env.count_features() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
begin
    if tg_op = 'INSERT' then
        insert into env.tally
        select tg_argv[0]::boolean, f.layer, env.tally_cell(f.unlocated, f.label_3857), f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration,
            f.unlocated, f.area_m2 is not null, a.counted, count(*), min(st_xmin(b.box)), min(st_ymin(b.box)), max(st_xmax(b.box)), max(st_ymax(b.box)), false
        from came f
        join env.layer l on l.id = f.layer
        cross join lateral (select coalesce(jsonb_object_agg(e.key, e.value), '{}') as counted from jsonb_each(case when jsonb_typeof(f.attributes) = 'object' then f.attributes else '{}' end) e where e.key = any (l.counted_attributes)) a
        cross join lateral (select f.geom::box2d::box3d as box offset 0) b
        group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
    elsif tg_op = 'DELETE' then
        insert into env.tally
        select tg_argv[0]::boolean, f.layer, env.tally_cell(f.unlocated, f.label_3857), f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration,
            f.unlocated, f.area_m2 is not null, a.counted, -count(*), null, null, null, null, true
        from went f
        join env.layer l on l.id = f.layer
        cross join lateral (select coalesce(jsonb_object_agg(e.key, e.value), '{}') as counted from jsonb_each(case when jsonb_typeof(f.attributes) = 'object' then f.attributes else '{}' end) e where e.key = any (l.counted_attributes)) a
        group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
    else
        -- What is as it was in all that is counted cancels out.
        insert into env.tally
        select tg_argv[0]::boolean, g.layer, g.cell, g.province_code, g.commune_code, g.commune_name, g.grade, g.state, g.demonstration, g.unlocated, g.delineated, g.counted,
            sum(g.sign), min(g.west) filter (where g.sign > 0), min(g.south) filter (where g.sign > 0), max(g.east) filter (where g.sign > 0),
            max(g.north) filter (where g.sign > 0), bool_or(g.sign < 0)
        from (
            select f.layer, env.tally_cell(f.unlocated, f.label_3857) as cell, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated,
                f.area_m2 is not null as delineated, a.counted, st_xmin(b.box) as west, st_ymin(b.box) as south, st_xmax(b.box) as east, st_ymax(b.box) as north,
                sum(f.sign) as sign
            from (
                select -1 as sign, o.layer, o.label_3857, o.province_code, o.commune_code, o.commune_name, o.grade, o.state, o.demonstration, o.unlocated, o.area_m2,
                    o.attributes, o.geom from went o
                union all
                select 1, n.layer, n.label_3857, n.province_code, n.commune_code, n.commune_name, n.grade, n.state, n.demonstration, n.unlocated, n.area_m2,
                    n.attributes, n.geom from came n) f
            join env.layer l on l.id = f.layer
            cross join lateral (select coalesce(jsonb_object_agg(e.key, e.value), '{}') as counted from jsonb_each(case when jsonb_typeof(f.attributes) = 'object' then f.attributes else '{}' end) e where e.key = any (l.counted_attributes)) a
            cross join lateral (select f.geom::box2d::box3d as box offset 0) b
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
            having sum(f.sign) <> 0) g
        group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
    end if;
    return null;
end
$$;

create trigger count_new after insert on published.feature referencing new table as came for each statement execute function env.count_features('false');
create trigger count_changed after update on published.feature referencing old table as went new table as came
    for each statement execute function env.count_features('false');
create trigger count_gone after delete on published.feature referencing old table as went for each statement execute function env.count_features('false');
create trigger count_new after insert on restricted.feature referencing new table as came for each statement execute function env.count_features('true');
create trigger count_changed after update on restricted.feature referencing old table as went new table as came
    for each statement execute function env.count_features('true');
create trigger count_gone after delete on restricted.feature referencing old table as went for each statement execute function env.count_features('true');

-- Parts of layers counted anew, in one statement, so that what is taken away and what is put in its place are seen at one moment: what others write meanwhile
-- stays beside it.
create function env.recount(layers text[], cells integer[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform pg_advisory_xact_lock(hashtext('env.tally'));
    with part as materialized (select distinct layer, cell from unnest(layers, cells) p (layer, cell)),
    gone as (delete from env.tally t using part p where t.layer = p.layer and t.cell = p.cell),
    feature as (
        select false as restricted, f.layer, p.cell, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, f.area_m2,
            f.attributes, f.geom
        from part p cross join lateral (select * from published.feature f where f.layer = p.layer and p.cell >= 0
            and f.place between p.cell::bigint << 28 and ((p.cell::bigint + 1) << 28) - 1 and not f.unlocated
            union all select * from published.feature f where f.layer = p.layer and p.cell < 0 and f.unlocated) f
        union all
        select true, f.layer, p.cell, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, f.area_m2, f.attributes, f.geom
        from part p cross join lateral (select * from restricted.feature f where f.layer = p.layer and env.tally_cell(f.unlocated, f.label_3857) = p.cell) f)
    insert into env.tally
    select f.restricted, f.layer, f.cell, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration,
        f.unlocated, f.area_m2 is not null, a.counted, count(*), min(st_xmin(b.box)), min(st_ymin(b.box)), max(st_xmax(b.box)), max(st_ymax(b.box)), false, true
    from feature f
    join env.layer l on l.id = f.layer
    cross join lateral (select coalesce(jsonb_object_agg(e.key, e.value), '{}') as counted from jsonb_each(case when jsonb_typeof(f.attributes) = 'object' then f.attributes else '{}' end) e where e.key = any (l.counted_attributes)) a
    cross join lateral (select f.geom::box2d::box3d as box offset 0) b
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
end
$$;

-- A layer whose file names other attributes to choose by.
create function env.recount_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.recount(array_agg(t.layer), array_agg(t.cell)) from (select distinct layer, cell from env.tally where layer = new.id) t having count(*) > 0;
    return null;
end
$$;
create trigger recount after update on env.layer for each row when (old.counted_attributes is distinct from new.counted_attributes)
    execute function env.recount_layer();

-- Folds what was written since into one row of each kind, and counts anew where something went. Whoever comes while another folds leaves it to them.
create function env.fold_tallies() returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    layers text[];
    cells integer[];
begin
    if not exists (select from env.tally where not folded) or not pg_try_advisory_xact_lock(hashtext('env.tally')) then
        return false;
    end if;
    select array_agg(t.layer), array_agg(t.cell) into layers, cells from (select distinct layer, cell from env.tally where not folded and shrunk) t;
    if layers is not null then
        perform env.recount(layers, cells);
    end if;
    with part as materialized (select distinct restricted, layer, cell from env.tally where not folded and not shrunk),
    gone as (
        delete from env.tally t using part p where t.restricted = p.restricted and t.layer = p.layer and t.cell = p.cell returning t.*)
    insert into env.tally
    select g.restricted, g.layer, g.cell, g.province_code, g.commune_code, g.commune_name, g.grade, g.state, g.demonstration, g.unlocated, g.delineated, g.attributes,
        sum(g.features), min(g.west), min(g.south), max(g.east), max(g.north), bool_or(g.shrunk), not bool_or(g.shrunk)
    from gone g
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    having sum(g.features) <> 0 or bool_or(g.shrunk);
    return true;
end
$$;

with feature as (
    select false as restricted, f.* from published.feature f union all select true, f.* from restricted.feature f)
insert into env.tally
select f.restricted, f.layer, env.tally_cell(f.unlocated, f.label_3857), f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration,
    f.unlocated, f.area_m2 is not null, a.counted, count(*), min(st_xmin(b.box)), min(st_ymin(b.box)), max(st_xmax(b.box)), max(st_ymax(b.box)), false, true
from feature f
join env.layer l on l.id = f.layer
cross join lateral (select coalesce(jsonb_object_agg(e.key, e.value), '{}') as counted from jsonb_each(case when jsonb_typeof(f.attributes) = 'object' then f.attributes else '{}' end) e where e.key = any (l.counted_attributes)) a
cross join lateral (select f.geom::box2d::box3d as box offset 0) b
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;

create view published.tally as
    select layer, cell, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes, features,
        west, south, east, north, shrunk
    from env.tally where not restricted;
create view member.tally as
    select layer, cell, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes, features,
        west, south, east, north, shrunk
    from env.tally t where not restricted or member.sees(t.layer, t.province_code, t.commune_code);
grant select on published.tally to envgis_reader, envgis_writer, envgis_member;
grant select on member.tally to envgis_member;
revoke execute on function env.recount(text[], integer[]), env.recount_layer(), env.count_features(), env.fold_tallies() from public;
revoke insert, update, delete on env.tally from envgis_writer;
grant execute on function env.fold_tallies() to envgis_writer;

-- A page of a long list is read in its order, not sorted: by name, by severity; by id there is an index already.
create index feature_by_name on published.feature (name_vi collate "vi-x-icu", id);
create index feature_by_grade on published.feature ((- coalesce(grade, -1)::double precision), id);
create index feature_by_name on restricted.feature (name_vi collate "vi-x-icu", id);
create index feature_by_grade on restricted.feature ((- coalesce(grade, -1)::double precision), id);

-- Planning was half of an edit: every row is looked up by its key whatever the ids are, so the plan made for any serves all.
alter function env.publish_public(bigint[], date) set plan_cache_mode = force_generic_plan;
alter function env.publish_restricted(bigint[], date) set plan_cache_mode = force_generic_plan;
