create or replace view published.commune as
    select id, code, name, name_other, kind, province_code, valid_from, valid_to, centre, area_km2, search_key, radius_m from env.commune;

grant select on published.commune to envgis_reader, envgis_writer, envgis_accounts, envgis_member;
