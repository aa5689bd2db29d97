create or replace view published.province as
    select code, name, name_other, kind, valid_from, valid_to, central_meridian, epsg, centre, area_km2, search_key, merged_from, older_meridians, radius_m,
           other_epsg, other_source, coalesce(merged_from like '%;%', false) as rearranged
    from env.province;

grant select on published.province to envgis_reader, envgis_writer, envgis_accounts, envgis_member;
