-- Whether an attribute is as the condition says; null when the condition speaks of a value that is not there.
create or replace function published.meets(attributes jsonb, condition jsonb) returns boolean
    language sql immutable parallel safe
    return case
        when attributes ->> (condition ->> 'attribute') is null then null
        when condition ? 'is' then condition -> 'is' ? (attributes ->> (condition ->> 'attribute'))
        -- What is a number in name only is another rule's fault.
        when jsonb_typeof(attributes -> (condition ->> 'attribute')) <> 'number' then null
        when condition ? 'sumOf' then (
            select case when bool_and(coalesce(jsonb_typeof(attributes -> part) = 'number', false))
                then abs((attributes ->> (condition ->> 'attribute'))::numeric - sum(case when jsonb_typeof(attributes -> part) = 'number' then (attributes ->> part)::numeric end))
                    <= coalesce((condition ->> 'within')::numeric, 0) end
            from jsonb_array_elements_text(condition -> 'sumOf') part)
        else ((attributes ->> (condition ->> 'attribute'))::numeric >= (condition ->> 'from')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric <= (condition ->> 'upTo')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric < (condition ->> 'below')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric > (condition ->> 'above')::numeric) is not false
    end;

grant execute on function published.meets(jsonb, jsonb) to envgis_reader, envgis_writer, envgis_member;
