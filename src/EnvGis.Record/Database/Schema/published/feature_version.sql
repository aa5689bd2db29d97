-- Author and reason are those of the version that everybody goes on seeing; echo_of says which rows are one to this reader.
create or replace view published.feature_version with (security_barrier) as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes - l.restricted_attributes as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, coalesce(o.author, v.author) as author, case when o.id is null then v.reason else o.reason end as reason, v.geom, v.commune_id,
           published.grade_of(l.classes, v.attributes) as grade, published.state_of(l.classes, v.attributes) as state, v.echo_of, v.decision_id
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer and not l.restricted
    left join env.commune c on c.id = v.commune_id
    left join env.feature_version o on o.id = v.echo_of;

grant select on published.feature_version to envgis_reader, envgis_writer, envgis_member;
