-- Whether one letter put in, taken out, changed or swapped with its neighbour makes one word the other.
create or replace function published.is_one_slip(one text, other text) returns boolean
    language plpgsql immutable strict parallel safe
as $$
declare
    same integer := 0;
begin
    if one = other or abs(length(one) - length(other)) > 1 then
        return false;
    end if;
    while substr(one, same + 1, 1) = substr(other, same + 1, 1) loop
        same := same + 1;
    end loop;
    return substr(one, same + 2) in (substr(other, same + 1), substr(other, same + 2)) or substr(one, same + 1) = substr(other, same + 2)
        or substr(one, same + 1, 2) = reverse(substr(other, same + 1, 2)) and substr(one, same + 3) = substr(other, same + 3);
end
$$;

revoke execute on function published.is_one_slip(text, text) from public;
grant execute on function published.is_one_slip(text, text) to envgis_reader, envgis_writer, envgis_member;
