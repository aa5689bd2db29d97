-- The one place where SQL says whether a place lies in a scope. EnvGis.Accounts.Scope.Holds says the same of what is not read from here; a test holds the two together.
create or replace function member.sees(layer text, province text, commune text, given member.scope[]) returns boolean
    language plpgsql immutable parallel safe
as $$
declare
    one member.scope;
begin
    foreach one in array coalesce(given, '{}') loop
        if (one.layers is null or layer = any (one.layers))
            and (one.provinces is null or province = any (one.provinces))
            and (one.communes is null or commune = any (one.communes)) then
            return true;
        end if;
    end loop;
    return false;
end
$$;

create or replace function member.sees(layer text, province text, commune text) returns boolean
    language sql stable parallel safe
    return member.sees(layer, province, commune, member.given());

revoke execute on function member.sees(text, text, text, member.scope[]) from public;
grant execute on function member.sees(text, text, text, member.scope[]) to envgis_member;
revoke execute on function member.sees(text, text, text) from public;
grant execute on function member.sees(text, text, text) to envgis_member;
