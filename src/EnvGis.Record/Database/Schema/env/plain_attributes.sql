-- A text of which nothing is left is as none.
create or replace function env.plain_attributes(attributes jsonb) returns jsonb
    language sql immutable strict parallel safe
    return case when jsonb_typeof(attributes) <> 'object' then attributes else coalesce((
        select jsonb_object_agg(a.key, case when jsonb_typeof(a.value) <> 'string' then a.value
            else coalesce(to_jsonb(nullif(env.plain_text(a.value #>> '{}', true), '')), 'null') end)
        from jsonb_each(attributes) a), '{}') end;

grant execute on function env.plain_attributes(jsonb) to envgis_writer, envgis_accounts;
