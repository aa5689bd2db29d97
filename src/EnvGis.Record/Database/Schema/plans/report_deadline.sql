create or replace view plans.report_deadline as select * from env.report_deadline;

grant select on plans.report_deadline to envgis_reader, envgis_member, envgis_writer;
