-- 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious; null where the layer has no scale or the feature no value.
create or replace function published.grade_of(classes jsonb, attributes jsonb) returns smallint
    language sql immutable parallel safe
    return (jsonb_path_query_first(classes, '$.grades[*] ? (@.code == $code).grade',
        jsonb_build_object('code', attributes ->> (classes ->> 'grade attribute'))) #>> '{}')::smallint;

grant execute on function published.grade_of(jsonb, jsonb) to envgis_reader, envgis_writer, envgis_member;
