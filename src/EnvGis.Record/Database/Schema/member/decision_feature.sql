-- Which places a decision changed, of those that the caller sees or saw.
create or replace view member.decision_feature with (security_barrier) as
    select d.decision_id, d.feature_id as id, f.code, f.layer, d.change, d.reason, d.told_at
    from env.decision_feature d join env.feature f on f.id = d.feature_id
    where exists (select from restricted.version v where v.id = d.feature_id);

grant select on member.decision_feature to envgis_member;
