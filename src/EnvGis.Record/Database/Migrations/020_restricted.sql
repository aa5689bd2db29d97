-- Why: layers and attributes that a layer file restricts lie apart from what is public, so that who reads for the public cannot reach them whatever is
-- forgotten elsewhere; who reads for a caller with a grant sees of them what the session says and nothing when it says nothing.

do $$
begin
    if not exists (select from pg_roles where rolname = 'envgis_member') then
        create role envgis_member nologin;
    end if;
    if not pg_has_role(current_user, 'envgis_member', 'member') then
        execute format('grant envgis_member to %I', current_user);
    end if;
end
$$;

create schema restricted;
create schema member;
revoke all on schema restricted, member from public;
grant usage on schema member, published to envgis_member;
grant select on all tables in schema published to envgis_member;
alter default privileges in schema published grant select on tables to envgis_member;

create function env.restricted_attributes(definition jsonb) returns text[]
    language sql immutable strict parallel safe
    return coalesce((select array_agg(a ->> 'name') from jsonb_array_elements(definition -> 'attributes') a where (a ->> 'restricted')::boolean), '{}');
-- The definition as those see it who do not see its restricted attributes.
create function env.public_definition(definition jsonb) returns jsonb
    language sql immutable strict parallel safe
    return jsonb_set(definition, '{attributes}', coalesce(
        (select jsonb_agg(a order by i) from jsonb_array_elements(definition -> 'attributes') with ordinality e (a, i)
         where not coalesce((a ->> 'restricted')::boolean, false)), '[]'));

alter table env.layer
    add column restricted boolean not null generated always as (definition ->> 'visibility' is distinct from 'public') stored,
    add column restricted_attributes text[] not null generated always as (env.restricted_attributes(definition)) stored,
    add column public_definition jsonb not null generated always as (env.public_definition(definition)) stored;

-- Features of restricted layers, as published.feature has those of the others.
create table restricted.feature (like published.feature including defaults including generated including constraints) partition by list (layer);
alter table restricted.feature add primary key (layer, id);
create index on restricted.feature using gist (geom);
create index on restricted.feature using gist (geom_3857);
create index on restricted.feature (id);
create index on restricted.feature (code);
create index on restricted.feature (commune_code);
create index on restricted.feature using gin (search_key gin_trgm_ops);
create index on restricted.feature (upper(valid)) where not upper_inf(valid);
-- The restricted attributes of features of public layers.
create table restricted.attribute (
    layer      text not null,
    id         bigint not null,
    attributes jsonb not null,
    primary key (layer, id)
);

create function env.add_restricted_partition() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    name text := 'feature_' || replace(new.id, '-', '_');
begin
    if new.restricted and to_regclass(format('restricted.%I', name)) is null then
        execute format('create table restricted.%I partition of restricted.feature for values in (%L)', name, new.id);
    end if;
    return null;
end
$$;
-- Before the features of a layer move there.
create trigger a_restricted_partition after insert or update on env.layer for each row execute function env.add_restricted_partition();

-- One text makes both: what is written to published.feature and, from the same versions by the same words, to restricted.feature.
do $$
declare
    body text := pg_get_functiondef('env.publish(bigint[], date)'::regprocedure);
begin
    body := replace(body, 'jsonb_strip_nulls(v.attributes)', 'jsonb_strip_nulls(v.attributes - l.restricted_attributes)');
    body := replace(body, 'select l.classes from', 'select l.classes, l.restricted_attributes from');
    if position('v.attributes - l.restricted_attributes' in body) = 0 or position('l.classes, l.restricted_attributes' in body) = 0 then
        raise exception 'env.publish is not the one that this migration knows.';
    end if;
    execute replace(body, 'FUNCTION env.publish(', 'FUNCTION env.publish_public(');
    execute replace(replace(replace(body, 'FUNCTION env.publish(', 'FUNCTION env.publish_restricted('),
        'published.feature', 'restricted.feature'), 'v.attributes - l.restricted_attributes', 'v.attributes');
