-- Why: commune codes were reused after the mergers of 2025, so a unit is known by code and validity, and every old name leads to what it became.

create table env.province (
    code            text not null,
    name            text not null,
    name_other      text,
    kind            text not null,
    valid_from      date not null,
    valid_to        date,
    commune_count   integer,
    area_km2        double precision,
    central_meridian double precision,
    epsg            integer,
    older_meridians text,
    merged_from     text,
    centre          geometry(Point, 4326) not null,
    search_key      text not null generated always as (published.search_key(name || coalesce(' / ' || name_other, ''))) stored,
    primary key (code, valid_from),
    exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);

create table env.commune (
    id            integer generated always as identity primary key,
    code          text not null,
    name          text not null,
    name_other    text,
    kind          text not null,
    province_code text not null,
    valid_from    date not null,
    valid_to      date,
    centre        geometry(Point, 4326) not null,
    area_km2      double precision,
    search_key    text not null generated always as (published.search_key(name)) stored,
    unique (code, valid_from),
    exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);
create index on env.commune (province_code);
create index on env.commune using gin (search_key gin_trgm_ops);

create table env.former_unit (
    id          integer generated always as identity primary key,
    code        text,
    name        text not null,
    kind        text not null,
    district    text not null,
    province    text not null,
    -- Null for a unit that had ended before the reform of 2025, on a day that is not known.
    valid_until date,
    search_key  text not null generated always as (published.search_key(name)) stored,
    unique (name, kind, district, province)
);
create index on env.former_unit using gin (search_key gin_trgm_ops);
create index on env.former_unit (code);

create table env.former_unit_successor (
    former_unit_id integer not null references env.former_unit on delete cascade,
    commune_id     integer not null references env.commune,
    primary key (former_unit_id, commune_id)
);
create index on env.former_unit_successor (commune_id);

-- A department's own boundaries; never shipped, loaded by `EnvGis boundaries import`.
create table env.boundary (
    level      text not null check (level in ('province', 'commune')),
    code       text not null,
    name       text not null,
    geom       geometry(MultiPolygon, 4326) not null check (st_isvalid(geom) and not st_isempty(geom)),
    source     text not null,
    loaded_at  timestamptz not null default now(),
    primary key (level, code)
);
create index on env.boundary using gist (geom);

-- Communes that a geometry meets, by real boundaries; empty when none are loaded. Touching at an edge does not count.
create function published.communes_of(geometry) returns table (code text, name text, share double precision)
    language sql stable strict parallel safe security definer set search_path = pg_catalog, public
as $$
    select b.code, b.name,
           case when st_dimension($1) = 2 then st_area(st_intersection(b.geom, $1)) / nullif(st_area($1), 0) else 1 end
    from env.boundary b
    where b.level = 'commune' and b.geom && $1 and st_intersects(b.geom, $1)
      and (st_dimension($1) = 0 or not st_touches(b.geom, $1))
    order by 3 desc, 1
$$;

create function published.full_name(kind text, name text) returns text
    language sql immutable parallel safe
    return upper(left(kind, 1)) || substr(kind, 2) || ' ' || name;

create view published.commune as
    select id, code, name, name_other, kind, province_code, valid_from, valid_to, centre, area_km2, search_key from env.commune;
create view published.province as
    select code, name, name_other, kind, valid_from, valid_to, central_meridian, epsg, centre, area_km2, search_key, merged_from from env.province;
create view published.former_unit as
    select u.id, u.code, u.name, u.kind, u.district, u.province, u.valid_until, u.search_key, s.commune_id
    from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id;
create view published.boundary as select level, code, name, geom, source from env.boundary;
