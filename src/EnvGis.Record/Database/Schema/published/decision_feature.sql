-- Which places a decision changed, of layers that everybody sees.
create or replace view published.decision_feature with (security_barrier) as
    select d.decision_id, d.feature_id as id, f.code, f.layer, d.change, d.reason, d.told_at
    from env.decision_feature d join env.feature f on f.id = d.feature_id join env.layer l on l.id = f.layer and not l.restricted;

grant select on published.decision_feature to envgis_reader, envgis_writer, envgis_member;
