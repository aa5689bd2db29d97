create or replace view plans.task as select * from env.task;

grant select on plans.task to envgis_reader, envgis_member, envgis_writer;
