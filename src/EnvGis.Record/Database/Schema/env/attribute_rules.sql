-- What a layer file says of its attributes, by name, in the form in which every write is checked; under "!", which no attribute can bear, the constraints.
create or replace function env.attribute_rules(definition jsonb) returns jsonb
    language sql immutable strict parallel safe
as $$
    select coalesce(jsonb_object_agg(a ->> 'name', jsonb_strip_nulls(jsonb_build_object(
        'type', a ->> 'type',
        'required', nullif(coalesce((a ->> 'required')::boolean, false), false),
        'minimum', a -> 'minimum',
        'maximum', a -> 'maximum',
        'maxLength', a -> 'maxLength',
        'codes', (select jsonb_object_agg(c ->> 'code', 1) from jsonb_array_elements(a -> 'codelist') c)))), '{}')
        || jsonb_build_object('', coalesce(jsonb_agg(a -> 'name') filter (where (a ->> 'required')::boolean), '[]'))
        || case when definition ? 'constraints' then jsonb_build_object('!', definition -> 'constraints') else '{}' end
    from jsonb_array_elements(definition -> 'attributes') a
$$;

revoke execute on function env.attribute_rules(jsonb) from public;
grant execute on function env.attribute_rules(jsonb) to envgis_writer;
