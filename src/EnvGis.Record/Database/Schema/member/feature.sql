-- What a member reads of features: what is published, with the restricted attributes that they may see, and the places of restricted layers that they may see.
-- The barrier is around what is restricted alone: what is published is everybody's and keeps its indexes.
create or replace view member.feature as
    select
        f.layer, f.id, f.code, f.version_id,
        coalesce((select a.valid from restricted.attribute a where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))), f.valid) as valid,
        coalesce((select a.updated_at from restricted.attribute a where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))), f.updated_at) as updated_at,
        f.name_vi, f.name_en,
        f.attributes || coalesce((select a.attributes from restricted.attribute a where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))), '{}') as attributes,
        f.demonstration, f.unlocated, f.position_source, f.accuracy_m, f.near, f.commune_id, f.commune_code, f.commune_name,
        f.province_code, f.area_m2, f.overview_zoom, f.search_key, f.geom, f.geom_3857, f.label_3857, f.grade, f.state, f.place,
        f.shape_rank
    from published.feature f
    union all
    select
        r.layer, r.id, r.code, r.version_id, r.valid, r.updated_at, r.name_vi, r.name_en, r.attributes, r.demonstration, r.unlocated,
        r.position_source, r.accuracy_m, r.near, r.commune_id, r.commune_code, r.commune_name, r.province_code, r.area_m2, r.overview_zoom,
        r.search_key, r.geom, r.geom_3857, r.label_3857, r.grade, r.state, r.place, r.shape_rank
    from restricted.seen_feature r;

grant select on member.feature to envgis_member;
