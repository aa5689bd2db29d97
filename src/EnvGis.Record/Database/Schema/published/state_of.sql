create or replace function published.state_of(classes jsonb, attributes jsonb) returns text
    language sql immutable parallel safe
    return jsonb_path_query_first(classes, '$.states[*] ? (@.code == $code).state',
        jsonb_build_object('code', attributes ->> (classes ->> 'state attribute'))) #>> '{}';

grant execute on function published.state_of(jsonb, jsonb) to envgis_reader, envgis_writer, envgis_member;
