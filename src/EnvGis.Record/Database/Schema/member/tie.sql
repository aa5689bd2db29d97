-- Ties of features that this reader may see; of layers that are everybody's also of those not published now: to be joined with features that are. What is tied of a restricted layer is told of the places seen alone,
-- which are looked up one by one: their ids, too, tell what lies elsewhere.
create or replace view member.tie with (security_barrier) as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer
        and (not l.restricted or member.sees_somewhere(l.id, (select member.given())) and exists (select from restricted.seen_feature s where s.layer = f.layer and s.id = f.id))
    where ft.untied_at is null;

grant select on member.tie to envgis_member;
