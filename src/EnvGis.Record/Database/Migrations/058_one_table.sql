-- Why: a partition for each layer has fourteen indexes, which every session opened and every question over all layers planned with: with 300 layers the first question of a
-- session cost 170 ms and each later one 35 ms of planning, and a new layer made all sessions plan everything anew. Published places stand in one partition
-- like restricted ones, and what is asked of one layer finds it by indexes that begin with the layer (decision 35).
drop trigger a_partition on env.layer;
drop function env.add_partition();

do $$
declare
    columns text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'published.feature'::regclass and attnum > 0 and not attisdropped and attgenerated = '');
    parts regclass[] := array(select inhrelid::regclass from pg_inherits where inhparent = 'published.feature'::regclass order by inhrelid);
    part regclass;
begin
    foreach part in array parts loop
        execute format('alter table published.feature detach partition %s', part);
    end loop;

    -- With GiST a question that names no layer finds its way by the box all the same.
    drop index published.feature_geom_idx, published.feature_geom_3857_idx, published.feature_shape, published.feature_overview, published.feature_place;
    create index feature_geom on published.feature using gist (layer, geom);
    create index feature_geom_3857 on published.feature using gist (layer, geom_3857);
    create index feature_shape on published.feature using gist (layer, geom_3857) where shape_rank < 100;
    create index feature_overview on published.feature using gist (layer, shape_rank, geom_3857) where shape_rank < 100 and shape_rank >= 0;
    create index feature_place on published.feature (layer, place) include (grade, shape_rank);

    -- Filled before it is attached: nothing is counted or announced again, and each index is built in one go.
    create table published.feature_of_all (like published.feature including all excluding indexes);
    alter table published.feature_of_all alter column geom set storage external, alter column geom_3857 set storage external;
    foreach part in array parts loop
        execute format('insert into published.feature_of_all (%s) select %s from %s', columns, columns, part);
        execute format('drop table %s', part);
    end loop;
    alter table published.feature attach partition published.feature_of_all default;
end
$$;
