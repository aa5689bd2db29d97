-- A place that another lies in or lay in, as it stands in env.place_document.around: in the forms of words_key and spelt_key; no kind where none is known.
create or replace function env.named_as(kind text, name text) returns text
    language sql immutable parallel safe
    return published.words_key(kind) || '|' || published.words_key(name) || '|' || published.spelt_key(name);

revoke execute on function env.named_as(text, text) from public;
