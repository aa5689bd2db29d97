-- Those of the words that begin a word of a document. What a number begins is not told.
create or replace function published.known(words text[]) returns setof text
    language sql stable
as $$
    select w from unnest(words) w where w ~ '[0-9]' or exists (select from published.known_word k where k.word >= w and k.word < w || '{')
        or exists (select from published.place_document d where d.words @@ (quote_literal(w) || ':*')::tsquery)
$$;

grant execute on function published.known(text[]) to envgis_reader, envgis_writer, envgis_member;
