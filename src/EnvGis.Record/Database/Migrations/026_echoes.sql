-- Why: a version in which only a restricted attribute changed told everybody that something had happened to the place, when, by whom and why.

-- The version that everybody goes on seeing where this one differs from it in nothing that they may see; null of all others.
alter table env.feature_version add column echo_of bigint;
comment on column env.feature_version.echo_of is 'The version that everybody goes on seeing where this one differs from it in nothing that they may see.';

create or replace function env.change_feature(
    feature bigint, read_version bigint, since date, new_attributes jsonb, new_geom geometry, new_source text, new_accuracy_m double precision,
    new_commune integer, why text) returns bigint
    language plpgsql
as $$
declare
    current env.feature_version;
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    moment timestamptz;
    hidden text[];
    echo bigint;
    written bigint;
begin
    select * into current from env.feature_version v
    where v.feature_id = feature and upper_inf(v.recorded) and v.valid @> env.today() for update;
    if current.id is distinct from read_version then
        return null;
    end if;
    if new_attributes is not null and new_geom is null and new_accuracy_m is null and new_commune is null then
        select l.restricted_attributes into hidden from env.layer l where l.id = current.layer and not l.restricted and l.restricted_attributes <> '{}';
        if hidden is not null and new_attributes - hidden = current.attributes - hidden then
            echo := coalesce(current.echo_of, current.id);
        end if;
    end if;
    moment := greatest(clock_timestamp(), lower(current.recorded) + interval '1 microsecond');
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = current.id returning id),
    until_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason, echo_of)
        select current.feature_id, current.layer, daterange(lower(current.valid), since), tstzrange(moment, null), current.name_vi, current.name_en,
            current.attributes, current.geom, current.position_source, current.accuracy_m, current.near, current.commune_id, current.demonstration,
            current.author, current.reason, coalesce(echo, current.echo_of)
        from closed where since > lower(current.valid)
        returning id),
    since_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason, echo_of)
        select current.feature_id, current.layer, daterange(greatest(since, lower(current.valid)), upper(current.valid)), tstzrange(moment, null),
            current.name_vi, current.name_en, coalesce(new_attributes, current.attributes), coalesce(new_geom, current.geom),
            case when new_geom is null then current.position_source else new_source end, coalesce(new_accuracy_m, current.accuracy_m), current.near,
            coalesce(new_commune, current.commune_id), current.demonstration, who, why, echo
        from closed
        returning id)
    select id into written from since_then;
    return written;
end
$$;

-- Updates through the view of open versions, as an operator writes them.
create or replace function env.write_current_feature() returns trigger language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    hidden text[];
    echo bigint;
begin
    if tg_op = 'INSERT' then
        if new.id is null then
            insert into env.feature (layer, code) values (new.layer, new.code) returning id, code into new.id, new.code;
        end if;
        insert into env.feature_version (feature_id, layer, valid, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, reason, author)
        values (new.id, new.layer, coalesce(new.valid, daterange(env.today(), null)), new.name_vi, new.name_en, coalesce(new.attributes, '{}'), new.geom,
            new.position_source, new.accuracy_m, new.near, new.commune_id, coalesce(new.demonstration, false), new.reason, coalesce(new.author, who))
        returning id into new.version_id;
        return new;
    end if;

    moment := greatest(moment, lower(old.recorded) + interval '1 microsecond');
    if tg_op = 'DELETE' then
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = old.version_id and upper_inf(recorded);
        return case when found then old end;
    end if;

    if (new.id, new.layer, new.code) is distinct from (old.id, old.layer, old.code) then
        raise exception 'A feature keeps its identity, layer and code for ever.' using errcode = 'integrity_constraint_violation';
    end if;
    if new.attributes is distinct from old.attributes
        and (new.valid, new.name_vi, new.name_en, new.position_source, new.accuracy_m, new.near::text, new.commune_id, new.demonstration)
            is not distinct from (old.valid, old.name_vi, old.name_en, old.position_source, old.accuracy_m, old.near::text, old.commune_id, old.demonstration)
        and (new.geom is null and old.geom is null or st_orderingequals(new.geom, old.geom)) then
        select l.restricted_attributes into hidden from env.layer l where l.id = old.layer and not l.restricted and l.restricted_attributes <> '{}';
        if hidden is not null and new.attributes - hidden = old.attributes - hidden then
            select coalesce(v.echo_of, v.id) into echo from env.feature_version v where v.id = old.version_id;
        end if;
    end if;
    -- One statement, so that readers of the outbox see one update and not a deletion and an insertion.
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment)
        where id = old.version_id and upper_inf(recorded)
        returning feature_id)
    insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
        commune_id, demonstration, author, reason, echo_of)
    select feature_id, new.layer, new.valid, tstzrange(moment, null), new.name_vi, new.name_en, new.attributes, new.geom,
        case when new.geom is not null then new.position_source end, new.accuracy_m, new.near, new.commune_id, new.demonstration,
        case when new.author is distinct from old.author then new.author else who end,
        case when new.reason is distinct from old.reason then new.reason end, echo
    from closed
    returning id into new.version_id;
    return case when new.version_id <> old.version_id then new end;
