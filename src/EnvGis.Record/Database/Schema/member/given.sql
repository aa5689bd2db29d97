-- What this session may see: that of the secret it shows. A session that shows none, or one that nobody gave, sees nothing.
create or replace function member.given() returns member.scope[]
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
    return (select s.scopes from account.sight s
        where s.key_hash = sha256(convert_to(nullif(current_setting('envgis.sight', true), ''), 'UTF8')) and s.expires_at > now());

revoke execute on function member.given() from public;
grant execute on function member.given() to envgis_member;
