-- Why: a level of contamination that its own score contradicts (K = 80, «ô nhiễm») was recorded without a word. What one attribute says of another is a rule of
-- the layer file, "constraints", and is checked wherever attributes are.

-- Whether an attribute is as the condition says; null when the condition speaks of a value that is not there.
create function published.meets(attributes jsonb, condition jsonb) returns boolean
    language sql immutable parallel safe
    return case
        when attributes ->> (condition ->> 'attribute') is null then null
        when condition ? 'is' then condition -> 'is' ? (attributes ->> (condition ->> 'attribute'))
        -- What is a number in name only is another rule's fault.
        when jsonb_typeof(attributes -> (condition ->> 'attribute')) <> 'number' then null
        when condition ? 'sumOf' then (
            select case when bool_and(coalesce(jsonb_typeof(attributes -> part) = 'number', false))
                then abs((attributes ->> (condition ->> 'attribute'))::numeric - sum(case when jsonb_typeof(attributes -> part) = 'number' then (attributes ->> part)::numeric end))
                    <= coalesce((condition ->> 'within')::numeric, 0) end
            from jsonb_array_elements_text(condition -> 'sumOf') part)
        else ((attributes ->> (condition ->> 'attribute'))::numeric >= (condition ->> 'from')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric <= (condition ->> 'upTo')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric < (condition ->> 'below')::numeric) is not false
            and ((attributes ->> (condition ->> 'attribute'))::numeric > (condition ->> 'above')::numeric) is not false
    end;

-- Those of a layer's constraints that speak of these attributes, and whether each holds.
create function published.constraint_findings(constraints jsonb, attributes jsonb) returns table (id text, attribute text, holds boolean)
    language sql immutable parallel safe rows 4
as $$
    select c ->> 'id', c #>> '{then,attribute}', published.meets(attributes, c -> 'then')
    from jsonb_array_elements(constraints) c
    where published.meets(attributes, c -> 'then') is not null
      and not exists (select from jsonb_array_elements(c -> 'if') part where published.meets(attributes, part) is not true)
$$;
grant execute on function published.meets(jsonb, jsonb), published.constraint_findings(jsonb, jsonb) to envgis_reader, envgis_writer, envgis_member;

-- As before, and under "!", which no attribute can bear, the constraints.
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

alter function env.attribute_problems(jsonb, jsonb) rename to value_problems;

-- Problems of one feature's attributes as 'attribute:problem:detail'; an empty array when all is well. Of values that are right in themselves, also what they
-- say of each other: 'attribute:constraint:id'.
create function env.attribute_problems(rules jsonb, attributes jsonb) returns text[]
    language plpgsql immutable strict parallel safe
as $$
declare
    problems text[];
begin
    if not rules ? '!' then
        return env.value_problems(rules, attributes);
    end if;
    problems := env.value_problems(rules - '!', attributes);
    if cardinality(problems) = 0 then
        problems := array(
            select f.attribute || ':constraint:' || f.id from published.constraint_findings(rules -> '!', attributes) f where not f.holds);
    end if;
    return problems;
end
$$;
grant execute on function env.attribute_problems(jsonb, jsonb) to envgis_writer;

-- Whether each constraint that does not hold spoke of the same values in a version that this one replaces: recorded before its layer had the constraint.
create function env.contradicted_before(rules jsonb, given jsonb, feature bigint, since timestamptz) returns boolean
    language sql stable
as $$
    select cardinality(env.value_problems(rules - '!', given)) = 0 and not exists (
        select from published.constraint_findings(rules -> '!', given) f
        join jsonb_array_elements(rules -> '!') c on c ->> 'id' = f.id
        where not f.holds and not exists (
            select from env.feature_version o
            where o.feature_id = feature and upper(o.recorded) = since and not exists (
                select from (select jsonb_path_query(c, '$.**.attribute') union all select jsonb_path_query(c, '$.**.sumOf[*]')) part (named)
                where o.attributes -> (named #>> '{}') is distinct from given -> (named #>> '{}'))))
$$;

create or replace function env.check_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    wrong record;
begin
    select n.feature_id, l.id as layer, p.problems, l.geometry_kind, geometrytype(n.geom) as kind
    into wrong
    from new_rows n
    join env.layer l on l.id = n.layer
    cross join lateral (select env.attribute_problems(l.rules, n.attributes) as problems) p
    where not env.kind_fits(l.geometry_kind, n.geom)
       or cardinality(p.problems) > 0
          -- What was recorded so before its layer had the constraint may stand; who changes something else is not asked to put it right first.
          and not (l.rules ? '!' and env.contradicted_before(l.rules, n.attributes, n.feature_id, lower(n.recorded)))
    limit 1;
    if found then
        if cardinality(wrong.problems) > 0 then
            raise exception 'Attributes of a feature in % break the layer''s rules: %', wrong.layer, array_to_string(wrong.problems, ', ')
                using errcode = 'check_violation', hint = 'Allowed values stand in data/layers/' || wrong.layer || '.json.';
        end if;
        raise exception '% takes geometry of kind %, not %.', wrong.layer, wrong.geometry_kind, wrong.kind using errcode = 'check_violation';
    end if;
    return null;
end
$$;
