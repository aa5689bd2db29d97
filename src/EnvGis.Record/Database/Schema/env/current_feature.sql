-- The open versions, writable: an update records a new version, a delete withdraws and keeps the record.
create or replace view env.current_feature as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes, v.geom, v.position_source,
           v.accuracy_m, v.near, v.commune_id, v.demonstration, v.unlocated, v.author, v.reason, v.decision_id, v.annex_of
    from env.feature_version v join env.feature f on f.id = v.feature_id
    where upper_inf(v.recorded);

grant select, insert, update, delete on env.current_feature to envgis_writer;
