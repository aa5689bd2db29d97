create or replace view published.legal_vertex with (security_barrier) as
    select v.id as version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from env.feature_version v join env.legal_vertex n on n.version_id = coalesce(v.annex_of, v.id) join env.layer l on l.id = v.layer and not l.restricted;

grant select on published.legal_vertex to envgis_writer, envgis_reader, envgis_member;
