create or replace function env.tell_base_content() returns void
    language sql
    set search_path = pg_catalog, public, pg_temp
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
