-- For each: reader = published and roles = envgis_reader, envgis_writer, envgis_member; reader = member and roles = envgis_member
-- Features of a layer as they were in force on a day, as far as they were known at a moment; null knows all.
-- A version that goes on being seen is not told of a second time by the one that it is seen in place of.
create or replace function {reader}.features_as_of(layer_id text, on_day date, known_at timestamptz, box geometry)
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
    from {reader}.feature p
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
            select past.* from {reader}.feature_version past
            where past.layer = layer_id and (not upper_inf(past.recorded) or not upper_inf(past.valid))
              and past.valid @> on_day and past.recorded @> coalesce(known_at, now()) and (box is null or past.geom && box)
            union all
            select coming.* from {reader}.feature_version coming
            where coming.layer = layer_id and upper_inf(coming.recorded) and upper_inf(coming.valid)
              and lower(coming.valid) > published.published_until() and lower(coming.valid) <= on_day
              and coming.recorded @> coalesce(known_at, now()) and (box is null or coming.geom && box)) w
        where not exists (
            select from {reader}.feature p where p.layer = layer_id and p.id = w.id
                and (p.version_id = w.version_id or p.valid @> on_day and p.updated_at <= coalesce(known_at, now())))
        offset 0) v
    cross join lateral (
        select published.area_m2(v.geom) as area_m2, published.overview_zoom(v.id, v.geom_3857) as overview_zoom,
            published.label_of(v.geom_3857) as label
        offset 0) s
$$;

grant execute on function {reader}.features_as_of(text, date, timestamptz, geometry) to {roles};
