-- Shows the secret for the rest of the session; false when nobody gave it or its time is over.
create or replace function member.enter(secret text) returns boolean
    language plpgsql
as $$
begin
    perform set_config('envgis.sight', secret, false);
    return member.given() is not null;
end
$$;

revoke execute on function member.enter(text) from public;
grant execute on function member.enter(text) to envgis_member;
