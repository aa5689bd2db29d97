-- Words that stand in no document that everybody may find: those of a layer that was restricted meanwhile would be told one by one by what search says of a word that nothing has. A place that was renamed or
-- withdrawn needs none of it, since its history is everybody's.
create or replace function env.forget_words() returns void
    language sql set search_path = pg_catalog, public, pg_temp
as $$
    delete from published.known_word where word not in (
        select unnest(tsvector_to_array(words)) from published.feature_document
        union select unnest(tsvector_to_array(words)) from env.task_document
        union select unnest(string_to_array(name_key, ' ')) from env.place_document);
    delete from published.word_form f where not exists (select from published.known_word k where k.word = f.word);
$$;

revoke execute on function env.forget_words() from public;

create or replace function env.forget_restricted() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.forget_words();
    -- Statistics keep the values that are frequent, and tell them to whoever may read the table.
    analyze published.feature_of_all, published.feature_document, published.known_word, published.word_form, env.task_document, env.tally, env.day_tally, env.change;
    return null;
end
$$;

revoke execute on function env.forget_restricted() from public;

-- After "classify" and "document", whose names come before: by then no document has them.
create or replace trigger forget after update on env.layer for each row
    when ((old.restricted, old.restricted_attributes) is distinct from (new.restricted, new.restricted_attributes)) execute function env.forget_restricted();
