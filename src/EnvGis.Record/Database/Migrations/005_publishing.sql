-- Why: map, items and exports read one table per layer, kept in the writer's own transaction, and every change is in the outbox, whoever wrote it.

create table published.feature (
    layer           text not null,
    id              bigint not null,
    code            text not null,
    version_id      bigint not null,
    valid           daterange not null,
    updated_at      timestamptz not null,
    name_vi         text not null,
    name_en         text,
    attributes      jsonb not null,
    demonstration   boolean not null,
    unlocated       boolean not null,
    position_source text,
    accuracy_m      double precision,
    near            geometry(Point, 4326),
    commune_id      integer,
    commune_code    text,
    commune_name    text,
    province_code   text,
    area_m2         double precision,
    -- The least zoom at which a crowded tile shows the feature: by size for zones, by a stable draw of one in four per zoom for points.
    overview_zoom   smallint not null,
    -- overview_zoom with a stable draw behind the point, so that hardly two features are equal and an index can walk them in order.
    overview_rank   double precision not null
                    generated always as (overview_zoom + (hashint8extended(id, 0) & 9007199254740991) / 9007199254740992.0) stored,
    search_key      text not null,
    geom            geometry(Geometry, 4326),
    geom_3857       geometry(Geometry, 3857),
    label_3857      geometry(Point, 3857),
    primary key (layer, id)
) partition by list (layer);
create index on published.feature using gist (geom);
create index on published.feature using gist (geom_3857);
-- A crowded tile takes the first few thousand of its box by rank. Ordered by rank first, the index finds a small box slowly; the predicate is always
-- true and keeps it out of statements that do not repeat it.
create index feature_overview on published.feature using gist (overview_rank, geom_3857) where overview_rank >= 0;
create index feature_unlocated on published.feature (id) where unlocated;
create index feature_ends on published.feature (upper(valid)) where not upper_inf(valid);
create index feature_commune on published.feature (commune_code);
create index feature_name on published.feature using gin (search_key gin_trgm_ops);
create index feature_id on published.feature (id);
create index feature_code on published.feature (code);

create table env.change (
    id         bigint generated always as identity,
    xid        xid8 not null default pg_current_xact_id(),
    at         timestamptz not null default clock_timestamp(),
    layer      text not null,
    feature_id bigint not null,
    version_id bigint,
    operation  text not null check (operation in ('insert', 'update', 'delete')),
    -- West, south, east, north in degrees; null when the feature had or has no geometry.
    old_extent double precision[] check (cardinality(old_extent) = 4),
    new_extent double precision[] check (cardinality(new_extent) = 4),
    primary key (xid, id)
);
create index on env.change (layer, xid, id);
create trigger keep_as_written before update or delete on env.change for each row
    execute function env.refuse('The outbox is only written to.', 'Changes are recorded by what changes a feature.');
create trigger keep_table before truncate on env.change
    execute function env.refuse('The outbox is only written to.', 'Changes are recorded by what changes a feature.');

-- NOTIFY only wakes readers: what changed stands in the table. Equal notices of one transaction collapse into one.
create function env.announce_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('envgis_change', '');
    return null;
end
$$;
create trigger announce after insert on env.change for each statement execute function env.announce_change();

create view published.change as
    select id, xid, at, layer, feature_id, version_id, operation, old_extent, new_extent from env.change;

create function env.extent_of(geom geometry) returns double precision[]
    language sql immutable parallel safe
    return case when geom is not null then array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)] end;

create function env.overview_zoom(id bigint, geom_3857 geometry) returns smallint
    language sql immutable parallel safe
    return case
        when geom_3857 is null then 0
        -- Three pixels of a 256-pixel tile; 156 543 m is a pixel at zoom 0.
        when st_dimension(geom_3857) > 0 then greatest(0, least(14, ceil(ln(3 * 156543.03::double precision /
            greatest(st_xmax(geom_3857) - st_xmin(geom_3857), st_ymax(geom_3857) - st_ymin(geom_3857), 1)) / ln(2::double precision))))
        -- One point in four survives each step out from zoom 12.
        else greatest(0, 12 - floor(ln(16777216::double precision / (1 + (hashint8(id) & 16777215))) / ln(4::double precision)))
    end::smallint;

