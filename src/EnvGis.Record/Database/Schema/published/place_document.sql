create or replace view published.place_document as select * from env.place_document;

grant select on published.place_document to envgis_writer, envgis_reader, envgis_member;
