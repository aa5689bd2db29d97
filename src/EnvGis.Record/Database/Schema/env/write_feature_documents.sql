create or replace function env.write_feature_documents(of_layer text default null, ids bigint[] default null) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into published.feature_document
    select d.* from published.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id,
        f.province_code, f.commune_code, f.demonstration) d
    where (of_layer is null or f.layer = of_layer) and (ids is null or f.id = any (ids))
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words, commune_code = excluded.commune_code where feature_document is distinct from excluded;
    insert into restricted.feature_document
    select d.* from restricted.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id,
        f.province_code, f.commune_code, f.demonstration) d
    where (of_layer is null or f.layer = of_layer) and (ids is null or f.id = any (ids))
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words, commune_code = excluded.commune_code where feature_document is distinct from excluded;
end
$$;

revoke execute on function env.write_feature_documents(text, bigint[]) from public;
