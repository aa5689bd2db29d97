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
    from jsonb_array_elements(definition -> 'attributes') a
$$;

-- Problems of one feature's attributes as 'attribute:problem:detail'; an empty array when all is well. An absent attribute and a null one are the same.
create function env.attribute_problems(rules jsonb, attributes jsonb) returns text[]
    language plpgsql immutable strict parallel safe
as $$
declare
    problems text[] := '{}';
    name text;
    rule jsonb;
    value jsonb;
    text_value text;
    kind text;
begin
    if jsonb_typeof(attributes) <> 'object' then
        return array[':not-an-object:'];
    end if;
    for name, value in select * from jsonb_each(attributes) loop
        rule := rules -> name;
        if rule is null then
            problems := problems || (name || ':unknown:');
            continue;
        end if;
        if jsonb_typeof(value) = 'null' then
            continue;
        end if;
        kind := rule ->> 'type';
        text_value := value #>> '{}';
        if kind in ('text', 'code', 'date', 'url') and jsonb_typeof(value) <> 'string'
            or kind in ('integer', 'number') and jsonb_typeof(value) <> 'number'
            or kind = 'boolean' and jsonb_typeof(value) <> 'boolean'
            or kind = 'integer' and text_value !~ '^-?[0-9]+$' then
            problems := problems || (name || ':type:' || kind);
        elsif kind = 'code' and not (rule -> 'codes') ? text_value then
            problems := problems || (name || ':code:' || left(text_value, 80));
        elsif kind = 'date' and not env.is_date(text_value) then
            problems := problems || (name || ':date:' || left(text_value, 80));
        elsif kind = 'url' and text_value !~* '^https?://[^\s<>"]+$' then
            problems := problems || (name || ':url:' || left(text_value, 80));
        elsif kind in ('integer', 'number') and rule ? 'minimum' and text_value::numeric < (rule ->> 'minimum')::numeric then
            problems := problems || (name || ':minimum:' || (rule ->> 'minimum'));
        elsif kind in ('integer', 'number') and rule ? 'maximum' and text_value::numeric > (rule ->> 'maximum')::numeric then
            problems := problems || (name || ':maximum:' || (rule ->> 'maximum'));
        elsif kind in ('text', 'url') and length(text_value) > coalesce((rule ->> 'maxLength')::integer, 4000) then
            problems := problems || (name || ':length:' || coalesce(rule ->> 'maxLength', '4000'));
        end if;
    end loop;
    for name in select key from jsonb_each(rules) where (jsonb_each.value ->> 'required')::boolean loop
        if attributes ->> name is null or attributes ->> name = '' then
            problems := problems || (name || ':required:');
        end if;
    end loop;
    return problems;
end
$$;

create function env.is_date(value text) returns boolean
    language plpgsql immutable strict parallel safe
as $$
begin
    return value ~ '^\d{4}-\d{2}-\d{2}$' and value::date is not null;
exception when others then
    return false;
end
$$;
