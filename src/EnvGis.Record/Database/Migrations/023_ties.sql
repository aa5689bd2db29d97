-- Why: a tile filtered by what tasks say took a second and more, nearly all of it planning: every layer's statement named the view of ties with all layers'
-- features in it, and names of agencies without accents were made anew for every task. Who has a feature already needs only its ties; names are kept.

alter table env.agency add column search_key text not null generated always as (published.search_key(name)) stored;
create or replace view plans.agency as select * from env.agency;
create or replace view published.task_agency as
    select l.task_id, a.name, a.search_key, true as leads from env.task_lead l join env.agency a on a.id = l.agency_id
    union all
    select c.task_id, a.name, a.search_key, false from env.task_coordinating c join env.agency a on a.id = c.agency_id;

-- Ties of features of the layers that this reader reads, also of those not published now or not seen here: to be joined with features that are.
create view published.tie as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer and not l.restricted
    where ft.untied_at is null;
create view member.tie as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer and (not l.restricted or member.sees_somewhere(l.id))
    where ft.untied_at is null;
grant select on published.tie to envgis_reader, envgis_writer;
grant select on published.tie, member.tie to envgis_member;
