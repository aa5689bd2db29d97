create or replace function env.learn_words() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    if tg_argv[0] = 'places' then
        with new_word as (
            insert into published.known_word
            select n.word from (select distinct unnest(string_to_array(name_key, ' ')) collate "C" as word from came) n
            where n.word ~ '^[a-z]{1,30}$' and not exists (select from published.known_word k where k.word = n.word)
            returning word)
        insert into published.word_form select f, n.word from new_word n cross join lateral published.forms_of(n.word) f;
    elsif tg_argv[0] = 'published' then
        with new_word as (
            insert into published.known_word
            select n.word from (select distinct unnest(tsvector_to_array(words)) collate "C" as word from came) n
            where n.word ~ '^[a-z]{1,30}$' and not exists (select from published.known_word k where k.word = n.word)
            returning word)
        insert into published.word_form select f, n.word from new_word n cross join lateral published.forms_of(n.word) f;
    else
        with new_word as (
            insert into restricted.known_word
            select n.word from (select distinct unnest(tsvector_to_array(words)) collate "C" as word from came) n
            where n.word ~ '^[a-z]{1,30}$' and not exists (select from restricted.known_word k where k.word = n.word)
            returning word)
        insert into restricted.word_form select f, n.word from new_word n cross join lateral published.forms_of(n.word) f;
    end if;
    return null;
end
$$;

revoke execute on function env.learn_words() from public;

create or replace trigger learn_new after insert on published.feature_document referencing new table as came for each statement execute function env.learn_words('published');
create or replace trigger learn_changed after update on published.feature_document referencing new table as came for each statement execute function env.learn_words('published');
create or replace trigger learn_new after insert on restricted.feature_document referencing new table as came for each statement execute function env.learn_words('restricted');
create or replace trigger learn_changed after update on restricted.feature_document referencing new table as came for each statement execute function env.learn_words('restricted');
create or replace trigger learn_new after insert on env.place_document referencing new table as came for each statement execute function env.learn_words('places');
create or replace trigger learn_new after insert on env.task_document referencing new table as came for each statement execute function env.learn_words('published');
create or replace trigger learn_changed after update on env.task_document referencing new table as came for each statement execute function env.learn_words('published');
