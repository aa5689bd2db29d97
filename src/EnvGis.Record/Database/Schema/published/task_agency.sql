create or replace view published.task_agency as
    select l.task_id, a.name, a.search_key, true as leads from env.task_lead l join env.agency a on a.id = l.agency_id
    union all
    select c.task_id, a.name, a.search_key, false from env.task_coordinating c join env.agency a on a.id = c.agency_id;

grant select on published.task_agency to envgis_writer, envgis_reader, envgis_member;
