create or replace function env.document_features() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'DELETE' then
        if tg_argv[0] = 'published' then
            delete from published.feature_document d using went w where d.layer = w.layer and d.id = w.id;
        else
            delete from restricted.feature_document d using went w where d.layer = w.layer and d.id = w.id;
        end if;
    elsif tg_argv[0] = 'published' then
        insert into published.feature_document
        select d.* from came f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id,
            f.province_code, f.commune_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            commune_code = excluded.commune_code, demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    else
        insert into restricted.feature_document
        select d.* from came f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes, f.commune_id,
            f.province_code, f.commune_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            commune_code = excluded.commune_code, demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    end if;
    return null;
end
$$;

revoke execute on function env.document_features() from public;

create or replace trigger document_new after insert on published.feature referencing new table as came for each statement execute function env.document_features('published');
create or replace trigger document_changed after update on published.feature referencing new table as came for each statement execute function env.document_features('published');
create or replace trigger document_gone after delete on published.feature referencing old table as went for each statement execute function env.document_features('published');
create or replace trigger document_new after insert on restricted.feature referencing new table as came for each statement execute function env.document_features('restricted');
create or replace trigger document_changed after update on restricted.feature referencing new table as came for each statement execute function env.document_features('restricted');
create or replace trigger document_gone after delete on restricted.feature referencing old table as went for each statement execute function env.document_features('restricted');
