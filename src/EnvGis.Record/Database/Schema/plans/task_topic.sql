create or replace view plans.task_topic as select * from env.task_topic;

grant select on plans.task_topic to envgis_reader, envgis_member, envgis_writer;