end
$$;

create or replace function env.publish(ids bigint[], on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    hidden bigint[];
    changed integer := 0;
begin
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
    delete from restricted.attribute a using unnest(ids) i (id) where a.id = i.id;
    insert into restricted.attribute (layer, id, attributes)
    select p.layer, p.id, jsonb_object_agg(a.key, a.value)
    from unnest(ids) i (id)
    join env.feature f on f.id = i.id
    join published.feature p on p.layer = f.layer and p.id = f.id
    join env.layer l on l.id = f.layer and l.restricted_attributes <> '{}'
    join env.feature_version v on v.id = p.version_id
    cross join lateral jsonb_each(v.attributes) a
    where a.key = any (l.restricted_attributes) and a.value <> 'null'
    group by p.layer, p.id;
    return changed;
end
$$;
revoke execute on function env.publish(bigint[], date), env.publish_public(bigint[], date), env.publish_restricted(bigint[], date) from public, envgis_writer;

-- What ends by the calendar ends behind the curtain too.
create or replace function env.publish_due(on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    since date := coalesce((select max(day) from env.publication_day where day <= on_day), '-infinity');
    changed integer;
begin
    select env.publish(array_agg(due.feature_id), on_day) into changed
    from (
        select v.feature_id from env.feature_version v
        where upper_inf(v.recorded) and lower(v.valid) between since and on_day
          and not exists (select from published.feature p where p.layer = v.layer and p.id = v.feature_id and p.version_id = v.id)
          and not exists (select from restricted.feature p where p.layer = v.layer and p.id = v.feature_id and p.version_id = v.id)
        union
        select p.id from published.feature p where not upper_inf(p.valid) and upper(p.valid) <= on_day
        union
        select p.id from restricted.feature p where not upper_inf(p.valid) and upper(p.valid) <= on_day) due;
    insert into env.publication_day (day, changed) values (on_day, coalesce(changed, 0))
        on conflict (day) do update set changed = env.publication_day.changed + excluded.changed, ran_at = now();
    return coalesce(changed, 0);
end
$$;

-- A changed layer file may read the same values otherwise, or restrict what was public.
create or replace function env.classify_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if (old.restricted, old.restricted_attributes) is distinct from (new.restricted, new.restricted_attributes) then
        delete from published.feature where layer = new.id;
        delete from restricted.feature where layer = new.id;
        delete from restricted.attribute where layer = new.id;
        perform env.publish(array_agg(f.id)) from env.feature f where f.layer = new.id having count(*) > 0;
        return null;
    end if;
    update published.feature f set grade = published.grade_of(new.classes, f.attributes), state = published.state_of(new.classes, f.attributes)
    where f.layer = new.id
      and (f.grade, f.state) is distinct from (published.grade_of(new.classes, f.attributes), published.state_of(new.classes, f.attributes));
    update restricted.feature f set grade = published.grade_of(new.classes, f.attributes), state = published.state_of(new.classes, f.attributes)
    where f.layer = new.id
      and (f.grade, f.state) is distinct from (published.grade_of(new.classes, f.attributes), published.state_of(new.classes, f.attributes));
    return null;
end
$$;

create or replace view published.layer as
    select id, code_prefix, sort_order, geometry_kind, public_definition as definition from env.layer where not restricted;
create or replace view published.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes - l.restricted_attributes as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, v.author, v.reason, v.geom, v.commune_id, published.grade_of(l.classes, v.attributes) as grade,
           published.state_of(l.classes, v.attributes) as state
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer and not l.restricted
    left join env.commune c on c.id = v.commune_id;
create or replace view published.legal_annex as
    select a.version_id, v.feature_id, a.epsg, a.central_meridian, a.zone_width, a.document
    from env.legal_annex a join env.feature_version v on v.id = a.version_id join env.layer l on l.id = v.layer and not l.restricted;
create or replace view published.change as
    select c.id, c.xid, c.at, c.layer, c.feature_id, c.version_id, c.operation, c.old_extent, c.new_extent
    from env.change c where not exists (select from env.layer l where l.id = c.layer and l.restricted);

-- What this session may see: "layer|area" with commas between, an area being * for everywhere, p and a province's code, or c and a commune's. Set as a
-- connection begins; a session that says nothing sees nothing.
create function member.sees(layer text, province text, commune text) returns boolean
    language sql stable parallel safe
    return array[layer || '|*', layer || '|p' || province, layer || '|c' || commune, '*|*', '*|p' || province, '*|c' || commune]
        && string_to_array(current_setting('envgis.sees', true), ',');
-- Whether there is anywhere that it sees the layer.
create function member.sees_somewhere(layer text) returns boolean
    language sql stable parallel safe
    return exists (select from unnest(string_to_array(current_setting('envgis.sees', true), ',')) s (what) where split_part(s.what, '|', 1) in (layer, '*'));

-- The names of schema published with what is restricted among them: who reads here by the same words reads that too.
create view member.layer as
    select l.id, l.code_prefix, l.sort_order, l.geometry_kind,
           case when member.sees_somewhere(l.id) then l.definition else l.public_definition end as definition
    from env.layer l where not l.restricted or member.sees_somewhere(l.id);

do $$
declare
    names text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'published.feature'::regclass and attnum > 0 and not attisdropped);
    merged text := replace(names, 'attributes', $merge$attributes || coalesce((select a.attributes from restricted.attribute a
        where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code)), '{}') as attributes$merge$);
