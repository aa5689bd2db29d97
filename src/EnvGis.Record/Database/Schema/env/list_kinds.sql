-- The titles of a layer's kinds, beside their codes (env.kind_title).
create or replace function env.list_kinds() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from env.kind_title where layer = new.id;
    insert into env.kind_title (layer, code, vi, en)
    select new.id, c.one ->> 'code', coalesce(c.one #>> '{title,vi}', ''), coalesce(c.one #>> '{title,en}', '')
    from jsonb_path_query(new.definition, 'lax $.attributes[*] ? (@.name == "kind").codelist[*]') c (one)
    where c.one ->> 'code' is not null
    on conflict do nothing;
    return null;
end
$$;

revoke execute on function env.list_kinds() from public;

-- Before the words of its features are written anew, which is what «document» does.
create or replace trigger a_list_kinds after insert or update of definition on env.layer for each row execute function env.list_kinds();
