-- Why: a layer is data. One row per file of data/layers; adding a row adds its partition, tiles, items, schema and form.

create table env.layer (
    id            text primary key check (id ~ '^[a-z][a-z0-9-]{1,40}$'),
    code_prefix   text not null unique check (code_prefix ~ '^[A-Z]{2,6}$'),
    sort_order    integer not null,
    geometry_kind text not null check (geometry_kind in ('point', 'line', 'polygon', 'point-or-polygon', 'line-or-polygon')),
    definition    jsonb not null,
    -- What attribute values must obey, without titles, so that a check reads a few hundred bytes and not the whole definition.
    rules         jsonb not null,
    loaded_at     timestamptz not null default now()
);

create table env.topic (
    id       text primary key,
    title_vi text not null,
    title_en text not null,
    layer    text references env.layer deferrable initially deferred
);

-- What attribute values must obey; under the empty name, which no attribute can bear, the names that must be there.
create function env.attribute_rules(definition jsonb) returns jsonb
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
    from jsonb_array_elements(definition -> 'attributes') a
$$;
-- By arithmetic: a cast that may fail would need a subtransaction per value.
create function env.is_date(value text) returns boolean
    language sql immutable strict parallel safe
    return case
        when value !~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' or value < '0001' then false
        when substr(value, 6, 2) = '02' then right(value, 2) <= case
            when left(value, 4)::integer % 4 = 0 and (left(value, 4)::integer % 100 <> 0 or left(value, 4)::integer % 400 = 0) then '29' else '28' end
        else right(value, 2) <= case when substr(value, 6, 2) in ('04', '06', '09', '11') then '30' else '31' end
    end;

-- Problems of one feature's attributes as 'attribute:problem:detail'; an empty array when all is well. An absent attribute and a null one are the same.
-- Expressions alone: a query inside costs more than all the comparisons.
create function env.attribute_problems(rules jsonb, attributes jsonb) returns text[]
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
