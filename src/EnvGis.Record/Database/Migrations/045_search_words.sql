-- Why: a query of search ranked all that matched its words before it left most of them out, and looked for slips in every name; and features lacked the words of the
-- plans that they are tied to. Now the words that documents have are known by themselves: what somebody types is read by them before any document is asked.

-- Names and codes are found in their order, not as words of documents; slips by words, not by trigrams of every name.
drop function published.nearly_named_features(text, integer);
drop index published.feature_document_name, restricted.feature_document_name_key_idx;
alter table published.feature_document add column commune_code text;
alter table restricted.feature_document add column commune_code text;
create index feature_document_begins on published.feature_document (name_key collate "C");
create index feature_document_code on published.feature_document (code_key);
create index feature_document_begins on restricted.feature_document (name_key collate "C");
create index feature_document_code on restricted.feature_document (code_key);
create or replace view restricted.seen_feature_document with (security_barrier) as
    select d.* from restricted.feature_document d where member.sees(d.layer, d.province_code, d.commune_code, (select member.given()));
create or replace view member.feature_document as
    select * from published.feature_document union all select * from restricted.seen_feature_document;

-- Places of one level by the beginnings of their names.
create index on env.place_document (level, name_key collate "C");

-- Words of documents, of places those of their names, each once or, written by two at once, twice; what is gone from all documents may stay. Digits are in none. Those of
-- restricted features lie apart.
create table published.known_word (word text collate "C" not null);
create index known_word_word on published.known_word (word);
create table restricted.known_word (like published.known_word including all);
-- A word as it is and without one of its letters: two words that share a form are at most two slips apart.
create table published.word_form (form text collate "C" not null, word text collate "C" not null);
create index word_form_form on published.word_form (form);
create table restricted.word_form (like published.word_form including all);

create function published.forms_of(word text) returns setof text
    language sql immutable strict parallel safe rows 8
as $$
    select word union select substr(word, 1, i - 1) || substr(word, i + 1) from generate_series(1, length(word)) i where length(word) between 3 and 20
$$;

-- Whether one letter put in, taken out, changed or swapped with its neighbour makes one word the other.
create function published.is_one_slip(one text, other text) returns boolean
    language plpgsql immutable strict parallel safe
as $$
declare
    same integer := 0;
begin
    if one = other or abs(length(one) - length(other)) > 1 then
        return false;
    end if;
    while substr(one, same + 1, 1) = substr(other, same + 1, 1) loop
        same := same + 1;
    end loop;
    return substr(one, same + 2) in (substr(other, same + 1), substr(other, same + 2)) or substr(one, same + 1) = substr(other, same + 2)
        or substr(one, same + 1, 2) = reverse(substr(other, same + 1, 2)) and substr(one, same + 3) = substr(other, same + 3);
end
$$;

create function env.learn_words() returns trigger language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
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
create trigger learn_new after insert on published.feature_document referencing new table as came for each statement execute function env.learn_words('published');
create trigger learn_changed after update on published.feature_document referencing new table as came for each statement execute function env.learn_words('published');
create trigger learn_new after insert on restricted.feature_document referencing new table as came for each statement execute function env.learn_words('restricted');
create trigger learn_changed after update on restricted.feature_document referencing new table as came for each statement execute function env.learn_words('restricted');
create trigger learn_new after insert on env.place_document referencing new table as came for each statement execute function env.learn_words('places');
create trigger learn_new after insert on env.task_document referencing new table as came for each statement execute function env.learn_words('published');
create trigger learn_changed after update on env.task_document referencing new table as came for each statement execute function env.learn_words('published');

-- What a task says of a feature tied to it: its plan with its number, its section, who leads and who helps. And all that is said of the task, in order and without marks.
alter table env.task_document
    add column said text not null default '',
    add column tied_words tsvector not null default '',
    add column tied_spelt text not null default '';
drop view published.task_document;
create view published.task_document as
    select d.*, t.title_vi, t.title_en, p.title_vi as plan_title_vi, p.title_en as plan_title_en
    from env.task_document d join env.task t on t.id = d.task_id join env.plan p on p.id = d.plan_id;
