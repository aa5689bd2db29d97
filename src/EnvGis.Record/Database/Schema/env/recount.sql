-- Parts of layers counted anew, in one statement, so that what is taken away and what is put in its place are seen at one moment: what others write meanwhile
-- stays beside it.
create or replace function env.recount(layers text[], cells integer[]) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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

revoke execute on function env.recount(text[], integer[]) from public;
