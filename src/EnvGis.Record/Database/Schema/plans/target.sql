create or replace view plans.target as select * from env.target;

grant select on plans.target to envgis_reader, envgis_member, envgis_writer;
