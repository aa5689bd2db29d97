-- Which versions have an annex of which content, its own or that of the version whose position they keep; of layers that everybody sees. Two branches, each of an index.
create or replace view published.annex_content with (security_barrier) as
    select a.content_hash, a.version_id as annex_id, v.feature_id as id, v.id as version_id
    from env.legal_annex a join env.feature_version v on v.id = a.version_id join env.layer l on l.id = v.layer and not l.restricted
    where a.content_hash is not null
    union all
    select a.content_hash, a.version_id, v.feature_id, v.id
    from env.legal_annex a join env.feature_version v on v.annex_of = a.version_id join env.layer l on l.id = v.layer and not l.restricted
    where a.content_hash is not null;

grant select on published.annex_content to envgis_reader, envgis_writer, envgis_member;
