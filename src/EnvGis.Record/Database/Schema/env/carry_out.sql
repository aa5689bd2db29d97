-- Does what a draft says, in the name of a decision: all of it or, by an error, nothing. Called by env.decide and, to be rolled back, by env.rehearse; no login may call it.
-- What was taken in and stays as it was is none of it (env.carried_by_decision). What a feature was stays in force up to the day before;
-- where the decision says its last day, what was before does not come back by itself.
create or replace function env.carry_out(of_draft bigint, decision bigint) returns bigint[]
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    stands env.draft;
    made env.decision;
    days daterange;
    gone jsonb;
    done bigint[];
begin
    select * into strict stands from env.draft d where d.id = of_draft;
    select * into strict made from env.decision d where d.id = decision;
    days := daterange(made.effective_from, made.effective_to, '[]');
    if not exists (select from env.carried_by_decision(of_draft)) then
        perform env.refuse_as('draft-changes-something', '{}', 'There is nothing in the draft that would change.', '', 'check_violation', 'draft_changes_something');
    end if;
    -- One at a time for each place; and what somebody else changed since it was taken in is not written over.
    perform from env.feature f where f.id in (select c.feature_id from env.draft_feature c where c.draft_id = of_draft and not c.dropped) order by f.id for no key update;
    select jsonb_agg(jsonb_build_object('number', f.number, 'feature', f.feature_id, 'read', f.base_version, 'stands', v.id) order by f.number) into gone
    from env.carried_by_decision(of_draft) f
    left join lateral (select v.id from env.feature_version v where v.feature_id = f.feature_id and upper_inf(v.recorded) order by upper(v.valid) desc nulls first limit 1) v on true
    where f.feature_id is not null and v.id is distinct from f.base_version;
    if gone is not null then
        perform env.refuse_as('base-changed', gone, 'What the draft changes has been changed meanwhile.', '', 'check_violation', 'base_changed');
    end if;
    -- No day is left on which it would have been in force.
    select jsonb_agg(jsonb_build_object('number', f.number, 'from', lower(v.valid)) order by f.number) into gone
    from env.carried_by_decision(of_draft) f join env.feature_version v on v.id = f.base_version
    where stands.corrects is null and f.change = 'retire' and lower(v.valid) = made.effective_from;
    if gone is not null then
        perform env.refuse_as('ends-on-its-first-day', gone, 'A place would end on the day on which it comes into force.', '', 'check_violation', 'ends_on_its_first_day');
    end if;
    -- What another decision has said of days to come, a place or its end, is not taken back unseen.
    select jsonb_agg(jsonb_build_object('number', f.number, 'from', lower(v.valid), 'until', upper(v.valid)) order by f.number) into gone
    from env.carried_by_decision(of_draft) f join env.feature_version v on v.id = f.base_version
    where stands.corrects is null
      and (lower(v.valid) > made.effective_from or not upper_inf(v.valid) and upper(v.valid) > made.effective_from);
    if gone is not null then
        perform env.refuse_as('later-decision', gone, 'Another decision speaks of days after the first of this one.', '', 'check_violation', 'later_decision');
    end if;
    if stands.corrects is not null then
        select jsonb_agg(jsonb_build_object('number', f.number) order by f.number) into gone
        from env.carried_by_decision(of_draft) f left join env.feature_version v on v.id = f.base_version
        where (f.change <> 'change' or v.decision_id is distinct from stands.corrects);
        if gone is not null then
            perform env.refuse_as('correction-of-its-own', gone, 'A correction changes what the decision itself put in force.', '', 'check_violation', 'correction_of_its_own');
        end if;
        insert into env.decision_feature (decision_id, feature_id, change, reason)
        select decision, c.feature_id, 'correction', coalesce(stands.purpose, stands.title) from env.carried_by_decision(of_draft) c;
    end if;

    -- What env.record tells by itself is added, changed or retired.
    insert into env.decision_feature (decision_id, feature_id, change)
    select decision, c.feature_id, 'locate' from env.carried_by_decision(of_draft) c where c.change = 'locate' and stands.corrects is null;

    with carried as materialized (
        select c.*, row_number() over (order by c.number) as place, v.valid as stood
        from env.carried_by_decision(of_draft) c left join env.feature_version v on v.id = c.base_version),
    written as materialized (
        select r.feature_id, r.version_id, r.place
        from env.record((
            select array_agg(row(
                c.feature_id, null, c.layer,
                case when c.feature_id is null then '{}' when stands.corrects is not null then datemultirange(c.stood) else datemultirange(daterange(made.effective_from, null)) end,
                case when c.change = 'retire' then null when stands.corrects is not null then c.stood else days end,
                c.name_vi, c.name_en, c.attributes || env.attributes_of_decision(c.layer, made, stands.epsg), c.geom, c.position_source, c.accuracy_m, null, c.commune_id, false, null,
                'Quyết định ' || made.number, null, decision)::env.version_to_record order by c.place)
            from carried c)) with ordinality r (feature_id, version_id, closed, place)),
    annexed as (
        insert into env.legal_annex (version_id, epsg, central_meridian, zone_width, document, decimals, shape, recipe, detached)
        select w.version_id, stands.epsg, substring(s.proj4text from 'lon_0=([0-9.]+)')::double precision, case when s.proj4text ~ 'k=0.9996' then 6 else 3 end,
            'Quyết định ' || made.number || ' ngày ' || to_char(made.issued_on, 'DD/MM/YYYY') || ', ' || made.issuer, stands.decimals, c.shape,
            c.recipe, c.detached
        from written w join carried c using (place) join public.spatial_ref_sys s on s.srid = stands.epsg
        where w.version_id is not null and c.shape is not null
        returning version_id, shape, decimals),
    corners as (
        insert into env.legal_vertex (version_id, part, ring, number, label, x_north, y_east)
        select a.version_id, p.number, r.number, k.number, k.number::text, ((k.corner ->> 1)::numeric / 10 ^ a.decimals)::double precision, ((k.corner ->> 0)::numeric / 10 ^ a.decimals)::double precision
        from annexed a
        cross join lateral jsonb_array_elements(a.shape -> 'parts') with ordinality p (part, number)
        cross join lateral jsonb_array_elements(p.part -> 'rings') with ordinality r (ring, number)
        cross join lateral jsonb_array_elements(r.ring -> 'corners') with ordinality k (corner, number))
    select array_agg(w.feature_id order by w.place) into done from written w;

    if exists (select from env.carried_by_decision(of_draft) c where c.recipe is not null) then
        -- One at a time, so that two decisions cannot close a circle between them.
        perform pg_advisory_xact_lock(hashtextextended('env.legal_annex.recipe', 0));
        select jsonb_agg(jsonb_build_object('feature', v.feature_id) order by v.feature_id) into gone
        from env.feature_version v join env.legal_annex a on a.version_id = v.id
        where v.feature_id = any (done) and v.decision_id = decision and upper_inf(v.recorded) and a.recipe is not null and env.recipe_leads_to(a.recipe, v.feature_id, null);
        if gone is not null then
            perform env.refuse_as('recipe-cycle', gone, 'A zone would be built from itself.', '', 'check_violation', 'recipe_cycle');
        end if;
    end if;
    return done;
end
$$;

revoke execute on function env.carry_out(bigint, bigint) from public;
