-- Why: search compared one substring with one name. Now every place, feature and task has a document of the words that it may be asked for by, and all doors ask
-- the same documents by the same words: at their beginnings, without marks, all of them.

-- Words as search compares them: without marks and case, only letters and digits, and the two spellings of a last i as one (Mỹ and Mĩ, Quy and Qui).
-- EnvGis.Search.SearchWords says the same of what is typed; a test holds the two together.
create function published.words_key(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(trim(regexp_replace(published.search_key(value), '[^a-z0-9]+', ' ', 'g')), '(qu|[bcdghklmnpqrstvx])y( |$)', '\1i\2', 'g');

-- The same words with their marks, each tone at the end of its syllable, so that Hoà and Hòa are one spelling.
create function published.spelt_key(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        regexp_replace(
            trim(regexp_replace(replace(lower(normalize(value, nfd)), 'Đ', 'đ'), '[^a-z0-9đ\u0300-\u036f]+', ' ', 'g')),
            '([\u0300\u0301\u0303\u0309\u0323])([^ ]*)', '\2\1', 'g'),
        '(qu|[bcdghklmnpqrstvxđ])y([\u0300\u0301\u0303\u0309\u0323]?)( |$)', '\1i\2\3', 'g');

-- A document of words: each once, and each name whole behind "=", so that what begins with a text is found by it.
create function env.words_of(words text, names text[] default '{}') returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(array_remove(string_to_array(words, ' '), '') || array(select '=' || n from unnest(names) n where n <> ''));

-- What people write for something else, from data/places/abbreviations.csv.
create table env.abbreviation (
    -- As words_key writes it.
    short text primary key,
    long  text not null
);
create view published.abbreviation as select short, long from env.abbreviation;

-- One row for each name by which a place of today is found; written anew whenever the places are.
create table env.place_document (
    id             integer generated always as identity primary key,
    -- 0 province, 1 commune, 2 former commune, 3 former district, 4 former province; rows lie in this order.
    level          smallint not null,
    -- The place of today that it leads to, a commune or a province; of a former district, which leads to many, its own name and province.
    code           text not null,
    commune_id     integer,
    province_code  text not null,
    former_unit_id integer,
    former_area_id integer,
    unit_code      text,
    unit_kind      text not null,
    unit_name      text not null,
    -- Of a former unit: what it lay in. Of a commune: the districts and provinces that it was made of, each once.
    district       text,
    province       text,
    valid_until    date,
    kind_key       text not null,
    name_key       text not null,
    joined_key     text not null,
    full_key       text not null,
    spelt          text not null,
    words          tsvector not null,
    -- The words alone, as part of the documents of features that lie there; null of all but communes.
    place_words    tsvector
);
create index on env.place_document using gin (words);
create index on env.place_document using gin (name_key gin_trgm_ops);
create index on env.place_document using gin (full_key gin_trgm_ops);
create index on env.place_document (commune_id) where level = 1;
create view published.place_document as select * from env.place_document;

-- Returns whether the documents of features, of which those of communes are a part, are out of date.
create function env.write_place_documents() returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    before text := (select md5(string_agg(commune_id || ' ' || place_words::text, ';' order by commune_id)) from env.place_document where level = 1);
begin
    delete from env.place_document;
    with former as (
        select u.*, s.commune_id from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id),
    province as (
        -- The row in force, or the last one: a document outlives a day.
        select distinct on (code) * from env.province order by code, valid_from desc),
    context as (
        select f.commune_id, string_agg(distinct nullif(f.district, ''), ', ') as districts, string_agg(distinct nullif(f.province, ''), ', ') as provinces
        from former f group by 1),
    -- What is told of a commune; its words are also those of districts that had ended before.
    made_of as (
        select s.commune_id, string_agg(distinct published.full_name(a.kind, a.name), ', ') as districts, string_agg(distinct a.province, ', ') as provinces
        from env.former_area_successor s join env.former_area a on a.id = s.former_area_id where a.level = 'district' group by 1),
    unit as (
        select 0::smallint as level, p.code, null::integer as commune_id, p.code as province_code, null::integer as former_unit_id, null::integer as former_area_id,
               p.code as unit_code, p.kind as unit_kind, p.name as unit_name, p.name_other, null as district, null as province, null::date as valid_until, '' as lies_in
        from province p
        union all
        select 1, c.code, c.id, c.province_code, null, null, c.code, c.kind, c.name, c.name_other, m.districts, m.provinces, null,
               concat_ws(' ', p.kind, p.name, x.districts, x.provinces)
        from env.commune c join province p on p.code = c.province_code left join context x on x.commune_id = c.id left join made_of m on m.commune_id = c.id
        union all
        select 2, c.code, c.id, c.province_code, f.id, null, f.code, f.kind, f.name, null, f.district, f.province, f.valid_until,
               concat_ws(' ', f.district, f.province, c.kind, c.name, p.kind, p.name)
        from former f join env.commune c on c.id = f.commune_id join province p on p.code = c.province_code
        union all
        select case a.level when 'district' then 3 else 4 end, case a.level when 'district' then published.full_name(a.kind, a.name) || ', ' || a.province else p.code end,
               null, p.code, null, a.id, null, a.kind, a.name, null, null, a.province, a.valid_until, concat_ws(' ', a.province, p.kind, p.name)
        from env.former_area a join province p on p.code = a.province_code)
    insert into env.place_document (level, code, commune_id, province_code, former_unit_id, former_area_id, unit_code, unit_kind, unit_name, district, province, valid_until,
        kind_key, name_key, joined_key, full_key, spelt, words, place_words)
    select u.level, u.code, u.commune_id, u.province_code, u.former_unit_id, u.former_area_id, u.unit_code, u.unit_kind, u.unit_name, nullif(u.district, ''),
        nullif(u.province, ''), u.valid_until, published.words_key(u.unit_kind), k.name, replace(k.name, ' ', ''),
        trim(k.name || ' ' || published.words_key(case u.level when 1 then (select p.name from province p where p.code = u.province_code) else coalesce(u.province, '') end)),
        published.spelt_key(concat_ws(' ', u.unit_name, u.unit_kind, u.lies_in)),
        env.words_of(concat_ws(' ', k.name, published.words_key(concat_ws(' ', u.unit_kind, u.name_other, u.unit_code, u.lies_in)), replace(k.name, ' ', '')), array[k.name]),
        case when u.level = 1 then env.words_of(concat_ws(' ', k.name, published.words_key(concat_ws(' ', u.unit_kind, u.unit_code, u.lies_in)))) end
    from unit u cross join lateral (select published.words_key(u.unit_name) as name offset 0) k
    -- Of two of one name the later one comes first.
    order by u.level, u.code, u.valid_until desc nulls last;
    return before is distinct from (select md5(string_agg(commune_id || ' ' || place_words::text, ';' order by commune_id)) from env.place_document where level = 1);
end
$$;
revoke execute on function env.write_place_documents() from public;

-- The documents of features, public and restricted apart as the features are: nothing that a reader may not see is in what they can ask.
create table published.feature_document (
    layer         text not null,
    id            bigint not null,
    code_key      text not null,
    name_key      text not null,
    spelt         text not null,
    province_code text,
    demonstration boolean not null,
    words         tsvector not null,
    primary key (layer, id)
);
create index feature_document_words on published.feature_document using gin (words);
create index feature_document_name on published.feature_document using gin (name_key gin_trgm_ops);
create table restricted.feature_document (like published.feature_document including all);
-- What they served is asked of the documents now.
drop index published.feature_name;
drop index restricted.feature_search_key_idx;

alter table env.layer
    add column title_words tsvector not null generated always as (env.words_of(published.words_key(coalesce(definition -> 'title' ->> 'vi', '') || ' ' || coalesce(definition -> 'title' ->> 'en', '')))) stored,
    add column title_spelt text not null generated always as (published.spelt_key(coalesce(definition -> 'title' ->> 'vi', '') || ' ' || coalesce(definition -> 'title' ->> 'en', ''))) stored;

create function env.feature_document_of(layer text, id bigint, code text, name_vi text, name_en text, former_unit text, commune_id integer,
    province_code text, demonstration boolean) returns setof published.feature_document
    language sql stable
as $$
    select $1, $2, k.code, k.name, concat_ws(' ', published.spelt_key(concat_ws(' ', $4, $5, $6)), l.title_spelt, p.spelt), $8, $9,
        env.words_of(concat_ws(' ', k.name, k.english, k.code, published.words_key($6), '@' || $8), array[k.name, k.english, k.code]) || l.title_words || coalesce(p.place_words, '')
    from env.layer l
    cross join (select published.words_key($4) as name, coalesce(published.words_key($5), '') as english, published.words_key($3) as code offset 0) k
    left join env.place_document p on p.commune_id = $7 and p.level = 1
    where l.id = $1
$$;

create function env.document_features() returns trigger language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
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
            f.province_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    else
        insert into restricted.feature_document
        select d.* from came f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
            f.province_code, f.demonstration) d
        on conflict (layer, id) do update set name_key = excluded.name_key, spelt = excluded.spelt, province_code = excluded.province_code,
            demonstration = excluded.demonstration, words = excluded.words
        where feature_document is distinct from excluded;
    end if;
    return null;
