-- The one way to record. Each entry says what holds of a feature on the days of "valid", in place of what was recorded for the days of "replaced": those versions are closed, and what they say
-- of other days is recorded anew. No "valid" withdraws; no "feature_id" makes a feature, with its "code" or one of the layer's. With "expects", the one version that is closed: when somebody
-- else closed it meanwhile nothing is written. Author: the session's (envgis.author, else the login) where none is given; what is recorded anew keeps its own, and its reason.
-- With "decision_id" it is done in the name of that decision (env.decision_feature), and the version carries it.
-- What says the same place anew keeps the annex of its position, and the decision that put it there.
-- All in one statement, so that readers of the outbox see one update of a feature and not a deletion and an insertion, and so that an import pays once.
-- Returns for each entry, in order, the feature, its version (null of one withdrawn or not written) and how many versions were closed.
create or replace function env.record(entries env.version_to_record[]) returns table (feature_id bigint, version_id bigint, closed bigint)
    language plpgsql set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
begin
    return query
    with entry as materialized (
        select coalesce(e.feature_id, nextval('env.feature_id_seq')) as feature_id, e.feature_id is null as is_new, e.code, e.layer, e.replaced, e.valid, e.name_vi, e.name_en, e.attributes,
            e.geom, e.position_source, e.accuracy_m, e.near, e.commune_id, e.demonstration, e.author, e.reason, e.expects, e.decision_id, e.ordinality as number, nextval('env.feature_version_id_seq') as version_id
        from unnest(entries) with ordinality e),
    named as (
        insert into env.feature (id, layer, code) overriding system value
        select feature_id, layer, code from entry where is_new and valid is not null and expects is null order by number),
    told as (
        insert into env.decision_feature (decision_id, feature_id, change)
        select n.decision_id, n.feature_id, max(case when d.content_hash is null then 'registered' when n.valid is null then 'retire' when n.is_new then 'add' else 'change' end)
        from entry n join env.decision d on d.id = n.decision_id
        where not exists (select from env.decision_feature t where t.decision_id = n.decision_id and t.feature_id = n.feature_id and t.told_in = pg_current_xact_id())
        group by n.decision_id, n.feature_id),
    -- Several entries of one feature are one change of it.
    change as (
        select feature_id, layer, range_agg(replaced) as replaced, coalesce(range_agg(replaced) filter (where expects is null), '{}') as whatever, array_agg(expects) as expected
        from entry where not isempty(replaced) group by feature_id, layer),
    ended as (
        update env.feature_version v
           set recorded = tstzrange(lower(v.recorded), greatest(clock_timestamp(), lower(v.recorded) + interval '1 microsecond'))
        from change c
        where v.feature_id = c.feature_id and v.layer = c.layer and upper_inf(v.recorded) and v.valid && c.replaced and (v.valid && c.whatever or v.id = any (c.expected))
        returning v.*),
    -- Not for an entry that expected another version than stood there: nothing of it is done.
    given_up as (
        select e.id, range_agg(n.replaced) as days from ended e join entry n on n.feature_id = e.feature_id and (n.expects is null or n.expects = e.id) group by e.id),
    -- Grouping waits for every version to be closed before the first is written.
    moment as (select feature_id, max(upper(recorded)) as at from ended group by feature_id),
    met as (
        select n.number, count(*) as closed from entry n join ended e on e.feature_id = n.feature_id and e.valid && n.replaced and (n.expects is null or e.id = n.expects) group by n.number),
    -- One that differs in nothing that everybody may see, and takes no day from that and adds none, is the same to them, and so is what is left before and after it
    -- (decision 20). It may lie within a version, or over several that are one to them.
    same as (
        select n.number, n.feature_id, min(coalesce(e.echo_of, e.id)) as echo_of
        from env.layer l
        join ended e on e.layer = l.id
        join entry n on n.feature_id = e.feature_id and e.valid && n.replaced
        where not l.restricted and l.restricted_attributes <> '{}'
        group by n.number, n.feature_id, n.valid, n.replaced
        having count(distinct coalesce(e.echo_of, e.id)) = 1 and range_agg(e.valid) * n.replaced = datemultirange(n.valid)
           and bool_and(e.attributes - l.restricted_attributes = n.attributes - l.restricted_attributes
                and (e.name_vi, e.name_en, e.position_source, e.accuracy_m, e.commune_id, e.demonstration)
                    is not distinct from (n.name_vi, n.name_en, n.position_source, n.accuracy_m, n.commune_id, n.demonstration)
                and (st_orderingequals(e.geom, n.geom) or e.geom is null and n.geom is null) and (st_orderingequals(e.near, n.near) or e.near is null and n.near is null))),
    -- What it goes on saying of the place, whatever else is new of it.
    kept as (
        select n.number, min(coalesce(e.annex_of, a.version_id)) as annex_of, min(e.decision_id) as decision_id
        from entry n
        join ended e on e.feature_id = n.feature_id and e.valid && n.replaced and st_orderingequals(e.geom, n.geom)
        left join env.legal_annex a on a.version_id = e.id
        where n.decision_id is null and (e.annex_of is not null or a.version_id is not null or e.decision_id is not null)
        group by n.number having count(distinct coalesce(e.decision_id, 0)) = 1),
    echoed as (
        select n.feature_id, min(s.echo_of) as echo_of from entry n left join same s using (number)
        group by n.feature_id having count(*) = count(s.number) and count(distinct s.echo_of) = 1),
    written as (
        insert into env.feature_version (id, feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason, echo_of, decision_id, annex_of)
        overriding system value
        select * from (
            select n.version_id, n.feature_id, n.layer, n.valid, tstzrange(coalesce(m.at, clock_timestamp()), null), n.name_vi, n.name_en, n.attributes, n.geom,
                n.position_source, n.accuracy_m, n.near, n.commune_id, n.demonstration, coalesce(n.author, who), n.reason, s.echo_of,
                coalesce(n.decision_id, k.decision_id), k.annex_of
            from entry n left join moment m using (feature_id) left join same s using (number) left join met using (number) left join kept k using (number)
            where n.valid is not null and (n.expects is null or met.closed > 0)
            order by n.number) entered
        union all
        -- What stays true before and after. What everybody saw as part of another stays so up to where that ends.
        select nextval('env.feature_version_id_seq'), e.feature_id, e.layer, rest, tstzrange(upper(e.recorded), null), e.name_vi, e.name_en, e.attributes, e.geom,
            e.position_source, e.accuracy_m, e.near, e.commune_id, e.demonstration, e.author, e.reason,
            coalesce(s.echo_of, case when datemultirange(rest) << g.days then e.echo_of end), e.decision_id,
            coalesce(e.annex_of, (select a.version_id from env.legal_annex a where a.version_id = e.id))
        from ended e join given_up g using (id) cross join lateral unnest(datemultirange(e.valid) - g.days) rest left join echoed s on s.feature_id = e.feature_id
        returning id)
    select n.feature_id, w.id, coalesce(met.closed, 0) from entry n left join met using (number) left join written w on w.id = n.version_id order by n.number;
end
$$;

revoke execute on function env.record(env.version_to_record[]) from public;
grant execute on function env.record(env.version_to_record[]) to envgis_writer;
