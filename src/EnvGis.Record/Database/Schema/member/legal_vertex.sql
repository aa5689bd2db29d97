create or replace view member.legal_vertex with (security_barrier) as
    select v.version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from restricted.version v join env.legal_vertex n on n.version_id = coalesce(v.annex_of, v.version_id);

grant select on member.legal_vertex to envgis_member;
