-- The definition as those see it who do not see its restricted attributes.
create or replace function env.public_definition(definition jsonb) returns jsonb
    language sql immutable strict parallel safe
    return jsonb_set(definition, '{attributes}', coalesce(
        (select jsonb_agg(a order by i) from jsonb_array_elements(definition -> 'attributes') with ordinality e (a, i)
         where not coalesce((a ->> 'restricted')::boolean, false)), '[]'));
