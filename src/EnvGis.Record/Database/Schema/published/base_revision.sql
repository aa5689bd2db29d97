create or replace view published.base_revision as select revision from env.base_revision;

grant select on published.base_revision to envgis_writer, envgis_reader, envgis_member;