create or replace view plans.task_document as select * from env.task_document;

-- Columns in the order of the table.
drop function env.feature_document_of(text, bigint, text, text, text, text, integer, text, boolean);
create function env.feature_document_of(layer text, id bigint, code text, name_vi text, name_en text, former_unit text, commune_id integer,
    province_code text, commune_code text, demonstration boolean) returns setof published.feature_document
    language sql stable
as $$
    select $1, $2, k.code, k.name, concat_ws(' ', published.spelt_key(concat_ws(' ', $4, $5, $6)), l.title_spelt, p.spelt, t.spelt), $8, $10,
        env.words_of(concat_ws(' ', k.name, k.english, k.code, published.words_key($6), '@' || $8)) || l.title_words || coalesce(p.place_words, '') || coalesce(t.words, ''), $9
    from env.layer l
    cross join (select published.words_key($4) as name, coalesce(published.words_key($5), '') as english, published.words_key($3) as code offset 0) k
    left join env.place_document p on p.commune_id = $7 and p.level = 1
    cross join lateral (
        select string_agg(distinct d.tied_spelt, ' ') as spelt, array_to_tsvector(array_agg(distinct w)) as words
        from env.feature_task ft join env.task_document d on d.task_id = ft.task_id cross join unnest(tsvector_to_array(d.tied_words)) w
        where ft.feature_id = $2 and ft.untied_at is null) t
    where l.id = $1
$$;

create or replace function env.document_features() returns trigger language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'DELETE' then
        if tg_argv[0] = 'published' then
            delete from published.feature_document d using went w where d.layer = w.layer and d.id = w.id;
        else
            delete from restricted.feature_document d using went w where d.layer = w.layer and d.id = w.id;
        end if;
    elsif tg_argv[0] = 'published' then
        insert into published.feature_document
        select d.* from came f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
            f.province_code, f.commune_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            commune_code = excluded.commune_code, demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    else
        insert into restricted.feature_document
        select d.* from came f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
            f.province_code, f.commune_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            commune_code = excluded.commune_code, demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    end if;
    return null;
end
$$;

-- Where places, a layer's title, ties or tasks changed: the documents of all features, of a layer's or of some, written anew; what is as it was is not touched.
drop function env.write_feature_documents(text);
create function env.write_feature_documents(of_layer text default null, ids bigint[] default null) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into published.feature_document
    select d.* from published.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
        f.province_code, f.commune_code, f.demonstration) d
    where (of_layer is null or f.layer = of_layer) and (ids is null or f.id = any (ids))
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words, commune_code = excluded.commune_code where feature_document is distinct from excluded;
    insert into restricted.feature_document
    select d.* from restricted.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
        f.province_code, f.commune_code, f.demonstration) d
    where (of_layer is null or f.layer = of_layer) and (ids is null or f.id = any (ids))
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words, commune_code = excluded.commune_code where feature_document is distinct from excluded;
end
$$;
revoke execute on function env.write_feature_documents(text, bigint[]) from public;

