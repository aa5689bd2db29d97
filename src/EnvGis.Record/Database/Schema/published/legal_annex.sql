create or replace view published.legal_annex with (security_barrier) as
    select a.version_id, v.feature_id, a.epsg, a.central_meridian, a.zone_width, a.document
    from env.legal_annex a join env.feature_version v on v.id = a.version_id join env.layer l on l.id = v.layer and not l.restricted;

grant select on published.legal_annex to envgis_writer, envgis_reader, envgis_member;
