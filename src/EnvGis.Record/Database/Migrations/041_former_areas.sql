-- Why: a unit that was divided leads to every part and says which is one, old districts and provinces are units too, a circle said to hold a commune holds it,
-- and where two sources disagree about a province's meridian both are told.

-- Metres from its centre to the farthest corner, rounded up; of a province without its special zones, which are islands far out. Null until places are loaded.
alter table env.commune add column radius_m double precision check (radius_m > 0);
alter table env.province add column radius_m double precision check (radius_m > 0);

-- The zone that a second source gives where it disagrees, and which source that is; null where the sources agree.
alter table env.province add column other_epsg integer, add column other_source text, add check ((other_epsg is null) = (other_source is null));

-- Reaches to the farthest corner instead of twice the radius of a circle of the same area, which is short of it for many; else as in 025_positions.
create or replace function env.communes_near(point geometry) returns table (id integer, code text, province_code text, certain boolean)
    language sql stable strict parallel safe security definer set search_path = pg_catalog, public
as $$
    with exact as (
        select c.id, c.code, c.province_code
        from env.boundary b join env.commune c on c.code = b.code and c.valid_to is null
        where b.level = 'commune' and b.geom && point and st_intersects(b.geom, point)),
    within as (
        select b.code from env.boundary b where b.level = 'province' and b.geom && point and st_intersects(b.geom, point)),
    near as (
        select c.id, c.code, c.province_code, d.away, row_number() over (order by d.away, c.id) as rank,
               coalesce(c.radius_m, 2000 * sqrt(coalesce(c.area_km2, 80) / pi())) as reach
        from env.commune c
        cross join lateral (select st_distance(c.centre::geography, point::geography) as away) d
        where c.valid_to is null and c.centre && st_expand(point, 1.2)
          and not exists (select from exact)
          -- Its own boundary is known and does not hold the point.
          and not exists (select from env.boundary b where b.level = 'commune' and b.code = c.code)
          and (not exists (select from within) or c.province_code in (select w.code from within w))
          and (exists (select from within w where w.code = c.province_code) or not exists (select from env.boundary b where b.level = 'province' and b.code = c.province_code)))
    select e.id, e.code, e.province_code, true from exact e
    union all
    (select n.id, n.code, n.province_code, false from near n where n.rank = 1 and n.away < 100000 or n.away <= n.reach order by n.away, n.id)
$$;

-- Whether only a part of the former unit went there.
alter table env.former_unit_successor add column part boolean not null default false;

-- Districts until the reform of 2025 and provinces that are no more, or no more what they were.
create table env.former_area (
    id            integer generated always as identity primary key,
    level         text not null check (level in ('district', 'province')),
    name          text not null,
    kind          text not null,
    -- The province of a district, as it was; empty for a province.
    province      text not null check ((province = '') = (level = 'province')),
    valid_until   date not null,
    -- The province of today: none was divided.
    province_code text not null,
    -- What holds all communes that it became, special zones apart.
    centre        geometry(Point, 4326) not null,
    radius_m      double precision not null,
    -- False when of one of its units not every successor is known.
    complete      boolean not null,
    search_key    text not null generated always as (published.search_key(name)) stored,
    unique (kind, name, province, valid_until)
);
create index on env.former_area using gin (search_key gin_trgm_ops);

create table env.former_area_successor (
    former_area_id integer not null references env.former_area on delete cascade,
    commune_id     integer not null references env.commune,
    -- Whether only a part of the commune lies in it.
    part           boolean not null,
    primary key (former_area_id, commune_id)
);
create index on env.former_area_successor (commune_id);
grant select, insert, update, delete on env.former_area, env.former_area_successor to envgis_writer;
grant usage on all sequences in schema env to envgis_writer;

create or replace view published.commune as
    select id, code, name, name_other, kind, province_code, valid_from, valid_to, centre, area_km2, search_key, radius_m from env.commune;
create or replace view published.province as
    select code, name, name_other, kind, valid_from, valid_to, central_meridian, epsg, centre, area_km2, search_key, merged_from, older_meridians, radius_m,
           other_epsg, other_source, coalesce(merged_from like '%;%', false) as rearranged
    from env.province;
-- "complete" is false when other successors may be: of a unit that had ended before the reform, and of one of which a part is not accounted for.
-- No window here: a search for a name must still reach its index.
create or replace view published.former_unit as
    select u.id, u.code, u.name, u.kind, u.district, u.province, u.valid_until, u.search_key, s.commune_id, s.part,
           u.valid_until is not null and (not s.part or exists (
               select from env.former_unit_successor o where o.former_unit_id = u.id and o.commune_id <> s.commune_id)) as complete
    from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id;
create view published.former_area as
    select id, level, name, kind, province, valid_until, province_code, centre, radius_m, complete, search_key from env.former_area;
create view published.former_area_successor as select former_area_id, commune_id, part from env.former_area_successor;
grant select on published.former_area, published.former_area_successor to envgis_reader, envgis_writer, envgis_member;

-- Plans whose day is blank: what they name is in force since the month.
create view published.plan_month as select id as plan_id, (date || '-01')::date as first_day from env.plan where date ~ '^[0-9]{4}-[0-9]{2}$';
grant select on published.plan_month to envgis_reader, envgis_writer, envgis_member;
