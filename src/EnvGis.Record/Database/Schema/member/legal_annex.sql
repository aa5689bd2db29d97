create or replace view member.legal_annex with (security_barrier) as
    select a.version_id, v.id as feature_id, a.epsg, a.central_meridian, a.zone_width, a.document
    from env.legal_annex a join restricted.version v on v.version_id = a.version_id;

grant select on member.legal_annex to envgis_member;
