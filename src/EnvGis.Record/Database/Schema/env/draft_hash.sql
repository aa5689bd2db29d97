-- What an approval is of: the draft's words, the annex's lattice and, of every feature in the of_draft, what becomes of it, from which version, with which name, attributes, annex text and derived shape.
create or replace function env.draft_hash(of_draft bigint) returns bytea
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select sha256(convert_to(jsonb_build_array(d.title, d.purpose, d.province_code, d.epsg, d.decimals, d.corrects)::text || coalesce(string_agg(E'\n' || jsonb_build_array(
            f.number, f.feature_id, f.layer, f.change, f.base_version, f.name_vi, f.name_en, f.attributes, f.shape, encode(st_asewkb(f.geom), 'hex'),
            f.position_source, f.accuracy_m, f.commune_id)::text
            -- Of what has none it is the hash that it was before there were recipes.
            || case when num_nonnulls(f.recipe, f.detached) > 0 then jsonb_build_array(f.recipe, f.detached)::text else '' end, '' order by f.number), ''), 'UTF8'))
    from env.draft d left join env.draft_feature f on f.draft_id = d.id and not f.dropped
    where d.id = of_draft
    group by d.id
$$;

revoke execute on function env.draft_hash(bigint) from public;
grant execute on function env.draft_hash(bigint) to envgis_writer;