-- What leads, helps, the layers that answer its topics and the plan with its province are words of a task too. Where what it says of its features changed, they follow.
create or replace function env.write_task_documents(ids text[] default null) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    told text[];
begin
    with before as materialized (select task_id, tied_words, tied_spelt from env.task_document where ids is null or task_id = any (ids)),
    written as (
        insert into env.task_document
        select t.id, t.plan_id, t.position, p.province_code, published.words_key(t.id), published.words_key(t.title_vi), published.spelt_key(concat_ws(' ', t.title_vi, x.around)),
            env.words_of(published.words_key(concat_ws(' ', t.title_vi, t.title_en, t.id, x.around)), array[published.words_key(t.title_vi), published.words_key(t.title_en)]),
            published.words_key(concat_ws(' ', t.title_vi, x.around)), env.words_of(published.words_key(x.tied)), published.spelt_key(x.tied)
        from env.task t
        join env.plan p on p.id = t.plan_id
        cross join lateral (
            select concat_ws(' ', p.title_vi, p.title_en, p.doc_type, p.number, s.title_vi, s.title_en,
                (select string_agg(a.name, ' ' order by a.name) from env.agency a where a.id in (
                    select l.agency_id from env.task_lead l where l.task_id = t.id union select c.agency_id from env.task_coordinating c where c.task_id = t.id))) as tied
            from (select) one left join env.plan_section s on s.plan_id = t.plan_id and s.id = t.heading) tied
        cross join lateral (
            select concat_ws(' ', t.section, tied.tied) as tied, concat_ws(' ', t.section, t.expected_output, tied.tied, p.issuer,
                (select o.name from env.province o where o.code = p.province_code order by o.valid_from desc limit 1),
                (select published.full_name(c.kind, c.name) from env.commune c where c.code = p.commune_code order by c.valid_from desc limit 1),
                (select string_agg(concat_ws(' ', o.title_vi, o.title_en, l.definition -> 'title' ->> 'vi', l.definition -> 'title' ->> 'en'), ' ')
                 from env.task_topic tt join env.topic o on o.id = tt.topic_id left join env.layer l on l.id = o.layer and not l.restricted where tt.task_id = t.id)) as around
            offset 0) x
        where ids is null or t.id = any (ids)
        on conflict (task_id) do update set plan_id = excluded.plan_id, position = excluded.position, province_code = excluded.province_code, id_key = excluded.id_key,
            title_key = excluded.title_key, spelt = excluded.spelt, words = excluded.words, said = excluded.said, tied_words = excluded.tied_words, tied_spelt = excluded.tied_spelt
        where task_document is distinct from excluded
        returning task_id, tied_words, tied_spelt)
    select array_agg(w.task_id) into told from written w left join before b using (task_id) where (b.tied_words, b.tied_spelt) is distinct from (w.tied_words, w.tied_spelt);
    if exists (select from env.feature_task ft where ft.task_id = any (told)) then
        perform env.write_feature_documents(ids => array(select distinct ft.feature_id from env.feature_task ft where ft.task_id = any (told) and ft.untied_at is null));
    end if;
end
$$;

-- Who leads, helps or is called otherwise. Plans and sections are loaded with their tasks; here is what changes by itself.
create function env.document_tasks_of() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if tg_argv[0] = 'task' then
        perform env.write_task_documents(array(select distinct task_id from came));
    elsif tg_argv[0] = 'agency' then
        perform env.write_task_documents(array(select l.task_id from env.task_lead l join came a on a.id = l.agency_id
            union select c.task_id from env.task_coordinating c join came a on a.id = c.agency_id));
    elsif tg_argv[0] = 'plan' then
        perform env.write_task_documents(array(select t.id from env.task t join came p on p.id = t.plan_id));
    else
        perform env.write_task_documents(array(select t.id from env.task t join came s on s.plan_id = t.plan_id and s.id = t.heading));
    end if;
    return null;
end
$$;
revoke execute on function env.document_tasks_of() from public;
-- Who loads whole plans says so and writes the documents at the end, not with every row.
drop trigger document_new on env.task;
drop trigger document_changed on env.task;
create trigger document_new after insert on env.task referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks();
create trigger document_changed after update on env.task referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks();
create trigger document_new after insert on env.task_lead referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create trigger document_gone after delete on env.task_lead referencing old table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create trigger document_new after insert on env.task_coordinating referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create trigger document_gone after delete on env.task_coordinating referencing old table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('task');
create trigger document_changed after update on env.agency referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('agency');
create trigger document_changed after update on env.plan referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('plan');
create trigger document_changed after update on env.plan_section referencing new table as came
    for each statement when (current_setting('envgis.documents_later', true) is distinct from 'yes') execute function env.document_tasks_of('section');

create function env.document_ties() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.write_feature_documents(ids => array(select distinct feature_id from came));
    return null;
