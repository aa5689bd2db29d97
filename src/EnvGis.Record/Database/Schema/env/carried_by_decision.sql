-- What a decision says of a place besides what is drawn: the attributes of that name, in layers that change by decision. Whatever a draft has there, the decision fills them in.
create or replace function env.decided_attributes() returns text[]
    language sql immutable parallel safe
    return array['decision_number', 'decision_date', 'decision_issuer', 'annex_meridian', 'annex_zone_width'];

revoke execute on function env.decided_attributes() from public;
grant execute on function env.decided_attributes() to envgis_writer;

-- Those that the layer has, as the decision and the zone of its coordinate table say them.
create or replace function env.attributes_of_decision(of_layer text, made env.decision, of_epsg integer) returns jsonb
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(jsonb_object_agg(v.name, v.value), '{}')
    from env.layer l
    cross join jsonb_array_elements(l.definition -> 'attributes') t
    join public.spatial_ref_sys s on s.srid = of_epsg
    join lateral (values
        ('decision_number', 'text', to_jsonb(made.number)), ('decision_date', 'date', to_jsonb(made.issued_on::text)), ('decision_issuer', 'text', to_jsonb(made.issuer)),
        ('annex_meridian', 'number', to_jsonb(substring(s.proj4text from 'lon_0=([0-9.]+)')::numeric)),
        ('annex_zone_width', 'code', to_jsonb(case when s.proj4text ~ 'k=0.9996' then '6' else '3' end))) v (name, type, value) on v.name = t ->> 'name' and v.type = t ->> 'type'
    where l.id = of_layer and l.by_decision
$$;

revoke execute on function env.attributes_of_decision(text, env.decision, integer) from public;

-- Whether a feature that was taken into a draft to be changed says what it said: the same border to the last bit, name, position and attributes. Nodes that others' borders have on its edges are no
-- change of it, and neither is what the decision fills in.
create or replace function env.stays_as_it_was(one env.draft_feature) returns boolean
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select one.change = 'change' and exists (
        select from env.feature_version v join env.layer l on l.id = v.layer
        where v.id = one.base_version and st_orderingequals(v.geom, one.geom)
          and (v.name_vi, v.name_en, v.position_source, v.accuracy_m) is not distinct from (one.name_vi, one.name_en, one.position_source, one.accuracy_m)
          and case when l.by_decision then v.attributes - env.decided_attributes() = one.attributes - env.decided_attributes() else v.attributes = one.attributes end)
$$;

revoke execute on function env.stays_as_it_was(env.draft_feature) from public;
grant execute on function env.stays_as_it_was(env.draft_feature) to envgis_writer;

-- What a decision on the draft carries out. What stays as it was is not decided by it, and goes on being of the decision before.
create or replace function env.carried_by_decision(of_draft bigint) returns setof env.draft_feature
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select f.* from env.draft_feature f where f.draft_id = of_draft and not f.dropped and not env.stays_as_it_was(f)
$$;

revoke execute on function env.carried_by_decision(bigint) from public;
