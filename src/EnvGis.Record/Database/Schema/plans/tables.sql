-- Who asks for tasks reads them by the role that reads for people, plans included: their texts are public, and stand here under the names they have in env.
create or replace view plans.legal_reference as select * from env.legal_reference;
create or replace view plans.milestone as select * from env.milestone;
create or replace view plans.plan as select * from env.plan;
create or replace view plans.plan_place as select * from env.plan_place;
create or replace view plans.plan_reference as select * from env.plan_reference;
create or replace view plans.plan_section as select * from env.plan_section;
create or replace view plans.plan_system as select * from env.plan_system;
create or replace view plans.task_coordinating as select * from env.task_coordinating;
create or replace view plans.task_lead as select * from env.task_lead;
create or replace view plans.task_place as select * from env.task_place;
create or replace view plans.task_reference as select * from env.task_reference;
create or replace view plans.task_system as select * from env.task_system;
create or replace view plans.task_target as select * from env.task_target;
-- Which layer answers a topic is told to those who see the layer: published.topic_layer, member.topic_layer.
create or replace view plans.topic as select id, title_vi, title_en from env.topic;

grant select on plans.legal_reference, plans.milestone, plans.plan, plans.plan_place, plans.plan_reference, plans.plan_section, plans.plan_system, plans.task_coordinating, plans.task_lead, plans.task_place, plans.task_reference, plans.task_system, plans.task_target, plans.topic to envgis_reader, envgis_member, envgis_writer;
