-- A document of words: each once, and each name whole behind "=", so that what begins with a text is found by it.
create or replace function env.words_of(words text, names text[] default '{}') returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(array_remove(string_to_array(words, ' '), '') || array(select '=' || n from unnest(names) n where n <> ''));
