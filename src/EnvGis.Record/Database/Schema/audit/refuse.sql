create or replace function audit.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The audit record is only written to.' using errcode = 'integrity_constraint_violation',
        detail = jsonb_build_object('refusal', 'kept', 'facts', jsonb_build_object('table', tg_table_name))::text;
end
$$;

revoke execute on function audit.refuse() from public;

create or replace trigger keep_as_written before update or delete on audit.entry for each row execute function audit.refuse();
create or replace trigger keep_table before truncate on audit.entry for each statement execute function audit.refuse();
