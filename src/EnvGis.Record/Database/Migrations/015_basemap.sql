-- Why: a department's own boundaries, rivers, lakes, roads and places are drawn under the map, and every page learns that they changed.

-- "basemap" is an address of its own among the tiles.
alter table env.layer add constraint layer_is_not_basemap check (id <> 'basemap');

-- Never shipped, loaded by `EnvGis basemap import`. One row per simple part, so that a tile reads only what is near it.
create table env.base_feature (
    id        bigint generated always as identity primary key,
    kind      text not null check (kind in ('river', 'lake', 'road', 'place')),
    name      text check (length(trim(name)) between 1 and 300),
    geom      geometry(Geometry, 4326) not null
              check (not st_isempty(geom) and st_isvalid(geom) and st_ndims(geom) = 2
                     and st_xmin(geom) >= 95 and st_xmax(geom) <= 125 and st_ymin(geom) >= 0 and st_ymax(geom) <= 30),
    -- Metres: the length of everything of this kind and name, or the side of a square as large as the area; 0 for a place.
    reach_m   double precision not null check (reach_m >= 0),
    -- The least zoom of the map (256 pixels at zoom 0) at which it is worth drawing.
    from_zoom smallint not null check (from_zoom between 0 and 18),
    geom_3857 geometry(Geometry, 3857) not null generated always as (st_transform(geom, 3857)) stored,
    check (case kind when 'place' then geometrytype(geom) = 'POINT' when 'road' then geometrytype(geom) = 'LINESTRING'
                     when 'lake' then geometrytype(geom) = 'POLYGON' else geometrytype(geom) in ('LINESTRING', 'POLYGON') end)
);
create index on env.base_feature using gist (geom_3857);
create index on env.base_feature (kind);

-- Boundaries as lines that are drawn once, however many units they part: dashes of two outlines would fill each other's gaps.
create table env.boundary_line (
    id        bigint generated always as identity primary key,
    level     text not null check (level in ('province', 'commune')),
    -- Whether units of one province lie on both sides; such a line of communes is no line of provinces.
    inner_line boolean not null,
    geom      geometry(LineString, 4326) not null,
    geom_3857 geometry(LineString, 3857) not null generated always as (st_transform(geom, 3857)) stored
);
create index on env.boundary_line using gist (geom_3857);

-- A ten-millionth of a degree is a centimetre; lines meant to be the same are the same then.
create function env.draw_boundary_lines(drawn_level text) returns void
    language sql
    set search_path = pg_catalog, public
as $$
    delete from env.boundary_line where level = drawn_level;
    insert into env.boundary_line (level, inner_line, geom)
    select drawn_level, coalesce(sides.units > 1 and sides.provinces = 1, false), line.geom
    from (select (st_dump(st_linemerge(st_union(st_boundary(b.geom), 0.0000001)))).geom from env.boundary b where b.level = drawn_level) line
    cross join lateral (
        select count(*) as units, count(distinct coalesce(c.province_code, '?')) as provinces
        from env.boundary b
        left join env.commune c on b.level = 'commune' and c.code = b.code and c.valid_to is null
        cross join lateral (select st_lineinterpolatepoint(line.geom, 0.5) as geom) middle
        where b.level = drawn_level and b.geom && st_expand(middle.geom, 0.000001) and st_dwithin(b.geom, middle.geom, 0.000001)) sides
    where not st_isempty(line.geom)
$$;

-- What is loaded, told to pages, and a number that grows with every change, which their tile addresses carry.
create table env.base_content (
    kind      text primary key,
    features  integer not null,
    source    text not null,
    loaded_at timestamptz not null,
    extent    double precision[] not null
);
create table env.base_source (
    kind      text primary key check (kind in ('river', 'lake', 'road', 'place')),
    source    text not null,
    loaded_at timestamptz not null default now()
);
create table env.base_revision (
    is_only  boolean primary key default true check (is_only),
    revision bigint not null default 0
);
insert into env.base_revision default values;

create function env.tell_base_content() returns void
    language sql
    set search_path = pg_catalog, public
as $$
    delete from env.base_content where kind is not null;
    insert into env.base_content (kind, features, source, loaded_at, extent)
    select level, count(*), string_agg(distinct source, '; '), max(loaded_at), env.extent_of(st_setsrid(st_extent(geom)::geometry, 4326))
    from env.boundary group by level
    union all
    select f.kind, count(*), coalesce(min(s.source), '?'), coalesce(min(s.loaded_at), now()), env.extent_of(st_setsrid(st_extent(f.geom)::geometry, 4326))
    from env.base_feature f left join env.base_source s on s.kind = f.kind group by f.kind;
    update env.base_revision set revision = revision + 1 where is_only
$$;

create function env.redraw_boundaries() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.draw_boundary_lines(level) from (select distinct level from changed_rows) changed;
    perform env.tell_base_content();
    return null;
end
$$;
create trigger redraw_new after insert on env.boundary referencing new table as changed_rows for each statement execute function env.redraw_boundaries();
create trigger redraw_changed after update on env.boundary referencing new table as changed_rows for each statement execute function env.redraw_boundaries();
create trigger redraw_gone after delete on env.boundary referencing old table as changed_rows for each statement execute function env.redraw_boundaries();
create trigger keep_telling before truncate on env.boundary
    execute function env.refuse('Boundaries are deleted, not truncated.', 'delete from env.boundary where level = ''commune'': the map hears of it then.');

create function env.retell_base_content() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.tell_base_content();
    return null;
end
$$;
create trigger tell after insert or update or delete or truncate on env.base_feature for each statement execute function env.retell_base_content();

create view published.boundary_line as select id, level, inner_line, geom_3857 from env.boundary_line;
create view published.base_feature as select id, kind, name, reach_m, from_zoom, geom_3857 from env.base_feature;
create view published.base_content as select kind, features, source, loaded_at, extent from env.base_content;
create view published.base_revision as select revision from env.base_revision;
grant select on published.boundary_line, published.base_feature, published.base_content, published.base_revision to envgis_reader, envgis_writer;
grant select, insert, update, delete on env.base_feature, env.base_source to envgis_writer;
grant select on env.boundary_line, env.base_content, env.base_revision to envgis_writer;

-- Boundaries that were loaded before there were lines.
select env.draw_boundary_lines(level) from (select distinct level from env.boundary) loaded;
select env.tell_base_content();
