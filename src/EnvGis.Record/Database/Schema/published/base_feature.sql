create or replace view published.base_feature as select id, kind, name, reach_m, from_zoom, geom_3857 from env.base_feature;

grant select on published.base_feature to envgis_writer, envgis_reader, envgis_member;
