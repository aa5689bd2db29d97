-- Tells by the person's row that their grants are others now, also to whoever waits for that row.
create or replace function account.count_grants() returns trigger language plpgsql as $$
begin
    update account.person set grants_version = grants_version + 1 where id = coalesce(new.person_id, old.person_id);
    return null;
end
$$;

revoke execute on function account.count_grants() from public;
grant execute on function account.count_grants() to envgis_accounts;

create or replace trigger count_grants after insert or update or delete on account.role_grant for each row execute function account.count_grants();
