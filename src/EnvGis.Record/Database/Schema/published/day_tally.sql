-- Who sees more looks at the versions of restricted layers themselves.
create or replace view published.day_tally with (security_barrier) as
    select t.layer, t.clock, t.day, t.added, t.changed, t.withdrawn
    from env.day_tally t join env.layer l on l.id = t.layer and not l.restricted;

grant select on published.day_tally to envgis_writer, envgis_reader, envgis_member;
