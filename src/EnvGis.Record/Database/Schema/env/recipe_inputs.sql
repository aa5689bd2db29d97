-- What a recipe names, each beside what stands there today: of a feature its version in force, of a boundary its hash; null where there is none any more.
create or replace function env.recipe_inputs(recipe jsonb) returns table (
        kind text, place bigint, metres double precision, feature_id bigint, version_id bigint, code text, layer text, restricted boolean, province text, name_vi text, name_en text,
        current_id bigint, hash text, current_hash text)
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select n.kind, n.place, n.metres, v.feature_id, v.id, i.code, v.layer, l.restricted, coalesce(c.province_code, near.province_code), v.name_vi, v.name_en,
        (select t.id from env.feature_version t where t.feature_id = v.feature_id and upper_inf(t.recorded) and t.valid @> env.today()), null, null
    from (
        select 'source' as kind, s.place, (s.one ->> 'metres')::double precision as metres, (s.one ->> 'version')::bigint as version
        from jsonb_array_elements(recipe -> 'sources') with ordinality s (one, place)
        union all
        select 'minus', s.place, null, (s.one ->> 'version')::bigint from jsonb_array_elements(recipe -> 'minus') with ordinality s (one, place)
        union all
        -- From 0, a thousand for each (EnvGis.Drafts.KeptRecipe.MostOfReach).
        select 'reach', (r.place - 1) * 1000 + s.place - 1, null, (s.one ->> 'version')::bigint
        from jsonb_array_elements(case when jsonb_typeof(recipe -> 'reaches') = 'array' then recipe -> 'reaches' else '[]' end) with ordinality r (one, place)
        cross join lateral jsonb_array_elements(r.one -> 'of') with ordinality s (one, place)) n
    join env.feature_version v on v.id = n.version
    join env.feature i on i.id = v.feature_id
    join env.layer l on l.id = v.layer
    left join env.commune c on c.id = v.commune_id
    left join lateral (select k.province_code from env.communes_near(st_pointonsurface(v.geom)) k limit 1) near on l.restricted and c.id is null
    union all
    select n.kind, n.place, n.metres, null, null, n.code, null, false, null, coalesce(b.name, n.code), null, null, n.hash, encode(sha256(st_asbinary(b.geom, 'NDR')), 'hex')
    from (
        select 'commune' as kind, s.place, (s.one ->> 'metres')::double precision as metres, s.one ->> 'code' as code, s.one ->> 'hash' as hash
        from jsonb_array_elements(recipe -> 'communes') with ordinality s (one, place)
        union all
        select 'clip', 1, null, recipe -> 'clip' ->> 'code', recipe -> 'clip' ->> 'hash' where jsonb_typeof(recipe -> 'clip') = 'object') n
    left join env.boundary b on b.level = case n.kind when 'clip' then 'province' else 'commune' end and b.code = n.code
$$;

revoke execute on function env.recipe_inputs(jsonb) from public;
grant execute on function env.recipe_inputs(jsonb) to envgis_writer;
