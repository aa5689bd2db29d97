create or replace view published.legal_annex with (security_barrier) as
    select v.id as version_id, v.feature_id, a.epsg, a.central_meridian, a.zone_width, a.document, a.decimals, a.content_hash
    from env.feature_version v join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id) join env.layer l on l.id = v.layer and not l.restricted;

grant select on published.legal_annex to envgis_writer, envgis_reader, envgis_member;
