create or replace view published.link_role as select code, title_vi, title_en from env.link_role;

grant select on published.link_role to envgis_writer, envgis_reader, envgis_member;
