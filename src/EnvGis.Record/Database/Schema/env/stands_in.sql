-- Features of some layers in force whose boxes meet any of some boxes, in front of the curtain and behind it; who may see which is for the caller to ask.
create or replace function env.stands_in(boxes geometry[], layers text[]) returns table (id bigint, version_id bigint, layer text, restricted boolean, province text)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select p.id, p.version_id, p.layer, false, p.province_code
    from unnest(boxes) b (box) cross join unnest(layers) l (id) join published.feature p on p.layer = l.id and p.geom && b.box
    where not p.demonstration
    union
    select p.id, p.version_id, p.layer, true, p.province_code
    from unnest(boxes) b (box) join restricted.feature p on p.geom && b.box and p.layer = any (layers)
    where not p.demonstration
$$;

revoke execute on function env.stands_in(geometry[], text[]) from public;
grant execute on function env.stands_in(geometry[], text[]) to envgis_writer;
