-- Whether a value of a layer's definition is what its place takes: a text in both languages that can be seen, a word, a whole number, or what JSON calls it.
-- A letter or figure can be seen whatever stands beside it: only a text without one is read as a whole, which takes twenty times longer.
create or replace function env.is_of_kind(value jsonb, kind text) returns boolean
    language sql immutable parallel safe
    return coalesce(case kind
        when 'texts' then jsonb_typeof(value -> 'vi') = 'string' and (value ->> 'vi' ~ '[0-9A-Za-z]' or env.plain_text(value ->> 'vi', true) <> '')
            and jsonb_typeof(value -> 'en') = 'string' and (value ->> 'en' ~ '[0-9A-Za-z]' or env.plain_text(value ->> 'en', true) <> '')
        when 'word' then jsonb_typeof(value) = 'string' and (value #>> '{}' ~ '[0-9A-Za-z]' or env.plain_text(value #>> '{}', true) <> '')
        when 'whole' then jsonb_typeof(value) = 'number' and (value #>> '{}') ~ '^-?[0-9]{1,9}$'
        when 'number' then jsonb_typeof(value) = 'number' and length(value #>> '{}') <= 300
        else jsonb_typeof(value) = kind end, false);

revoke execute on function env.is_of_kind(jsonb, text) from public;

-- The entries of a list, counted from 0; none of what is no list.
create or replace function env.entries_of(value jsonb) returns table (entry jsonb, n bigint)
    language sql immutable parallel safe
as $$
    select e, i - 1 from jsonb_array_elements(case when jsonb_typeof(value) = 'array' then value else '[]' end) with ordinality l (e, i)
$$;

revoke execute on function env.entries_of(jsonb) from public;

-- The first place at which a definition lacks what the program must find in one (Layers/Layer.cs), or has something else there; null when there is none. What a layer file must keep beyond
-- that is data/schemas/layer.schema.json's.
create or replace function env.layer_fault(definition jsonb) returns text
    language plpgsql immutable parallel safe set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0
as $$
begin
    -- Planned once a session, and for this process alone: either takes longer than looking.
    return (with part (place, value, kind, needed) as (
        select v.* from (values
            ('id', definition -> 'id', 'word', true), ('codePrefix', definition -> 'codePrefix', 'word', true), ('title', definition -> 'title', 'texts', true),
            ('description', definition -> 'description', 'texts', true), ('legalBasis', definition -> 'legalBasis', 'array', true), ('mission', definition -> 'mission', 'boolean', true),
            ('topics', definition -> 'topics', 'array', true), ('geometry', definition -> 'geometry', 'word', true), ('order', definition -> 'order', 'whole', true),
            ('zoom', definition -> 'zoom', 'object', true), ('zoom.min', definition -> 'zoom' -> 'min', 'whole', true), ('zoom.max', definition -> 'zoom' -> 'max', 'whole', true),
            ('visibility', definition -> 'visibility', 'word', true), ('changes', definition -> 'changes', 'word', false), ('symbol', definition -> 'symbol', 'object', true), ('attributes', definition -> 'attributes', 'array', true),
            ('severity', definition -> 'severity', 'object', false), ('state', definition -> 'state', 'object', false), ('constraints', definition -> 'constraints', 'array', false)) v
        union all
        select 'topics[' || n || ']', entry, 'word', true from env.entries_of(definition -> 'topics')
        union all
        select 'legalBasis[' || n || ']' || p.name, case when p.name = '' then entry else entry -> substr(p.name, 2) end, p.kind, p.needed
        from env.entries_of(definition -> 'legalBasis'),
            (values ('', 'object', true), ('.document', 'word', true), ('.clause', 'word', false), ('.note', 'texts', false)) p (name, kind, needed)
        union all
        select 'attributes[' || n || ']' || p.name, case when p.name = '' then entry else entry -> substr(p.name, 2) end, p.kind, p.needed
        from env.entries_of(definition -> 'attributes'),
            (values ('', 'object', true), ('.name', 'word', true), ('.title', 'texts', true), ('.type', 'word', true), ('.unit', 'word', false), ('.codelist', 'array', false),
                ('.required', 'boolean', false), ('.tiles', 'boolean', false), ('.filter', 'boolean', false), ('.edit', 'boolean', false), ('.restricted', 'boolean', false),
                ('.minimum', 'number', false), ('.maximum', 'number', false), ('.maxLength', 'whole', false), ('.description', 'texts', false)) p (name, kind, needed)
        union all
        select 'attributes[' || a.n || '].codelist[' || c.n || ']' || p.name, case when p.name = '' then c.entry else c.entry -> substr(p.name, 2) end, p.kind, true
        from env.entries_of(definition -> 'attributes') a, env.entries_of(a.entry -> 'codelist') c, (values ('', 'object'), ('.code', 'word'), ('.title', 'texts')) p (name, kind)
        union all
        select s.name || p.name, definition -> s.name -> substr(p.name, 2), p.kind, true
        from (values ('severity', '.grades'), ('state', '.states')) s (name, list), lateral (values ('.attribute', 'word'), (s.list, 'array')) p (name, kind) where definition ? s.name
        union all
        select 'severity.grades[' || n || ']' || p.name, case when p.name = '' then entry else entry -> substr(p.name, 2) end, p.kind, true
        from env.entries_of(definition -> 'severity' -> 'grades'), (values ('', 'object'), ('.code', 'word'), ('.grade', 'whole')) p (name, kind)
        union all
        select 'state.states[' || n || ']' || p.name, case when p.name = '' then entry else entry -> substr(p.name, 2) end, p.kind, true
        from env.entries_of(definition -> 'state' -> 'states'), (values ('', 'object'), ('.code', 'word'), ('.state', 'word')) p (name, kind)
        union all
        select 'constraints[' || n || ']' || p.name, case when p.name = '' then entry else entry -> substr(p.name, 2) end, p.kind, true
        from env.entries_of(definition -> 'constraints'), (values ('', 'object'), ('.id', 'word'), ('.then', 'object'), ('.message', 'texts'), ('.source', 'object')) p (name, kind))
    select place from (
        select '$' as place, 0 as rank where jsonb_typeof(definition) is distinct from 'object'
        union all
        select place, 1 from part where case when value is null then needed else not env.is_of_kind(value, kind) end
        union all
        select 'visibility', 2 where definition ->> 'visibility' not in ('public', 'restricted')
        union all
        select 'changes', 2 where definition ->> 'changes' not in ('directly', 'decision')
        union all
        select 'attributes[' || max(n) || '].name', 3 from env.entries_of(definition -> 'attributes') group by entry -> 'name' having count(*) > 1
        union all
        -- No place takes one, and in a list it would be taken for an entry.
        select 'null', 4 where jsonb_path_exists(definition, 'strict $.** ? (@ == null)')) fault
    order by rank, place limit 1);
end
$$;

revoke execute on function env.layer_fault(jsonb) from public;

-- Whoever reads layers reads all of them: one that cannot be read is not written.
create or replace function env.check_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    fault text;
begin
    if tg_op = 'UPDATE' and (new.id, new.code_prefix, new.geometry_kind, new.definition) is not distinct from (old.id, old.code_prefix, old.geometry_kind, old.definition) then
        return new;
    end if;
    -- Taken off and put on again it would let a zone be moved in between.
    if tg_op = 'UPDATE' and old.definition ->> 'changes' = 'decision' and coalesce(new.definition ->> 'changes', '') <> 'decision'
            and exists (select from env.feature_version v where v.layer = old.id and upper_inf(v.recorded) and not v.demonstration) then
        perform env.refuse_as('layer-stays-by-decision', jsonb_build_object('layer', old.id), format('Layer %s has zones in force and goes on changing by decision.', old.id), '', 'check_violation',
            'layer_stays_by_decision');
    end if;
    fault := coalesce(env.layer_fault(new.definition), case
        when new.definition ->> 'id' <> new.id then 'id' when new.definition ->> 'codePrefix' <> new.code_prefix then 'codePrefix'
        when new.definition ->> 'geometry' <> new.geometry_kind then 'geometry' end);
    if fault is not null then
        perform env.refuse_as('layer-definition', jsonb_build_object('layer', new.id, 'at', fault), format('The definition of layer %s cannot be read at %s.', new.id, fault),
            'A layer is written as its file in data/layers says: EnvGis load.', rule => 'layer_definition_is_readable');
    end if;
    return new;
end
$$;

revoke execute on function env.check_layer() from public;

create or replace trigger a_check before insert or update on env.layer for each row execute function env.check_layer();
