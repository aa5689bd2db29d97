create or replace view published.base_content as select kind, features, source, loaded_at, extent from env.base_content;

grant select on published.base_content to envgis_writer, envgis_reader, envgis_member;
