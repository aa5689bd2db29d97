-- Whether documents of features are out of date, told by some of each layer: what is written into them has changed with this version.
create or replace function env.documents_differ() returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select exists (
        select from env.layer l
        cross join lateral (select * from published.feature f where f.layer = l.id order by f.id limit 20) f
        cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id, f.province_code, f.commune_code, f.demonstration) d
        left join published.feature_document known on known.layer = d.layer and known.id = d.id
        where (known.words, known.spelt) is distinct from (d.words, d.spelt)
        union all
        select from env.layer l
        cross join lateral (select * from restricted.feature f where f.layer = l.id order by f.id limit 20) f
        cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id, f.province_code, f.commune_code, f.demonstration) d
        left join restricted.feature_document known on known.layer = d.layer and known.id = d.id
        where (known.words, known.spelt) is distinct from (d.words, d.spelt))
$$;

revoke execute on function env.documents_differ() from public;
