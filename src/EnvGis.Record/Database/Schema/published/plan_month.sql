-- Plans whose day is blank: what they name is in force since the month.
create or replace view published.plan_month as select id as plan_id, (date || '-01')::date as first_day from env.plan where date ~ '^[0-9]{4}-[0-9]{2}$';

grant select on published.plan_month to envgis_writer, envgis_reader, envgis_member;
