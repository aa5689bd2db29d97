-- The reason of a version is as long as that of an edit, and who wrote it bears a person's name.
create or replace function env.settle_version_text() returns trigger language plpgsql as $$
begin
    -- Letters that are lost. Those that were read in a wrong encoding an import tells and takes, since whoever imports may know better: the database does not know who writes.
    if position(U&'\FFFD' in concat_ws(E'\n', new.name_vi, new.name_en, new.reason, new.attributes)) > 0 then
        perform env.refuse_as('lost-text', jsonb_build_object('table', tg_table_name), 'The text of a feature has lost letters.', rule => 'text_is_readable');
    end if;
    -- A name is one line.
    if not env.is_plain_text(new.name_vi) or new.name_vi ~ '[\n\t]' then
        new.name_vi := env.plain_text(new.name_vi, false);
    end if;
    if not env.is_plain_text(new.name_en) or new.name_en ~ '[\n\t]' then
        new.name_en := nullif(env.plain_text(new.name_en, false), '');
    end if;
    if length(new.reason) > 1000 or length(new.author) > 600 then
        perform env.refuse_as('too-long', jsonb_build_object('reason', length(new.reason), 'author', length(new.author)), 'A reason has 1000 characters at most, and an author 600.');
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

grant execute on function env.settle_version_text() to envgis_writer, envgis_accounts;

create or replace trigger a_settle_text before insert on env.feature_version for each row execute function env.settle_version_text();