end
$$;

-- Author and reason are those of the version that everybody goes on seeing; echo_of says which rows are one to this reader.
create or replace view published.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes - l.restricted_attributes as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, coalesce(o.author, v.author) as author, case when o.id is null then v.reason else o.reason end as reason, v.geom, v.commune_id,
           published.grade_of(l.classes, v.attributes) as grade, published.state_of(l.classes, v.attributes) as state, v.echo_of
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer and not l.restricted
    left join env.commune c on c.id = v.commune_id
    left join env.feature_version o on o.id = v.echo_of;
create or replace view member.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en,
           case when l.restricted or l.restricted_attributes = '{}' or member.sees(v.layer, c.province_code, c.code, (select member.given()))
                then v.attributes else v.attributes - l.restricted_attributes end as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, coalesce(o.author, v.author) as author, case when o.id is null then v.reason else o.reason end as reason, v.geom, v.commune_id,
           published.grade_of(l.classes, v.attributes) as grade, published.state_of(l.classes, v.attributes) as state, o.id as echo_of
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer
    left join env.commune c on c.id = v.commune_id
    left join env.feature_version o on o.id = v.echo_of and not member.sees(v.layer, c.province_code, c.code, (select member.given()))
    where not l.restricted or member.sees(v.layer, c.province_code, c.code, (select member.given()));

create or replace view published.change as
    select c.id, c.xid, c.at, c.layer, c.feature_id, c.version_id, c.operation, c.old_extent, c.new_extent
    from env.change c
    where not exists (select from env.layer l where l.id = c.layer and l.restricted)
      and not exists (select from env.feature_version v where v.id = c.version_id and v.echo_of is not null and c.operation = 'update');
create or replace view member.change as
    select c.id, c.xid, c.at, c.layer, c.feature_id, c.version_id, c.operation, c.old_extent, c.new_extent
    from env.change c
    where (not exists (select from env.layer l where l.id = c.layer and l.restricted)
       or exists (select from member.feature_version v where v.id = c.feature_id))
      and not exists (select from member.feature_version v where v.version_id = c.version_id and v.echo_of is not null and c.operation = 'update');

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
    -- What everybody sees since, they see since then.
    update published.feature p set valid = daterange(least(lower(o.valid), lower(p.valid)), upper(p.valid)), updated_at = lower(o.recorded)
    from unnest(ids) i (id)
    cross join lateral (select f.id, f.layer from env.feature f where f.id = i.id offset 0) f
    join published.feature q on q.layer = f.layer and q.id = f.id
    join env.feature_version v on v.id = q.version_id
    join env.feature_version o on o.id = v.echo_of
    where p.layer = f.layer and p.id = f.id and p.updated_at <> lower(o.recorded);
    delete from restricted.attribute a using unnest(ids) i (id) where a.id = i.id;
    insert into restricted.attribute (layer, id, attributes, valid, updated_at)
    select p.layer, p.id, coalesce(h.attributes, '{}'), case when v.echo_of is not null then v.valid end, case when v.echo_of is not null then lower(v.recorded) end
    from unnest(ids) i (id)
    join env.feature f on f.id = i.id
    join published.feature p on p.layer = f.layer and p.id = f.id
    join env.layer l on l.id = f.layer and l.restricted_attributes <> '{}'
    join env.feature_version v on v.id = p.version_id
    cross join lateral (
        select jsonb_object_agg(a.key, a.value) as attributes from jsonb_each(v.attributes) a where a.key = any (l.restricted_attributes) and a.value <> 'null') h
    where h.attributes is not null or v.echo_of is not null;
    return changed;
