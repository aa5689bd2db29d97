-- What member.feature_version is made of; nobody but its owner may ask it. Of an echo (decision 20) whoever does not see it is told who wrote what it echoes, and why.
create or replace view restricted.version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en,
        case when l.restricted or l.restricted_attributes = '{}' or member.sees(v.layer, c.province_code, c.code, (select member.given())) then v.attributes
            else v.attributes - l.restricted_attributes end as attributes,
        v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
        c.province_code, coalesce(o.author, v.author) as author, case when o.id is null then v.reason else o.reason end as reason, v.geom, v.commune_id,
        published.grade_of(l.classes, v.attributes) as grade, published.state_of(l.classes, v.attributes) as state, o.id as echo_of, v.annex_of, v.decision_id
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer
    left join env.commune c on c.id = v.commune_id
    left join env.feature_version o on o.id = v.echo_of and not member.sees(v.layer, c.province_code, c.code, (select member.given()))
    where not l.restricted or member.sees(v.layer, c.province_code, c.code, (select member.given()));

grant select on restricted.version to envgis_member;
