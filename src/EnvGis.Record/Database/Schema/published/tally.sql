create or replace view published.tally with (security_barrier) as
    select layer, cell, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes, features,
        west, south, east, north, shrunk
    from env.tally where not restricted;

grant select on published.tally to envgis_writer, envgis_reader, envgis_member;
