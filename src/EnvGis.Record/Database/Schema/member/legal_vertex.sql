create or replace view member.legal_vertex with (security_barrier) as
    select n.version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from env.legal_vertex n join member.legal_annex a on a.version_id = n.version_id;

grant select on member.legal_vertex to envgis_member;
