-- Those of a layer's constraints that speak of these attributes, and whether each holds.
create or replace function published.constraint_findings(constraints jsonb, attributes jsonb) returns table (id text, attribute text, holds boolean)
    language sql immutable parallel safe rows 4
as $$
    select c ->> 'id', c #>> '{then,attribute}', published.meets(attributes, c -> 'then')
    from jsonb_array_elements(constraints) c
    where published.meets(attributes, c -> 'then') is not null
      and not exists (select from jsonb_array_elements(c -> 'if') part where published.meets(attributes, part) is not true)
$$;

grant execute on function published.constraint_findings(jsonb, jsonb) to envgis_reader, envgis_writer, envgis_member;
