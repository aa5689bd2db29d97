-- The barrier is around what is restricted alone: what is published is everybody's and keeps its indexes.
create or replace view restricted.seen_feature with (security_barrier) as
    select r.* from restricted.feature r where member.sees(r.layer, r.province_code, r.commune_code, (select member.given()));