begin
    execute format('create view member.feature as select %s from published.feature f union all select %s from restricted.feature r
        where member.sees(r.layer, r.province_code, r.commune_code)', merged, names);
end
$$;

create view member.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en,
           case when l.restricted or member.sees(v.layer, c.province_code, c.code) then v.attributes else v.attributes - l.restricted_attributes end as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, v.author, v.reason, v.geom, v.commune_id, published.grade_of(l.classes, v.attributes) as grade,
           published.state_of(l.classes, v.attributes) as state
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer
    left join env.commune c on c.id = v.commune_id
    where not l.restricted or member.sees(v.layer, c.province_code, c.code);
create view member.legal_annex as
    select a.version_id, v.id as feature_id, a.epsg, a.central_meridian, a.zone_width, a.document
    from env.legal_annex a join member.feature_version v on v.version_id = a.version_id;
create view member.legal_vertex as
    select n.version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from env.legal_vertex n join member.legal_annex a on a.version_id = n.version_id;
create view member.feature_task as
    select ft.feature_id, ft.task_id, ft.role, r.title_vi as role_vi, r.title_en as role_en, ft.source_plan, ft.source_section, ft.source_line
    from env.feature_task ft
    join env.link_role r on r.code = ft.role
    join member.feature f on f.id = ft.feature_id
    where ft.untied_at is null;
-- A change is seen by who sees the place where it is or was.
create view member.change as
    select c.id, c.xid, c.at, c.layer, c.feature_id, c.version_id, c.operation, c.old_extent, c.new_extent
    from env.change c
    where not exists (select from env.layer l where l.id = c.layer and l.restricted)
       or exists (select from member.feature_version v where v.id = c.feature_id);

do $$
begin
    execute replace(replace(replace(pg_get_functiondef('published.features_as_of(text, date, timestamptz, geometry)'::regprocedure),
        'published.features_as_of', 'member.features_as_of'), 'published.feature_version', 'member.feature_version'), 'published.feature ', 'member.feature ');
end
$$;

grant select on all tables in schema member to envgis_member;
grant execute on all functions in schema member to envgis_member;
grant execute on all functions in schema published to envgis_member;
grant execute on function env.area_m2(geometry), env.overview_zoom(bigint, geometry), env.spread_byte(integer) to envgis_member;
