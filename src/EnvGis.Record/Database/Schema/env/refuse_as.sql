-- Refuses what is written: a sentence for who writes by SQL, and in the detail, as JSON, which refusal it is and what it is about, for programs, which read no sentences. The one place that raises;
-- only the record of acts, whose owner reaches no other schema, does so itself in the same form.
create or replace function env.refuse_as(refusal text, facts jsonb, sentence text, hint text default '', code text default 'check_violation', rule text default '') returns void
    language plpgsql
as $$
begin
    if hint = '' then
        raise exception '%', sentence using errcode = code, constraint = rule, detail = jsonb_build_object('refusal', refusal, 'facts', facts)::text;
    end if;
    raise exception '%', sentence using errcode = code, constraint = rule, detail = jsonb_build_object('refusal', refusal, 'facts', facts)::text, hint = hint;
end
$$;

revoke execute on function env.refuse_as(text, jsonb, text, text, text, text) from public;
grant execute on function env.refuse_as(text, jsonb, text, text, text, text) to envgis_writer;
