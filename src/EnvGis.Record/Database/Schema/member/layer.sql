-- "(select member.given())" is asked once for a statement, not for every row.
create or replace view member.layer with (security_barrier) as
    select l.id, l.code_prefix, l.sort_order, l.geometry_kind,
           case when member.sees_somewhere(l.id, (select member.given())) then l.definition else l.public_definition end as definition
    from env.layer l where not l.restricted or member.sees_somewhere(l.id, (select member.given()));

grant select on member.layer to envgis_member;
