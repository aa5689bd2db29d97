-- The same for attributes. Days as text sort as days.
create or replace function env.is_date(value text) returns boolean
    language sql immutable strict parallel safe
    return case
        when value !~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' or value < '1800' or value >= '3000' then false
        when substr(value, 6, 2) = '02' then right(value, 2) <= case
            when left(value, 4)::integer % 4 = 0 and (left(value, 4)::integer % 100 <> 0 or left(value, 4)::integer % 400 = 0) then '29' else '28' end
        else right(value, 2) <= case when substr(value, 6, 2) in ('04', '06', '09', '11') then '30' else '31' end
    end;

revoke execute on function env.is_date(text) from public;
grant execute on function env.is_date(text) to envgis_writer;
