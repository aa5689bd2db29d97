-- What is wrong with attributes by a layer's rules, as 'attribute:problem:…'; empty when nothing is. What one attribute says of another is asked by env.attribute_problems.
create or replace function env.value_problems(rules jsonb, attributes jsonb) returns text[]
    language plpgsql immutable strict parallel safe
as $$
declare
    problems text[] := '{}';
    required jsonb := rules -> '';
    pairs jsonb;
    name text;
    rule jsonb;
    value jsonb;
    text_value text;
    kind text;
    value_kind text;
begin
    if jsonb_typeof(attributes) <> 'object' then
        return array[':not-an-object:'];
    end if;
    pairs := jsonb_path_query_array(attributes, '$.keyvalue()');
    for i in 0 .. jsonb_array_length(pairs) - 1 loop
        name := pairs -> i ->> 'key';
        rule := rules -> name;
        if rule is null or name = '' then
            problems := problems || (name || ':unknown:');
            continue;
        end if;
        value := pairs -> i -> 'value';
        value_kind := jsonb_typeof(value);
        if value_kind = 'null' then
            continue;
        end if;
        kind := rule ->> 'type';
        text_value := value #>> '{}';
        if kind in ('integer', 'number') then
            if value_kind <> 'number' or kind = 'integer' and text_value !~ '^-?[0-9]+$' then
                problems := problems || (name || ':type:' || kind);
            elsif text_value::numeric < (rule ->> 'minimum')::numeric then
                problems := problems || (name || ':minimum:' || (rule ->> 'minimum'));
            elsif text_value::numeric > (rule ->> 'maximum')::numeric then
                problems := problems || (name || ':maximum:' || (rule ->> 'maximum'));
            end if;
        elsif kind = 'boolean' then
            if value_kind <> 'boolean' then
                problems := problems || (name || ':type:boolean');
            end if;
        elsif value_kind <> 'string' then
            problems := problems || (name || ':type:' || kind);
        elsif kind = 'code' then
            if not (rule -> 'codes') ? text_value then
                problems := problems || (name || ':code:' || left(text_value, 80));
            end if;
        elsif kind = 'date' then
            if not env.is_date(text_value) then
                problems := problems || (name || ':date:' || left(text_value, 80));
            end if;
        else
            if kind = 'url' and text_value !~* '^https?://[^\s<>"]+$' then
                problems := problems || (name || ':url:' || left(text_value, 80));
            elsif length(text_value) > coalesce((rule ->> 'maxLength')::integer, 4000) then
                problems := problems || (name || ':length:' || coalesce(rule ->> 'maxLength', '4000'));
            end if;
        end if;
    end loop;
    for i in 0 .. jsonb_array_length(required) - 1 loop
        name := required ->> i;
        if attributes ->> name is null or attributes ->> name = '' then
            problems := problems || (name || ':required:');
        end if;
    end loop;
    return problems;
end
$$;


revoke execute on function env.value_problems(jsonb, jsonb) from public;
grant execute on function env.value_problems(jsonb, jsonb) to envgis_writer;