end
$$;
revoke execute on function env.document_features() from public;
create trigger document_new after insert on published.feature referencing new table as came for each statement execute function env.document_features('published');
create trigger document_changed after update on published.feature referencing new table as came for each statement execute function env.document_features('published');
create trigger document_gone after delete on published.feature referencing old table as went for each statement execute function env.document_features('published');
create trigger document_new after insert on restricted.feature referencing new table as came for each statement execute function env.document_features('restricted');
create trigger document_changed after update on restricted.feature referencing new table as came for each statement execute function env.document_features('restricted');
create trigger document_gone after delete on restricted.feature referencing old table as went for each statement execute function env.document_features('restricted');

-- Where places or a layer's title changed: the documents of the layer's features, or of all, written anew; what is as it was is not touched.
create function env.write_feature_documents(of_layer text default null) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into published.feature_document
    select d.* from published.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
        f.province_code, f.demonstration) d
    where of_layer is null or f.layer = of_layer
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words where feature_document is distinct from excluded;
    insert into restricted.feature_document
    select d.* from restricted.feature f cross join lateral env.feature_document_of(f.layer, f.id, f.code, f.name_vi, f.name_en, f.attributes ->> 'former_unit', f.commune_id,
        f.province_code, f.demonstration) d
    where of_layer is null or f.layer = of_layer
    on conflict (layer, id) do update set spelt = excluded.spelt, words = excluded.words where feature_document is distinct from excluded;
