create or replace view published.former_area_successor as select former_area_id, commune_id, part from env.former_area_successor;

grant select on published.former_area_successor to envgis_writer, envgis_reader, envgis_member;
