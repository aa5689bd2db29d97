create or replace view published.legal_vertex with (security_barrier) as
    select n.version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from env.legal_vertex n join published.legal_annex a on a.version_id = n.version_id;

grant select on published.legal_vertex to envgis_writer, envgis_reader, envgis_member;
