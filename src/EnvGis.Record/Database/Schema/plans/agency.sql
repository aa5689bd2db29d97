create or replace view plans.agency as select * from env.agency;

grant select on plans.agency to envgis_reader, envgis_member, envgis_writer;
