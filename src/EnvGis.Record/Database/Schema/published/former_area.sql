create or replace view published.former_area as
    select id, level, name, kind, province, valid_until, province_code, centre, radius_m, complete, search_key from env.former_area;

grant select on published.former_area to envgis_writer, envgis_reader, envgis_member;
