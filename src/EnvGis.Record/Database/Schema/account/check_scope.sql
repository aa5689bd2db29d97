-- Through whatever door it comes.
create or replace function account.check_scope() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    -- A key has no communes.
    select * into wrong from account.scope_faults(new.layers, new.provinces,
        array(select jsonb_array_elements_text(coalesce(nullif(to_jsonb(new) -> 'communes', 'null'), '[]')))) limit 1;
    if found then
        perform env.refuse_as('scope', jsonb_build_object(wrong.part, wrong.member), 'A scope names a member that does not exist.');
    end if;
    return null;
end
$$;

create or replace trigger check_scope after insert or update of layers, provinces, communes on account.role_grant for each row execute function account.check_scope();
create or replace trigger check_scope after insert or update of layers, provinces on account.api_key for each row execute function account.check_scope();
