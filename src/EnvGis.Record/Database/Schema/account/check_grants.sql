-- As many as the address of grants takes (Accounts/People.cs), by whatever door they come. At the end of the transaction: who gives others takes the old ones away in it.
create or replace function account.check_grants() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- One after the other for one person: two at once would each count without the other's.
    perform from account.person where id = new.person_id for no key update;
    if (select count(*) from account.role_grant where person_id = new.person_id) > 50 then
        perform env.refuse_as('too-many-grants', jsonb_build_object('person', new.person_id, 'most', 50), 'A person has 50 grants at most.', rule => 'person_has_50_grants_at_most');
    end if;
    return null;
end
$$;

revoke execute on function account.check_grants() from public;

drop trigger if exists z_check_grants on account.role_grant;
create constraint trigger z_check_grants after insert or update on account.role_grant deferrable initially deferred for each row execute function account.check_grants();
