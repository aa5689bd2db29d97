create or replace function env.restricted_attributes(definition jsonb) returns text[]
    language sql immutable strict parallel safe
    return coalesce((select array_agg(a ->> 'name') from jsonb_array_elements(definition -> 'attributes') a where (a ->> 'restricted')::boolean), '{}');