end
$$;
revoke execute on function env.write_feature_documents(text) from public;

-- The barrier is around what is restricted alone, as in 039.
create view restricted.seen_feature_document with (security_barrier) as
    select d.* from restricted.feature_document d join restricted.feature r on r.layer = d.layer and r.id = d.id
    where member.sees(r.layer, r.province_code, r.commune_code, (select member.given()));
create view member.feature_document as
    select * from published.feature_document union all select * from restricted.seen_feature_document;

create table env.task_document (
    task_id       text primary key references env.task on delete cascade,
    plan_id       text not null,
    position      integer not null,
    province_code text not null,
    id_key        text not null,
    title_key     text not null,
    spelt         text not null,
    words         tsvector not null
);
create index on env.task_document using gin (words);
create index on env.task_document using gin (title_key gin_trgm_ops);
-- With its titles, so that a search need not tell how every task stands.
create view published.task_document as
    select d.*, t.title_vi, t.title_en, p.title_vi as plan_title_vi, p.title_en as plan_title_en
    from env.task_document d join env.task t on t.id = d.task_id join env.plan p on p.id = d.plan_id;
create view plans.task_document as select * from env.task_document;

-- What leads, helps, the layers that answer its topics and the plan with its province are words of a task too.
create function env.write_task_documents(ids text[] default null) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into env.task_document
    select t.id, t.plan_id, t.position, p.province_code, published.words_key(t.id), published.words_key(t.title_vi), published.spelt_key(concat_ws(' ', t.title_vi, x.around)),
        env.words_of(published.words_key(concat_ws(' ', t.title_vi, t.title_en, t.id, x.around)), array[published.words_key(t.title_vi), published.words_key(t.title_en)])
    from env.task t
    join env.plan p on p.id = t.plan_id
    cross join lateral (
        select concat_ws(' ', t.section, t.expected_output, p.title_vi, p.title_en, p.doc_type, p.issuer,
            (select o.name from env.province o where o.code = p.province_code order by o.valid_from desc limit 1),
            (select published.full_name(c.kind, c.name) from env.commune c where c.code = p.commune_code order by c.valid_from desc limit 1),
            (select s.title_vi || ' ' || s.title_en from env.plan_section s where s.plan_id = t.plan_id and s.id = t.heading),
            (select string_agg(a.name, ' ') from env.agency a where a.id in (
                select l.agency_id from env.task_lead l where l.task_id = t.id union select c.agency_id from env.task_coordinating c where c.task_id = t.id)),
            (select string_agg(concat_ws(' ', o.title_vi, o.title_en, l.definition -> 'title' ->> 'vi', l.definition -> 'title' ->> 'en'), ' ')
             from env.task_topic tt join env.topic o on o.id = tt.topic_id left join env.layer l on l.id = o.layer and not l.restricted where tt.task_id = t.id)) as around
        offset 0) x
    where ids is null or t.id = any (ids)
    on conflict (task_id) do update set plan_id = excluded.plan_id, position = excluded.position, province_code = excluded.province_code, id_key = excluded.id_key,
        title_key = excluded.title_key, spelt = excluded.spelt, words = excluded.words;
