-- An annex bears the hash of what it says, whoever enters it.
create or replace function env.keep_content_hash() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.content_hash := sha256(convert_to(env.annex_text(new.shape), 'UTF8'));
    return new;
end
$$;

revoke execute on function env.keep_content_hash() from public;

create or replace trigger keep_content_hash before insert on env.legal_annex for each row execute function env.keep_content_hash();

-- Those from before get theirs. They are kept as given, and stay so.
do $$
begin
    if exists (select from env.legal_annex a where a.shape is not null and a.content_hash is null) then
        alter table env.legal_annex disable trigger keep_as_given;
        update env.legal_annex set content_hash = sha256(convert_to(env.annex_text(shape), 'UTF8')) where shape is not null and content_hash is null;
        alter table env.legal_annex enable trigger keep_as_given;
    end if;
end
$$;
