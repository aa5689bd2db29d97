create or replace view member.tally with (security_barrier) as
    select layer, cell, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes, features,
        west, south, east, north, shrunk
    from env.tally t where not restricted or member.sees(t.layer, t.province_code, t.commune_code);

grant select on member.tally to envgis_member;
