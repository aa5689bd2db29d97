-- Why: the registers show what the plans and the department's own boundaries say beyond their first columns.

alter table env.plan add commune_code text, add signed_as text, add parents text[] not null default '{}',
    add notes_vi text[] not null default '{}', add notes_en text[] not null default '{}';
alter table env.milestone add starts date, add section text, add line integer;
-- "No increase" is a target without a number.
alter table env.target alter column value drop not null, alter column unit drop not null;
alter table env.legal_reference add id text not null unique;
alter table env.task_reference add cited_as text;
-- The feature that stands for a place that the plan names.
alter table env.plan_place add feature_code text, add former_district text, add former_province text;

-- A task put between two others moves all that follow: only the end of the transaction counts.
alter table env.task drop constraint task_plan_id_position_key,
    add constraint task_plan_id_position_key unique (plan_id, position) deferrable initially deferred;

-- A unit that had ended before the reform of 2025 did so on a day that is not known.
alter table env.former_unit alter column valid_until drop not null;

-- "Bắc Kạn" leads to the province it became part of.
create or replace view published.province as
    select code, name, name_other, kind, valid_from, valid_to, central_meridian, epsg, centre, area_km2, search_key, merged_from from env.province;

create view published.boundary as select level, code, name, geom, source from env.boundary;
grant select on published.boundary to envgis_reader, envgis_writer;
