create or replace view published.abbreviation as select short, long from env.abbreviation;

grant select on published.abbreviation to envgis_writer, envgis_reader, envgis_member;