end
$$;
revoke execute on function env.document_ties() from public;
create trigger document_new after insert on env.feature_task referencing new table as came for each statement execute function env.document_ties();
create trigger document_changed after update on env.feature_task referencing new table as came for each statement execute function env.document_ties();
create trigger document_gone after delete on env.feature_task referencing old table as came for each statement execute function env.document_ties();

-- What a text asks, by the words that documents have. "plain" has the words of the clauses, null of an abbreviation's. A whole word is a word, but the last one may be
-- only begun. What begins many words narrows little and costs much to look for, so it is not looked for but asked of what is found ("also").
create function published.asked(plain text[], clauses text[], loosely boolean, out looked_for tsquery, out also tsquery, out is_known boolean) language plpgsql stable
set search_path = published, pg_catalog, public as $$
declare
    clause tsquery;
begin
    is_known := true;
    for i in 1 .. cardinality(clauses) loop
        clause := clauses[i]::tsquery;
        if plain[i] ~ '^[0-9]{1,2}$' then
            also := coalesce(also && clause, clause);
        elsif plain[i] is null or plain[i] ~ '[0-9]' then
            looked_for := coalesce(looked_for && clause, clause);
        elsif not loosely and i < cardinality(clauses) and exists (select from known_word k where k.word = plain[i]) then
            looked_for := coalesce(looked_for && quote_literal(plain[i])::tsquery, quote_literal(plain[i])::tsquery);
        else
            case (select count(*) from (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{' limit 41) n)
                when 41 then
                    also := coalesce(also && clause, clause);
                when 0 then
                    is_known := false;
                    return;
                else
                    looked_for := coalesce(looked_for && clause, clause);
            end case;
        end if;
    end loop;
end
$$;

-- The texts that may have been meant, likeliest first: each with those of its words changed by one slip that no document has, or else with one of all.
create function published.slipped(plain text[], clauses text[]) returns setof tsquery language plpgsql stable
set search_path = published, pg_catalog, public as $$
declare
    known tsquery[];
    meant tsquery[];
    unknown integer := 0;
begin
    for i in 1 .. least(cardinality(clauses), 12) loop
        known[i] := case when plain[i] is null or plain[i] ~ '[0-9]' then clauses[i]::tsquery
            when exists (select from known_word k where k.word = plain[i]) then quote_literal(plain[i])::tsquery
            when exists (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{') then clauses[i]::tsquery end;
        meant[i] := (select string_agg(distinct quote_literal(f.word), ' | ')::tsquery
            from published.forms_of(plain[i]) own cross join lateral (select f.word from word_form f where f.form = own offset 0) f
            where length(plain[i]) >= 3 and published.is_one_slip(plain[i], f.word));
        if known[i] is null then
            unknown := unknown + 1;
            if meant[i] is null then
                return;
            end if;
        end if;
    end loop;
    for i in 1 .. cardinality(known) loop
        if unknown = 0 and meant[i] is not null or unknown > 0 and known[i] is null then
            return next (select string_agg('(' || (case when j = i or known[j] is null then meant[j] else known[j] end)::text || ')', ' & ')::tsquery
                from generate_series(1, cardinality(known)) j);
            exit when unknown > 0;
        end if;
    end loop;
end
$$;

-- Documents that may answer, some hundreds at most however many match: of names that begin with the text, of one's own provinces and the one on screen, of all.
create function published.found_features(plain text[], clauses text[], bare text, keys text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 300 set search_path = published, pg_catalog, public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    asked record;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    begins integer;
    nearby integer;
    everywhere integer;
begin
    return query select * from feature_document d where d.name_key collate "C" >= bare and d.name_key collate "C" < bare || '{' order by d.name_key collate "C" limit 60;
    get diagnostics begins = row_count;
    return query select * from feature_document d where d.code_key = any (keys) limit 20;
    if found then
        -- Who types a whole code means that.
        return;
    end if;
    for pass in 1 .. 2 loop
        select * into asked from published.asked(plain, clauses, pass = 2);
        if not asked.is_known then
            return;
        end if;
        if asked.looked_for is null then
            -- A letter or two: what has words of theirs elsewhere is looked for only where few names begin so.
            if begins >= 60 then
                return;
            end if;
            asked.looked_for := (select string_agg(quote_literal(w.word), ' | ')::tsquery from (
                select distinct k.word from unnest(plain) p join known_word k on k.word >= p and k.word < p || '{' order by 1 limit 8) w);
            asked.looked_for := coalesce(asked.looked_for, asked.also);
        end if;
        nearby := 0;
        if here is not null then
            return query select * from feature_document d where d.words @@ (asked.looked_for && here) and (asked.also is null or (d.words || '') @@ asked.also) limit 100;
            get diagnostics nearby = row_count;
            -- So many here: what is named so elsewhere has been found by its beginning.
            exit when nearby = 100;
        end if;
        -- What very many have is found among the first, without the index, which would gather all of them.
        return query select * from (select * from feature_document limit 2000) d
            where d.words @@ asked.looked_for and (asked.also is null or d.words @@ asked.also) limit 200;
        get diagnostics everywhere = row_count;
        exit when everywhere = 200;
        return query select * from feature_document d where d.words @@ asked.looked_for and (asked.also is null or (d.words || '') @@ asked.also) limit 200;
        get diagnostics everywhere = row_count;
        -- Words as they were typed are meant before such as only begin so.
        exit when begins + nearby + everywhere > 0;
    end loop;
end
$$;

-- Places that have the words when one slip is mended, beside those whose whole name is written nearly so: a short name has too few trigrams.
create function published.nearly_found_places(called text, plain text[], clauses text[]) returns table (id integer, level smallint, name_key text, full_key text)
language sql stable rows 100 as $$
    select d.id, d.level, d.name_key, d.full_key from published.nearly_named_places(called, 60) n join published.place_document d on d.id = n.id
    union
    (select d.id, d.level, d.name_key, d.full_key from published.slipped(plain, clauses) s join published.place_document d on d.words @@ s
     where cardinality(clauses) <= 5 order by d.level, d.id limit 150)
$$;

create function published.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 100 set search_path = published, pg_catalog, public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    variants constant tsquery[] := array(select published.slipped(plain, clauses));
    meant tsquery;
    nearby integer;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
begin
    -- With many words, all of which there are, no one slip is likelier than another.
    if cardinality(variants) > 4 then
        return;
    end if;
    foreach meant in array variants loop
        if here is not null then
            return query select * from feature_document d where d.words @@ (meant && here) limit 20;
            get diagnostics nearby = row_count;
            continue when nearby = 20;
        end if;
        return query select * from feature_document d where d.words @@ meant limit 30;
    end loop;
end
$$;

create function restricted.asked(plain text[], clauses text[], loosely boolean, out looked_for tsquery, out also tsquery, out is_known boolean) language plpgsql stable security definer
set search_path = restricted, pg_catalog, public as $$
declare
    clause tsquery;
begin
    is_known := true;
    for i in 1 .. cardinality(clauses) loop
        clause := clauses[i]::tsquery;
        if plain[i] ~ '^[0-9]{1,2}$' then
            also := coalesce(also && clause, clause);
        elsif plain[i] is null or plain[i] ~ '[0-9]' then
            looked_for := coalesce(looked_for && clause, clause);
        elsif not loosely and i < cardinality(clauses) and exists (select from known_word k where k.word = plain[i]) then
            looked_for := coalesce(looked_for && quote_literal(plain[i])::tsquery, quote_literal(plain[i])::tsquery);
        else
            case (select count(*) from (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{' limit 41) n)
                when 41 then
                    also := coalesce(also && clause, clause);
                when 0 then
                    is_known := false;
                    return;
                else
                    looked_for := coalesce(looked_for && clause, clause);
            end case;
        end if;
    end loop;
end
$$;

create function restricted.slipped(plain text[], clauses text[]) returns setof tsquery language plpgsql stable security definer
set search_path = restricted, pg_catalog, public as $$
declare
    known tsquery[];
    meant tsquery[];
    unknown integer := 0;
begin
    for i in 1 .. least(cardinality(clauses), 12) loop
        known[i] := case when plain[i] is null or plain[i] ~ '[0-9]' then clauses[i]::tsquery
            when exists (select from known_word k where k.word = plain[i]) then quote_literal(plain[i])::tsquery
            when exists (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{') then clauses[i]::tsquery end;
        meant[i] := (select string_agg(distinct quote_literal(f.word), ' | ')::tsquery
            from published.forms_of(plain[i]) own cross join lateral (select f.word from word_form f where f.form = own offset 0) f
            where length(plain[i]) >= 3 and published.is_one_slip(plain[i], f.word));
        if known[i] is null then
            unknown := unknown + 1;
            if meant[i] is null then
                return;
            end if;
        end if;
    end loop;
    for i in 1 .. cardinality(known) loop
        if unknown = 0 and meant[i] is not null or unknown > 0 and known[i] is null then
            return next (select string_agg('(' || (case when j = i or known[j] is null then meant[j] else known[j] end)::text || ')', ' & ')::tsquery
                from generate_series(1, cardinality(known)) j);
            exit when unknown > 0;
        end if;
    end loop;
end
$$;

create function restricted.found_features(plain text[], clauses text[], bare text, keys text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 300 security definer set search_path = restricted, pg_catalog, public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    asked record;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    begins integer;
    nearby integer;
    everywhere integer;
    given constant member.scope[] := member.given();
    -- Provinces that everything seen lies in; null when it may lie anywhere.
    reach constant tsquery := (select case when bool_and(g.provinces is not null) then string_agg('''@' || p || '''', ' | ')::tsquery end
        from unnest(given) g left join lateral unnest(g.provinces) p on true);
begin
    return query select * from feature_document d where d.name_key collate "C" >= bare and d.name_key collate "C" < bare || '{'
        and member.sees(d.layer, d.province_code, d.commune_code, given) order by d.name_key collate "C" limit 60;
    get diagnostics begins = row_count;
    return query select * from feature_document d where d.code_key = any (keys)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 20;
    if found then
        return;
    end if;
    for pass in 1 .. 2 loop
        select * into asked from restricted.asked(plain, clauses, pass = 2);
        if not asked.is_known then
            return;
        end if;
        if asked.looked_for is null then
            -- A letter or two: what has words of theirs elsewhere is looked for only where few names begin so.
            if begins >= 60 then
                return;
            end if;
            asked.looked_for := (select string_agg(quote_literal(w.word), ' | ')::tsquery from (
                select distinct k.word from unnest(plain) p join known_word k on k.word >= p and k.word < p || '{' order by 1 limit 8) w);
            asked.looked_for := coalesce(asked.looked_for, asked.also);
        end if;
        asked.looked_for := coalesce(asked.looked_for && reach, asked.looked_for);
        nearby := 0;
        if here is not null then
            return query select * from feature_document d where d.words @@ (asked.looked_for && here) and (asked.also is null or (d.words || '') @@ asked.also)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 100;
            get diagnostics nearby = row_count;
            -- So many here: what is named so elsewhere has been found by its beginning.
            exit when nearby = 100;
        end if;
        -- What very many have is found among the first, without the index, which would gather all of them.
        return query select * from (select * from feature_document limit 2000) d
            where d.words @@ asked.looked_for and (asked.also is null or d.words @@ asked.also)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 200;
        get diagnostics everywhere = row_count;
        exit when everywhere = 200;
        return query select * from feature_document d where d.words @@ asked.looked_for and (asked.also is null or (d.words || '') @@ asked.also)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 200;
        get diagnostics everywhere = row_count;
        -- Words as they were typed are meant before such as only begin so.
        exit when begins + nearby + everywhere > 0;
    end loop;
end
$$;

create function restricted.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
language plpgsql stable rows 100 security definer set search_path = restricted, pg_catalog, public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    variants constant tsquery[] := array(select restricted.slipped(plain, clauses));
    meant tsquery;
    nearby integer;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    given constant member.scope[] := member.given();
    -- Provinces that everything seen lies in; null when it may lie anywhere.
    reach constant tsquery := (select case when bool_and(g.provinces is not null) then string_agg('''@' || p || '''', ' | ')::tsquery end
        from unnest(given) g left join lateral unnest(g.provinces) p on true);
begin
    -- With many words, all of which there are, no one slip is likelier than another.
    if cardinality(variants) > 4 then
        return;
    end if;
    foreach meant in array variants loop
        meant := coalesce(meant && reach, meant);
        if here is not null then
            return query select * from feature_document d where d.words @@ (meant && here)
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 20;
            get diagnostics nearby = row_count;
            continue when nearby = 20;
        end if;
        return query select * from feature_document d where d.words @@ meant
        and member.sees(d.layer, d.province_code, d.commune_code, given) limit 30;
    end loop;
end
$$;

revoke execute on function restricted.asked(text[], text[], boolean), restricted.slipped(text[], text[]), restricted.found_features(text[], text[], text, text[], text[]),
    restricted.nearly_found_features(text[], text[], text[]) from public;

create function member.found_features(plain text[], clauses text[], bare text, keys text[], provinces text[]) returns setof published.feature_document
    language sql stable rows 300 security definer set search_path = pg_catalog
as $$
    select * from published.found_features(plain, clauses, bare, keys, provinces) union all select * from restricted.found_features(plain, clauses, bare, keys, provinces)
$$;
create function member.nearly_found_features(plain text[], clauses text[], provinces text[]) returns setof published.feature_document
    language sql stable rows 100 security definer set search_path = pg_catalog
as $$
    select * from published.nearly_found_features(plain, clauses, provinces) union all select * from restricted.nearly_found_features(plain, clauses, provinces)
$$;

-- Those of the words that begin a word of a document. What a number begins is not told.
create function published.known(words text[]) returns setof text
    language sql stable
as $$
    select w from unnest(words) w where w ~ '[0-9]' or exists (select from published.known_word k where k.word >= w and k.word < w || '{')
        or exists (select from published.place_document d where d.words @@ (quote_literal(w) || ':*')::tsquery)
$$;
-- A word that only restricted features have is known to those who see one of them.
create function member.known(words text[]) returns setof text
    language sql stable security definer set search_path = pg_catalog
as $$
    select w from unnest(words) w
    where w in (select published.known(words)) or exists (select from restricted.found_features(array[w], array[quote_literal(w) || ':*'], w, array[w], '{}'))
$$;

revoke execute on function published.forms_of(text), published.is_one_slip(text, text) from public;
grant execute on function published.forms_of(text), published.is_one_slip(text, text) to envgis_reader, envgis_writer, envgis_member;
grant execute on function published.asked(text[], text[], boolean), published.slipped(text[], text[]), published.found_features(text[], text[], text, text[], text[]),
    published.nearly_found_features(text[], text[], text[]), published.nearly_found_places(text, text[], text[]), published.known(text[]) to envgis_reader, envgis_writer, envgis_member;
revoke execute on function member.found_features(text[], text[], text, text[], text[]), member.nearly_found_features(text[], text[], text[]), member.known(text[]) from public;
grant execute on function member.found_features(text[], text[], text, text[], text[]), member.nearly_found_features(text[], text[], text[]), member.known(text[]) to envgis_member;
grant select on published.known_word, published.word_form, published.task_document to envgis_reader, envgis_writer, envgis_member;

-- Tasks before features, which take words of theirs.
select env.write_task_documents();
select env.write_feature_documents();
insert into published.known_word
select n.word from (select distinct unnest(string_to_array(name_key, ' ')) collate "C" as word from env.place_document) n
where n.word ~ '^[a-z]{1,30}$' and not exists (select from published.known_word k where k.word = n.word);
insert into published.word_form
select f, k.word from published.known_word k cross join lateral published.forms_of(k.word) f where not exists (select from published.word_form w where w.form = k.word and w.word = k.word);
