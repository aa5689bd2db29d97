create or replace function member.sees_somewhere(layer text) returns boolean
    language sql stable parallel safe
    return member.sees_somewhere(layer, member.given());

-- Whether there is anywhere that the layer is seen.
create or replace function member.sees_somewhere(layer text, given member.scope[]) returns boolean
    language plpgsql immutable parallel safe
as $$
declare
    one member.scope;
begin
    foreach one in array coalesce(given, '{}') loop
        if one.layers is null or layer = any (one.layers) then
            return true;
        end if;
    end loop;
    return false;
end
$$;

revoke execute on function member.sees_somewhere(text, member.scope[]) from public;
grant execute on function member.sees_somewhere(text, member.scope[]) to envgis_member;
revoke execute on function member.sees_somewhere(text) from public;
grant execute on function member.sees_somewhere(text) to envgis_member;
