-- "complete" is false when other successors may be: of a unit that had ended before the reform, and of one of which a part is not accounted for.
-- No window here: a search for a name must still reach its index.
create or replace view published.former_unit as
    select u.id, u.code, u.name, u.kind, u.district, u.province, u.valid_until, u.search_key, s.commune_id, s.part,
           u.valid_until is not null and (not s.part or exists (
               select from env.former_unit_successor o where o.former_unit_id = u.id and o.commune_id <> s.commune_id)) as complete
    from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id;

grant select on published.former_unit to envgis_reader, envgis_writer, envgis_member;
