-- The texts that a trigger names, whoever writes them.
create or replace function env.settle_text() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    written jsonb := to_jsonb(new);
    before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
    plain jsonb := '{}';
begin
    for i in 0 .. tg_nargs - 1 loop
        if written ->> tg_argv[i] is distinct from before ->> tg_argv[i] and env.is_damaged(written ->> tg_argv[i]) then
            perform env.refuse_as('damaged-text', jsonb_build_object('table', tg_table_name, 'column', tg_argv[i]), format('The text of %s is damaged.', tg_argv[i]), rule => 'text_is_readable');
        end if;
        if not env.is_plain_text(written ->> tg_argv[i]) then
            plain := plain || jsonb_build_object(tg_argv[i], nullif(env.plain_text(written ->> tg_argv[i], true), ''));
        end if;
    end loop;
    if plain <> '{}' then
        new := jsonb_populate_record(new, plain);
    end if;
    return new;
end
$$;

grant execute on function env.settle_text() to envgis_writer, envgis_accounts;

create or replace trigger a_settle_text before insert on env.task_progress for each row execute function env.settle_text('note', 'agency');
create or replace trigger a_settle_text before insert on env.legal_annex for each row execute function env.settle_text('document');
create or replace trigger a_settle_text before insert on env.legal_vertex for each row execute function env.settle_text('label');
create or replace trigger a_settle_text before insert or update on env.agency for each row execute function env.settle_text('name');
create or replace trigger a_settle_text before insert or update on account.person for each row execute function env.settle_text('name', 'agency', 'email');
create or replace trigger a_settle_text before insert on account.api_key for each row execute function env.settle_text('consumer');
