-- Whether letters are lost (U+FFFD), or surely are bytes of UTF-8 that a program took for letters of Latin-1 or Windows-1252 (CÃ´ng ty for Công ty). Less than what Http/TwiceReadText.cs
-- knows, so that no door's text is refused here; a test holds them together.
create or replace function env.is_damaged(value text) returns boolean
    language sql immutable strict parallel safe
    return value ~ ('\ufffd|Ã[\u0080-\u0096\u0098-\u009f\u00a1-\u00ad\u00af-\u00b6\u00b8-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸ]|Æ[°¡]|Ä[\u0082\u0083\u0090\u0091‚ƒ]|Ä‘[a-z]'
            '|áº[\u00a0-\u00bf]|â[\u0080€][\u0090-\u00bf‘’“”•–—˜™š›œžŸ]')
        or value ~ 'á»[\u0080-\u00b9€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]' and value !~ '«';

grant execute on function env.is_damaged(text) to envgis_writer, envgis_accounts;

-- The texts that a trigger names, of what is loaded from files: shown as they stand there, so they are not changed but refused. One with a question mark may be empty. What stood before is
-- left to stand.
create or replace function env.check_text() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    written jsonb := to_jsonb(new);
    before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
    part text;
    value text;
begin
    for i in 0 .. tg_nargs - 1 loop
        part := rtrim(tg_argv[i], '?');
        value := written ->> part;
        if value is distinct from before ->> part and (part = tg_argv[i] and env.plain_text(value, true) = '' or env.is_damaged(value)) then
            perform env.refuse_as('no-text', jsonb_build_object('table', tg_table_name, 'column', part), format('%s of %s.%s has no text that can be read.', part, tg_table_schema, tg_table_name),
                rule => 'text_is_readable');
        end if;
    end loop;
    return new;
end
$$;

revoke execute on function env.check_text() from public;

create or replace trigger a_check_text before insert or update on env.province for each row execute function env.check_text('name', 'name_other?');
create or replace trigger a_check_text before insert or update on env.commune for each row execute function env.check_text('name', 'name_other?');
create or replace trigger a_check_text before insert or update on env.former_unit for each row execute function env.check_text('name', 'district?', 'province?');
-- Without its shape, which would be written out.
create or replace trigger a_check_text before insert or update on env.boundary for each row when (env.plain_text(new.name, true) = '' or env.is_damaged(new.name))
    execute function env.refuse('The name of a boundary has no text that can be read.', 'Import the file of boundaries again, read in its own letters.');
create or replace trigger a_check_text before insert or update on env.plan for each row execute function env.check_text('title_vi', 'title_en', 'issuer?');
create or replace trigger a_check_text before insert or update on env.plan_section for each row execute function env.check_text('title_vi', 'title_en');
create or replace trigger a_check_text before insert or update on env.plan_place for each row execute function env.check_text('name_in_source', 'label_vi', 'label_en');
create or replace trigger a_check_text before insert or update on env.task for each row execute function env.check_text('title_vi', 'title_en', 'notes?', 'expected_output?');
create or replace trigger a_check_text before insert or update on env.topic for each row execute function env.check_text('title_vi', 'title_en');
create or replace trigger a_check_text before insert or update on env.target for each row execute function env.check_text('indicator_vi', 'indicator_en');
create or replace trigger a_check_text before insert or update on env.milestone for each row execute function env.check_text('title_vi', 'title_en');
create or replace trigger a_check_text before insert or update on env.link_role for each row execute function env.check_text('title_vi', 'title_en');
