create or replace view member.legal_annex with (security_barrier) as
    select v.version_id, v.id as feature_id, a.epsg, a.central_meridian, a.zone_width, a.document, a.decimals, a.content_hash
    from restricted.version v join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.version_id);

grant select on member.legal_annex to envgis_member;