-- Square metres on the ellipsoid of a geometry in degrees. Geodesics cost 1 µs a vertex; up to a tenth of a degree it is as good to multiply the area
-- in square degrees by that of one square degree at the centroid, M N cos φ (π/180)², where M N = a² (1 − e²) / (1 − e² sin² φ)² are the radii of
-- curvature in the meridian and in the prime vertical (IOGP Guidance Note 373-7-2). WGS 84: a = 6378137 m, e² = 0.00669437999014. Against
-- geodesics zones of a few kilometres differ by 1e-7; what differs more are edges of 10 km, which RFC 7946 (3.1.1) draws straight in degrees.
create function env.area_m2(geom geometry) returns double precision
    language sql immutable parallel safe
    return case
        when geom is null or st_dimension(geom) < 2 then null
        when st_xmax(geom) - st_xmin(geom) > 0.1 or st_ymax(geom) - st_ymin(geom) > 0.1 then st_area(geom::geography)
        else st_area(geom) * cosd(st_y(st_centroid(geom)))
            * (6378137.0::double precision * pi() / 180) ^ 2 * (1 - 0.00669437999014::double precision)
            / (1 - 0.00669437999014::double precision * sind(st_y(st_centroid(geom))) ^ 2) ^ 2
    end;

-- Makes published.feature what it should be for these features on that day, and writes what differed to the outbox. Idempotent.
-- A plan made for one edit and a plan made for a bulk load must both suit the other, with statistics or without: every row is looked up by its key,
-- which "lateral" and "offset 0" fix, and "is true" keeps the search for a version on its feature.
create function env.publish(ids bigint[], on_day date default env.today()) returns integer
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
        geom, geom_3857, label_3857)
    select v.layer, f.id, f.code, v.id, v.valid, lower(v.recorded), v.name_vi, v.name_en, jsonb_strip_nulls(v.attributes), v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, c.id, c.code, published.full_name(c.kind, c.name), c.province_code,
        env.area_m2(g.geom), env.overview_zoom(f.id, m.geom),
        published.search_key(v.name_vi || ' / ' || coalesce(v.name_en, '') || ' / ' || f.code),
        g.geom, m.geom, case when st_dimension(m.geom) = 2 then st_pointonsurface(m.geom) else st_geometryn(st_points(m.geom), 1) end
    from unnest(ids) i (id)
    cross join lateral (select * from env.feature f where f.id = i.id offset 0) f
    cross join lateral (
        select * from env.feature_version v where v.feature_id = i.id and (upper_inf(v.recorded) and v.valid @> on_day) is true offset 0) v
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
        geom = excluded.geom, geom_3857 = excluded.geom_3857, label_3857 = excluded.label_3857;
    return changed;
end
$$;

create function env.publish_written() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.publish((select array_agg(distinct feature_id) from new_rows));
    return null;
end
$$;
create trigger b_publish_new after insert on env.feature_version referencing new table as new_rows
    for each statement execute function env.publish_written();
create trigger b_publish_closed after update on env.feature_version referencing new table as new_rows
    for each statement execute function env.publish_written();

-- What the calendar brings into force or ends. Run daily and at start; writes like anyone else.
create table env.publication_day (
    day     date primary key,
    changed integer not null,
    ran_at  timestamptz not null default now()
);
create function env.publish_due(on_day date default env.today()) returns integer
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
        union
        select p.id from published.feature p where not upper_inf(p.valid) and upper(p.valid) <= on_day) due;
    insert into env.publication_day (day, changed) values (on_day, coalesce(changed, 0))
        on conflict (day) do update set changed = env.publication_day.changed + excluded.changed, ran_at = now();
    return coalesce(changed, 0);
end
$$;

-- Each layer is a partition of its own. The name comes from the layer's id, which the table restricts to letters, digits and dashes.
create function env.add_partition() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    name text := 'feature_' || replace(new.id, '-', '_');
begin
    execute format('create table published.%I (like published.feature including all)', name);
    execute format('alter table published.%I alter column geom set storage external, alter column geom_3857 set storage external', name);
    -- Attached, not created in place: that would lock out every reader until the end of the transaction.
    execute format('alter table published.feature attach partition published.%I for values in (%L)', name, new.id);
    return null;
end
$$;
create trigger partition after insert on env.layer for each row execute function env.add_partition();

create view published.layer as
    select id, code_prefix, sort_order, geometry_kind, definition from env.layer where definition ->> 'visibility' = 'public';

-- The slower second way: versions in force on a day, as known at a moment; one query.
create view published.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes, v.demonstration, v.unlocated,
           v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name, c.province_code,
           v.author, v.reason, v.geom
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer and l.definition ->> 'visibility' = 'public'
    left join env.commune c on c.id = v.commune_id;

create function published.in_force(layer_id text, on_day date, as_known_at timestamptz default now())
    returns setof published.feature_version
    language sql stable parallel safe
as $$
    select * from published.feature_version v where v.layer = layer_id and v.valid @> on_day and v.recorded @> as_known_at
$$;
