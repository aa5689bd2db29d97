create or replace view published.boundary_line as select id, level, inner_line, geom_3857 from env.boundary_line;

grant select on published.boundary_line to envgis_writer, envgis_reader, envgis_member;
