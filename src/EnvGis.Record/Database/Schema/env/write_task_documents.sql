-- What leads, helps, the layers that answer its topics, the places that the plan names for it and the plan with its province are words of a task too. Where what it says of its features changed, they follow.
create or replace function env.write_task_documents(ids text[] default null) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    told text[];
begin
    with before as materialized (select task_id, tied_words, tied_spelt from env.task_document where ids is null or task_id = any (ids)),
    written as (
        insert into env.task_document
        select t.id, t.plan_id, t.position, p.province_code, id.words, title.words, concat_ws(' ', title.spelt, said.spelt, long.spelt),
            env.words_of(concat_ws(' ', title.words, english.words, id.words, said.words, long.words), array[title.words, english.words]),
            concat_ws(' ', title.words, said.words, long.words), env.words_of(tied.words), tied.spelt, body.led, body.helped
        from env.task t
        join env.plan p on p.id = t.plan_id
        -- A key is made word by word: each text is keyed once, and the keys are joined.
        cross join lateral (select published.words_key(t.id) as words offset 0) id
        cross join lateral (select published.words_key(t.title_vi) as words, published.spelt_key(t.title_vi) as spelt offset 0) title
        cross join lateral (select published.words_key(t.title_en) as words offset 0) english
        cross join lateral (
            select published.words_key(told.text) as words, published.spelt_key(told.text) as spelt
            from (select concat_ws(' ', t.section, p.title_vi, p.title_en, p.doc_type, p.number, s.title_vi, s.title_en,
                    (select string_agg(a.name, ' ' order by a.name) from env.agency a where a.id in (
                        select l.agency_id from env.task_lead l where l.task_id = t.id union select c.agency_id from env.task_coordinating c where c.task_id = t.id))) as text
                  from (select) one left join env.plan_section s on s.plan_id = t.plan_id and s.id = t.heading offset 0) told
            offset 0) tied
        cross join lateral (
            select concat_ws(' ', tied.words, nullif(published.words_key(told.text), '')) as words, concat_ws(' ', tied.spelt, nullif(published.spelt_key(told.text), '')) as spelt
            from (select concat_ws(' ', t.expected_output, p.issuer,
                    (select o.name from env.province o where o.code = p.province_code order by o.valid_from desc limit 1),
                    (select published.full_name(c.kind, c.name) from env.commune c where c.code = p.commune_code order by c.valid_from desc limit 1),
                    (select string_agg(concat_ws(' ', o.title_vi, o.title_en, l.definition -> 'title' ->> 'vi', l.definition -> 'title' ->> 'en'), ' ')
                     from env.task_topic tt join env.topic o on o.id = tt.topic_id left join env.layer l on l.id = o.layer and not l.restricted where tt.task_id = t.id),
                    (select string_agg(concat_ws(' ', regexp_replace(r.cited_as, ' ngày .*', ''), regexp_replace(r.document, ' ngày .*', '')), ' ' order by r.document) from env.task_reference r where r.task_id = t.id and r.document ~ '[0-9][/-]'),
                    (select string_agg(concat_ws(' ', pp.label_vi, pp.name_in_source), ' ' order by pp.id) from env.task_place tp join env.plan_place pp on pp.id = tp.place_id where tp.task_id = t.id)) as text
                  offset 0) told
            offset 0) said
        -- Who writes bảo vệ thực vật finds what says BVTV. Of two letters it may be a name.
        cross join lateral (
            select string_agg(a.long, ' ' order by a.short) as words, string_agg(a.spelt, ' ' order by a.short) as spelt from env.abbreviation a
            where length(a.short) >= 3 and position(' ' || a.short || ' ' in ' ' || title.words || ' ' || said.words || ' ') > 0) long
        cross join lateral (
            select array(select published.words_key(a.name) from env.task_lead l join env.agency a on a.id = l.agency_id where l.task_id = t.id order by 1) as led,
                   array(select published.words_key(a.name) from env.task_coordinating c join env.agency a on a.id = c.agency_id where c.task_id = t.id order by 1) as helped) body
        where ids is null or t.id = any (ids)
        on conflict (task_id) do update set plan_id = excluded.plan_id, position = excluded.position, province_code = excluded.province_code, id_key = excluded.id_key,
            title_key = excluded.title_key, spelt = excluded.spelt, words = excluded.words, said = excluded.said, tied_words = excluded.tied_words, tied_spelt = excluded.tied_spelt, led = excluded.led, helped = excluded.helped
        where task_document is distinct from excluded
        returning task_id, tied_words, tied_spelt)
    select array_agg(w.task_id) into told from written w left join before b using (task_id) where (b.tied_words, b.tied_spelt) is distinct from (w.tied_words, w.tied_spelt);
    if exists (select from env.feature_task ft where ft.task_id = any (told)) then
        perform env.write_feature_documents(ids => array(select distinct ft.feature_id from env.feature_task ft where ft.task_id = any (told) and ft.untied_at is null));
    end if;
end
$$;

revoke execute on function env.write_task_documents(text[]) from public;
