-- What classifies a feature, without the rest of the definition: a publication reads it for every row.
create or replace function env.classes_of(definition jsonb) returns jsonb
    language sql immutable strict parallel safe
    return jsonb_build_object(
        'grade attribute', definition #> '{severity,attribute}',
        'grades', jsonb_path_query_array(definition, '$.severity.grades[*]'),
        'state attribute', definition #> '{state,attribute}',
        'states', jsonb_path_query_array(definition, '$.state.states[*]'));
