create or replace view member.feature_document as
    select * from published.feature_document union all select * from restricted.seen_feature_document;

grant select on member.feature_document to envgis_member;
