-- The box in a geometry's header is enough, so that no vertices are read.
create or replace function env.count_features() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
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

revoke execute on function env.count_features() from public;

create or replace trigger count_new after insert on published.feature referencing new table as came for each statement execute function env.count_features('false');
create or replace trigger count_changed after update on published.feature referencing old table as went new table as came
    for each statement execute function env.count_features('false');
create or replace trigger count_gone after delete on published.feature referencing old table as went for each statement execute function env.count_features('false');
create or replace trigger count_new after insert on restricted.feature referencing new table as came for each statement execute function env.count_features('true');
create or replace trigger count_changed after update on restricted.feature referencing old table as went new table as came
    for each statement execute function env.count_features('true');
create or replace trigger count_gone after delete on restricted.feature referencing old table as went for each statement execute function env.count_features('true');
