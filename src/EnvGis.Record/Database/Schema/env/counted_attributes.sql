-- What a filter offers to choose from beside the common words: codes and yes or no.
create or replace function env.counted_attributes(definition jsonb) returns text[]
    language sql immutable strict parallel safe
    return coalesce((select array_agg(a ->> 'name') from jsonb_array_elements(definition -> 'attributes') a
        where (a ->> 'filter')::boolean and a ->> 'type' in ('code', 'boolean')), '{}');
