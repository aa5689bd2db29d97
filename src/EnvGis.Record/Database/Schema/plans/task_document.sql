create or replace view plans.task_document as select * from env.task_document;

grant select on plans.task_document to envgis_reader, envgis_member;
