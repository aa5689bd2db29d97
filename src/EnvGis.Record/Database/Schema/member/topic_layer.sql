create or replace view member.topic_layer with (security_barrier) as
    select o.id as topic_id, l.id as layer from env.topic o join env.layer l on l.id = o.layer and (not l.restricted or member.sees_somewhere(l.id, (select member.given())));

grant select on member.topic_layer to envgis_member;
