-- Why: a name typed on another keyboard, pasted from another program or written with a foreign letter looks the same and was another text: lists and filters
-- missed it. What is written becomes plain at every door, and what is asked for is made plain the same way (Http/PlainText.cs).

-- Composed letters (NFC); Đ and đ for the Icelandic and African letters that look like them; nothing invisible; ordinary spaces, and none at the ends.
-- Line breaks and tabs stay where they may.
create function env.plain_text(value text, keep_lines boolean) returns text
    language sql immutable strict parallel safe
    return btrim(normalize(regexp_replace(
        regexp_replace(translate(value, U&'\00D0\0189\00F0\0256', 'ĐĐđđ'),
            '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]', '', 'g'),
        case when keep_lines then '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
            else '[\u0001-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' end, ' ', 'g'), nfc), E' \n\t');

-- A text of which nothing is left is as none.
create function env.plain_attributes(attributes jsonb) returns jsonb
    language sql immutable strict parallel safe
    return case when jsonb_typeof(attributes) <> 'object' then attributes else coalesce((
        select jsonb_object_agg(a.key, case when jsonb_typeof(a.value) <> 'string' then a.value
            else coalesce(to_jsonb(nullif(env.plain_text(a.value #>> '{}', true), '')), 'null') end)
        from jsonb_each(attributes) a), '{}') end;

-- Whether nothing would change. Of letters that Vietnamese is written with that takes one look: they are plain alone and beside each other.
create function env.is_plain_text(value text) returns boolean
    language sql immutable strict parallel safe
    return value = btrim(value) and value !~ '[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u0255\u0257-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]'
        or value = env.plain_text(value, true);

-- Attributes as the database writes them out: a text begins or ends with a space, or has a line break or the like, which is written as an escape.
create function env.are_plain(attributes jsonb) returns boolean
    language sql immutable strict parallel safe
    return attributes::text !~ '" |[^:,] "|\\[^"\\]|[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u0255\u0257-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]'
        or attributes = env.plain_attributes(attributes);

create function env.settle_version_text() returns trigger language plpgsql as $$
begin
    -- A name is one line.
    if not env.is_plain_text(new.name_vi) or new.name_vi ~ '[\n\t]' then
        new.name_vi := env.plain_text(new.name_vi, false);
    end if;
    if not env.is_plain_text(new.name_en) or new.name_en ~ '[\n\t]' then
        new.name_en := nullif(env.plain_text(new.name_en, false), '');
    end if;
    if not env.is_plain_text(new.reason) then
        new.reason := nullif(env.plain_text(new.reason, true), '');
    end if;
    if not env.are_plain(new.attributes) then
        new.attributes := env.plain_attributes(new.attributes);
    end if;
    return new;
end
$$;
create trigger a_settle_text before insert on env.feature_version for each row execute function env.settle_version_text();

-- The texts that a trigger names, whoever writes them.
create function env.settle_text() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    written jsonb := to_jsonb(new);
    plain jsonb := '{}';
begin
    for i in 0 .. tg_nargs - 1 loop
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
create trigger a_settle_text before insert on env.task_progress for each row execute function env.settle_text('note', 'agency');
create trigger a_settle_text before insert on env.legal_annex for each row execute function env.settle_text('document');
create trigger a_settle_text before insert on env.legal_vertex for each row execute function env.settle_text('label');
create trigger a_settle_text before insert or update on env.agency for each row execute function env.settle_text('name');
create trigger a_settle_text before insert or update on account.person for each row execute function env.settle_text('name', 'agency', 'email');
create trigger a_settle_text before insert on account.api_key for each row execute function env.settle_text('consumer');

grant execute on function env.plain_text(text, boolean), env.is_plain_text(text), env.are_plain(jsonb), env.plain_attributes(jsonb),
    env.settle_version_text(), env.settle_text() to envgis_writer, envgis_accounts;

-- What stands already becomes plain as a version of its own; one that breaks a rule of today stays as it is until somebody mends it.
do $$
declare
    one record;
begin
    for one in
        select id from env.current_feature
        where not (env.is_plain_text(name_vi) and coalesce(env.is_plain_text(name_en), true) and env.are_plain(attributes))
    loop
        begin
            update env.current_feature set reason = 'Chuẩn hóa chữ viết' where id = one.id;
        exception when integrity_constraint_violation or check_violation or not_null_violation or exclusion_violation then
            raise warning 'Feature % keeps its texts as they are: %', one.id, sqlerrm;
        end;
    end loop;
end
$$;
update account.person set name = name where not env.is_plain_text(name) or not env.is_plain_text(agency);
