-- Places that have the words when one slip is mended, beside those whose whole name is written nearly so: a short name has too few trigrams.
create or replace function published.nearly_found_places(called text, plain text[], clauses text[]) returns table (id integer, level smallint, name_key text, full_key text)
language sql stable rows 100 as $$
    select d.id, d.level, d.name_key, d.full_key from published.nearly_named_places(called, 60) n join published.place_document d on d.id = n.id
    union
    (select d.id, d.level, d.name_key, d.full_key from published.slipped(plain, clauses) s join published.place_document d on d.words @@ s
     where cardinality(clauses) <= 5 order by d.level, d.id limit 150)
$$;

grant execute on function published.nearly_found_places(text, text[], text[]) to envgis_reader, envgis_writer, envgis_member;