end
$$;
revoke execute on function env.write_task_documents(text[]) from public;
create function env.document_tasks() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.write_task_documents(array(select id from came));
    return null;
end
$$;
revoke execute on function env.document_tasks() from public;
create trigger document_new after insert on env.task referencing new table as came for each statement execute function env.document_tasks();
create trigger document_changed after update on env.task referencing new table as came for each statement execute function env.document_tasks();

create function env.document_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform env.write_feature_documents(new.id);
    perform env.write_task_documents();
    return null;
end
$$;
revoke execute on function env.document_layer() from public;
-- The title of a layer that is restricted from now on is no word of a task.
create trigger document after update on env.layer for each row
    when (old.definition -> 'title' is distinct from new.definition -> 'title' or old.restricted <> new.restricted) execute function env.document_layer();

-- Names written nearly so, nearest first. A function, so that only here half of the trigrams must agree: by PostgreSQL's own threshold a word that half a million
-- names have is near to all of them. It reads what its caller may see. The threshold is not a setting of the function: a restore could not make it before pg_trgm is loaded.
create function published.nearly_named_features(called text, most integer) returns table (layer text, id bigint, name_key text)
    language plpgsql stable
as $$
begin
    perform set_config('pg_trgm.similarity_threshold', '0.5', true);
    return query select d.layer, d.id, d.name_key from feature_document d where d.name_key % called order by similarity(d.name_key, called) desc, d.id limit most;
end
$$;
create function published.nearly_named_places(called text, most integer) returns table (id integer, name_key text, full_key text)
    language plpgsql stable
as $$
begin
    perform set_config('pg_trgm.similarity_threshold', '0.4', true);
    return query select d.id, d.name_key, d.full_key from published.place_document d where d.name_key % called or d.full_key % called
        order by greatest(similarity(d.name_key, called), similarity(d.full_key, called)) desc, d.level, d.id limit most;
end
$$;
grant execute on function published.nearly_named_features(text, integer), published.nearly_named_places(text, integer) to envgis_reader, envgis_writer, envgis_member;

create index on env.commune using gist (centre);

grant select on published.abbreviation, published.place_document, published.feature_document, published.task_document to envgis_reader, envgis_writer, envgis_member;
grant select on plans.task_document to envgis_reader, envgis_member;
grant select on member.feature_document to envgis_member;
grant execute on function published.words_key(text), published.spelt_key(text) to envgis_reader, envgis_writer, envgis_member;

-- What stands already; the words of its communes come with the next load of the places.
select env.write_feature_documents();
select env.write_task_documents();
