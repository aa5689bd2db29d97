create or replace view restricted.seen_feature_document with (security_barrier) as
    select d.* from restricted.feature_document d where member.sees(d.layer, d.province_code, d.commune_code, (select member.given()));
