create or replace view published.lineage as
    select number, name, first_change, lead(first_change) over (order by number) as next_change from env.lineage;

grant select on published.lineage to envgis_writer, envgis_reader, envgis_member;
