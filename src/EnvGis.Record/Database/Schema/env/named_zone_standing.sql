-- Each named zone by its last version, with the feature that is in force for it today: one that was drawn of it and decided, or the one that it was tied to. Of a feature that a draft added the
-- decision's own is found by the corners that were decided.
create or replace view env.named_zone_standing as
    select z.id, z.province_code, z.layer, l.restricted, w.number, w.clause, w.name_vi, w.name_en, w.withdrawn is not null as withdrawn, stands.feature_id
    from env.named_zone z
    join env.layer l on l.id = z.layer
    join lateral (select v.* from env.named_zone_version v where v.zone_id = z.id order by v.number desc limit 1) w on true
    left join lateral (
        select v.feature_id
        from (
            select w.feature_id as id where w.feature_id is not null
            union all
            select coalesce(f.feature_id, (
                select made.feature_id
                from env.decision_feature made
                join env.feature_version first on first.feature_id = made.feature_id and first.decision_id = made.decision_id and first.layer = f.layer
                join env.legal_annex a on a.version_id = first.id and a.shape = f.shape
                where made.decision_id = d.decision_id
                order by made.feature_id limit 1))
            from env.named_zone_drawing g
            join env.draft d on d.id = g.draft_id and d.decision_id is not null
            join env.draft_feature f on f.draft_id = g.draft_id and f.number = g.feature_number and not f.dropped
            where g.zone_id = z.id) one
        join env.feature_version v on v.feature_id = one.id and upper_inf(v.recorded) and v.valid @> published.today() and not v.demonstration
        order by v.feature_id desc limit 1) stands on true;

grant select on env.named_zone_standing to envgis_writer;
