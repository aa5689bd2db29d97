-- Whether who acts may still all that they might as their request began: not locked, the same stamp and grants, and the session or key open. Asked in the act's transaction, it lets nobody take that away before the
-- act is over: whoever does so comes before the act, which is then refused by the code EG401, or after it.
-- Only the row of the person is locked: signing in refers to it meanwhile.
create or replace function account.ask_again(person bigint, stamp text, grants_version bigint, session uuid, key bigint) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if person is not null then
        perform from account.person p
        where p.id = ask_again.person and p.security_stamp = ask_again.stamp and p.grants_version = ask_again.grants_version and p.locked_at is null for no key update;
        if not found or not exists (select from account.session s where s.id = ask_again.session and s.person_id = ask_again.person and s.expires_at > now()) then
            perform env.refuse_as('permission-over', '{}', 'What the account may has changed since the request began.', code => 'EG401');
        end if;
    elsif key is not null then
        perform from account.api_key k where k.id = ask_again.key and k.revoked_at is null and k.expires_at > now() for no key update;
        if not found then
            perform env.refuse_as('permission-over', '{}', 'The key has ended since the request began.', code => 'EG401');
        end if;
    end if;
end
$$;

revoke execute on function account.ask_again(bigint, text, bigint, uuid, bigint) from public;
-- Of the schema the writer's login reaches this alone.
grant usage on schema account to envgis_writer;
grant execute on function account.ask_again(bigint, text, bigint, uuid, bigint) to envgis_accounts, envgis_writer;
