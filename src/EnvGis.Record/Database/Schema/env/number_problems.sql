-- Numbers that a program does not keep as they are written, as 'attribute:inexact:integer' or 'attribute:range:number': whole ones beyond 2^53 - 1 (RFC 8259, 6),
-- others that are infinite or nought as a double, or of more than 40 digits. Of attributes that are right in kind.
create or replace function env.number_problems(rules jsonb, attributes jsonb) returns text[]
    language sql immutable strict parallel safe
    return array(
        select a.key || case when rules -> a.key ->> 'type' = 'integer' then ':inexact:integer' else ':range:number' end
        from jsonb_each(attributes) a
        cross join lateral (select case when jsonb_typeof(a.value) = 'number' then (a.value #>> '{}')::numeric end as number) v
        where case when rules -> a.key ->> 'type' = 'integer' then abs(v.number) > 9007199254740991
            -- From here on the nearest double is infinity; up to there it is nought.
            else abs(v.number) >= 1.797693134862315807937e308 or v.number <> 0 and abs(v.number) <= 2.4703282292062327e-324
                or length(trim(both '0' from translate(v.number::text, '-.', ''))) > 40 end
        order by a.key);

grant execute on function env.number_problems(jsonb, jsonb) to envgis_writer;
