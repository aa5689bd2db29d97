create or replace view published.boundary as select level, code, name, geom, source from env.boundary;

grant select on published.boundary to envgis_reader, envgis_writer, envgis_member;