end
$$;

-- Who sees what changed sees since when, too. Looked up for each column that is asked for, so that the view stays one table to the planner.
alter table restricted.attribute add column valid daterange, add column updated_at timestamptz;
do $$
declare
    names text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'member.feature'::regclass and attnum > 0 and not attisdropped);
    seen text := 'from restricted.attribute a where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))';
    merged text := replace(replace(replace(names,
        'attributes', format('attributes || coalesce((select a.attributes %s), ''{}'') as attributes', seen)),
        ' valid,', format(' coalesce((select a.valid %s), f.valid) as valid,', seen)),
        ' updated_at,', format(' coalesce((select a.updated_at %s), f.updated_at) as updated_at,', seen));
begin
    execute format('create or replace view member.feature as select %s from published.feature f union all select %s from restricted.feature r
        where member.sees(r.layer, r.province_code, r.commune_code, (select member.given()))', merged, names);
end
$$;

-- A version that goes on being seen is not told of a second time by the one that it is seen in place of.
create or replace function published.features_as_of(layer_id text, on_day date, known_at timestamptz, box geometry)
    returns table (
        layer text, id bigint, code text, version_id bigint, valid daterange, updated_at timestamptz, name_vi text, name_en text, attributes jsonb,
        demonstration boolean, unlocated boolean, position_source text, accuracy_m double precision, near geometry, commune_id integer, commune_code text,
        commune_name text, province_code text, grade smallint, state text, area_m2 double precision, overview_zoom smallint, place bigint,
        shape_rank double precision, geom geometry, geom_3857 geometry, label_3857 geometry)
    language sql stable parallel safe
as $$
    select p.layer, p.id, p.code, p.version_id, p.valid, p.updated_at, p.name_vi, p.name_en, p.attributes, p.demonstration, p.unlocated,
        p.position_source, p.accuracy_m, p.near::geometry, p.commune_id, p.commune_code, p.commune_name, p.province_code, p.grade, p.state, p.area_m2,
        p.overview_zoom, p.place, p.shape_rank, p.geom::geometry, p.geom_3857::geometry, p.label_3857::geometry
    from published.feature p
    where p.layer = layer_id and p.valid @> on_day and p.updated_at <= coalesce(known_at, now()) and (box is null or p.geom && box)
    union all
    select v.layer, v.id, v.code, v.version_id, v.valid, v.updated_at, v.name_vi, v.name_en, v.attributes, v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, v.commune_id, v.commune_code, v.commune_name, v.province_code, v.grade, v.state, s.area_m2,
        s.overview_zoom, published.place_of(s.label), published.shape_rank(v.id, s.overview_zoom, s.area_m2, v.geom_3857), v.geom, v.geom_3857, s.label
    from (
        select w.layer, w.id, w.code, w.version_id, w.valid, lower(w.recorded) as updated_at, w.name_vi, w.name_en,
            jsonb_strip_nulls(w.attributes) as attributes, w.demonstration, w.unlocated, w.position_source, w.accuracy_m, w.near::geometry as near,
            w.commune_id, w.commune_code, w.commune_name, w.province_code, w.grade, w.state, w.geom::geometry as geom,
            st_transform(w.geom, 3857) as geom_3857
        from (
            select past.* from published.feature_version past
            where past.layer = layer_id and (not upper_inf(past.recorded) or not upper_inf(past.valid))
              and past.valid @> on_day and past.recorded @> coalesce(known_at, now()) and (box is null or past.geom && box)
            union all
            select coming.* from published.feature_version coming
            where coming.layer = layer_id and upper_inf(coming.recorded) and upper_inf(coming.valid)
              and lower(coming.valid) > published.published_until() and lower(coming.valid) <= on_day
              and coming.recorded @> coalesce(known_at, now()) and (box is null or coming.geom && box)) w
        where not exists (
            select from published.feature p where p.layer = layer_id and p.id = w.id
                and (p.version_id = w.version_id or p.valid @> on_day and p.updated_at <= coalesce(known_at, now())))
        offset 0) v
    cross join lateral (
        select published.area_m2(v.geom) as area_m2, published.overview_zoom(v.id, v.geom_3857) as overview_zoom,
            published.label_of(v.geom_3857) as label
        offset 0) s
$$;
create or replace function member.features_as_of(layer_id text, on_day date, known_at timestamptz, box geometry)
    returns table (
        layer text, id bigint, code text, version_id bigint, valid daterange, updated_at timestamptz, name_vi text, name_en text, attributes jsonb,
        demonstration boolean, unlocated boolean, position_source text, accuracy_m double precision, near geometry, commune_id integer, commune_code text,
        commune_name text, province_code text, grade smallint, state text, area_m2 double precision, overview_zoom smallint, place bigint,
        shape_rank double precision, geom geometry, geom_3857 geometry, label_3857 geometry)
    language sql stable parallel safe
as $$
    select p.layer, p.id, p.code, p.version_id, p.valid, p.updated_at, p.name_vi, p.name_en, p.attributes, p.demonstration, p.unlocated,
        p.position_source, p.accuracy_m, p.near::geometry, p.commune_id, p.commune_code, p.commune_name, p.province_code, p.grade, p.state, p.area_m2,
        p.overview_zoom, p.place, p.shape_rank, p.geom::geometry, p.geom_3857::geometry, p.label_3857::geometry
    from member.feature p
    where p.layer = layer_id and p.valid @> on_day and p.updated_at <= coalesce(known_at, now()) and (box is null or p.geom && box)
    union all
    select v.layer, v.id, v.code, v.version_id, v.valid, v.updated_at, v.name_vi, v.name_en, v.attributes, v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, v.commune_id, v.commune_code, v.commune_name, v.province_code, v.grade, v.state, s.area_m2,
        s.overview_zoom, published.place_of(s.label), published.shape_rank(v.id, s.overview_zoom, s.area_m2, v.geom_3857), v.geom, v.geom_3857, s.label
    from (
        select w.layer, w.id, w.code, w.version_id, w.valid, lower(w.recorded) as updated_at, w.name_vi, w.name_en,
            jsonb_strip_nulls(w.attributes) as attributes, w.demonstration, w.unlocated, w.position_source, w.accuracy_m, w.near::geometry as near,
            w.commune_id, w.commune_code, w.commune_name, w.province_code, w.grade, w.state, w.geom::geometry as geom,
            st_transform(w.geom, 3857) as geom_3857
        from (
            select past.* from member.feature_version past
            where past.layer = layer_id and (not upper_inf(past.recorded) or not upper_inf(past.valid))
              and past.valid @> on_day and past.recorded @> coalesce(known_at, now()) and (box is null or past.geom && box)
            union all
            select coming.* from member.feature_version coming
            where coming.layer = layer_id and upper_inf(coming.recorded) and upper_inf(coming.valid)
              and lower(coming.valid) > published.published_until() and lower(coming.valid) <= on_day
              and coming.recorded @> coalesce(known_at, now()) and (box is null or coming.geom && box)) w
        where not exists (
            select from member.feature p where p.layer = layer_id and p.id = w.id
                and (p.version_id = w.version_id or p.valid @> on_day and p.updated_at <= coalesce(known_at, now())))
        offset 0) v
    cross join lateral (
        select published.area_m2(v.geom) as area_m2, published.overview_zoom(v.id, v.geom_3857) as overview_zoom,
            published.label_of(v.geom_3857) as label
        offset 0) s
$$;
